// The policy that measurements ask for: node training/run.mjs policy --runs FILE [--lanes 2] [--time-limit 20]
//
// FILE holds the runs of single engines that `node training/run.mjs engines --out FILE` wrote. For each class of models
// every order of up to three engines with every delay is played through: the first engine starts once the model is
// compiled, each other after its delay (or as soon as a lane is free) and compiles first where it needs another library.
// Printed is the row of least geometric mean of the ratio to the best engine in hindsight; among equals, fewer engines.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { POLICY, type ModelClass } from '../server/src/solvers/race';
import { geometricMean, type Run } from './summary';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    lanes: { type: 'string', default: '2' },
    'time-limit': { type: 'string', default: '20' },
  },
});
const timeLimitMs = Number(values['time-limit']) * 1_000;
const lanes = Number(values.lanes);
const delays = [0, 100, 200, 300, 500, 1_000, 2_000, 5_000];
const engines = ['z3', 'glpk', 'highs', 'gecode', 'chuffed'] as const;
type EngineId = (typeof engines)[number];

interface Start {
  readonly solver: EngineId;
  readonly afterMs: number;
}

/** Milliseconds of one engine on one instance: compiling for it, and searching until it proved or gave up. */
interface Cost {
  readonly compileMs: number;
  readonly searchMs: number;
  readonly proved: boolean;
}

type Costs = ReadonlyMap<EngineId, Cost>;

/** The least of repeated runs. */
function costsOf(runs: readonly Run[]): Costs {
  const costs = new Map<EngineId, Cost>();
  for (const solver of engines) {
    const [best] = runs.filter((run) => run.solver === solver).sort((a, b) => a.wallMs - b.wallMs);
    if (best === undefined) continue;
    const compileMs = best.compileMs === undefined || best.compileMs === 0 ? best.wallMs : best.compileMs;
    costs.set(solver, { compileMs, searchMs: best.wallMs - compileMs, proved: best.proved });
  }
  return costs;
}

/** Milliseconds from the files to the proof as a race would have it; undefined: none in time. */
function play(row: readonly Start[], costs: Costs, linear: boolean): number | undefined {
  const first = costs.get('z3')?.compileMs ?? 0;
  const free: number[] = Array.from({ length: lanes }, () => 0);
  let proved: number | undefined;
  for (const { solver, afterMs } of row) {
    const cost = costs.get(solver);
    if (cost === undefined) continue;
    free.sort((a, b) => a - b);
    // An idle lane starts the next before its time only where nobody runs at all.
    const idle = Math.max(...free);
    const start = Math.max(free[0] ?? 0, Math.min(afterMs, idle));
    if (proved !== undefined && start >= proved) break;
    const compiled = solver === 'z3' || (linear && (solver === 'glpk' || solver === 'highs')) ? 0 : cost.compileMs;
    const end = start + compiled + cost.searchMs;
    free[0] = end;
    if (cost.proved && end < (proved ?? Infinity)) proved = end;
  }
  return proved === undefined || proved > timeLimitMs ? undefined : first + proved;
}

function ratioOf(row: readonly Start[], costs: Costs, linear: boolean): number | undefined {
  const times = [...costs.values()].filter(({ proved }) => proved).map((cost) => cost.compileMs + cost.searchMs);
  if (times.length === 0) return undefined;
  return (play(row, costs, linear) ?? timeLimitMs) / Math.min(...times);
}

function* rows(): Generator<readonly Start[]> {
  for (const first of engines) {
    yield [{ solver: first, afterMs: 0 }];
    for (const second of engines) {
      if (second === first) continue;
      for (const afterMs of delays) {
        const two = [
          { solver: first, afterMs: 0 },
          { solver: second, afterMs },
        ];
        yield two;
        for (const third of engines) {
          if (third === first || third === second) continue;
          for (const later of delays) if (later >= afterMs) yield [...two, { solver: third, afterMs: later }];
        }
      }
    }
  }
}

const told = (row: readonly Start[]): string => row.map(({ solver, afterMs }) => `${solver} ${afterMs}`).join(', ');

function main(): void {
  if (values.runs === undefined) throw new Error('--runs FILE is missing');
  const runs = readFileSync(values.runs, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Run);
  for (const kind of Object.keys(POLICY) as ModelClass[]) {
    const linear = kind === 'lp' || kind === 'milp';
    const ids = [...new Set(runs.filter((run) => run.class === kind).map(({ id }) => id))];
    const instances = ids.map((id) => costsOf(runs.filter((run) => run.id === id)));
    const score = (row: readonly Start[]): { readonly mean: number; readonly worst: number } | undefined => {
      const ratios = instances.map((costs) => ratioOf(row, costs, linear)).filter((ratio) => ratio !== undefined);
      return ratios.length === 0 ? undefined : { mean: geometricMean(ratios), worst: Math.max(...ratios) };
    };
    let best: { readonly row: readonly Start[]; readonly mean: number; readonly worst: number } | undefined;
    for (const row of rows()) {
      const scored = score(row);
      // More engines must pay: a hundredth of the mean each.
      const price = (mean: number, length: number): number => mean * (1 + 0.01 * length);
      if (scored && (best === undefined || price(scored.mean, row.length) < price(best.mean, best.row.length)))
        best = { row, ...scored };
    }
    const current = score(POLICY[kind] as readonly Start[]);
    const figures = (scored: { readonly mean: number; readonly worst: number } | undefined): string =>
      scored === undefined ? 'no figures' : `mean ${scored.mean.toFixed(2)}, worst ${scored.worst.toFixed(2)}`;
    console.log(`${kind} (${ids.length} instances)`);
    console.log(`  now   ${told(POLICY[kind] as readonly Start[])}: ${figures(current)}`);
    if (best) console.log(`  best  ${told(best.row)}: ${figures(best)}`);
  }
}

main();
