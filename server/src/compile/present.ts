import type { Assignment, FlatZinc } from '../flatzinc';
import type { MiniZincPool } from './pool';
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
 * variables only (`int_ne`); `fix` makes them parameters.
 */
function runnable(outputModel: string): string {
  return outputModel.replace(/^((?:bool|int|float|set of int): \S+ = )([\p{L}_]\w*\([^\n]*\));$/gmu, '$1fix($2);');
}

/** Runs the output model on a solution. Throws an `AbortError` when cancelled. */
export async function presentSolution(
  pool: MiniZincPool,
  outputModel: string,
  flatzinc: FlatZinc,
  solution: Assignment,
  signal: AbortSignal | undefined,
): Promise<Presentation> {
  const run = await pool.run(
    {
      args: ['--solver', 'gecode', 'output.mzn', 'solution.json'],
      files: { 'output.mzn': runnable(outputModel), 'solution.json': solutionData(flatzinc, solution) },
      jsonStream: false,
    },
    signal,
  );
  const printed = /^([^]*?)\n-{10}$/m.exec(run.stdout)?.[1];
  if (run.exitCode !== 0 || printed === undefined) {
    // The output item itself can fail (an index out of range); the solution stands nonetheless.
    throw new PresentationError(run.crash ?? (run.stderr.trim() || 'MiniZinc printed no output for the solution.'));
  }
  const { output } = JSON.parse(`{${printed}}`) as { readonly output: Readonly<Record<string, string>> };
  const values = output[valuesSection] ?? '{}';
  return { output: userOutput(output, values), values: outputValues(values) };
}

/** The output could not be made. The message is what MiniZinc said. */
export class PresentationError extends Error {
  override readonly name = 'PresentationError';
}

/** All of the user's sections in the order of the model; null where there are none. Ours is the last. */
function userOutput(sections: Readonly<Record<string, string>>, values: string): string | null {
  if (Object.keys(sections).every((name) => name === valuesSection || name === 'raw')) return null;
  const raw = sections.raw ?? '';
  return raw.endsWith(values) ? raw.slice(0, raw.length - values.length) : (sections.default ?? raw);
}
