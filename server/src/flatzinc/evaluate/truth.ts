/**
 * What a relation says of given values. `either`: the values are within the tolerance of the border, so both answers
 * are accepted; only relations over floats say so.
 */
export type Truth = boolean | 'either';

export function not(truth: Truth): Truth {
  return truth === 'either' ? 'either' : !truth;
}

/** Conjunction: false wins, then either. */
export function all(truths: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === 'either') result = 'either';
  }
  return result;
}

/** Disjunction: true wins, then either. */
export function any(truths: Iterable<Truth>): Truth {
  let result: Truth = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth === 'either') result = 'either';
  }
  return result;
}

/** Whether `flag` may stand for a relation of this truth. */
export function agrees(truth: Truth, flag: boolean): boolean {
  return truth === 'either' || truth === flag;
}
