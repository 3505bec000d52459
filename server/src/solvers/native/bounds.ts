import { resolveArray, type FlatConstraint, type FlatZinc, type Interval, type Value } from '../../flatzinc';

/** `sum(terms) <= constant` */
export interface Row {
  readonly terms: readonly { readonly name: string; readonly factor: number }[];
  readonly constant: number;
}

export function isClosed({ low, high }: Interval): boolean {
  return Number.isFinite(low) && Number.isFinite(high);
}

export function numberOf(value: Value | undefined): number {
  return value?.kind === 'int' || value?.kind === 'float' ? value.value : 0;
}

/** The linear inequalities that a model asserts. */
export function rowsOf(model: FlatZinc): readonly Row[] {
  return model.constraints.flatMap((constraint) => rowsOfConstraint(model, constraint));
}

function rowsOfConstraint(model: FlatZinc, { id, args }: FlatConstraint): readonly Row[] {
  const [first, second, third] = args;
  switch (id) {
    case 'int_le':
    case 'float_le':
      return [rowOf([1, -1], [first, second], 0)];
    case 'int_lin_le':
    case 'float_lin_le':
    case 'int_lin_eq':
    case 'float_lin_eq': {
      const factors = resolveArray(model, first).map(numberOf);
      const values = resolveArray(model, second);
      const row = rowOf(factors, values, numberOf(third));
      if (id.endsWith('_le')) return [row];
      const negated = factors.map((factor) => -factor);
      return [row, rowOf(negated, values, -numberOf(third))];
    }
    default:
      return [];
  }
}

/** Constants go to the right-hand side; a variable stands in one term. */
function rowOf(factors: readonly number[], values: readonly (Value | undefined)[], constant: number): Row {
  const byName = new Map<string, number>();
  let rest = constant;
  values.forEach((value, place) => {
    const factor = factors[place] ?? 0;
    if (value?.kind === 'variable') byName.set(value.name, (byName.get(value.name) ?? 0) + factor);
    else rest -= factor * numberOf(value);
  });
  const terms = [...byName].flatMap(([name, factor]) => (factor === 0 ? [] : [{ name, factor }]));
  return { terms, constant: rest };
}

/** Bounds that depend on each other in a chain take a pass for each. */
const mostPasses = 50;

/**
 * Gives variables without bounds those that the rows imply, by propagation of bounds, as solvers do: a variable is
 * bounded by a row of which all else is. Bounds that are finite stay.
 */
export function closeBounds(bounds: Map<string, Interval>, rows: readonly Row[]): void {
  const isOpen = (name: string): boolean => {
    const known = bounds.get(name);
    return known !== undefined && !isClosed(known);
  };
  let left = rows;
  for (let pass = 0, changed = true; changed && pass < mostPasses; pass++) {
    left = left.filter(({ terms }) => terms.some(({ name }) => isOpen(name)));
    changed = false;
    for (const row of left) changed = closeByRow(bounds, row) || changed;
  }
}

/** Whether some bound became finite. */
function closeByRow(bounds: Map<string, Interval>, { terms, constant }: Row): boolean {
  const least = terms.map(({ name, factor }) => {
    const { low, high } = bounds.get(name) ?? { low: -Infinity, high: Infinity };
    return factor * (factor > 0 ? low : high);
  });
  const infinite = least.filter((value) => !Number.isFinite(value)).length;
  if (infinite > 1) return false;
  const sum = least.reduce((all, value) => (Number.isFinite(value) ? all + value : all), 0);
  let changed = false;
  terms.forEach(({ name, factor }, place) => {
    const own = least[place] ?? 0;
    if (infinite === 1 && Number.isFinite(own)) return;
    const limit = (constant - (Number.isFinite(own) ? sum - own : sum)) / factor;
    const known = bounds.get(name);
    if (known === undefined || Number.isFinite(factor > 0 ? known.high : known.low)) return;
    bounds.set(name, factor > 0 ? { low: known.low, high: limit } : { low: limit, high: known.high });
    changed = true;
  });
  return changed;
}
