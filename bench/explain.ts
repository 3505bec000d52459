// How right and how quick conflicts are: node training/run.mjs explain [--sets ../shared/data] [--only PART,...] [--random 2000]
//   [--from SEED] [--sizes 100,1000] [--deletions 60]
//
// random: conflicts and corrections of random models against trying everything.
// sets: the known conflicts of infeasible word problems, as models and as words, and of FindMUS's latin squares.
// time: the time to the first conflict beside the time to prove that there is no solution, real models made infeasible.
// deletion: the same beside a deletion loop over Gecode in the same WebAssembly, with 100 and 1,000 constraints.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCompiler, openMiniZincPool, readSources, type CompileRequest } from '../server/src/compile';
import { explain, type ExplainServices } from '../server/src/explain';
import { openSession } from '../server/src/session';
import { openMiniZincSolver } from '../server/src/solvers/minizinc';
import { openZ3Solver } from '../server/src/solvers/z3';
import { conflictFaults } from '../test/explain/conflictFaults';
import { infeasibleSystem } from '../test/explain/randomSystems';
import { beyondOptimum, latinSquares, manyConstraints, wordProblems } from './infeasible';

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: '../shared/data' },
    only: { type: 'string', default: 'random,sets,time,deletion' },
    random: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0' },
    sizes: { type: 'string', default: '100,1000' },
    deletions: { type: 'string', default: '60' },
  },
});

const MODEL = '/models/model.mzn';
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const pool = openMiniZincPool({ size: 2 });
const compiler = openCompiler(pool);
const z3 = openZ3Solver();
const unused = (): Promise<never> => Promise.reject(new Error('no repairs are asked for'));
const services: ExplainServices = {
  trace: (request, signal, options) => compiler.trace(request, signal, options),
  openSession: (model, parts, signal) => z3.open(model, parts, signal),
  sources: async (request) => (await readSources(request)).files,
  compileEdited: unused,
  solveFlat: unused,
  solveEdited: unused,
};

function requestFor(model: string): CompileRequest {
  return { model: MODEL, data: [], overlay: new Map([[MODEL, model]]), library: 'z3' };
}

async function random(): Promise<void> {
  const [from, count] = [Number(values.from), Number(values.random)];
  let wrong = 0;
  let conflicts = 0;
  for (let seed = from; seed < from + count; seed++) {
    const system = infeasibleSystem(seed);
    const told = await explain({ request: requestFor(system.model) }, services, {
      repairs: false,
      all: true,
      smallest: seed % 2 === 0,
    });
    conflicts += told.conflicts.length;
    const faults = conflictFaults(system, told);
    if (faults.length === 0) continue;
    wrong++;
    print(`seed ${seed}: ${faults.join('; ')} ${told.reason ?? ''}\n${system.model}`);
  }
  print(`random: ${count} models, ${conflicts} conflicts, ${wrong} models with something wrong`);
}

/** The constraints of each conflict told, by the names that the set gives them. */
async function conflictsOf(model: string, nameOf: (line: number, indices: Readonly<Record<string, string>>) => string) {
  const told = await explain({ request: requestFor(model) }, services, { repairs: false, all: true });
  const sets = told.conflicts.map(({ parts }) =>
    parts
      .filter(({ kind }) => kind === undefined)
      .map(({ range, indices }) => nameOf(range.start.line, indices))
      .sort()
      .join(' '),
  );
  return sets.sort();
}

async function sets(): Promise<void> {
  const squares = latinSquares(values.sets);
  const found = await conflictsOf(squares.model, squares.nameOf);
  print(`latin squares: ${found.length} conflicts, ${same(found, squares.conflicts)}`);
  let [models, words, readRight] = [0, 0, 0];
  const problems = wordProblems(values.sets);
  const session = openSession();
  for (const problem of problems) {
    const rows = await conflictsOf(problem.model, (line) => String(line - problem.firstLine));
    if (same(rows, problem.conflicts) === 'exact') models++;
    else print(`${problem.id}: ${rows.join(' | ')} instead of ${problem.conflicts.join(' | ')}`);
    const file = `/models/${problem.id}.problem`;
    session.setText(file, problem.text);
    const options = { solver: 'auto', data: [], timeLimitMs: 20_000 } as const;
    const outcome = await session.explain(file, options);
    if (outcome.status === 'infeasible') readRight++;
    const sentences = outcome.conflicts.map(({ parts }) =>
      [...new Set(parts.filter(({ file: at }) => at === file).map(({ range }) => problem.sentenceAt(range.start)))]
        .sort((a, b) => a - b)
        .join(' '),
    );
    const known = sentences.length > 0 && sentences.every((one) => problem.sentences.includes(one));
    if (known) words++;
    print(
      `${problem.id}: ${outcome.status}, sentences ${sentences.join(' | ')}${known ? '' : `, known ${problem.sentences.join(' | ')}`}`,
    );
  }
  await session.dispose();
  print(`word problems: ${models} of ${problems.length} exact as models`);
  print(`in words: ${readRight} infeasible as read, ${words} with exactly the sentences of a known conflict`);
}

function same(found: readonly string[], known: readonly string[]): string {
  return JSON.stringify([...found].sort()) === JSON.stringify([...known].sort()) ? 'exact' : 'NOT the known ones';
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

async function time(): Promise<void> {
  const session = openSession();
  const ratios: number[] = [];
  session.setText(MODEL, 'var 1..2: x; constraint x > 2;');
  await session.solve(MODEL, { solver: 'auto', data: [], timeLimitMs: 20_000 }); // starts the engines
  const small = [...wordProblems(values.sets), latinSquares(values.sets)].map(({ id, model }) => ({
    id,
    model,
    data: [],
  }));
  const instances = [...small, ...beyondOptimum(values.sets)];
  for (const { id, model, data } of instances) {
    session.setText(MODEL, model);
    const request = { model: MODEL, data, overlay: new Map([[MODEL, model]]), library: 'gecode' } as const;
    await compiler.compile(request);
    const began = performance.now();
    await compiler.compile(request);
    const compile = performance.now() - began;
    const stop = new AbortController();
    const started = performance.now();
    let [proved, first] = [NaN, NaN];
    const outcome = await session
      .solve(
        MODEL,
        {
          solver: 'auto',
          data,
          timeLimitMs: 60_000,
          onProgress: (progress) => {
            const now = performance.now() - started;
            if (progress.kind === 'stage' && progress.stage === 'explaining') proved = now;
            if (progress.kind !== 'conflict') return;
            first = now - proved;
            stop.abort(); // repairs are measured elsewhere
          },
        },
        stop.signal,
      )
      .catch(() => undefined);
    const ratio = first / (3 * proved + compile);
    if (!Number.isNaN(proved)) ratios.push(Number.isNaN(ratio) ? Infinity : ratio);
    const parts = outcome?.conflicts[0]?.parts.length ?? 0;
    print(
      `${id}: compiled in ${ms(compile)}, proved in ${ms(proved)}, first conflict (${parts} parts) after ${ms(first)}: ` +
        `${ratio.toFixed(2)} of what is allowed${outcome?.reason ? ` (${outcome.reason})` : ''}`,
    );
  }
  await session.dispose();
  print(
    `time to the first conflict: median ${median(ratios).toFixed(2)} of 3 proofs and a compilation, of ${ratios.length}`,
  );
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}

/** So many deletions are measured; the time for the others is that of as many more. */
async function deletion(): Promise<void> {
  const gecode = openMiniZincSolver('gecode', pool);
  for (const size of values.sizes.split(',').map(Number)) {
    const lines = manyConstraints(size);
    const isInfeasible = async (kept: readonly string[]): Promise<boolean> => {
      const overlay = new Map([[MODEL, kept.join('\n')]]);
      const compiled = await compiler.compile({ model: MODEL, data: [], overlay, library: 'gecode' });
      if (compiled.kind === 'failed') return compiled.infeasible === true;
      return (await gecode.solve(compiled.flatzinc, {})).status === 'infeasible';
    };
    const whole = lines.join('\n');
    await explain({ request: requestFor(whole) }, services, { repairs: false });
    const ours = performance.now();
    const told = await explain({ request: requestFor(whole) }, services, { repairs: false });
    const own = performance.now() - ours;
    const members = (told.conflicts[0]?.parts ?? []).filter(({ kind }) => kind === undefined).length;
    const began = performance.now();
    let kept: readonly string[] = lines;
    const tried = lines.filter((line) => line.startsWith('constraint')).slice(0, Number(values.deletions));
    for (const line of tried) {
      const rest = kept.filter((other) => other !== line);
      if (await isInfeasible(rest)) kept = rest;
    }
    const loop = ((performance.now() - began) / tried.length) * size;
    print(
      `${size} constraints: a conflict of ${members} after ${ms(own)}; the deletion loop needs ${ms(loop)} ` +
        `(${tried.length} deletions measured): ${(loop / own).toFixed(0)} times as long`,
    );
  }
  await gecode.dispose();
}

async function main(): Promise<void> {
  const parts: Readonly<Record<string, () => Promise<void>>> = { random, sets, time, deletion };
  for (const name of values.only.split(',')) {
    const isThere = existsSync(join(values.sets, 'unsat')) || name === 'random' || name === 'deletion';
    if (isThere) await parts[name]?.();
    else print(`${name}: there are no problem sets at ${values.sets}`);
  }
  await Promise.all([compiler.dispose(), z3.dispose()]);
  await pool.dispose();
}

void main();
