import { describe, expect, it } from 'vitest';
import { openCompiler, openMiniZincPool } from '../../server/src/compile';
import type { FlatZinc } from '../../server/src/flatzinc';
import type { Solver } from '../../server/src/solvers';
import { openGlpkSolver } from '../../server/src/solvers/glpk';
import { openMiniZincSolver } from '../../server/src/solvers/minizinc';
import { openZ3Solver } from '../../server/src/solvers/z3';
import { model } from '../flatzinc/build';

const small = model({ x: '0..5' }, [['int_lin_le', [2], ['x'], 7]], { maximize: 'x' });

/** Many variables in many rows; the last one no solution satisfies. */
function large(count: number): FlatZinc {
  const names = Array.from({ length: count }, (_, index) => `x${index}`);
  return model(Object.fromEntries(names.map((name) => [name, '0..9'])), [
    ...names.map((_, row): [string, ...unknown[]] => {
      const chosen = [...new Set(Array.from({ length: 12 }, (_, place) => names[(row * 7 + place * place) % count]))];
      return ['int_lin_le', chosen.map((_, place) => 1 + ((row * place) % 5)), chosen, 40];
    }),
  ]);
}

/** `count` + 1 pigeons in `count` holes: learning why that fails takes more and more memory. */
function pigeons(count: number): FlatZinc {
  const holes = Array.from({ length: count }, (_, hole) => hole);
  const all = Array.from({ length: count + 1 }, (_, pigeon) => pigeon);
  const name = (pigeon: number, hole: number): string => `p${pigeon}_${hole}`;
  return model(Object.fromEntries(all.flatMap((pigeon) => holes.map((hole) => [name(pigeon, hole), 'bool']))), [
    ...all.map((pigeon): [string, ...unknown[]] => ['bool_clause', holes.map((hole) => name(pigeon, hole)), []]),
    ...holes.flatMap((hole) =>
      all.flatMap((pigeon) =>
        all
          .slice(pigeon + 1)
          .map((other): [string, ...unknown[]] => ['bool_clause', [], [name(pigeon, hole), name(other, hole)]]),
      ),
    ),
  ]);
}

async function starve(solver: Solver, flatzinc: FlatZinc): Promise<unknown> {
  try {
    const starved = await solver.solve(flatzinc, {});
    const next = await solver.solve(small, {});
    return [starved.status, starved.reason, starved.detail, next.status, next.objective];
  } finally {
    await solver.dispose();
  }
}

describe('memory limits', () => {
  it('GLPK', async () => {
    expect(await starve(openGlpkSolver({ memoryLimitMb: 18 }), large(15_000))).toEqual([
      'unknown',
      'memory',
      'GLPK needs more than the 18 MB of memory that it may use.',
      'optimal',
      3,
    ]);
  });

  it('Z3', async () => {
    expect(await starve(openZ3Solver({ memoryLimitMb: 24 }), pigeons(60))).toEqual([
      'unknown',
      'memory',
      'Z3 needs more than the 24 MB of memory that it may use.',
      'optimal',
      3,
    ]);
  });

  it.each(['gecode', 'chuffed', 'highs', 'cbc'] as const)('%s', async (id) => {
    const pool = openMiniZincPool({ size: 1, memoryLimitMb: 48 });
    const result = await starve(openMiniZincSolver(id, pool), large(15_000));
    await pool.dispose();
    expect(result).toEqual([
      'unknown',
      'memory',
      expect.stringContaining('needs more than the 48 MB of memory that it may use.'),
      'optimal',
      3,
    ]);
  });

  it('the compiler', async () => {
    const pool = openMiniZincPool({ size: 1, memoryLimitMb: 48 });
    const compiler = openCompiler(pool);
    const compile = async (text: string) => {
      const request = { model: '/m.mzn', data: [], overlay: new Map([['/m.mzn', text]]), library: 'std' } as const;
      const result = await compiler.compile(request);
      return result.kind === 'failed' ? result.diagnostics.map(({ message }) => message) : result.kind;
    };
    expect(await compile('array [1..1000, 1..1000] of var 1..9: x; constraint forall(e in x) (e > 2);')).toEqual([
      'MiniZinc needs more than the 48 MB of memory that it may use.',
    ]);
    expect(await compile('var 1..9: x;')).toBe('compiled');
    await pool.dispose();
  });
});
