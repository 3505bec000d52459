import type { Quantity } from '../graph';

/** Words that end the name of a substance, or do not begin one. */
const boundary =
  /^(a|all|an|and|are|as|at|but|by|can|each|every|for|from|in|is|it|its|must|of|on|or|per|should|so|than|that|the|their|these|this|those|to|what|when|where|which|while|will|with)$/i;

/**
 * What a number counts, in the words right behind it: "grams of protein", or just its unit. Only the names of constants
 * depend on it: it keeps the grams of protein apart from the grams of fibre.
 */
export function countedThing({ unit, span }: Quantity, text: string): string | undefined {
  if (unit === undefined) return undefined;
  const after = text.slice(span.end, span.end + 80).trimStart();
  if (!after.startsWith(unit)) return unit;
  const [, first = '', second] = /^\s+of\s+(\p{L}+)(?:[ \t]+(\p{L}+))?/u.exec(after.slice(unit.length)) ?? [];
  if (first === '' || boundary.test(first)) return unit;
  return second === undefined || boundary.test(second) ? `${unit} of ${first}` : `${unit} of ${first} ${second}`;
}
