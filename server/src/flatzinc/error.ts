/**
 * A FlatZinc that cannot be represented: broken JSON, or a number that would be rounded silently. The message is a
 * sentence for the user.
 */
export class FlatZincError extends Error {
  override readonly name = 'FlatZincError';
}
