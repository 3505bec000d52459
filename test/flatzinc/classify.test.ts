import { describe, expect, it } from 'vitest';
import { classify } from '../../server/src/flatzinc';
import { float, model, set } from './build';

describe('classify', () => {
  it.each([
    ['lp', true, model({ f: '0.0..9.5', g: 'float' }, [['float_lin_le', [float(1), float(2)], ['f', 'g'], float(3)]])],
    ['milp', true, model({ x: '0..9', f: 'float' }, [['int2float', 'x', 'f']])],
    ['milp', true, model({ x: '0..9', y: 'int' }, [['int_lin_le', [1, 2], ['x', 'y'], 7]])],
    [
      'milp',
      true,
      model({ x: '0..9', a: 'bool', b: 'bool' }, [
        ['bool2int', 'a', 'x'],
        ['bool_clause', ['a'], ['b']],
      ]),
    ],
    ['milp', false, model({ x: '0..9', f: '0.0..9.0', b: 'bool' }, [['float_le_reif', 'f', float(2), 'b']])],
    ['sat', false, model({ a: 'bool', b: 'bool' }, [['bool_clause', ['a'], ['b']]])],
    ['sat', false, model({ a: 'bool', b: 'bool', c: 'bool' }, [['array_bool_xor', ['a', 'b', 'c']]])],
    ['cp', false, model({ x: '0..9', y: '0..9' }, [['fzn_all_different_int', ['x', 'y']]])],
    ['cp', false, model({ x: '0..9', b: 'bool' }, [['int_le_reif', 'x', 2, 'b']])],
    ['cp', false, model({ x: '0..9' }, [['set_in', 'x', set(1, 3)]])],
    ['cp', false, model({ s: 'set 1..5' }, [])],
    ['cp', false, model({ x: '0..9', y: '0..9', z: '0..81' }, [['int_times', 'x', 'y', 'z']])],
    ['smt', false, model({ x: 'int', y: '0..9', z: 'int' }, [['int_times', 'x', 'y', 'z']])],
    ['smt', false, model({ x: 'int', b: 'bool' }, [['int_le_reif', 'x', 2, 'b']])],
    ['lp', false, model({ f: 'float', g: 'float' }, [['float_lt', 'f', 'g']])],
    ['smt', false, model({ f: 'float', g: 'float' }, [['float_sin', 'f', 'g']])],
  ])('%s, linear %s', (paradigm, linear, flatzinc) => {
    const found = classify(flatzinc);
    expect([found.paradigm, found.linear]).toEqual([paradigm, linear]);
  });

  it('names the constraint that decided', () => {
    const flatzinc = model({ x: '0..9', y: '0..9', z: '0..81' }, [['int_times', 'x', 'y', 'z']]);
    expect(classify(flatzinc).reason).toBe('a combinatorial constraint (int_times)');
  });
});
