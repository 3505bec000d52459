import type { Functionals, Relations } from '../table';
import { countingFunctions, countingRelations } from './counting';
import { nativeRelations } from './natives';
import { orderingFunctions, orderingRelations } from './ordering';
import { schedulingRelations } from './scheduling';
import { structureRelations } from './structure';

/** Global constraints under the names of MiniZinc's standard library (`fzn_*`) and of the engines' own. */
export const globalRelations: Relations = {
  ...countingRelations,
  ...orderingRelations,
  ...schedulingRelations,
  ...structureRelations,
  ...nativeRelations,
};

export const globalFunctions: Functionals = { ...countingFunctions, ...orderingFunctions };
