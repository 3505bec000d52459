// `npm run conformance`: public problem sets through the command line, judged against what is known of them.
//
// The sets stand outside the project: in the folder MODELWRIGHT_DATA names, else in ../shared/data. Options:
// `--set minizinc|nl4opt|spec`, `--time-limit SECONDS` (of each file: 60, of `spec` 30), `--verbose` (a line for each
// file), `--solver NAME` (auto), and for `spec` `--only PART` (cases whose name has the
// part in it) and `--command solve|check` (only what is run so).
// Exit 1 when an answer to a MiniZinc model is wrong: the reading of words may err, the solving must not.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clearTimeout, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { judgeMiniZinc, judgeProblem } from './judge.mjs';
import { specSuite } from './specRun.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'dist/cli.js');
const data = resolve(process.env.MODELWRIGHT_DATA ?? join(root, '../shared/data'));
const verdicts = ['right', 'wrong', 'unsupported', 'timed out', 'incomplete', 'error'];

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'minizinc,nl4opt' },
    'time-limit': { type: 'string' },
    solver: { type: 'string', default: 'auto' },
    only: { type: 'string' },
    command: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const timeLimit = Number(options['time-limit'] ?? 60);

const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** A file whose answer takes this much longer than its time limit hangs; seconds. */
const PATIENCE = 120;

/**
 * Runs the command line over many files in one process and calls `onAnswer` for each line in order. If the process dies
 * or hangs over a file, that file gets no answer and the rest a new process.
 */
async function run(args, files, onAnswer, limit = timeLimit) {
  for (let next = 0; next < files.length;) {
    const child = spawn(process.execPath, [cli, ...args, '--json', ...files.slice(next)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint = (complaint + chunk).slice(-2_000)));
    const watch = () => setTimeout(() => child.kill('SIGKILL'), (limit + PATIENCE) * 1_000);
    let watchdog = watch();
    for await (const line of createInterface({ input: child.stdout })) {
      clearTimeout(watchdog);
      onAnswer(next++, JSON.parse(line));
      watchdog = watch();
    }
    clearTimeout(watchdog);
    if (next < files.length)
      onAnswer(next++, {
        status: 'error',
        objective: null,
        wallMs: 0,
        diagnostics: [{ severity: 1, message: `the process ended: ${complaint.trim().split('\n').at(-1) ?? ''}` }],
      });
  }
}

/** Solves many files. */
function solve(files, dataFiles, onAnswer) {
  const withData = dataFiles.flatMap((file) => ['--data', file]);
  return run(['solve', '--solver', options.solver, '--time-limit', String(timeLimit), ...withData], files, onAnswer);
}

function report(set, judgements) {
  const count = (verdict) => judgements.filter((judgement) => judgement.verdict === verdict).length;
  const share = ((100 * count('right')) / judgements.length).toFixed(1);
  console.log(`\n${set}: ${judgements.length} problems, ${share} % right`);
  for (const verdict of verdicts) console.log(`  ${verdict.padEnd(12)} ${count(verdict)}`);
  for (const { id, verdict, why } of judgements)
    if (verdict !== 'right') console.log(`  ${verdict.padEnd(12)} ${id}: ${why.split('\n')[0]}`);
  return count('wrong');
}

/** Judges one answer and says so. */
function judge(judgements, id, judgement, answer) {
  judgements.push({ id, ...judgement });
  if (options.verbose)
    console.log(
      `${judgement.verdict.padEnd(12)} ${String(Math.round(answer.wallMs)).padStart(6)} ms  ${answer.solver ?? '-'}  ${id}  ${judgement.why}`,
    );
}

async function miniZincModels() {
  const folder = join(data, 'minizinc-models');
  const judgements = [];
  const take = (problem, answer) =>
    judge(judgements, problem.id, judgeMiniZinc(problem, answer, timeLimit * 1_000), answer);
  const problems = lines(join(folder, 'expected.jsonl'));
  const path = (problem, file) => join(folder, problem.dir, file);
  const alone = problems.filter(({ args }) => args.length === 1);
  await solve(
    alone.map((problem) => path(problem, problem.args[0])),
    [],
    (index, answer) => take(alone[index], answer),
  );
  for (const problem of problems.filter(({ args }) => args.length > 1)) {
    const [model, ...dataFiles] = problem.args.map((file) => path(problem, file));
    await solve([model], dataFiles, (_, answer) => take(problem, answer));
  }
  return report('MiniZinc models', judgements);
}

async function wordProblems() {
  const judgements = [];
  const problems = lines(join(data, 'nl4opt/dev.jsonl'));
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const files = problems.map(({ id, document }) => {
      const file = join(folder, `${id.replace(/[^\w]/g, '_')}.problem`);
      writeFileSync(file, document);
      return file;
    });
    await solve(files, [], (index, answer) =>
      judge(judgements, problems[index].id, judgeProblem(problems[index], answer, timeLimit * 1_000), answer),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  report('NL4Opt, dev', judgements);
}

if (!existsSync(data)) {
  console.error(
    `There are no problem sets in ${data}. Set MODELWRIGHT_DATA to the folder that holds minizinc-models/ and nl4opt/.`,
  );
  process.exit(2);
}
if (!existsSync(cli)) {
  console.error('dist/cli.js is missing: run `npm run build`.');
  process.exit(2);
}
const sets = options.set.split(',');
if (sets.includes('nl4opt')) await wordProblems();
if (sets.includes('minizinc') && (await miniZincModels()) > 0) process.exitCode = 1;
if (sets.includes('spec')) {
  const limit = Number(options['time-limit'] ?? 30);
  const wrong = await specSuite({
    folder: join(data, 'minizinc-spec'),
    run: (args, files, onAnswer) => run(args, files, onAnswer, limit),
    solver: options.solver,
    timeLimit: limit,
    only: options.only,
    command: options.command,
    verbose: options.verbose,
  });
  if (wrong > 0) process.exitCode = 1;
}
