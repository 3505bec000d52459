import type { Document } from './document';
import { logSumExp, rowClasses, rowOperators, type Heads, type Relation, type RowClass } from './heads';
import type { TaggedTokens } from './tags';

/** What a row says of one variable: nothing, the variable itself, or a number of the text by its index. */
export type Slot = 'zero' | 'one' | number;

export type RowOperator = (typeof rowOperators)[number];

/** A row before its slots are chosen. */
export interface RowCandidate {
  /** Token where the row stands: its limit's number, or the words of a comparison. */
  readonly token: number;
  /** Index of the number; undefined for a comparison. */
  readonly number: number | undefined;
  readonly class: Exclude<RowClass, 'none'>;
  readonly operator: RowOperator;
  /** Of class and operator together. */
  readonly probability: number;
  /** Whether reading on may drop it, because the network is of two minds. */
  readonly doubtful: boolean;
}

/** Finds the rows: numbers that are limits, shares or factors, and words that compare two variables. */
export function rowCandidates(
  document: Document,
  heads: Heads,
  tags: readonly TaggedTokens[],
  inVariable: (token: number) => boolean,
): RowCandidate[] {
  const rows: RowCandidate[] = [];
  document.numbers.forEach((mention, number) => {
    if (inVariable(mention.first)) return;
    const none = heads.rowClass(mention.first + 1, 'none');
    if (none > 0.8) return;
    const best = bestClass(heads, mention.first + 1, (each) => each !== 'comparison');
    rows.push(candidate(heads, mention.first, number, best, none > 0.3));
  });
  const limits = rows.map(({ token }) => token);
  for (const token of comparisons(document, heads, tags)) {
    if (limits.some((limit) => isOneStatement(document, tags, token, limit))) continue;
    rows.push(candidate(heads, token, undefined, 'comparison', heads.rowClass(token + 1, 'comparison') < 0.7));
  }
  return rows;
}

function bestClass(heads: Heads, position: number, allowed: (each: RowClass) => boolean): Exclude<RowClass, 'none'> {
  let best: Exclude<RowClass, 'none'> = 'linear';
  for (const each of rowClasses) {
    if (each !== 'none' && allowed(each) && heads.rowClass(position, each) > heads.rowClass(position, best))
      best = each;
  }
  return best;
}

function candidate(
  heads: Heads,
  token: number,
  number: number | undefined,
  rowClass: Exclude<RowClass, 'none'>,
  doubtful: boolean,
): RowCandidate {
  const operators = heads.operator(token + 1);
  const index = operators.indexOf(Math.max(...operators));
  return {
    token,
    number,
    class: rowClass,
    operator: rowOperators[index] ?? 'at-most',
    probability: heads.rowClass(token + 1, rowClass) * (operators[index] ?? 0),
    doubtful,
  };
}

/** Tokens that compare two variables without a number; of one tagged phrase, or of three tokens, only the surest. */
function comparisons(document: Document, heads: Heads, tags: readonly TaggedTokens[]): number[] {
  const isNumber = new Set(
    document.numbers.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, index) => first + index)),
  );
  const strength = (token: number): number => heads.rowClass(token + 1, 'comparison');
  const found = document.tokens
    .map((_, token) => token)
    .filter((token) => !isNumber.has(token) && strength(token) > 0.4);
  const phrase = (token: number): number => tags.findIndex(({ first, last }) => first <= token && token < last);
  return found.filter((token) =>
    found.every((other) => {
      const near = Math.abs(other - token) <= 3 || (phrase(other) >= 0 && phrase(other) === phrase(token));
      return (
        other === token ||
        !near ||
        strength(other) < strength(token) ||
        (strength(other) === strength(token) && other > token)
      );
    }),
  );
}

/**
 * "The nurses must be at least three times the doctors", "cannot spend more than $500": no thing is named between the
 * words and the number, so together they say one thing.
 */
function isOneStatement(document: Document, tags: readonly TaggedTokens[], one: number, two: number): boolean {
  const { ofToken } = document.sentences;
  const [from, to] = one < two ? [one, two] : [two, one];
  return (
    ofToken[one] === ofToken[two] && !tags.some(({ label, first }) => label === 'VAR' && from < first && first < to)
  );
}

/** How strongly a position is related to a variable: over all its mentions. */
export function towards(heads: Heads, relation: Relation, position: number, mentions: readonly TaggedTokens[]): number {
  return logSumExp(mentions.map(({ first }) => heads.pair(relation, position, first + 1)));
}
