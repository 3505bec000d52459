import type { GLPK } from 'glpk.js/node';

/** One way to read a statement, as far as the choice among all ways needs it. */
export interface Option {
  /** Natural logarithm of its probability. */
  readonly logProbability: number;
  /** The numbers of the text that it uses, by their positions. */
  readonly numbers: readonly number[];
}

/** A statement that may be told, with the ways to read it. */
export interface Choice {
  /** Log odds that the text makes it. */
  readonly logOdds: number;
  readonly options: readonly Option[];
  /** Numbers of an objective may be used once more elsewhere at no cost. */
  readonly shares: boolean;
}

/** By statement the way it is read: the index of an option; undefined: it is left out. */
export type Chosen = readonly (number | undefined)[];

/** What an unused number costs, in natural logarithms: texts seldom tell numbers for nothing. */
const unusedCost = 1.5;
/** What each use of a number after the first costs. */
const againCost = 0.7;
/** Surer than this says nothing more. */
const surest = 6;

/**
 * Chooses at most one reading of each statement so that the whole is likeliest: probabilities, fewest numbers unused, none
 * used more often than it seems. A small integer program, solved by GLPK.
 * @param free numbers that need not be used, or that are used already
 */
export function chooseJointly(
  glpk: GLPK,
  choices: readonly Choice[],
  numbers: readonly number[],
  free: ReadonlySet<number>,
): Chosen {
  const name = (choice: number, option: number): string => `x${String(choice)}_${String(option)}`;
  const objective: { name: string; coef: number }[] = [];
  const binaries: string[] = [];
  const rows: {
    name: string;
    vars: { name: string; coef: number }[];
    bnds: { type: number; lb: number; ub: number };
  }[] = [];
  const uses = new Map<number, { readonly name: string; readonly coef: number }[]>();
  choices.forEach(({ logOdds, options, shares }, at) => {
    if (options.length === 0) return;
    // Whether it is told at all does not hang on how sure the likeliest way to read it is.
    const best = Math.max(...options.map(({ logProbability }) => logProbability));
    options.forEach((option, k) => {
      const weight = Math.max(-surest, Math.min(surest, logOdds)) + Math.max(-2 * surest, option.logProbability - best);
      objective.push({ name: name(at, k), coef: weight });
      binaries.push(name(at, k));
      for (const number of new Set(option.numbers)) {
        const coef = shares ? 0.5 : 1;
        uses.set(number, [...(uses.get(number) ?? []), { name: name(at, k), coef }]);
      }
    });
    const vars = options.map((_, k) => ({ name: name(at, k), coef: 1 }));
    rows.push({ name: `one${String(at)}`, vars, bnds: { type: glpk.GLP_UP, lb: 0, ub: 1 } });
  });
  for (const number of numbers) {
    const used = uses.get(number);
    if (!used) continue;
    const [unused, again] = [`u${String(number)}`, `a${String(number)}`];
    if (!free.has(number)) {
      objective.push({ name: unused, coef: -unusedCost });
      const vars = [...used.map((use) => ({ ...use, coef: 1 })), { name: unused, coef: 1 }];
      rows.push({ name: `least${String(number)}`, vars, bnds: { type: glpk.GLP_LO, lb: 1, ub: 0 } });
    }
    if (used.length > 1) {
      objective.push({ name: again, coef: -againCost });
      const vars = [...used, { name: again, coef: -1 }];
      rows.push({ name: `most${String(number)}`, vars, bnds: { type: glpk.GLP_UP, lb: 0, ub: 1 } });
    }
  }
  if (binaries.length === 0) return choices.map(() => undefined);
  const { result } = glpk.solve(
    {
      name: 'reading',
      objective: { direction: glpk.GLP_MAX, name: 'likelihood', vars: objective },
      subjectTo: rows,
      binaries,
    },
    { msglev: glpk.GLP_MSG_OFF, presol: true, tmlim: 1 },
  );
  return choices.map(({ options, logOdds }, at) => {
    const chosen = options.findIndex((_, k) => (result.vars[name(at, k)] ?? 0) > 0.5);
    if (chosen >= 0) return chosen;
    // Without an answer in time: what is likelier told than not, in its likeliest way.
    const isSolved = result.status === glpk.GLP_OPT || result.status === glpk.GLP_FEAS;
    return !isSolved && options.length > 0 && logOdds > 0 ? 0 : undefined;
  });
}
