import type { FlatZinc } from '../../flatzinc';
import type { SolverResult } from '../types';
import { encodingsForNative, type NativeEncoding } from './encode';
import { unknownGlobal } from './globals';
import { runMiniZinc } from './runMiniZinc';
import { solveWith, type Run } from './solve';
import type { NativeMiniZinc, NativeSolver, NativeSolverInfo } from './types';

export interface OpenNativeOptions {
  /** Default: this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A solver of the user's own MiniZinc: a process for each solve. It is given what our compiler made of the model, so
 * that what it answers can be checked. It starts a program: only where the user trusts the workspace.
 */
export function openNativeSolver(
  minizinc: NativeMiniZinc,
  info: NativeSolverInfo,
  { env = process.env }: OpenNativeOptions = {},
): NativeSolver {
  const name = `${info.name}${info.version === '' ? '' : ` ${info.version}`} (native)`;
  const program = { executable: minizinc.executable, solver: info.solver, env };
  const disposal = new AbortController();
  const ending = new Set<Promise<void>>();

  const run: Run = async (model, args, options) => {
    // Ended by the caller or by `dispose`. The links are cut afterwards, as `disposal` lives on.
    const controller = new AbortController();
    const abort = () => controller.abort();
    const signals = options.signal ? [options.signal, disposal.signal] : [disposal.signal];
    if (signals.some(({ aborted }) => aborted)) abort();
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    try {
      const { end, gone } = runMiniZinc(program, model, args, { ...options, signal: controller.signal });
      ending.add(gone);
      void gone.then(() => ending.delete(gone));
      return await end;
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    }
  };

  const unsupported = (model: FlatZinc): string | undefined => {
    const unknown = unknownGlobal(model);
    if (unknown !== undefined) return `${name} cannot be given the constraint ${unknown}.`;
    // Sets are decomposed by the libraries of solvers without them.
    if (info.tags.length === 0 || info.tags.includes('float')) return undefined;
    const float = [...model.variables.values()].find(({ type }) => type === 'float');
    return float && `${name} has no floats, and ${float.name} is one.`;
  };

  return {
    id: info.id,
    name,
    library: 'gecode',
    unsupported,
    async solve(model, options) {
      const detail = unsupported(model);
      if (detail !== undefined) return { ...nothing, status: 'unknown', reason: 'unsupported', detail };
      return firstAble(encodingsForNative(model, info.solver), (encoding) =>
        solveWith(run, { ...info, name }, model, encoding, options),
      );
    },
    async dispose() {
      disposal.abort();
      await Promise.all(ending);
    },
  };
}

const nothing = { solutions: [], objective: undefined, bound: undefined, statistics: {} };

/** The result with the first form of the model that the solver can take. */
async function firstAble(
  encodings: readonly (() => NativeEncoding)[],
  solve: (encoding: NativeEncoding) => Promise<SolverResult>,
): Promise<SolverResult> {
  let result: SolverResult = { ...nothing, status: 'unknown' };
  for (const encode of encodings) {
    result = await solve(encode());
    if (result.reason !== 'unsupported' || result.solutions.length > 0) break;
  }
  return result;
}
