// The instances of the engine benches: real models with data and job shops, each with what is known of it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Instance {
  readonly id: string;
  /** Absolute paths. */
  readonly model: string;
  readonly data: readonly string[];
  /** The proved status, and for `optimal` its objective. */
  readonly status: 'optimal' | 'satisfied' | 'infeasible';
  readonly objective: number | null;
}

interface ExpectedModel {
  readonly id: string;
  readonly dir: string;
  readonly args: readonly string[];
  readonly expected_status: 'SATISFIED' | 'OPTIMAL_SOLUTION' | 'UNSATISFIABLE';
  readonly objective: number | null;
}

interface JobShop {
  readonly name: string;
  readonly jobs: number;
  readonly machines: number;
  /** For each job its operations in order: machine (from 0) and duration. */
  readonly ops: readonly (readonly (readonly [number, number])[])[];
  readonly optimum: number;
}

const statuses = { SATISFIED: 'satisfied', OPTIMAL_SOLUTION: 'optimal', UNSATISFIABLE: 'infeasible' } as const;

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The models of `minizinc-models` under a folder of problem sets. */
export function modelInstances(sets: string): Instance[] {
  const root = join(sets, 'minizinc-models');
  return lines<ExpectedModel>(join(root, 'expected.jsonl')).map(({ id, dir, args, expected_status, objective }) => {
    const [model = '', ...data] = args.map((file) => join(root, dir, file));
    return { id, model, data, status: statuses[expected_status], objective };
  });
}

/** The job shops of `jobshop`, written to `folder` as one model and a data file for each. */
export function jobShopInstances(sets: string, folder: string): Instance[] {
  mkdirSync(folder, { recursive: true });
  const model = join(folder, 'jobshop.mzn');
  writeFileSync(model, jobShopModel);
  return lines<JobShop>(join(sets, 'jobshop/jobshop.jsonl')).map(({ name, jobs, machines, ops, optimum }) => {
    const data = join(folder, `${name}.dzn`);
    const matrix = (place: 0 | 1, add: number): string =>
      `[|${ops.map((operations) => operations.map((operation) => operation[place] + add).join(',')).join('|')}|]`;
    writeFileSync(
      data,
      `jobs = ${jobs};\nmachines = ${machines};\nmachine = ${matrix(0, 1)};\nduration = ${matrix(1, 0)};\n`,
    );
    return { id: `jobshop/${name}`, model, data: [data], status: 'optimal', objective: optimum };
  });
}

/** As a modeller would write it: a disjunctive per machine, the makespan to be least. */
const jobShopModel = `include "disjunctive.mzn";
int: jobs;
int: machines;
set of int: JOB = 1..jobs;
set of int: STEP = 1..machines;
array[JOB, STEP] of 1..machines: machine;
array[JOB, STEP] of int: duration;
int: horizon = sum(duration);
array[JOB, STEP] of var 0..horizon: start;
var 0..horizon: makespan;
constraint forall(j in JOB, s in 1..machines - 1)(start[j, s] + duration[j, s] <= start[j, s + 1]);
constraint forall(j in JOB)(start[j, machines] + duration[j, machines] <= makespan);
constraint forall(m in STEP)(
  disjunctive(
    [start[j, s] | j in JOB, s in STEP where machine[j, s] == m],
    [duration[j, s] | j in JOB, s in STEP where machine[j, s] == m]
  )
);
solve minimize makespan;
`;
