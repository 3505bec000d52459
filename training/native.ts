import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modernLibrary } from '../bench/nativeLibrary';
import { findNativeMiniZinc } from '../server/src/solvers/native';
import type { Solved } from './solved';

interface Message {
  readonly type: string;
  readonly status?: string;
  readonly output?: { readonly json?: { readonly _objective?: number } };
}

const statuses: Readonly<Record<string, string>> = {
  OPTIMAL_SOLUTION: 'optimal',
  ALL_SOLUTIONS: 'satisfied',
  UNSATISFIABLE: 'infeasible',
};

/** Solves a model of whole numbers; undefined where it cannot, or has not proved its answer in time. */
export type NativeSolver = (model: string, seconds: number) => Solved | undefined;

/**
 * Gecode of the MiniZinc on the PATH, some ten times as fast as compiling inside: for checking many small models.
 * @returns undefined where there is no MiniZinc
 */
export async function nativeSolver(): Promise<NativeSolver | undefined> {
  const search = await findNativeMiniZinc();
  if (search.kind !== 'found') return undefined;
  const found = search.minizinc.executable;
  const folder = mkdtempSync(join(tmpdir(), 'modelwright-check-'));
  const library = modernLibrary(found, 'gecode', folder);
  const file = join(folder, 'gold.mzn');
  return (model, seconds) => {
    // Gecode does not prove the best of real numbers, and older versions know no `any`.
    if (/\bfloat\b|\d\.\d|include "modelwright/u.test(model)) return undefined;
    writeFileSync(file, model.replace(/^any: /gmu, 'var int: '));
    const { stdout, status } = spawnSync(
      found,
      [
        '--solver',
        'gecode',
        '--json-stream',
        '--output-mode',
        'json',
        '--output-objective',
        '--time-limit',
        String(seconds * 1000),
        file,
      ],
      {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        timeout: seconds * 1000 + 5000,
        env: { ...process.env, ...(library !== undefined && { MZN_STDLIB_DIR: library }) },
      },
    );
    if (status !== 0) return undefined;
    const messages = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Message);
    const solution = messages.findLast(({ type }) => type === 'solution');
    const said = statuses[messages.findLast(({ type }) => type === 'status')?.status ?? ''];
    const isGoal = !model.includes('solve satisfy');
    const proved = said ?? (solution && !isGoal ? 'satisfied' : undefined);
    if (proved === undefined || (proved === 'optimal' && !solution)) return undefined;
    return { status: proved, objective: isGoal ? (solution?.output?.json?._objective ?? null) : null, message: '' };
  };
}
