import { domainBounds, resolveArray, type FlatConstraint, type FlatZinc, type Interval, type Value } from '../flatzinc';

/** Sweeps at most: bounds that creep towards infeasibility never come to rest. */
const SWEEPS = 20;

/**
 * Gives integers without bounds those that the linear constraints imply (bounds propagation), so that engines which
 * enumerate values need not reason about all integers. No solution is lost.
 */
export function tightened(model: FlatZinc): FlatZinc {
  const bounds = new Map<string, Interval>();
  const open = new Set<string>();
  for (const { name, type, domain } of model.variables.values()) {
    const around = domainBounds(domain);
    if (type !== 'int' || !around) continue;
    bounds.set(name, around);
    if (around.low === -Infinity || around.high === Infinity) open.add(name);
  }
  if (open.size === 0) return model;
  const rows = model.constraints.flatMap((constraint) => rowsOf(constraint, model));
  const relevant = rows.filter(({ terms }) => terms.some(({ name }) => open.has(name)));
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep++) {
    moved = relevant.map((row) => propagate(row, bounds, open)).some(Boolean);
  }
  const variables = new Map(model.variables);
  for (const name of open) {
    const [variable, bound] = [variables.get(name), bounds.get(name)];
    if (!variable || !bound || bound.low > bound.high) continue;
    if (bound.low > -Infinity || bound.high < Infinity) variables.set(name, { ...variable, domain: [bound] });
  }
  return { ...model, variables };
}

/** The sum of coefficient * variable is at most `limit`. */
interface Row {
  readonly terms: readonly { readonly name: string; readonly coefficient: number }[];
  readonly limit: number;
}

function rowsOf({ id, args }: FlatConstraint, model: FlatZinc): readonly Row[] {
  if (id === 'int_le') {
    const [left, right] = args;
    return left && right ? rowOf([left, right], [1, -1], 0) : [];
  }
  if (id !== 'int_lin_le' && id !== 'int_lin_eq') return [];
  const [coefficients, variables, limit] = args;
  if (limit?.kind !== 'int') return [];
  const factors = resolveArray(model, coefficients).map((value) => (value.kind === 'int' ? value.value : NaN));
  const values = resolveArray(model, variables);
  const atMost = rowOf(values, factors, limit.value);
  const negated = factors.map((factor) => -factor);
  return id === 'int_lin_le' ? atMost : [...atMost, ...rowOf(values, negated, -limit.value)];
}

/** Nothing where a value is of another kind than expected. */
function rowOf(values: readonly Value[], factors: readonly number[], limit: number): readonly Row[] {
  const terms: { name: string; coefficient: number }[] = [];
  let rest = limit;
  for (const [index, value] of values.entries()) {
    const coefficient = factors[index] ?? NaN;
    if (value.kind === 'int') rest -= coefficient * value.value;
    else if (value.kind === 'variable' && !Number.isNaN(coefficient)) terms.push({ name: value.name, coefficient });
    else return [];
  }
  return Number.isFinite(rest) ? [{ terms, limit: rest }] : [];
}

/** Tightens the open variables of a row; whether that changed anything. */
function propagate({ terms, limit }: Row, bounds: Map<string, Interval>, open: ReadonlySet<string>): boolean {
  const least = ({ name, coefficient }: Row['terms'][number]): number => {
    const { low, high } = bounds.get(name) ?? { low: -Infinity, high: Infinity };
    return coefficient === 0 ? 0 : coefficient * (coefficient > 0 ? low : high);
  };
  let moved = false;
  for (const term of terms) {
    const bound = bounds.get(term.name);
    if (!open.has(term.name) || !bound || term.coefficient === 0) continue;
    const others = terms.reduce((sum, other) => (other === term ? sum : sum + least(other)), 0);
    const most = (limit - others) / term.coefficient;
    if (!Number.isFinite(most) || Math.abs(most) > Number.MAX_SAFE_INTEGER) continue;
    if (term.coefficient > 0 && Math.floor(most) < bound.high) {
      bounds.set(term.name, { ...bound, high: Math.floor(most) });
      moved = true;
    } else if (term.coefficient < 0 && Math.ceil(most) > bound.low) {
      bounds.set(term.name, { ...bound, low: Math.ceil(most) });
      moved = true;
    }
  }
  return moved;
}
