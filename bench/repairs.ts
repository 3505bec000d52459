// Repairs held against trying everything: node training/run.mjs repairs [--count 2000] [--first SEED]
//
// Random small models without a solution; each repair must make its model feasible with the best objective there then
// is, each changed number be the nearest that works, each set of removed constraints be minimal. Then what explaining
// with repairs costs on tiny models: --tiny N runs of each (5), wall and CPU of the whole process. Ends with status 1
// where anything was wrong. Options: --out FILE for a line of JSON of each model.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../server/src/explain';
import { openSession } from '../server/src/session';
import { openEngines } from '../server/src/session/engines';
import { servicesFor } from '../server/src/session/explainSubject';
import { infeasibleModel } from '../test/explain/randomModels';
import { repairFaults } from '../test/explain/repairFaults';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    first: { type: 'string', default: '0' },
    tiny: { type: 'string', default: '5' },
    out: { type: 'string' },
  },
});

const files = { model: '/models/model.mzn', data: '/models/model.dzn' };

/** Models explained before the engines are opened anew: what leaks would otherwise be paid for by the later ones. */
const BATCH = 200;

interface Tally {
  models: number;
  readonly repairs: Record<string, number>;
  readonly faults: string[];
}

async function byForce(first: number, count: number): Promise<Tally> {
  const tally: Tally = { models: 0, repairs: {}, faults: [] };
  let engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
  for (let seed = first; seed < first + count; seed++) {
    if (seed > first && (seed - first) % BATCH === 0) {
      await engines.dispose();
      engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
    }
    const random = infeasibleModel(seed);
    const overlay = new Map([
      [files.model, random.model],
      [files.data, random.data],
    ]);
    const request = { model: files.model, data: [files.data], overlay };
    const options = { all: seed % 2 === 0 };
    const { status, repairs } = await explain(
      { request: { ...request, library: 'z3' } },
      servicesFor(engines, request, 'auto'),
      options,
    );
    const faults = repairs.flatMap((repair) => repairFaults(repair, random, files));
    if (status !== 'infeasible') faults.push(`said to be ${status}`);
    if (repairs.length === 0) faults.push('no repair');
    tally.models++;
    for (const { kind } of repairs) tally.repairs[kind] = (tally.repairs[kind] ?? 0) + 1;
    tally.faults.push(...faults.map((fault) => `seed ${seed}: ${fault}`));
    if (values.out !== undefined) {
      appendFileSync(values.out, `${JSON.stringify({ seed, faults, repairs: repairs.map(({ title }) => title) })}\n`);
    }
    if (tally.models % 50 === 0) console.log(`${tally.models} models, ${tally.faults.length} faults`);
  }
  await engines.dispose();
  return tally;
}

const tiny: Readonly<Record<string, string>> = {
  'three limits': `int: oven = 600;
var 0..100: rye;
var 0..100: wheat;
constraint 10 * rye + 5 * wheat <= oven;
constraint rye >= 50;
constraint wheat >= 36;
solve maximize 3 * rye + 2 * wheat;
`,
  'two constraints': 'var 1..9: x;\nconstraint x > 5;\nconstraint x < 3;\nsolve satisfy;\n',
  'a roster': `enum DAY = {Mon, Tue, Wed};
array[DAY] of var 0..10: hours;
constraint forall(d in DAY)(hours[d] >= 4);
constraint hours[Tue] + hours[Wed] <= 7;
solve minimize sum(hours);
`,
};

/** What explaining a tiny model costs once everything is warm: medians of wall and CPU, in milliseconds. */
async function costs(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'modelwright-'));
  const session = openSession();
  const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN;
  for (const [name, model] of Object.entries(tiny)) {
    const file = join(folder, 'tiny.mzn');
    writeFileSync(file, model);
    const wall: number[] = [];
    const cpu: number[] = [];
    let repairs = 0;
    for (let run = 0; run <= runs; run++) {
      const [started, used] = [performance.now(), process.cpuUsage()];
      const outcome = await session.solve(file, { solver: 'auto', data: [] });
      repairs = outcome.repairs.length;
      const { user, system } = process.cpuUsage(used);
      if (run === 0) continue; // it starts the engines
      wall.push(performance.now() - started);
      cpu.push((user + system) / 1_000);
    }
    console.log(`${name}: ${repairs} repairs, ${Math.round(median(wall))} ms wall, ${Math.round(median(cpu))} ms CPU`);
  }
  await session.dispose();
  rmSync(folder, { recursive: true });
}

async function main(): Promise<void> {
  const count = Number(values.count);
  const { models, repairs, faults } = await byForce(Number(values.first), count);
  console.log(`${models} models, repairs ${JSON.stringify(repairs)}, ${faults.length} faults`);
  for (const fault of faults) console.log(fault);
  if (Number(values.tiny) > 0) await costs(Number(values.tiny));
  if (faults.length > 0) process.exitCode = 1;
}

void main();
