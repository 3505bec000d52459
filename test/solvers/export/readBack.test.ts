import fc from 'fast-check';
import loadGlpk from 'glpk.js/node';
import { afterAll, describe, expect, it } from 'vitest';
import type { FlatZinc } from '../../../server/src/flatzinc';
import { exportLp, exportMps, type Export } from '../../../server/src/solvers/export';
import { openGlpkSolver } from '../../../server/src/solvers/glpk';
import { optimise } from '../../../server/src/solvers/glpk/optimise';
import { valueOf, type LinearProgram } from '../../../server/src/solvers/linear';
import { openMiniZincSolver } from '../../../server/src/solvers/minizinc';
import { model } from '../../flatzinc/build';
import { anyLinearModel, toFlatZinc } from './linearPrograms';
import { readLp } from './readLp';
import { readMps } from './readMps';

const glpk = await loadGlpk();
const solver = openGlpkSolver();
const highs = openMiniZincSolver('highs');
afterAll(() => Promise.all([solver.dispose(), highs.dispose()]));

function textOf(exported: Export): string {
  if (exported.kind === 'impossible') throw new Error(exported.reason);
  return exported.text;
}

/** What an exported text says as a program, and whether its objective has the other sign. */
const formats: Readonly<Record<string, (flatzinc: FlatZinc) => { program: LinearProgram; turned: boolean }>> = {
  LP: (flatzinc) => ({ program: readLp(textOf(exportLp(flatzinc))), turned: false }),
  MPS: (flatzinc) => {
    const text = textOf(exportMps(flatzinc));
    return { program: readMps(text), turned: text.includes('* To be maximised') };
  },
};

describe.each(Object.keys(formats))('a model in the %s format', (format) => {
  /** The best objective by GLPK and by HiGHS in the model's own direction, or what else they say. */
  async function solveText(flatzinc: FlatZinc): Promise<readonly (number | string)[]> {
    const { program, turned } = formats[format]?.(flatzinc) ?? expect.fail();
    const own = (objective: number): number => (turned ? -objective : objective) + 0;
    const byGlpk = optimise(glpk, program, undefined);
    const byHighs = await highs.solve(toFlatZinc(program), {});
    return [
      byGlpk.values === undefined ? byGlpk.status : own(valueOf(program.objective?.terms ?? [], byGlpk.values)),
      byHighs.objective === undefined ? byHighs.status : own(byHighs.objective),
    ];
  }

  it('has the same optimum for GLPK and HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinearModel, async (flatzinc) => {
        const direct = await solver.solve(flatzinc, {});
        const expected = direct.objective ?? direct.status;
        for (const answer of await solveText(flatzinc)) {
          if (typeof expected === 'number') expect(answer).toBeCloseTo(expected, 6);
          else expect(answer).toBe(expected);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('keeps a constant objective', async () => {
    expect(await solveText(model({ x: '0..3' }, [], { maximize: 7 }))).toEqual([7, 7]);
  });
});
