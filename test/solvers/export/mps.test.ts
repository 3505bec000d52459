import { describe, expect, it } from 'vitest';
import type { FlatZinc } from '../../../server/src/flatzinc';
import { exportMps } from '../../../server/src/solvers/export';
import { float, model } from '../../flatzinc/build';
import { readMps } from './readMps';

function mps(flatzinc: FlatZinc): string {
  const exported = exportMps(flatzinc);
  return exported.kind === 'text' ? exported.text : exported.reason;
}

describe('exportMps', () => {
  it('prints every kind of row, bound and column', () => {
    const flatzinc = model(
      { loaves: '0..40', f: 'float', g: '0.5..1.5', open: 'bool', openInt: '0..1', RHS: '-5..5', k: '3..3', n: 'int' },
      [
        ['bool2int', 'open', 'openInt'],
        ['int_lin_le', [2, -7], ['loaves', 'openInt'], 12],
        ['float_lin_eq', [float(1), float(-0.1)], ['f', 'g'], float(1e22)],
        ['set_in', 'loaves', { set: [[2, 4]] }],
        ['int_le', 2, 'RHS'],
      ],
      { maximize: 'f' },
    );
    expect(mps(flatzinc)).toBe(`* Made by Modelwright
* To be maximised. The format minimises, so the signs of the objective are turned.
* RHS_2 is RHS
NAME model
ROWS
 N objective
 L r1
 E r2
 G r3
 L r4
COLUMNS
 MARKER1 'MARKER' 'INTORG'
 loaves r1 2
 loaves r3 1
 MARKER2 'MARKER' 'INTEND'
 f objective -1
 f r2 1
 g r2 -0.1
 MARKER3 'MARKER' 'INTORG'
 open r1 -7
 RHS_2 r4 -1
 k objective 0
 n objective 0
 MARKER4 'MARKER' 'INTEND'
RHS
 RHS r1 12
 RHS r2 1e22
 RHS r3 2
 RHS r4 -2
RANGES
 RANGES r3 2
BOUNDS
 LI BOUND loaves 0
 UI BOUND loaves 40
 FR BOUND f
 LO BOUND g 0.5
 UP BOUND g 1.5
 BV BOUND open
 LI BOUND RHS_2 -5
 UI BOUND RHS_2 5
 FX BOUND k 3
 FR BOUND n
ENDATA
`);
  });

  it('makes two rows of one whose sides no distance joins exactly', () => {
    const flatzinc = model({ f: 'float' }, [['set_in', 'f', { set: [[-0.99, 0.08]] }]]);
    expect(readMps(mps(flatzinc)).rows.map(({ low, high }) => [low, high])).toEqual([
      [-0.99, Infinity],
      [-Infinity, 0.08],
    ]);
  });

  it('says where a row comes from', () => {
    const flatzinc = model({ x: '0..9' }, [['int_le', 'x', 4]]);
    const position = { line: 0, character: 0 };
    const origin = { file: '/m.mzn', range: { start: position, end: position }, text: 'x\n  <= 4', indices: {} };
    const constraints = flatzinc.constraints.map((constraint) => ({ ...constraint, origin }));
    expect(mps({ ...flatzinc, constraints })).toContain('ROWS\n N objective\n* x <= 4\n L r1\n');
  });

  it('says why a model cannot be exported', () => {
    expect(mps(model({ x: '0..9', y: '0..9', z: '0..81' }, [['int_times', 'x', 'y', 'z']]))).toBe(
      'The MPS format only has linear constraints. A product of two variables is not linear.',
    );
  });
});
