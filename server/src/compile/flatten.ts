import { annotationsFor } from './annotations';
import { libraryOf } from './library';
import type { MiniZincRun } from './messages';
import type { MiniZincPool } from './pool';
import { outputFile } from './outputText';
import type { Sources } from './sources';
import type { CompileRequest } from './types';

/** A run of the compiler over a request's files. */
export interface Flattening {
  readonly library: CompileRequest['library'];
  readonly options: readonly string[];
  /** Files of the working folder to hand back. */
  readonly outputFiles: readonly string[];
  /** Add a section with all values to the output; default true. */
  readonly values?: boolean;
}

/** Compiles to FlatZinc. Rejects with an `AbortError` when cancelled, and with nothing else. */
export async function flatten(
  pool: MiniZincPool,
  sources: Sources,
  { library, options, outputFiles, values = true }: Flattening,
  signal: AbortSignal | undefined,
): Promise<MiniZincRun> {
  const { args, files } = await libraryOf(library);
  const annotations = await annotationsFor(sources);
  const extra: Readonly<Record<string, string>> = values ? { [outputFile.name]: outputFile.text } : {};
  return pool.run(
    {
      args: [
        '-c',
        '--solver',
        'org.minizinc.mzn-fzn',
        ...args,
        ...options,
        ...namesOf(sources),
        ...annotations.names,
        ...Object.keys(extra),
      ],
      files: { ...files, ...textsOf(sources), ...annotations.files, ...extra },
      outputFiles,
    },
    signal,
  );
}

/** Checks types and data, without flattening: misses what only flattening finds (a failing `assert`, a wrong length). */
export async function checkInstance(
  pool: MiniZincPool,
  sources: Sources,
  signal: AbortSignal | undefined,
): Promise<MiniZincRun> {
  const { names, files } = await annotationsFor(sources);
  return pool.run(
    { args: ['--instance-check-only', ...namesOf(sources), ...names], files: { ...textsOf(sources), ...files } },
    signal,
  );
}

/** The files of a request as arguments: every model file, then the data. */
export function namesOf(sources: Sources): readonly string[] {
  return sources.files.map(({ name }) => name);
}

/** The files of a request for the compiler's file system. */
function textsOf(sources: Sources): Readonly<Record<string, string>> {
  return Object.fromEntries(sources.files.map(({ name, sent }) => [name, sent]));
}
