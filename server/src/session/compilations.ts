import type { Compiled, CompileFailure, CompileRequest, Compiler, GlobalsLibrary } from '../compile';

/** A request compiled with several libraries of globals, each at most once. */
export interface Compilations {
  /** Rejects with an `AbortError` only; a compilation that was cancelled is done anew when asked for again. */
  with(library: GlobalsLibrary, signal: AbortSignal | undefined): Promise<Compiled | CompileFailure>;
}

export function openCompilations(compiler: Compiler, request: Omit<CompileRequest, 'library'>): Compilations {
  const known = new Map<GlobalsLibrary, Promise<Compiled | CompileFailure>>();
  return {
    with(library, signal) {
      const compiling = known.get(library) ?? compiler.compile({ ...request, library }, signal);
      known.set(library, compiling);
      compiling.catch(() => known.delete(library));
      return compiling;
    },
  };
}
