import { CnfError, FALSE, TRUE, type Cnf, type Literal } from './cnf';
import { differs, type Integer } from './encoder';

export interface Term {
  readonly coefficient: number;
  readonly integer: Integer;
}

/** A sum with its constants apart, every integer once and with a coefficient. */
export interface Sum {
  readonly terms: readonly Term[];
  readonly constant: number;
}

/** Collects a sum of products. Throws a `CnfError` where its values are beyond 2^53. */
export function sumOf(coefficients: readonly number[], integers: readonly Integer[]): Sum {
  const collected = new Map<Integer, number>();
  let constant = 0;
  let size = 0;
  coefficients.forEach((coefficient, index) => {
    const integer = integers[index];
    const lowest = integer?.values[0];
    if (integer === undefined || lowest === undefined)
      throw new TypeError('coefficients and variables differ in number');
    size += Math.abs(coefficient) * Math.max(Math.abs(lowest), Math.abs(integer.values.at(-1) ?? 0));
    if (integer.values.length === 1) constant += coefficient * lowest;
    else collected.set(integer, (collected.get(integer) ?? 0) + coefficient);
  });
  if (size > Number.MAX_SAFE_INTEGER)
    throw new CnfError('A sum in it goes beyond 2^53, the largest size handled exactly.');
  const terms: Term[] = [];
  for (const [integer, coefficient] of collected) if (coefficient !== 0) terms.push({ integer, coefficient });
  return { terms, constant };
}

export function negated({ terms, constant }: Sum): Sum {
  return {
    terms: terms.map(({ coefficient, integer }) => ({ coefficient: -coefficient, integer })),
    constant: -constant,
  };
}

/** A term adds `size` or more exactly if `when`. */
interface Step {
  readonly size: number;
  readonly when: Literal;
}

/** What a term can add, ascending. */
function stepsOf({ coefficient, integer: { values, from } }: Term): readonly Step[] {
  const steps = values.map((value, k): Step => {
    // The negation of "the next value or more" is "this value or less".
    const when = coefficient > 0 ? (from[k] ?? TRUE) : -(from[k + 1] ?? FALSE);
    return { size: coefficient * value, when };
  });
  return coefficient > 0 ? steps : steps.reverse();
}

/** "The terms from some level on add up to at most b", for every b from `low` to `high` the same literal. */
interface Node {
  readonly low: number;
  readonly high: number;
  readonly literal: Literal;
}

/** A node that is being built for the bound `bound`. */
interface Frame {
  readonly level: number;
  readonly bound: number;
  readonly literal: Literal;
  /** One of these literals is true where the node need not hold. */
  readonly unless: readonly Literal[];
  step: number;
  low: number;
  high: number;
  last: Literal;
}

/**
 * `sum <= bound`, unless one of the literals `unless` is true: as a decision diagram over the terms whose nodes are
 * shared between all bounds that mean the same (Abío et al. 2012, *A new look at BDDs for pseudo-Boolean constraints*,
 * over integers in the order encoding). Throws a `CnfError` where that grows too large.
 */
export function atMost(cnf: Cnf, { terms, constant }: Sum, bound: number, unless: readonly Literal[]): void {
  // Small domains and large coefficients first: there are few different bounds that way. The last term needs no nodes.
  const ordered = [...terms].sort(
    (a, b) => a.integer.values.length - b.integer.values.length || Math.abs(b.coefficient) - Math.abs(a.coefficient),
  );
  const levels = ordered.map(stepsOf);
  const nodes: Node[][] = levels.map(() => []);
  const least = suffixSums(levels, (steps) => steps[0]?.size ?? 0);
  const most = suffixSums(levels, (steps) => steps.at(-1)?.size ?? 0);

  const find = (level: number, b: number): Node | undefined => {
    const [smallest = 0, largest = 0] = [least[level], most[level]];
    if (b >= largest) return { low: largest, high: Infinity, literal: TRUE };
    if (b < smallest) return { low: -Infinity, high: smallest - 1, literal: FALSE };
    return level === levels.length - 1 ? lastNode(levels[level] ?? [], b) : nodeAt(nodes[level] ?? [], b);
  };
  const begin = (level: number, b: number, literal: Literal, guard: readonly Literal[]): Frame => ({
    level,
    bound: b,
    literal,
    unless: guard,
    step: 0,
    low: -Infinity,
    high: Infinity,
    last: TRUE,
  });

  const whole = find(0, bound - constant);
  if (whole !== undefined) return cnf.add([...unless, whole.literal]);
  // A stack of our own: sums of thousands of terms would overflow the machine's.
  const stack = [begin(0, bound - constant, FALSE, unless)];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const step = levels[frame.level]?.[frame.step];
    if (step === undefined || frame.last === FALSE) {
      insert(nodes[frame.level] ?? [], { low: frame.low, high: frame.high, literal: frame.literal });
      stack.pop();
      continue;
    }
    const child = find(frame.level + 1, frame.bound - step.size);
    if (child === undefined) {
      const literal = cnf.newVariable();
      stack.push(begin(frame.level + 1, frame.bound - step.size, literal, [-literal]));
      continue;
    }
    // A step implies the smaller ones, so what was said for them needs no repeating.
    if (child.literal !== frame.last) cnf.add([...frame.unless, -step.when, child.literal]);
    frame.last = child.literal;
    frame.low = Math.max(frame.low, child.low + step.size);
    frame.high = Math.min(frame.high, child.high + step.size);
    frame.step++;
  }
}

/** `sum = bound`, unless one of the literals is true. */
export function equals(cnf: Cnf, sum: Sum, bound: number, unless: readonly Literal[]): void {
  atMost(cnf, sum, bound, unless);
  atMost(cnf, negated(sum), -bound, unless);
}

/** `sum != bound`, unless one of the literals is true. */
export function unequal(cnf: Cnf, sum: Sum, bound: number, unless: readonly Literal[]): void {
  const [first, second, ...others] = sum.terms;
  if (first !== undefined && second !== undefined && others.length === 0) {
    for (const value of first.integer.values) {
      const other = (bound - sum.constant - first.coefficient * value) / second.coefficient;
      if (Number.isInteger(other))
        cnf.add([...unless, ...differs(first.integer, value), ...differs(second.integer, other)]);
    }
    return;
  }
  const less = cnf.newVariable();
  atMost(cnf, sum, bound - 1, [...unless, -less]);
  atMost(cnf, negated(sum), -bound - 1, [...unless, less]);
}

/** For each level the sum of what the terms from it on are, by `pick`; 0 after the last. */
function suffixSums(levels: readonly (readonly Step[])[], pick: (steps: readonly Step[]) => number): readonly number[] {
  const sums = [0];
  for (let level = levels.length - 1; level >= 0; level--) sums.unshift((sums[0] ?? 0) + pick(levels[level] ?? []));
  return sums;
}

/** Of a single term the order encoding has the node already. */
function lastNode(steps: readonly Step[], bound: number): Node {
  const next = steps.findIndex(({ size }) => size > bound);
  return {
    low: steps[next - 1]?.size ?? -Infinity,
    high: (steps[next]?.size ?? Infinity) - 1,
    literal: -(steps[next]?.when ?? FALSE),
  };
}

/** The node of a level, ascending and apart, that a bound belongs to. */
function nodeAt(nodes: readonly Node[], bound: number): Node | undefined {
  const node = nodes[placeOf(nodes, bound)];
  return node !== undefined && node.low <= bound ? node : undefined;
}

function insert(nodes: Node[], node: Node): void {
  nodes.splice(placeOf(nodes, node.high), 0, node);
}

/** Of the first node that does not end below `bound`. */
function placeOf(nodes: readonly Node[], bound: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.high ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
