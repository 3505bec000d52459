import type { GLPK } from 'glpk.js/node';
import type { ProblemGraph } from './graph';
import { linearForms, linearObjective, type Linear } from './linear';

/** Longest that one question may take, in seconds; systems that a text tells take less than a thousandth of it. */
const tmlim = 1;

/**
 * Whether there is a best solution, be the amounts whole or not: where there is none, the whole numbers have none either,
 * or one that runs away with them (linear programming relaxation).
 * @returns undefined for what is not linear over single amounts, or has a price
 */
export function isSolvable({ variables, objective, constraints }: ProblemGraph, glpk: GLPK): boolean | undefined {
  const goal = objective && linearObjective(objective);
  const rows = constraints.map((constraint) => linearForms(constraint, variables.length));
  if (variables.length === 0 || (objective && !goal) || rows.includes(undefined)) return undefined;
  // What has a price may be broken.
  if (constraints.some(({ penalty }) => penalty)) return undefined;
  const name = (variable: number): string => `x${String(variable)}`;
  const sum = (row: Linear): { name: string; coef: number }[] =>
    variables.map((_, variable) => ({ name: name(variable), coef: row.coefficients.get(variable) ?? 0 }));
  const { result } = glpk.solve(
    {
      name: 'solvable',
      objective: {
        direction: objective?.direction === 'maximize' ? glpk.GLP_MAX : glpk.GLP_MIN,
        name: 'goal',
        vars: sum(goal ?? { coefficients: new Map(), constant: 0 }),
      },
      subjectTo: rows
        .flatMap((forms) => forms ?? [])
        .map((row, at) => ({
          name: `row${String(at)}`,
          vars: sum(row),
          bnds: { type: glpk.GLP_UP, lb: 0, ub: -row.constant },
        })),
      bounds: variables.map(({ domain }, variable) => ({
        name: name(variable),
        type: domain === 'free integer' || domain === 'free continuous' ? glpk.GLP_FR : glpk.GLP_LO,
        lb: 0,
        ub: 0,
      })),
    },
    { msglev: glpk.GLP_MSG_OFF, presol: true, tmlim },
  );
  return result.status === glpk.GLP_OPT;
}
