import { describe, expect, it } from 'vitest';
import type { FlatZinc } from '../../../server/src/flatzinc';
import { exportLp } from '../../../server/src/solvers/export';
import { float, model } from '../../flatzinc/build';

function lp(flatzinc: FlatZinc): string {
  const exported = exportLp(flatzinc);
  return exported.kind === 'text' ? exported.text : exported.reason;
}

describe('exportLp', () => {
  it('prints rows, bounds and integers', () => {
    const flatzinc = model(
      { loaves: '0..40', f: 'float', g: '0.5..1.5', low: 'float', open: 'bool', openInt: '0..1', end: '-5..5' },
      [
        ['bool2int', 'open', 'openInt'],
        ['int_lin_le', [2, -7], ['loaves', 'openInt'], 12],
        ['float_lin_eq', [float(1), float(-0.1)], ['f', 'g'], float(1e22)],
        ['float_le', 'low', float(3)],
        ['int_le', 2, 'end'],
      ],
      { maximize: 'f' },
    );
    expect(lp(flatzinc)).toBe(`\\ Made by Modelwright
Maximize
 objective: f
Subject To
 r1: 2 loaves - 7 open <= 12
 r2: f - 0.1 g = 1e22
 r3: low <= 3
 r4: - v_end <= -2
Bounds
 0 <= loaves <= 40
 f free
 0.5 <= g <= 1.5
 low free
 0 <= open <= 1
 -5 <= v_end <= 5
General
 loaves
 open
 v_end
End
`);
  });

  it('splits a row with two sides, and says where it comes from', () => {
    const flatzinc = model({ x: '0..9' }, [['set_in', 'x', { set: [[2, 4]] }]]);
    const [constraint] = flatzinc.constraints;
    if (constraint === undefined) throw new Error('the model has one constraint');
    const position = { line: 0, character: 0 };
    const origin = { file: '/m.mzn', range: { start: position, end: position }, text: 'x in\n  2..4', indices: {} };
    expect(lp({ ...flatzinc, constraints: [{ ...constraint, origin }] })).toBe(`\\ Made by Modelwright
Minimize
 objective: 0 x
Subject To
\\ x in 2..4
 r1_low: x >= 2
 r1_high: x <= 4
Bounds
 0 <= x <= 9
General
 x
End
`);
  });

  it('carries a constant objective by a fixed column', () => {
    expect(lp(model({ x: 'int' }, [], { minimize: 3 }))).toBe(`\\ Made by Modelwright
Minimize
 objective: 3 constant_one
Subject To
 r1: constant_one = 1
Bounds
 x free
 constant_one = 1
General
 x
End
`);
  });

  it('gives names that no reader mistakes for something else', () => {
    const text = lp(model({ st: '0..1', e1: '0..1', größe: '0..1', gr__e: '0..1', X: '0..1', x: '0..1' }, []));
    expect(text.split('General\n')[1]).toBe(' st_2\n v_e1\n gr__e\n gr__e_2\n X\n x_2\nEnd\n');
  });

  it('breaks long sums', () => {
    const names = Array.from({ length: 10 }, (_, index) => `x${index}`);
    const flatzinc = model(Object.fromEntries(names.map((name) => [name, '0..1'])), [
      ['int_lin_le', names.map(() => 1), names, 3],
    ]);
    expect(lp(flatzinc)).toContain(' r1: x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7\n   + x8 + x9 <= 3\n');
  });

  it('says why a model cannot be exported', () => {
    expect(lp(model({ x: '0..9', y: '0..9', z: '0..81' }, [['int_times', 'x', 'y', 'z']]))).toBe(
      'The LP format only has linear constraints. A product of two variables is not linear.',
    );
    expect(lp(model({ x: '0..9' }, [['int_le', 3, 2]]))).toBe(
      'The model is infeasible before solving: a constraint of constants is false.',
    );
  });
});
