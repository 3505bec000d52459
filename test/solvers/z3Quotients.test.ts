import { afterAll, describe, expect, test } from 'vitest';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { decimal } from '../../server/src/solvers/z3/lower';
import { float, model } from '../flatzinc/build';

const z3 = openZ3Solver();
afterAll(() => z3.dispose());

describe('floats as the rationals that were meant', () => {
  test('decimals are what was written, quotients what was divided', () => {
    expect(decimal(0.1)).toBe('(/ 1.0 10.0)');
    expect(decimal(5 / 7)).toBe('(/ 5.0 7.0)');
    expect(decimal(7 * (1 / 9))).toBe('(/ 7.0 9.0)');
    expect(decimal(0.1 + 0.2)).toBe('(/ 3.0 10.0)');
    expect(decimal(-22 / 7)).toBe('(- (/ 22.0 7.0))');
    expect(decimal(1000 / 3)).toBe('(/ 1000.0 3.0)');
    expect(decimal(1 / 99_991)).toBe('(/ 1.0 99991.0)');
    // Whoever gives fewer digits means them, and pi is no quotient of small numbers.
    expect(decimal(0.71428571)).toBe('(/ 71428571.0 100000000.0)');
    expect(decimal(Math.PI)).toBe('(/ 3141592653589793.0 1000000000000000.0)');
  });

  test('an equation over quotients has its solutions: 5/7 x + 7/9 y = 10 with whole x and y', async () => {
    const sum = model({ x: '0..20', y: '0..20', fx: 'float', fy: 'float' }, [
      ['int2float', 'x', 'fx'],
      ['int2float', 'y', 'fy'],
      ['float_lin_eq', [float(5 / 7), float(7 / 9)], ['fx', 'fy'], float(10)],
    ]);
    const { status, solutions } = await z3.solve({ ...sum, output: ['x', 'y'] }, { all: true });
    expect(status).toBe('satisfied');
    expect(solutions.map((solution) => [solution.get('x'), solution.get('y')])).toEqual([[14, 0]]);
  });
});
