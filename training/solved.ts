import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompileRequest } from '../server/src/compile';
import { answer } from '../server/src/session/answer';
import type { Engines } from '../server/src/session/engines';
import type { Answer } from './gold/record';
import type { NativeSolver } from './nativeSolver';

const MODEL = '/models/gold.mzn';
const PROVED = 'training/build/proved';

export interface Solved {
  readonly status: string;
  readonly objective: number | null;
  readonly message: string;
}

/**
 * Solves a model; what was proved is remembered by its text in training/build/proved.
 * @param native is asked first
 */
export async function solved(engines: Engines, model: string, seconds: number, native?: NativeSolver): Promise<Solved> {
  const key = createHash('sha256').update(model).digest('hex').slice(0, 24);
  const cached = join(PROVED, `${key}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as Solved;
  const quick = native?.(model, Math.min(seconds, 2));
  if (quick) {
    remember(cached, quick);
    return quick;
  }
  const request: CompileRequest = { model: MODEL, data: [], overlay: new Map([[MODEL, model]]), library: 'std' };
  const found = await answer(engines, request, { solver: 'auto', timeLimitMs: seconds * 1000 });
  const said = found.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, range }) => `${message} [${model.split('\n')[range.start.line] ?? ''}]`);
  const result = {
    status: said.length > 0 ? 'error' : found.status,
    objective: found.objective,
    message: said.join('; ') || (found.reason ?? ''),
  };
  const isProved = result.status === 'optimal' || result.status === 'infeasible' || result.status === 'unbounded';
  const hasGoal = !model.includes('solve satisfy');
  if (isProved || result.status === 'error' || (result.status === 'satisfied' && !hasGoal)) remember(cached, result);
  return result;
}

function remember(file: string, result: Solved): void {
  mkdirSync(PROVED, { recursive: true });
  writeFileSync(file, JSON.stringify(result));
}

/** Whether a model was solved to the stated answer. */
export function isAsStated({ kind, value }: Answer, { status, objective }: Solved): boolean {
  if (kind === 'optimal')
    return (
      status === 'optimal' &&
      objective !== null &&
      value !== undefined &&
      Math.abs(value - objective) <= 1e-6 * Math.max(1, Math.abs(value))
    );
  return kind === (status === 'optimal' ? 'satisfied' : status);
}
