// `npm run conformance -- --set spec`: the MiniZinc compiler's own test suite through the command line.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batches, diagnosticTasks, roomOf, specTasks } from './spec.mjs';
import { judgeCheck, judgeDiagnostics, judgePinned, judgeSolve, solutionsOf } from './specJudge.mjs';
import { pinning } from './specPin.mjs';

/** Files for one process: a process that dies or hangs costs one file, and memory stays small. */
const BATCH = 40;
/** Of the expected solutions of a case, how many are tried for one that is ours too. */
const MOST_PINS = 4;

/**
 * Runs the suite and prints a table; gives the number of wrong answers.
 * @param run `(command arguments, files, onAnswer(index, line)) => Promise<void>`: the command line over many files
 */
export async function specSuite(options) {
  const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    return await suite(options, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function suite({ folder, run, solver, timeLimit, only, command, verbose }, scratch) {
  const { tasks, left } = specTasks(folder);
  const chosen = [...tasks, ...diagnosticTasks(folder)].filter(
    (task) => (only === undefined || task.id.includes(only)) && (command === undefined || task.command === command),
  );
  const results = [];
  const limits = ['--solver', solver, '--time-limit', String(timeLimit)];
  const settle = (task, judgement, answer) => {
    results.push({ task, ...judgement });
    if (verbose)
      console.log(
        `${judgement.verdict.padEnd(12)} ${String(answer.wallMs ?? '').padStart(6)} ${answer.solver ?? '-'} ${task.id} ${judgement.why}`,
      );
  };
  const differing = [];
  for (const batch of batches(chosen, BATCH)) {
    const [like] = batch;
    const args = [
      like.command,
      ...(like.command === 'solve' ? limits : []),
      ...(like.all ? ['--all'] : []),
      ...dataOf(like, scratch).flatMap((file) => ['--data', file]),
    ];
    await run(
      args,
      batch.map(({ file }) => file),
      (index, answer) => {
        const task = batch[index];
        const judgement = judgeTask(task, answer, timeLimit * 1_000);
        if (judgement.verdict === 'differs') differing.push({ task, judgement, answer });
        else settle(task, judgement, answer);
      },
    );
  }
  for (const { task, judgement, answer } of differing)
    settle(task, await pinned(task, judgement, answer, limits, run, scratch), answer);
  return report(results, left, solver);
}

function judgeTask(task, answer, timeLimitMs) {
  if (task.command === 'solve') return judgeSolve(task.test, answer, timeLimitMs);
  return task.test.expected === undefined ? judgeDiagnostics(task.test, answer) : judgeCheck(task.test, answer);
}

/** The data files of a task; what the case gives on the command line becomes one. */
function dataOf({ data, assignments }, scratch) {
  if (assignments === undefined) return data;
  const file = join(scratch, 'assignments.dzn');
  writeFileSync(file, `${assignments};\n`);
  return [...data, file];
}

/** Another solution than the expected one: right if the expected one is a solution too, of the same objective. */
async function pinned(task, judgement, own, limits, run, scratch) {
  const text = readFileSync(task.file, 'utf8');
  const wanted = task.test.expected
    .filter(({ kind }) => kind === 'Result')
    .flatMap((expected) => solutionsOf(expected.solution).map((solution) => ({ expected, solution })));
  let verdict = judgement;
  for (const { expected, solution } of wanted.slice(0, MOST_PINS)) {
    const pins = pinning(text, solution);
    if (pins === undefined) continue;
    // The compiler must not search the pinned model's includes elsewhere: it includes the model by its path.
    const file = join(scratch, 'pinned.mzn');
    writeFileSync(file, `include ${JSON.stringify(task.file)};\n${pins.model}`);
    const values = join(scratch, 'pinned.json');
    if (pins.data !== undefined) writeFileSync(values, pins.data);
    const data = [...dataOf(task, scratch), ...(pins.data === undefined ? [] : [values])];
    const args = ['solve', ...limits, ...data.flatMap((each) => ['--data', each])];
    await run(args, [file], (_, answer) => (verdict = judgePinned(expected, solution, own, answer)));
    if (verdict.verdict === 'right') return verdict;
  }
  return { ...verdict, why: `${judgement.why}; ${verdict.why}` };
}

const KINDS = [
  ['solve cases', ({ command }) => command === 'solve'],
  ['compile and error cases', ({ command, test }) => command === 'check' && test.expected !== undefined],
  ['models by the official checker', ({ command, test }) => command === 'check' && test.expected === undefined],
];

function report(results, left, solver) {
  for (const [name, belongs] of KINDS) {
    const some = results.filter(({ task }) => belongs(task));
    if (some.length === 0) continue;
    const verdicts = [...new Set(some.map(({ verdict }) => verdict))];
    const count = (verdict) => some.filter((result) => result.verdict === verdict).length;
    console.log(`\n${name}, ${solver}: ${some.length}, ${((100 * count('right')) / some.length).toFixed(1)} % right`);
    for (const verdict of verdicts) console.log(`  ${verdict.padEnd(12)} ${count(verdict)}`);
    for (const { task, verdict, why } of [...some].sort((a, b) => roomOf(a.task.id).localeCompare(roomOf(b.task.id))))
      if (verdict !== 'right') console.log(`  ${verdict.padEnd(12)} ${task.id}: ${why.split('\n')[0]}`);
  }
  console.log(`\nnot run: ${left.length}`);
  for (const { id, why } of left) console.log(`  ${id}: ${why}`);
  return results.filter(({ task, verdict }) => verdict === 'wrong' && task.command === 'solve').length;
}
