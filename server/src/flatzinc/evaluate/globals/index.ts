import type { Functionals, Relations } from '../table';
import { countingFunctions, countingRelations } from './counting';
import { orderingFunctions, orderingRelations } from './ordering';
import { schedulingRelations } from './scheduling';
import { structureRelations } from './structure';

/** Global constraints under the names of MiniZinc's standard library (`fzn_*`). */
export const globalRelations: Relations = {
  ...countingRelations,
  ...orderingRelations,
  ...schedulingRelations,
  ...structureRelations,
};

export const globalFunctions: Functionals = { ...countingFunctions, ...orderingFunctions };
