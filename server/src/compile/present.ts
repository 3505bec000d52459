import type { Assignment, FlatZinc } from '../flatzinc';
import type { MiniZincPool } from './pool';
import { losesEnumNames, outputOfModel, outputOfSettledModel } from './modelOutput';
import { outputFile, runnable, valuesOnly, valuesSection, withoutEmptyArrays } from './outputText';
import type { Sources } from './sources';
import type { Presentation } from './types';
import { outputValues, solutionText } from './values';

/**
 * Runs the output model on a solution. A user's output that fails (an index out of range in it) leaves the values.
 * Rejects with an `AbortError` when cancelled.
 */
export async function presentSolution(
  pool: MiniZincPool,
  sources: Sources,
  outputModel: string,
  flatzinc: FlatZinc,
  solution: Assignment,
  signal: AbortSignal | undefined,
): Promise<Presentation> {
  const [presented] = await presentSolutions(pool, sources, outputModel, flatzinc, [solution], signal);
  if (presented === undefined) throw new Error('A solution is presented as one.');
  return presented;
}

/** As `presentSolution` for many solutions in one run, in order; only the last is sure to have its `output`. */
export async function presentSolutions(
  pool: MiniZincPool,
  sources: Sources,
  outputModel: string,
  flatzinc: FlatZinc,
  solutions: readonly Assignment[],
  signal: AbortSignal | undefined,
): Promise<readonly Presentation[]> {
  if (solutions.length === 0) return [];
  const stdin = solutions.map((solution) => `${solutionText(flatzinc, solution)}----------\n`).join('');
  const model = runnable(outputModel);
  const both = await runOutputModel(pool, model, stdin, signal);
  if (both.problem === undefined && both.printed.length === solutions.length) {
    const presented = both.printed.map(presentation);
    const last = presented.at(-1);
    if (last === undefined || last.output === null || !losesEnumNames(sources)) return presented;
    const output = await outputOfModel(pool, sources, both.printed.at(-1)?.[valuesSection] ?? '{}', signal);
    return output === undefined ? presented : [...presented.slice(0, -1), { ...last, output }];
  }
  const values = await runOutputModel(pool, valuesOnly(model), stdin, signal);
  if (values.problem === undefined && values.printed.length === solutions.length) {
    // Compiling may have broken the output that the model itself can print.
    const output = await outputOfModel(pool, sources, values.printed.at(-1)?.[valuesSection] ?? '{}', signal);
    const problem = output === undefined ? both.problem : undefined;
    const presented = values.printed.map((sections) => ({ ...presentation(sections), ...failing(problem) }));
    return output === undefined
      ? presented
      : presented.with(-1, { ...presentation(values.printed.at(-1) ?? {}), output });
  }
  if (flatzinc.output.length === 0) {
    const sections = await outputOfSettledModel(pool, sources, outputFile, signal);
    if (sections !== undefined) return solutions.map(() => presentation(sections));
  }
  // The compiler wrote an output model that cannot be read back as one; as a model of its own it may still be solved.
  const presented: Presentation[] = [];
  for (const solution of solutions) {
    const [{ sections, problem }, alone] = [
      await solveOutputModel(pool, model, solutionText(flatzinc, solution), signal),
      valuesOnly(model),
    ];
    const other = sections ?? (await solveOutputModel(pool, alone, solutionText(flatzinc, solution), signal)).sections;
    presented.push({ ...presentation(other ?? {}), ...failing(problem) });
  }
  return presented;
}

function failing(problem: string | undefined): Pick<Presentation, 'problem'> {
  return problem === undefined ? {} : { problem };
}

type Sections = Readonly<Record<string, string>>;

/** What the output model prints of each solution; fewer than there are where it fails, with the reason. */
async function runOutputModel(
  pool: MiniZincPool,
  model: string,
  stdin: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly printed: readonly Sections[]; readonly problem?: string }> {
  const run = await pool.run(
    {
      args: ['--ozn-file', 'output.ozn', '--non-unique'],
      files: { 'output.ozn': model },
      stdin: `${stdin}==========\n`,
      jsonStream: false,
    },
    signal,
  );
  const printed = printedSections(run.stdout);
  if (run.exitCode === 0) return { printed };
  return { printed, problem: `The output item failed: ${run.stderr.trim() || (run.crash ?? 'no reason given')}` };
}

/** The output model as a model with a solution as its data. */
async function solveOutputModel(
  pool: MiniZincPool,
  model: string,
  data: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly sections?: Sections; readonly problem?: string }> {
  const run = await pool.run(
    {
      args: ['--solver', 'gecode', 'output.mzn', 'solution.dzn'],
      files: { 'output.mzn': withoutEmptyArrays(model), 'solution.dzn': data },
      jsonStream: false,
    },
    signal,
  );
  const [sections] = run.exitCode === 0 ? printedSections(run.stdout) : [];
  return sections === undefined
    ? { problem: `The output item failed: ${run.crash ?? run.stderr.trim()}` }
    : { sections };
}

/** What each solution printed; what the model traces comes before. */
function printedSections(stdout: string): readonly Sections[] {
  return stdout.split(/^-{10}$/m).flatMap((text): Sections[] => {
    const sections = /^"output": [^]*$/m.exec(text)?.[0];
    return sections === undefined ? [] : [(JSON.parse(`{${sections}}`) as { readonly output: Sections }).output];
  });
}

function presentation(sections: Sections): Presentation {
  const values = sections[valuesSection] ?? '{}';
  return { output: userOutput(sections, values), values: outputValues(values) };
}

/** All of the user's sections in the order of the model; null where there are none. Ours is the last. */
function userOutput(sections: Sections, values: string): string | null {
  if (Object.keys(sections).every((name) => name === valuesSection || name === 'raw')) return null;
  const raw = sections.raw ?? '';
  return raw.endsWith(values) ? raw.slice(0, raw.length - values.length) : (sections.default ?? raw);
}
