// The user's own way, for pairing with `auto`: node training/run.mjs native [--solver gecode] --out FILE
//
// Runs `minizinc --solver ... MODEL DATA` of the PATH on the instances of the engine bench, from the files to the proved
// answer. A line of JSON for each run goes to --out, in the form of the engine bench (appended: a run that is there
// already is not repeated); where that file has runs of `auto`, the pairs are compared. Without a native minizinc it
// says so and ends well. Options: --set minizinc,jobshop  --time-limit SECONDS (20)  --data FOLDER  --only TEXT
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findNativeMiniZinc } from '../server/src/solvers/native';
import { jobShopInstances, modelInstances, type Instance } from './instances';
import { modernLibrary } from './nativeLibrary';
import { runNative } from './nativeRun';
import { bestTime, geometricMean, type Run } from './summary';

const { values } = parseArgs({
  options: {
    solver: { type: 'string', default: 'gecode' },
    set: { type: 'string', default: 'minizinc,jobshop' },
    data: { type: 'string', default: process.env.MODELWRIGHT_DATA ?? '../shared/data' },
    'time-limit': { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const timeLimitMs = Number(values['time-limit']) * 1_000;
const name = `minizinc ${values.solver}`;
const statuses: Readonly<Record<string, 'optimal' | 'infeasible'>> = {
  OPTIMAL_SOLUTION: 'optimal',
  UNSATISFIABLE: 'infeasible',
};

function measure(executable: string, library: string | undefined, instance: Instance): Run {
  const started = performance.now();
  const files = [instance.model, ...instance.data];
  const run = runNative(executable, library, values.solver, timeLimitMs, files);
  const { code, stdout, stderr, objective } = run;
  const wallMs = Math.round(performance.now() - started);
  const status =
    (run.status === undefined ? undefined : statuses[run.status]) ?? (run.isSolved ? 'satisfied' : 'unknown');
  const right =
    instance.objective === null ||
    (objective !== null &&
      Math.abs(objective - instance.objective) <= 1e-6 * Math.max(1, Math.abs(instance.objective)));
  return {
    id: instance.id,
    solver: name,
    repetition: 1,
    wallMs,
    cpuMs: 0, // of another process: not known
    status,
    objective,
    proved: code === 0 && status === instance.status && right,
    by: values.solver,
    paradigm: null,
    ...(code !== 0 && { reason: `${stderr} ${stdout}`.trim().slice(0, 200) }),
  };
}

/** For each instance that the native solver proved, the time of `auto` against it. */
function compare(runs: readonly Run[]): string {
  const ids = [...new Set(runs.filter(({ solver }) => solver === name).map(({ id }) => id))];
  const pairs = ids.flatMap((id) => {
    const [native, auto] = [bestTime(runs, id, name), bestTime(runs, id, 'auto')];
    return native === undefined ? [] : [{ id, native, auto }];
  });
  const head = `${name} proved ${pairs.length} of ${ids.length}`;
  if (!runs.some(({ solver }) => solver === 'auto')) return head;
  const both = pairs.flatMap(({ id, native, auto }) => (auto === undefined ? [] : [{ id, native, auto }]));
  const more = ids.filter((id) => bestTime(runs, id, name) === undefined && bestTime(runs, id, 'auto') !== undefined);
  return [
    `${head}; auto proved ${both.length} of these, and ${more.length} others`,
    ...(both.length === 0
      ? []
      : [`auto / ${name}: geometric mean ${geometricMean(both.map(({ auto, native }) => auto / native)).toFixed(2)}`]),
    ...pairs.map(({ id, native, auto }) => `  ${id.padEnd(45)} auto ${auto ?? 'not proved'}, ${name} ${native} ms`),
  ].join('\n');
}

async function main(): Promise<void> {
  const found = await findNativeMiniZinc();
  if (found.kind !== 'found') return console.log(`${found.detail} Nothing to compare with.`);
  const { executable, version } = found.minizinc;
  const folder = mkdtempSync(join(tmpdir(), 'native-bench-'));
  try {
    const library = modernLibrary(executable, values.solver, folder);
    const sets = resolve(values.data);
    const wanted = values.set.split(',');
    const instances = [
      ...(wanted.includes('minizinc') ? modelInstances(sets) : []),
      ...(wanted.includes('jobshop') ? jobShopInstances(sets, join(folder, 'jobshop')) : []),
    ].filter(({ id }) => id.includes(values.only));
    const runs: Run[] = [];
    if (values.out !== undefined && existsSync(values.out))
      for (const line of readFileSync(values.out, 'utf8').split('\n'))
        if (line !== '') runs.push(JSON.parse(line) as Run);
    for (const instance of instances) {
      if (runs.some((run) => run.id === instance.id && run.solver === name)) continue;
      const run = measure(executable, library, instance);
      runs.push(run);
      if (values.out !== undefined) appendFileSync(values.out, `${JSON.stringify(run)}\n`);
      console.error(
        `${run.id.padEnd(45)} ${String(run.wallMs).padStart(6)} ms ${run.proved ? 'proved' : run.status} ${run.reason ?? ''}`,
      );
    }
    console.log(
      `MiniZinc ${version}${library === undefined ? '' : ', its library of globals brought up to its names'}`,
    );
    console.log(compare(runs));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
