import { parseModel } from '../minizinc';
import type { ProblemGraph } from '../prose';
import type { Subject } from './subject';

/** The goal of a model as its text has it. */
export interface Goal {
  readonly direction: 'minimize' | 'maximize' | 'satisfy';
  /** The objective as MiniZinc; undefined where any solution will do. */
  readonly code: string | undefined;
  /** What it is called: the user's words, the variable's name, or "objective". */
  readonly name: string;
}

export function goalOf({ problem }: Subject, texts: readonly string[]): Goal {
  for (const text of texts) {
    const solve = parseModel(text).items.find((item) => item.kind === 'solve');
    if (solve?.kind !== 'solve') continue;
    const { objective, goal } = solve;
    const code = objective && text.slice(objective.from, objective.to);
    const own = objective?.name === 'VariableName' ? code : undefined;
    return { direction: goal, code, name: (problem && objectiveNameOf(problem.reading.graph)) ?? own ?? 'objective' };
  }
  return { direction: 'satisfy', code: undefined, name: 'objective' };
}

/** What the user's words call what is optimised; with prices for broken limits it is that no longer. */
export function objectiveNameOf({ objective, constraints }: ProblemGraph): string | undefined {
  if (!constraints.some(({ penalty }) => penalty)) return objective?.name;
  return objective ? `penalised ${objective.name ?? 'objective'}` : 'penalty';
}
