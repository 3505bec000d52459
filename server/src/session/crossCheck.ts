import type { FlatZinc } from '../flatzinc';
import type { SolverId } from '../solvers';
import { betterThan, race, type Entrant, type RaceOptions, type RaceResult } from '../solvers/race';

export interface CrossCheckOptions extends Pick<RaceOptions, 'timeLimitMs' | 'signal'> {
  /** Engines that had no part in the first proof. */
  readonly entrants: readonly Entrant[];
  /** The first engine's name, where the user chose it. */
  readonly name: string | undefined;
}

/**
 * Has a second engine confirm that there is no solution, or none better than the one found. What it finds instead is
 * believed, since the evaluator held it against every constraint; the first engine is named.
 */
export async function crossCheck(
  first: RaceResult,
  { entrants, name, timeLimitMs, signal }: CrossCheckOptions,
): Promise<RaceResult & { readonly confirmedBy: SolverId | undefined }> {
  const unconfirmed = { ...first, confirmedBy: undefined };
  const best = first.found.at(-1);
  if (first.status !== 'infeasible' && first.status !== 'optimal') return unconfirmed;
  const challengers = entrants.map((entrant) => ({
    ...entrant,
    model: async (cancelled: AbortSignal) => {
      const model = await entrant.model(cancelled);
      if (typeof model === 'string' || best?.objective === undefined) return model;
      return challenge(model, best.objective) ?? 'the objective is a float that it cannot be asked to better';
    },
  }));
  const second = await race(challengers, {
    lanes: 2,
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    ...(signal && { signal }),
  });
  if (second.status === 'infeasible') return { ...first, confirmedBy: second.winner };
  const other = second.found.at(-1);
  if (other === undefined) {
    const detail = 'No second engine could confirm this in the time there was.';
    return { ...unconfirmed, detail };
  }
  const claim = first.status === 'infeasible' ? 'said that there is no solution' : 'took a worse solution for the best';
  const nameOf = (id: SolverId | undefined): string | undefined =>
    entrants.find(({ solver }) => solver.id === id)?.solver.name;
  const liar = name ?? first.winner ?? 'The first engine';
  return {
    ...second,
    confirmedBy: undefined,
    detail: `${liar} ${claim}; ${nameOf(other.solver) ?? other.solver} found this one.`,
  };
}

/** The model with only its better solutions; of floats, those better by more than rounding. */
function challenge(model: FlatZinc, reached: number): FlatZinc | undefined {
  const integral = betterThan(model, reached);
  const { goal } = model;
  if (integral !== undefined || goal.kind === 'satisfy' || goal.objective.kind !== 'variable') return integral;
  if (model.variables.get(goal.objective.name)?.type !== 'float') return undefined;
  const step = 1e-5 * Math.max(1, Math.abs(reached));
  const value = goal.kind === 'minimize' ? reached - step : reached + step;
  const bound = { kind: 'float', value } as const;
  const args = goal.kind === 'minimize' ? [goal.objective, bound] : [bound, goal.objective];
  return { ...model, constraints: [...model.constraints, { id: 'float_le', args, origin: undefined }] };
}
