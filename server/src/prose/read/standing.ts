import type { Span } from '../../text';
import type { Constraint } from '../graph';

/** Words that say a limit may give way. */
const NEGOTIABLE =
  /\b(?:if (?:at all |it is |it's )?(?:possible|feasible)|where(?:ver)? (?:possible|feasible)|if (?:we|they|you|it) can|preferabl[ey]|ideally|if need be,? (?:less|more|fewer)|(?:would|we'd|they'd) (?:like|prefer|rather)|prefers?|(?:we |they |she |he )?hopes? (?:to|for|that)|nice to have|negotiable|as far as possible|try(?:ing)? to (?:have|keep|get|make|stay))\b/giu;

/** Words that say a limit holds whatever happens. */
const HARD =
  /\b(?:under no circumstances?|no matter what|without exception|non-?negotiable|not negotiable|by law|legally|at all costs?|in any case|in all cases|strictly|absolutely)\b/giu;

/** Words that are as strong only beside weaker ones: by themselves they are how every limit is told. */
const MUST = /\b(?:must|mandatory|compulsory|has to|have to|required|may not|cannot|can't)\b/giu;

/**
 * Tells the constraints that may give way ("preferably at least 20") and those that must hold ("by law at most 8") by the
 * words around each. "must" makes a constraint hard only in a text that calls another one negotiable: else every limit
 * is told so, and nothing could be repaired. What has a price needs no such words. A cue belongs to the nearest constraint of its sentence; one that opens the
 * sentence ("Ideally, ...") to all up to the next "but" or semicolon.
 */
export function withStandings(constraints: readonly Constraint[], text: string): readonly Constraint[] {
  const negotiable = told(constraints, text, NEGOTIABLE, HARD);
  const hard = told(constraints, text, negotiable.size > 0 ? new RegExp(`${HARD.source}|${MUST.source}`, 'giu') : HARD);
  return constraints.map((constraint) => {
    if (constraint.penalty) return constraint;
    if (negotiable.has(constraint)) return { ...constraint, standing: 'negotiable' };
    return hard.has(constraint) ? { ...constraint, standing: 'hard' } : constraint;
  });
}

/** The constraints that must hold whatever happens, by words that mean nothing else. */
export function withoutException(constraints: readonly Constraint[], text: string): ReadonlySet<Constraint> {
  return told(constraints, text, HARD);
}

/** @param unless words that hide a cue inside them: "not negotiable" */
function told(
  constraints: readonly Constraint[],
  text: string,
  cues: RegExp,
  unless?: RegExp,
): ReadonlySet<Constraint> {
  const found = new Set<Constraint>();
  const sentences = new Map(constraints.map(({ sentence }) => [sentence.start, sentence]));
  for (const sentence of sentences.values()) {
    const own = constraints.filter((constraint) => constraint.sentence.start === sentence.start);
    const words = text.slice(sentence.start, sentence.end);
    const hidden = unless ? placesOf(words, unless, sentence.start) : [];
    for (const cue of placesOf(words, cues, sentence.start)) {
      if (hidden.some(({ start, end }) => start <= cue.start && cue.end <= end)) continue;
      for (const constraint of meant(own, cue, sentence, text)) found.add(constraint);
    }
  }
  return found;
}

function placesOf(words: string, cues: RegExp, offset: number): readonly Span[] {
  return [...words.matchAll(cues)].map(({ index, 0: cue }) => ({
    start: offset + index,
    end: offset + index + cue.length,
  }));
}

/** The constraints that a cue of their sentence speaks of. */
function meant(own: readonly Constraint[], cue: Span, sentence: Span, text: string): readonly Constraint[] {
  const opens = cue.start === sentence.start && /^\s*,/.test(text.slice(cue.end));
  if (opens) {
    const [turn] = text.slice(cue.end, sentence.end).matchAll(/;|\bbut\b/giu);
    const end = turn === undefined ? sentence.end : cue.end + turn.index;
    return own.filter(({ span }) => span.start < end);
  }
  const nearest = Math.min(...own.map(({ span }) => distance(span, cue, text)));
  return own.filter(({ span }) => distance(span, cue, text) === nearest);
}

/** Characters between two stretches, more where a comma, a semicolon or "but" parts them. */
function distance(one: Span, other: Span, text: string): number {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  const between = text.slice(first.end, Math.max(first.end, second.start));
  return between.length + 40 * (between.match(/[,;]|\bbut\b/giu)?.length ?? 0);
}
