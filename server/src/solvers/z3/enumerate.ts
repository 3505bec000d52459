import type { FlatZinc, Value } from '../../flatzinc';
import type { Snapshot } from './dialogue';
import { or, type Reading, type Term } from './lower';
import { gaveUp, type Ending, type Search } from './ending';
import type { SExpression } from './sexpr';

/** Where an output can take endlessly many values, so many solutions are enough. */
const ENOUGH_OF_ENDLESS = 1000;

/** Finds every solution once, two being the same if they agree on the output variables. */
export async function enumerate(search: Search): Promise<Ending> {
  const { dialogue, deadline, lowered, model, progress } = search;
  const limit = search.options.limit ?? Infinity;
  const shown = outputVariables(model);
  const readings = lowered.readings.filter(({ name }) => shown.has(name));
  const endless = [...shown].some((name) => isEndless(model, name));
  let blocked: Term | undefined;
  for (;;) {
    const verdict = deadline.passed ? 'unknown' : await dialogue.check([], deadline.remaining(), blocked);
    if (verdict === 'unknown') return gaveUp(search);
    if (verdict === 'unsat') return { status: progress.solutions.length > 0 ? 'satisfied' : 'infeasible' };
    const snapshot = await dialogue.snapshot();
    search.found(snapshot, undefined);
    if (progress.solutions.length >= limit) return { status: 'satisfied', reason: 'limit', detail: asMany(limit) };
    if (endless && progress.solutions.length >= ENOUGH_OF_ENDLESS)
      return {
        status: 'satisfied',
        reason: 'incomplete-search',
        detail: `Stopped after ${String(ENOUGH_OF_ENDLESS)} solutions: there may be endlessly many.`,
      };
    blocked = otherThan(readings, snapshot);
  }
}

function asMany(limit: number): string {
  return `Stopped after ${String(limit)} solution${limit === 1 ? '' : 's'}, as asked; there may be more.`;
}

/** Names of the variables whose values make the answer; output arrays count with all their elements. */
export function outputVariables(model: FlatZinc): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (value: Value): void => {
    if (value.kind === 'variable') names.add(value.name);
    else if (value.kind === 'array') value.elements.forEach(add);
    else if (value.kind === 'arrayRef') model.arrays.get(value.name)?.forEach(add);
  };
  for (const name of model.output) {
    if (model.arrays.has(name)) add({ kind: 'arrayRef', name });
    else names.add(name);
  }
  return names;
}

function isEndless(model: FlatZinc, name: string): boolean {
  const variable = model.variables.get(name);
  if (variable?.type === 'float') return true;
  if (variable?.type !== 'int') return false;
  const { domain } = variable;
  return domain === undefined || domain.some(({ low, high }) => low === -Infinity || high === Infinity);
}

function otherThan(readings: readonly Reading[], { raw }: Snapshot): Term {
  return or(
    readings.flatMap((reading) =>
      reading.terms.map((term, place) => `(not (= ${term} ${print(raw.get(reading)?.[place] ?? '')}))`),
    ),
  );
}

function print(value: SExpression): string {
  return typeof value === 'string' ? value : `(${value.map(print).join(' ')})`;
}
