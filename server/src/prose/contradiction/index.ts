import type { GLPK } from 'glpk.js/node';
import type { ProblemGraph } from '../graph';
import { Relaxation } from './relaxation';

/** Longest that one question may take, in seconds; models that a text tells take some thousandths. */
const tmlim = 0.2;
/** With more yes and no than this, they may be anything between. */
const mostBinaries = 200;
/** Larger models are not looked at. */
const mostRows = 1500;

/**
 * Whether no solution can satisfy all constraints, as far as it shows in a mixed-integer relaxation of the graph: sums,
 * choices, members and places in a row are exact, amounts may be fractions, and what is not linear (tasks that must not
 * overlap, products of decisions) is left out. So "true" is certain, and "false" is not.
 */
export function isContradictory(graph: ProblemGraph, glpk: GLPK): boolean {
  if (graph.constraints.some(({ penalty }) => penalty)) return false;
  const relaxation = new Relaxation(graph);
  for (const constraint of graph.constraints) relaxation.add(constraint);
  return isInfeasible(relaxation, glpk);
}

function isInfeasible(relaxation: Relaxation, glpk: GLPK): boolean {
  const { binaries, free } = relaxation;
  const all = relaxation.rows;
  if (all.some(({ terms, constant }) => terms.size === 0 && constant > 1e-9)) return true;
  const rows = all.filter(({ terms }) => terms.size > 0);
  const names = [...new Set(rows.flatMap(({ terms }) => [...terms.keys()]))];
  if (rows.length === 0 || rows.length > mostRows) return false;
  const isExact = binaries.size <= mostBinaries;
  const begin = performance.now();
  const { result } = glpk.solve(
    {
      name: 'contradiction',
      objective: { direction: glpk.GLP_MIN, name: 'none', vars: names.map((name) => ({ name, coef: 0 })) },
      subjectTo: rows.map(({ terms, constant }, at) => ({
        name: `r${String(at)}`,
        vars: [...terms].map(([name, coef]) => ({ name, coef })),
        bnds: { type: glpk.GLP_UP, lb: 0, ub: -constant },
      })),
      bounds: names.map((name) => {
        if (binaries.has(name)) return { name, type: glpk.GLP_DB, lb: 0, ub: 1 };
        return { name, type: free.has(name) ? glpk.GLP_FR : glpk.GLP_LO, lb: 0, ub: 0 };
      }),
      ...(isExact ? { binaries: names.filter((name) => binaries.has(name)) } : {}),
    },
    { msglev: glpk.GLP_MSG_OFF, presol: true, tmlim },
  );
  const isSolved = result.status === glpk.GLP_OPT || result.status === glpk.GLP_FEAS;
  return !isSolved && performance.now() - begin < 500 * tmlim;
}
