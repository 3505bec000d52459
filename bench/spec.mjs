// The MiniZinc compiler's own test suite (`minizinc-spec/`): which of its cases are run, how, and what the line of the
// command line must say. Pure but for reading the two lists of cases.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * @typedef {object} SpecTask
 * @property {string} id
 * @property {'solve' | 'check'} command
 * @property {boolean} all
 * @property {string} file
 * @property {readonly string[]} data
 * @property {string | undefined} assignments data given on the command line
 * @property {object} test the line of cases.jsonl
 */

/** Options that change how the answer is found, not what it is. */
const HARMLESS = new Set(['all_solutions', 'keep-paths', '-O0', '-O1', '-O2', '-O3', '-O4']);
/** `-Werror` counts a warning as an error when the answer is judged; `-D` becomes a data file. */
const OURS = new Set(['-Werror', '-D']);

/** Options that ask the official tool for something we are not: a sentence for each. */
const SPECIAL = {
  '-G': (value) => (value === 'std' ? undefined : `needs the library ${value}`),
  'only-sections': () => 'prints some output sections only',
  'not-sections': () => 'prints some output sections only',
  restart: () => 'depends on when the search restarts',
  'restart-base': () => 'depends on when the search restarts',
  debug: () => 'compiles in debug mode',
  '--model-check-only': () => undefined,
};

/** Why a case is not run, or undefined. */
export function skipped(test, exists = existsSync) {
  if (!exists(test.path)) return 'the model is not in the set';
  if (test.type === 'output-model') return "compares the official compiler's own output model";
  for (const [option, value] of Object.entries(test.options ?? {})) {
    if (HARMLESS.has(option) || OURS.has(option)) continue;
    const reason = option in SPECIAL ? SPECIAL[option](value) : `needs the option ${option}`;
    if (reason !== undefined) return reason;
  }
  for (const file of test.extra_files ?? []) {
    if (extname(file) === '.mpc') return 'reads a configuration file of the official tool';
  }
  return undefined;
}

/** Cases as tasks for the command line, and those left out with the reason. */
export function specTasks(folder) {
  const tests = jsonLines(join(folder, 'cases.jsonl')).map((test) => ({
    ...test,
    path: join(folder, 'spec', test.file),
  }));
  const tasks = [];
  const left = [];
  for (const test of tests) {
    const id = `${test.file}#${test.case}`;
    const why = skipped(test);
    if (why !== undefined) left.push({ id, why });
    else
      tasks.push({
        id,
        command: isDiagnosed(test) ? 'check' : 'solve',
        all: test.options?.all_solutions === true,
        file: test.path,
        // A solution checker prints beside the solution; only the solution is compared.
        data: (test.extra_files ?? [])
          .filter((file) => !file.endsWith('.mzc.mzn'))
          .map((file) => join(dirname(test.path), file)),
        assignments: test.options?.['-D'],
        test,
      });
  }
  return { tasks, left };
}

/**
 * What the official checker says of each model on its own, as tasks. It does not flatten: where a case expects an error
 * that only flattening finds, `deeper` says so, and either is right.
 */
export function diagnosticTasks(folder) {
  const failing = new Set(
    jsonLines(join(folder, 'cases.jsonl'))
      .filter(({ expected }) => expected.some(({ kind }) => kind === 'Error'))
      .map(({ file }) => file),
  );
  return jsonLines(join(folder, 'diagnostics.jsonl'))
    .map((line) => ({ ...line, deeper: failing.has(line.file) }))
    .map((test) => ({
      id: `check ${test.file}`,
      command: 'check',
      all: false,
      file: join(folder, 'spec', test.file),
      data: [],
      assignments: undefined,
      test,
    }));
}

/** Only what the compiler says matters: a compilation, or an error as the only thing expected. */
function isDiagnosed({ type, expected }) {
  return type === 'compile' || expected.every(({ kind }) => kind === 'Error');
}

/** Tasks that one process of the command line can take together. */
export function batches(tasks, largest) {
  const groups = new Map();
  for (const task of tasks) {
    const key = JSON.stringify([task.command, task.all, task.data, task.assignments]);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / largest) }, (_, place) =>
      group.slice(place * largest, (place + 1) * largest),
    ),
  );
}

/** `unit/optional/x.mzn#0` -> `optional`: what a table of results is grouped by. */
export function roomOf(id) {
  const path = id.replace(/^check /, '').split('/');
  return path.length > 2 ? path.slice(1, -1).join('/') : basename(dirname(id));
}

function jsonLines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
