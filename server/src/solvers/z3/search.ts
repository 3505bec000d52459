import type { FlatZinc } from '../../flatzinc';
import type { SolveOptions, SolverResult } from '../types';
import type { Deadline } from './deadline';
import { openDialogue, type Snapshot } from './dialogue';
import { endingOf, gaveUp, type Ending, type Progress, type Search } from './ending';
import type { Engine } from './engine';
import { enumerate } from './enumerate';
import type { Lowered } from './lower';
import { optimise } from './optimise';

/** Solves a lowered model on an engine. Never rejects: what goes wrong is in the result. */
export async function search(
  engine: Engine,
  model: FlatZinc,
  lowered: Lowered,
  deadline: Deadline,
  options: SolveOptions,
): Promise<SolverResult> {
  const progress: Progress = { solutions: [], objective: undefined, bound: undefined, statistics: {} };
  let ending: Ending;
  try {
    const dialogue = await openDialogue(engine, lowered);
    const found = (snapshot: Snapshot, objective: number | undefined): void => {
      progress.objective = objective;
      if (options.all !== true) progress.solutions.length = 0;
      progress.solutions.push(snapshot.assignment);
      options.onSolution?.(snapshot.assignment, objective);
    };
    const state: Search = { engine, model, lowered, dialogue, deadline, found, progress, options };
    ending = await (model.goal.kind === 'satisfy' ? satisfy(state) : optimise(state, model.goal));
    progress.statistics = await dialogue.statistics();
  } catch (error) {
    ending = endingOf(error, deadline, options.signal);
    if (progress.solutions.length > 0) ending = { ...ending, status: 'satisfied' };
  }
  return { ...progress, ...ending };
}

async function satisfy(search: Search): Promise<Ending> {
  if (search.options.all === true) return enumerate(search);
  const verdict = await search.dialogue.check([], search.deadline.remaining());
  switch (verdict) {
    case 'sat':
      search.found(await search.dialogue.snapshot(), undefined);
      return { status: 'satisfied' };
    case 'unsat':
      return { status: 'infeasible' };
    case 'unknown':
      return gaveUp(search);
    default:
      return verdict satisfies never;
  }
}
