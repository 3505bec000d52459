import type { Assignment, FlatZinc } from '../flatzinc';
import type { MiniZincPool } from './pool';
import { losesEnumNames, outputOfModel } from './modelOutput';
import type { Sources } from './sources';
import type { Presentation } from './types';
import { outputValues, solutionText } from './values';

const valuesSection = 'modelwright_values';

/**
 * A model file that goes with every compilation: it adds a section of our own to the output, all values as JSON, beside
 * whatever the user's `output` items print. So one run of the output model gives both.
 */
export const outputFile = {
  name: 'modelwright_output.mzn',
  text: `output :: "${valuesSection}" outputJSON();\n`,
} as const;

/**
 * The output model (`.ozn`) as it can be run by itself. Overloads it made itself have parameters of different names,
 * between which a call cannot be resolved again (one of an enum with a constructor calls itself without end). And some
 * parameters are defined by functions that exist for variables only (`int_ne`): `parameterFunctions` defines them.
 */
function runnable(outputModel: string): string {
  const renamed = outputModel.replace(
    /^function [^\n]*?: (?:'[^']*'|\w+)\(([^\n]*?)\) = [^\n]*$/gm,
    (item: string, parameters: string) => {
      const names = [...parameters.matchAll(/: (X_INTRODUCED_\d+_)/g)].map(([, name]) => name);
      return item.replace(/\bX_INTRODUCED_\d+_\b/g, (name) => {
        const place = names.indexOf(name);
        return place === -1 ? name : `modelwright_parameter_${place}`;
      });
    },
  );
  return renamed + parameterFunctions;
}

/** What FlatZinc predicates say of parameters. */
const parameterFunctions = [
  ...['int', 'float', 'bool', 'set of int'].flatMap((type) =>
    [
      ['eq', '='],
      ['ne', '!='],
      ['le', '<='],
      ['lt', '<'],
    ].map(
      ([name, operator]) =>
        `function bool: ${type.replace(' of int', '')}_${name}(${type}: a, ${type}: b) = a ${operator} b;`,
    ),
  ),
  'function bool: bool_not(bool: a) = not a;',
  'function bool: bool_and(bool: a, bool: b) = a /\\ b;',
  'function bool: bool_or(bool: a, bool: b) = a \\/ b;',
  'function bool: bool_xor(bool: a, bool: b) = a xor b;',
  'function bool: array_bool_and(array[int] of bool: a) = forall(a);',
  'function bool: array_bool_or(array[int] of bool: a) = exists(a);',
  'function bool: bool_clause(array[int] of bool: a, array[int] of bool: b) = exists(a) \\/ not forall(b);',
  'function bool: set_in(int: a, set of int: b) = a in b;',
  'function bool: set_subset(set of int: a, set of int: b) = a subset b;',
  'function bool: set_superset(set of int: a, set of int: b) = a superset b;',
  ...['int', 'float'].flatMap((type) =>
    [
      ['eq', '='],
      ['ne', '!='],
      ['le', '<='],
    ].map(
      ([name, operator]) =>
        `function bool: ${type}_lin_${name}(array[int] of ${type}: c, array[int] of ${type}: x, ${type}: k) = ` +
        `sum(i in index_set(c))(c[i] * x[i]) ${operator} k;`,
    ),
  ),
  '',
].join('\n');

/** The output model without the user's own output, which can fail by itself. */
function valuesOnly(outputModel: string): string {
  const sections = /^output let \{([^\n]*)\} in \(\["[^\n]*\);$/m;
  return outputModel.replace(sections, (item: string, bindings: string) => {
    const ours = /array \[int\] of string: (\S+) = (?!.*array \[int\] of string: \S+ = )/.exec(bindings);
    if (ours?.[1] === undefined) return item;
    const binding = bindings.slice(ours.index);
    return `output let {${binding}} in ["\\"output\\": {\\"${valuesSection}\\": ",showJSON(concat(${ours[1]})),"}"];`;
  });
}

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
  const { printed, problem = both.problem } = await runOutputModel(pool, valuesOnly(model), stdin, signal);
  return solutions.map((_, place) => {
    const values = presentation(printed[place] ?? {});
    return problem === undefined ? values : { ...values, problem };
  });
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
  const printed = run.stdout.split(/^-{10}$/m).flatMap((text): Sections[] => {
    // What the model traces comes before.
    const sections = /^"output": [^]*$/m.exec(text)?.[0];
    return sections === undefined ? [] : [(JSON.parse(`{${sections}}`) as { readonly output: Sections }).output];
  });
  if (run.exitCode === 0) return { printed };
  return { printed, problem: `The output item failed: ${run.stderr.trim() || (run.crash ?? 'no reason given')}` };
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
