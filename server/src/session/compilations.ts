import type { Compiled, CompileFailure, CompileRequest, Compiler, GlobalsLibrary } from '../compile';

/** A request compiled with several libraries of globals, each at most once. */
export interface Compilations {
  /** Rejects with an `AbortError` only: when the whole was cancelled, or this one's own signal was. */
  with(library: GlobalsLibrary, signal?: AbortSignal): Promise<Compiled | CompileFailure>;
  /** Nobody asks any more: what still compiles is ended. */
  close(): void;
}

/** A compilation that nobody waits for may end by itself for so long: to kill its worker costs more. */
const patienceMs = 1_000;

/** @param signal cancels every compilation; that of a single caller only lets that one go */
export function openCompilations(
  compiler: Compiler,
  request: Omit<CompileRequest, 'library'>,
  signal: AbortSignal | undefined,
): Compilations {
  const known = new Map<GlobalsLibrary, Promise<Compiled | CompileFailure>>();
  const controller = new AbortController();
  const all = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
  let running = 0;

  const compile = (library: GlobalsLibrary): Promise<Compiled | CompileFailure> => {
    running++;
    const compiling = compiler.compile({ ...request, library }, all).finally(() => running--);
    compiling.catch(() => undefined); // told of by those who wait for it
    known.set(library, compiling);
    return compiling;
  };
  return {
    with(library, own) {
      const compiling = known.get(library) ?? compile(library);
      return own ? unlessAborted(compiling, own) : compiling;
    },
    close() {
      if (running > 0) setTimeout(() => controller.abort(), patienceMs).unref();
    },
  };
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new DOMException('Nobody waits for this any more.', 'AbortError'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
