import type { Comparator, Constraint, Penalty } from '../graph';
import type { Document } from './document';
import type { PenaltySentence } from './penaltySentences';
import { withoutException } from './standing';

/** A price that belongs to no constraint. */
export interface UnplacedPenalty {
  readonly penalty: Penalty;
  /** The end of a sentence. */
  readonly why: string;
}

/** Gives each price for a broken limit to the constraint of the sentence right before it, where that is exactly one. */
export function withPenalties(
  constraints: readonly Constraint[],
  { text, sentences, penalties }: Document,
): { readonly constraints: readonly Constraint[]; readonly unplaced: readonly UnplacedPenalty[] } {
  const priced = new Map<Constraint, Penalty>();
  const unplaced: UnplacedPenalty[] = [];
  const firm = withoutException(constraints, text);
  for (const { perUnit, span, side } of penalties) {
    const penalty = { perUnit, span };
    const before = sentences.spans.findLast(({ end }) => end <= span.start);
    const own = constraints.filter(({ sentence }) => sentence.start === before?.start);
    const [constraint] = own;
    const refuse = (why: string): void => void unplaced.push({ penalty, why });
    if (!constraint || constraint.kind === 'relation') refuse('the sentence before it states no limit');
    else if (own.length > 1) refuse(`the sentence before it states ${own.length} limits: give each its own sentence`);
    else if (priced.has(constraint)) refuse('that limit has a price already');
    else if (firm.has(constraint)) refuse('that limit is said to hold whatever happens');
    else if (!isBrokenBy(constraint.comparator, side))
      refuse(`that limit cannot be broken so: ${WAYS[constraint.comparator]}`);
    else priced.set(constraint, penalty);
  }
  const withPrices = constraints.map((constraint): Constraint => {
    const penalty = priced.get(constraint);
    return penalty && constraint.kind !== 'relation' ? { ...constraint, penalty } : constraint;
  });
  return { constraints: withPrices, unplaced };
}

function isBrokenBy(comparator: Comparator, side: PenaltySentence['side']): boolean {
  switch (comparator) {
    case 'at-most':
    case 'less':
      return side !== 'short';
    case 'at-least':
    case 'greater':
      return side !== 'over';
    case 'equal':
      return side === undefined;
  }
}

const WAYS: Readonly<Record<Comparator, string>> = {
  'at-most': 'say what each unit over it costs',
  less: 'say what each unit over it costs',
  'at-least': 'say what each unit short of it costs',
  greater: 'say what each unit short of it costs',
  equal: 'say what each unit away from it costs',
};
