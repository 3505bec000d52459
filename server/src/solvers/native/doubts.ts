import { domainBounds, resolveArray, type FlatZinc, type Interval, type Value } from '../../flatzinc';
import { closeBounds, isClosed, numberOf, rowsOf } from './bounds';
import type { NativeSolverInfo } from './types';

/**
 * Why what a solver takes for proved need not be so, a sentence; undefined: its proofs hold. Solvers compute with
 * integers of 32 bits or with doubles, and search a bounded part of the values of a variable without bounds.
 */
export function doubtOf(
  model: FlatZinc,
  { name, solver, tags }: Pick<NativeSolverInfo, 'name' | 'solver' | 'tags'>,
): string | undefined {
  return tags.includes('mip') ? linearDoubt(model, name) : finiteDoubt(model, name, wide.test(solver));
}

/** Solvers known to compute with integers of 64 bits. */
const wide = /^(cp-sat|com\.google\.(ortools|or-tools))/;

function finiteDoubt(model: FlatZinc, name: string, isWide: boolean): string | undefined {
  for (const [variable, { low, high }] of boundsOf(model)) {
    if (!isClosed({ low, high })) {
      return `${name} may search a bounded part of the values only, and ${variable} has no bounds: give it some.`;
    }
    const type = model.variables.get(variable)?.type;
    if (type === 'int' && !isWide && Math.max(-low, high) >= 2 ** 31) {
      return `${name} may have integers of 32 bits, and ${variable} can be larger: its proofs do not count here.`;
    }
  }
  return undefined;
}

/** What solvers of linear programs take for 0, and for infinity. */
const vanishing = 1e-9;
const infinite = 1e20;

function linearDoubt(model: FlatZinc, name: string): string | undefined {
  for (const { low, high } of boundsOf(model).values()) {
    const large = [low, high].find((end) => Number.isFinite(end) && Math.abs(end) >= infinite);
    if (large !== undefined) return `${name} takes ${large} for infinity.`;
  }
  for (const { id, args } of model.constraints) {
    if (!/^(int|float)_lin_/.test(id)) continue;
    const coefficients = resolveArray(model, args[0]).map(numberOf);
    const small = coefficients.find((coefficient) => coefficient !== 0 && Math.abs(coefficient) <= vanishing);
    if (small !== undefined) return `${name} takes the coefficient ${small} for 0.`;
    if (!id.startsWith('int')) continue;
    const inexact = resolveArray(model, args[1]).some((value, place) => {
      const { low, high } = boundsOfValue(model, value);
      const ends = [low, high].filter(Number.isFinite);
      return ends.some((end) => !Number.isSafeInteger((coefficients[place] ?? 0) * end));
    });
    if (inexact) {
      return `Sums of whole numbers in this model can be larger than ${name} computes exactly, so it proves nothing here.`;
    }
  }
  return undefined;
}

/** Bounds of the numbers of a model. */
function boundsOf(model: FlatZinc): ReadonlyMap<string, Interval> {
  const bounds = new Map<string, Interval>();
  for (const { name, type, domain } of model.variables.values()) {
    if (type === 'int' || type === 'float') bounds.set(name, domainBounds(domain) ?? { low: 0, high: 0 });
  }
  closeBounds(bounds, [...bounds.values()].every(isClosed) ? [] : rowsOf(model));
  return bounds;
}

function boundsOfValue(model: FlatZinc, value: Value): Interval {
  if (value.kind !== 'variable') return { low: numberOf(value), high: numberOf(value) };
  return domainBounds(model.variables.get(value.name)?.domain) ?? { low: 0, high: 0 };
}
