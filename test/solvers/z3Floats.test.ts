import { afterAll, describe, expect, it } from 'vitest';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { float, model } from '../flatzinc/build';

const solver = openZ3Solver();
afterAll(() => solver.dispose());

const [a, b] = ['a', 'b'];

describe('functions over floats: the result is what it should be, and nothing else', () => {
  it.each<[string, Record<string, number>, readonly unknown[], 'float' | 'int', number | undefined]>([
    ['float_plus', { a: 0.1, b: 0.2 }, [a, b, 'y'], 'float', 0.3],
    ['float_times', { a: 1.5, b: -3 }, [a, b, 'y'], 'float', -4.5],
    ['float_div', { a: 1, b: 8 }, [a, b, 'y'], 'float', 0.125],
    ['float_div', { a: 1, b: 0 }, [a, b, 'y'], 'float', undefined],
    ['float_div', { a: 3 }, [a, float(4), 'y'], 'float', 0.75],
    ['float_abs', { a: -2.5 }, [a, 'y'], 'float', 2.5],
    ['float_sqrt', { a: 6.25 }, [a, 'y'], 'float', 2.5],
    ['float_sqrt', { a: -1 }, [a, 'y'], 'float', undefined],
    ['float_min', { a: 1.5, b: -1 }, [a, b, 'y'], 'float', -1],
    ['float_max', { a: 1.5, b: -1 }, [a, b, 'y'], 'float', 1.5],
    ['array_float_minimum', { a: 1.5, b: -1 }, ['y', [a, b, float(-7)]], 'float', -7],
    ['array_float_maximum', { a: 1.5, b: -1 }, ['y', [a, b, float(-7)]], 'float', 1.5],
    ['float_pow', { a: 1.5 }, [a, float(2), 'y'], 'float', 2.25],
    ['float_pow', { a: -2 }, [a, float(-3), 'y'], 'float', -0.125],
    ['float_pow', { a: 0 }, [a, float(-1), 'y'], 'float', undefined],
    ['float_pow', { a: 9 }, [a, float(0.5), 'y'], 'float', 3],
    ['float_pow', { a: 9 }, [a, float(0), 'y'], 'float', 1],
    ['int2float', { a: 3 }, ['y', a], 'int', 3],
    ['int2float', { a: 3.5 }, ['y', a], 'int', undefined],
    ['float_ceil', { a: 2.5 }, [a, 'y'], 'int', 3],
    ['float_ceil', { a: -2.5 }, [a, 'y'], 'int', -2],
    ['float_floor', { a: 2.5 }, [a, 'y'], 'int', 2],
    ['float_floor', { a: -2 }, [a, 'y'], 'int', -2],
    ['float_round', { a: 2.5 }, [a, 'y'], 'int', 3],
    ['float_round', { a: -2.5 }, [a, 'y'], 'int', -3],
    ['float_round', { a: 2.4 }, [a, 'y'], 'int', 2],
    ['array_var_float_element', { a: 1.5, b: 7 }, [2, [a, b], 'y'], 'float', 7],
    ['array_float_element', {}, [1, [float(0.1), float(7)], 'y'], 'float', 0.1],
    ['array_float_element', {}, [3, [float(0.1), float(7)], 'y'], 'float', undefined],
    ['float_lin_eq', { a: 0.1, b: 0.2 }, [[float(3), float(2), float(-1)], [a, b, 'y'], float(0)], 'float', 0.7],
  ])('%s %j %j', async (id, inputs, args, type, result) => {
    const variables = Object.fromEntries(Object.keys(inputs).map((name) => [name, 'float']));
    const fixed = Object.entries(inputs).map(([name, value]) => ['float_eq', name, float(value)] as const);
    const given = model({ ...variables, y: type }, [...fixed, [id, ...args]]);
    const first = await solver.solve(given, {});
    if (result === undefined) {
      expect(first.status).toBe('infeasible');
      return;
    }
    const value = first.solutions[0]?.get('y');
    const number =
      typeof value === 'object' && 'numerator' in value ? Number(value.numerator) / Number(value.denominator) : value;
    expect([first.status, number]).toEqual(['satisfied', result]);
    const other = type === 'int' ? (['int_ne', 'y', result] as const) : (['float_ne', 'y', float(result)] as const);
    const second = await solver.solve(model({ ...variables, y: type }, [...fixed, [id, ...args], other]), {});
    expect(second.status).toBe('infeasible');
  });
});

describe('relations over floats, reified', () => {
  it.each<[string, number, readonly unknown[], boolean]>([
    ['float_eq', 0.1, ['x', float(0.1)], true],
    ['float_ne', 0.1, ['x', float(0.1)], false],
    ['float_le', 0.5, ['x', float(0.5)], true],
    ['float_lt', 0.5, ['x', float(0.5)], false],
    ['float_lin_le', 0.5, [[float(3), float(1)], ['x', 'x'], float(2)], true],
    ['float_lin_lt', 0.5, [[float(3), float(1)], ['x', 'x'], float(2)], false],
    ['float_lin_eq', 0.3, [[float(10)], ['x'], float(3)], true],
    ['float_lin_ne', 0.3, [[float(10)], ['x'], float(3)], false],
    ['float_in', 0.3, ['x', float(0.1), float(0.2)], false],
    ['float_dom', 0.3, ['x', [float(0), float(0.1), float(0.3), float(0.4)]], true],
    ['float_dom', 0.2, ['x', [float(0), float(0.1), float(0.3), float(0.4)]], false],
  ])('%s of %d with %j is %s', async (id, value, args, holds) => {
    const given = model({ x: 'float', r: 'bool' }, [
      ['float_eq', 'x', float(value)],
      [`${id}_reif`, ...args, 'r'],
    ]);
    const { solutions } = await solver.solve(given, { all: true });
    expect(solutions.map((solution) => solution.get('r'))).toEqual([holds]);
  });
});
