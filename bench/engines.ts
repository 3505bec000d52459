// Every engine and `auto` on every instance, paired: node training/run.mjs engines [--solvers auto,z3,...]
//
// For each instance the solvers run one after the other in this process, from the files to the proved answer. A line of
// JSON for each run goes to --out (appended: a run that is there already is not repeated), the summary to stdout.
// Options: --set minizinc,jobshop  --time-limit SECONDS (20)  --data FOLDER (../shared/data)  --only TEXT  --repeat N
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openCompiler } from '../server/src/compile';
import { openSession, solverChoices, type SolveProgress, type SolverChoice } from '../server/src/session';
import { modelClass } from '../server/src/solvers/race';
import { jobShopInstances, modelInstances, type Instance } from './instances';
import { summarise, type Run } from './summary';

const { values } = parseArgs({
  options: {
    solvers: { type: 'string', default: solverChoices.join(',') },
    set: { type: 'string', default: 'minizinc,jobshop' },
    data: { type: 'string', default: process.env.MODELWRIGHT_DATA ?? '../shared/data' },
    'time-limit': { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
    repeat: { type: 'string', default: '1' },
  },
});

const timeLimitMs = Number(values['time-limit']) * 1_000;
const sets = resolve(values.data);
const wanted = values.set.split(',');
const instances: Instance[] = [
  ...(wanted.includes('minizinc') ? modelInstances(sets) : []),
  ...(wanted.includes('jobshop') ? jobShopInstances(sets, mkdtempSync(join(tmpdir(), 'jobshop-'))) : []),
].filter(({ id }) => id.includes(values.only));
const solvers = values.solvers.split(',') as SolverChoice[];

const runs: Run[] = [];
if (values.out !== undefined && existsSync(values.out))
  for (const line of readFileSync(values.out, 'utf8').split('\n')) if (line !== '') runs.push(JSON.parse(line) as Run);
const session = openSession();
const compiler = openCompiler();

/** Proved, and the right thing proved. */
function isProved(
  { status, objective }: Instance,
  said: { status: string; objective: number | null; checked: boolean },
) {
  if (said.status !== status) return false;
  if (status === 'infeasible') return true;
  if (objective === null || said.objective === null) return said.checked;
  return said.checked && Math.abs(said.objective - objective) <= 1e-6 * Math.max(1, Math.abs(objective));
}

async function measure(instance: Instance, kind: string, solver: SolverChoice, repetition: number): Promise<void> {
  if (runs.some((run) => run.id === instance.id && run.solver === solver && run.repetition === repetition)) return;
  const started = performance.now();
  const before = process.cpuUsage();
  let compiledMs = 0;
  const onProgress = (progress: SolveProgress): void => {
    if (progress.kind === 'stage' && progress.stage === 'solving') compiledMs = performance.now() - started;
  };
  const outcome = await session.solve(instance.model, { solver, timeLimitMs, data: instance.data, onProgress });
  const { user, system } = process.cpuUsage(before);
  const run: Run = {
    id: instance.id,
    solver,
    repetition,
    class: kind,
    compileMs: Math.round(compiledMs),
    wallMs: Math.round(performance.now() - started),
    cpuMs: Math.round((user + system) / 1_000),
    status: outcome.status,
    objective: outcome.objective,
    proved: isProved(instance, outcome),
    by: outcome.solver,
    paradigm: outcome.paradigm,
    ...(outcome.reason !== undefined && { reason: outcome.reason.slice(0, 200) }),
  };
  runs.push(run);
  if (values.out !== undefined) appendFileSync(values.out, `${JSON.stringify(run)}\n`);
  console.error(
    `${run.id.padEnd(45)} ${solver.padEnd(8)} ${String(run.wallMs).padStart(6)} ms ${run.proved ? 'proved' : run.status} ${run.by ?? ''}`,
  );
}

async function main(): Promise<void> {
  await session.solve(instances[0]?.model ?? '', { solver: 'auto', timeLimitMs, data: instances[0]?.data ?? [] });
  for (const instance of instances) {
    const request = { model: instance.model, data: instance.data, overlay: new Map<string, string>() };
    const compiled = await compiler.compile({ ...request, library: 'z3' });
    const kind = compiled.kind === 'compiled' ? modelClass(compiled.flatzinc) : 'none';
    for (let repetition = 1; repetition <= Number(values.repeat); repetition++)
      for (const solver of solvers) await measure(instance, kind, solver, repetition);
  }
  await compiler.dispose();
  await session.dispose();
  console.log(`${availableParallelism()} cores, ${timeLimitMs / 1_000} s a run`);
  console.log(
    summarise(
      runs.filter(({ solver }) => solvers.includes(solver as SolverChoice)),
      timeLimitMs,
    ),
  );
}

void main();
