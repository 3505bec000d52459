/** A number that is whole but for rounding noise as that whole number; never -0. */
export function withoutNoise(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * (1 + Math.abs(value)) ? whole + 0 : value;
}
