import type { Assignment, FlatZinc } from '../flatzinc';
import type { MiniZincPool } from './pool';
import { losesEnumNames, outputOfModel } from './modelOutput';
import type { Sources } from './sources';
import type { Presentation } from './types';
import { outputValues, solutionData } from './values';

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
 * The output model (`.ozn`) as it can be run by itself. It defines some parameters by functions the library has for
 * variables only (`int_ne`): `fix` makes them parameters. And overloads it made itself have parameters of different
 * names, between which a call cannot be resolved again (one of an enum with a constructor calls itself without end).
 * And it leaves arrays behind that have no value and no use once all their elements were settled by compiling.
 */
function runnable(outputModel: string): string {
  return outputModel
    .replace(/^array \[[^\n]*: (X_INTRODUCED_\d+_);\n/gm, (item: string, name: string) =>
      outputModel.split(name).length > 2 ? item : '',
    )
    .replace(/^((?:bool|int|float|set of int): \S+ = )([\p{L}_]\w*\([^\n]*\));$/gmu, '$1fix($2);')
    .replace(/^function [^\n]*?: (?:'[^']*'|\w+)\(([^\n]*?)\) = [^\n]*$/gm, (item: string, parameters: string) => {
      const names = [...parameters.matchAll(/: (X_INTRODUCED_\d+_)/g)].map(([, name]) => name);
      return item.replace(/\bX_INTRODUCED_\d+_\b/g, (name) => {
        const place = names.indexOf(name);
        return place === -1 ? name : `modelwright_parameter_${place}`;
      });
    });
}

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
  // An empty object is no JSON data to MiniZinc.
  const data: Readonly<Record<string, string>> =
    flatzinc.output.length === 0 ? {} : { 'solution.json': solutionData(flatzinc, solution) };
  const model = runnable(outputModel);
  const both = await runOutputModel(pool, model, data, signal);
  if (both.sections !== undefined) {
    const presented = presentation(both.sections);
    if (presented.output === null || !losesEnumNames(sources)) return presented;
    const output = await outputOfModel(pool, sources, both.sections[valuesSection] ?? '{}', signal);
    return output === undefined ? presented : { ...presented, output };
  }
  const values = await runOutputModel(pool, valuesOnly(model), data, signal);
  return { ...presentation(values.sections ?? {}), problem: both.problem };
}

type Sections = Readonly<Record<string, string>>;

async function runOutputModel(
  pool: MiniZincPool,
  model: string,
  data: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<{ readonly sections: Sections } | { readonly sections: undefined; readonly problem: string }> {
  const run = await pool.run(
    {
      args: ['--solver', 'gecode', 'output.mzn', ...Object.keys(data)],
      files: { 'output.mzn': model, ...data },
      jsonStream: false,
    },
    signal,
  );
  const printed = /^([^]*?)\n-{10}$/m.exec(run.stdout)?.[1];
  if (run.exitCode !== 0 || printed === undefined) {
    return { sections: undefined, problem: `The output item failed: ${run.crash ?? run.stderr.trim()}` };
  }
  const { output } = JSON.parse(`{${printed}}`) as { readonly output: Sections };
  return { sections: output };
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
