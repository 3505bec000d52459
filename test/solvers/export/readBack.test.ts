import fc from 'fast-check';
import loadGlpk from 'glpk.js/node';
import loadHighs from 'highs';
import { afterAll, describe, expect, it } from 'vitest';
import type { FlatZinc } from '../../../server/src/flatzinc';
import { exportLp, exportMps, type Export } from '../../../server/src/solvers/export';
import { openGlpkSolver } from '../../../server/src/solvers/glpk';
import { optimise } from '../../../server/src/solvers/glpk/optimise';
import { valueOf, type LinearProgram } from '../../../server/src/solvers/linear';
import { model } from '../../flatzinc/build';
import { anyLinearModel } from './linearPrograms';
import { readLp } from './readLp';
import { readMps } from './readMps';

const glpk = await loadGlpk();
const solver = openGlpkSolver();
const highs = await loadHighs();
afterAll(() => solver.dispose());

function textOf(exported: Export): string {
  if (exported.kind === 'impossible') throw new Error(exported.reason);
  return exported.text;
}

/** What an exported text says as a program, and whether its objective has the other sign. */
const formats: Readonly<
  Record<string, (flatzinc: FlatZinc) => { text: string; program: LinearProgram; turned: boolean }>
> = {
  LP: (flatzinc) => {
    const text = textOf(exportLp(flatzinc));
    return { text, program: readLp(text), turned: false };
  },
  MPS: (flatzinc) => {
    const text = textOf(exportMps(flatzinc));
    return { text, program: readMps(text), turned: text.includes('* To be maximised') };
  },
};

/** What HiGHS makes of a text with its own reader: the best objective, or that there is none. */
function byItsReader(format: 'lp' | 'mps', data: string): number | string {
  return highs.withModel({ format, data }, (own) => {
    own.options.set({ output_flag: false });
    own.run();
    const status = own.getModelStatus();
    if (status === highs.constants.modelStatus.optimal) return own.getObjectiveValue();
    return status === highs.constants.modelStatus.infeasible ? 'infeasible' : String(status);
  });
}

describe.each(Object.keys(formats))('a model in the %s format', (format) => {
  /** The best objective by GLPK and by HiGHS in the model's own direction, or what else they say. */
  function solveText(flatzinc: FlatZinc): readonly (number | string)[] {
    const { text, program, turned } = formats[format]?.(flatzinc) ?? expect.fail();
    const own = (objective: number): number => (turned ? -objective : objective) + 0;
    const byGlpk = optimise(glpk, program, undefined);
    const byHighs = byItsReader(format === 'MPS' ? 'mps' : 'lp', text);
    return [
      byGlpk.values === undefined ? byGlpk.status : own(valueOf(program.objective?.terms ?? [], byGlpk.values)),
      typeof byHighs === 'string' ? byHighs : own(byHighs),
    ];
  }

  it('has the same optimum for GLPK and HiGHS', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinearModel, async (flatzinc) => {
        // `0 = 1` is no row: such a model is refused with the reason, and is infeasible.
        const exported = exportLp(flatzinc);
        if (exported.kind === 'impossible') {
          expect(exported.reason).toContain('infeasible');
          expect(await solver.solve(flatzinc, {})).toMatchObject({ status: 'infeasible' });
          return;
        }
        const direct = await solver.solve(flatzinc, {});
        const expected = direct.objective ?? direct.status;
        for (const answer of solveText(flatzinc)) {
          // An engine takes a row to hold within 1e-6, which a coefficient of the objective can make more of.
          if (typeof expected === 'number') expect(answer).toBeCloseTo(expected, 4);
          else expect(answer).toBe(expected);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a constant objective', () => {
    expect(solveText(model({ x: '0..3' }, [], { maximize: 7 }))).toEqual([7, 7]);
  });
});
