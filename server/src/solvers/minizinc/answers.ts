import type { MiniZincMessage } from '../../compile';
import type { Assignment, FlatZinc } from '../../flatzinc';
import type { SolveOptions } from '../types';
import type { Encoding } from './encoding';

/** The answers of a search as they come. */
export interface Answers {
  take(message: MiniZincMessage): void;
  /** All that are different on the output variables, or the last alone. */
  readonly solutions: readonly Assignment[];
  readonly objective: number | undefined;
  /** An answer did not satisfy the model: the engine rounded. */
  readonly broken: boolean;
}

export function collectAnswers(
  model: FlatZinc,
  encoding: Encoding,
  all: boolean,
  onSolution: SolveOptions['onSolution'],
): Answers {
  const solutions: Assignment[] = [];
  const seen = new Set<string>();
  let objective: number | undefined;
  let broken = false;
  return {
    take(message) {
      if (message.type !== 'solution') return;
      const printed = message.output.dzn;
      const answer = typeof printed === 'string' ? encoding.read(valuesIn(printed)) : undefined;
      if (answer === undefined) {
        broken = true;
        return;
      }
      if (all) {
        const key = projection(model, answer.assignment);
        if (seen.has(key)) return;
        seen.add(key);
      } else solutions.length = 0;
      solutions.push(answer.assignment);
      objective = answer.objective;
      onSolution?.(answer.assignment, objective);
    },
    solutions,
    get objective() {
      return objective;
    },
    get broken() {
      return broken;
    },
  };
}

/** What was printed for `v0`, `v1`, ... */
function valuesIn(printed: string): readonly string[] {
  const values: string[] = [];
  for (const [, index, value] of printed.matchAll(/^v(\d+) = (.*);$/gm)) values[Number(index)] = value ?? '';
  return values;
}

function projection({ arrays, output }: FlatZinc, assignment: Assignment): string {
  const valueOf = (name: string) => assignment.get(name) ?? null;
  return JSON.stringify(
    output.map((name) =>
      (arrays.get(name) ?? [{ kind: 'variable', name } as const]).map((element) =>
        element.kind === 'variable' ? valueOf(element.name) : null,
      ),
    ),
  );
}
