import type { ConflictPart } from '../outcome';
import { excerpt, type Diagnostic } from '../text';
import { loopValues } from '../explain';
import type { AskedConflict } from './asking';

/**
 * Informations on the lines that what was asked would break, one for each place.
 * @param what what was asked, as the beginning of a sentence
 */
export function whyNotDiagnostics(
  conflicts: readonly AskedConflict[],
  what: string,
  direct: boolean,
): readonly Diagnostic[] {
  const places = new Map<
    string,
    { readonly part: ConflictPart; readonly loops: string[]; readonly others: ConflictPart[] }
  >();
  for (const { parts } of conflicts) {
    for (const part of parts) {
      const key = JSON.stringify([part.file, part.range]);
      const place = places.get(key) ?? { part, loops: [], others: [] };
      const loop = loopValues(part.indices);
      if (loop !== '' && !place.loops.includes(loop)) place.loops.push(loop);
      place.others.push(...parts.filter((other) => JSON.stringify([other.file, other.range]) !== key));
      places.set(key, place);
    }
  }
  return [...places.values()].map(({ part: { file, range }, loops, others }): Diagnostic => {
    const where = loops.length > 0 ? ` (${loops.slice(0, 5).join('; ')}${loops.length > 5 ? '; …' : ''})` : '';
    const message =
      direct || others.length === 0
        ? `${what} would break this${where}.`
        : `${what} cannot be had together with this${where} and ${others.length === 1 ? 'one other' : `${others.length} others`}.`;
    return {
      file,
      range,
      severity: 'information',
      code: 'why-not',
      message,
      ...(others.length > 0 && {
        related: others.map((other) => ({
          file: other.file,
          range: other.range,
          message: `Together with it: ${excerpt(other.text)}`,
        })),
      }),
    };
  });
}
