import { logSumExp, type Heads } from './heads';
import { towards, type RowCandidate, type Slot } from './rows';
import type { VariableSet } from './variables';

/** A row with what it says of every variable. */
export interface AssembledRow extends RowCandidate {
  /** Of linear, total, bound and each; else empty. */
  readonly slots: readonly Slot[];
  /** Of share (left only), multiple and comparison. */
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** Of the slots or sides, the geometric mean. */
  readonly slotProbability: number;
}

/** Fills a row that takes no coefficients: the whole, a bound, a share, or one variable against another. */
export function simpleRow(heads: Heads, variables: VariableSet['variables'], row: RowCandidate): AssembledRow {
  const position = row.token + 1;
  const none = { slots: [], left: undefined, right: undefined };
  switch (row.class) {
    case 'total':
    case 'linear':
      return { ...row, ...none, slots: variables.map((): Slot => 'one'), slotProbability: 1 };
    case 'bound':
    case 'each':
      return { ...row, ...none, ...counted(heads, variables, position, row.class === 'bound') };
    case 'share': {
      const left = variables.map((mentions) => towards(heads, 'left', position, mentions));
      const top = left.indexOf(Math.max(...left));
      return { ...row, ...none, left: top, slotProbability: Math.exp((left[top] ?? 0) - logSumExp(left)) };
    }
    case 'multiple':
    case 'comparison':
      return { ...row, slots: [], ...sides(heads, variables, position) };
  }
}

/** The one variable a bound is on, or all those that "each" means. */
function counted(
  heads: Heads,
  variables: VariableSet['variables'],
  position: number,
  single: boolean,
): Pick<AssembledRow, 'slots' | 'slotProbability'> {
  const odds = variables.map(
    (mentions) => towards(heads, 'rowOne', position, mentions) - towards(heads, 'rowZero', position, mentions),
  );
  const top = odds.indexOf(Math.max(...odds));
  const some = odds.map((value) => value > 0);
  const chosen = single
    ? odds.map((_, index) => index === top)
    : some.filter(Boolean).length < 2
      ? odds.map(() => true)
      : some;
  return {
    slots: chosen.map((one): Slot => (one ? 'one' : 'zero')),
    slotProbability: single ? Math.exp((odds[top] ?? 0) - logSumExp(odds)) : 1,
  };
}

/** The best two different variables for the sides of a row. */
function sides(
  heads: Heads,
  variables: VariableSet['variables'],
  position: number,
): Pick<AssembledRow, 'left' | 'right' | 'slotProbability'> {
  const left = variables.map((mentions) => towards(heads, 'left', position, mentions));
  const right = variables.map((mentions) => towards(heads, 'right', position, mentions));
  const total = logSumExp(left) + logSumExp(right);
  let best = { left: 0, right: Math.min(1, variables.length - 1), score: -Infinity };
  left.forEach((a, i) => {
    right.forEach((b, j) => {
      if (i !== j && a + b - total > best.score) best = { left: i, right: j, score: a + b - total };
    });
  });
  return { left: best.left, right: best.right, slotProbability: Math.exp(best.score / 2) };
}
