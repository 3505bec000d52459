import { FlatZincError, readFlatZinc, type Assignment, type FlatZinc } from '../flatzinc';
import type { Diagnostic } from '../text';
import { diagnose, provedInfeasible } from './diagnose';
import { placeDataErrors } from './dataErrors';
import { flatten } from './flatten';
import { readOrigins } from './paths';
import { openMiniZincPool, type MiniZincPool } from './pool';
import { checkModel } from './check';
import { presentSolution, presentSolutions } from './present';
import { readSources, type Sources } from './sources';
import { trace } from './trace';
import type { CompileRequest, CompileResult, Compiler } from './types';

const flatZincFile = 'o.fzn';
const outputModelFile = 'o.ozn';
const pathsFile = 'o.paths';

/**
 * The official compiler, in a few warm workers. The first call starts them; `warm` does so ahead of time.
 * @param shared workers that others use as well and that outlive the compiler; by default it has two of its own
 */
export function openCompiler(shared?: MiniZincPool): Compiler & { warm(): void } {
  const pool = shared ?? openMiniZincPool({ size: 2 });
  const compileInPool = (request: CompileRequest, signal?: AbortSignal) => compile(pool, request, signal);
  return {
    compile: compileInPool,
    check: (request, signal) => checkModel(pool, request, signal),
    trace: (request, signal, options) => trace(compileInPool, request, signal, options),
    warm: () => pool.warm(),
    dispose: async () => {
      if (pool !== shared) await pool.dispose();
    },
  };
}

async function compile(pool: MiniZincPool, request: CompileRequest, signal?: AbortSignal): Promise<CompileResult> {
  const sources = await readSources(request);
  if (sources.diagnostics.length > 0) return { kind: 'failed', diagnostics: sources.diagnostics };

  const { library, origins = false } = request;
  const options = ['--fzn', flatZincFile, '--fzn-format', 'json', '--ozn', outputModelFile];
  const run = await flatten(
    pool,
    sources,
    {
      library,
      options: origins ? [...options, '--output-paths-to-file', pathsFile] : options,
      outputFiles: [flatZincFile, outputModelFile, ...(origins ? [pathsFile] : [])],
    },
    signal,
  );

  const diagnostics = diagnose(await placeDataErrors(pool, run, sources, signal), sources);
  if (provedInfeasible(run)) return { kind: 'failed', diagnostics, infeasible: true };
  const json = run.outputFiles[flatZincFile];
  const outputModel = run.outputFiles[outputModelFile];
  if (run.exitCode !== 0 || typeof json !== 'string' || typeof outputModel !== 'string')
    return { kind: 'failed', diagnostics };

  let flatzinc: FlatZinc;
  try {
    flatzinc = readFlatZinc(json, readOrigins(run.outputFiles[pathsFile] ?? '', sources));
  } catch (error) {
    if (!(error instanceof FlatZincError)) throw error;
    return { kind: 'failed', diagnostics: [...diagnostics, unsupportedModel(sources, error.message)] };
  }
  return {
    kind: 'compiled',
    flatzinc,
    warnings: diagnostics,
    async flatzincText(textSignal) {
      const text = await flatten(
        pool,
        sources,
        { library, options: ['--fzn', flatZincFile], outputFiles: [flatZincFile] },
        textSignal,
      );
      // Its first lines tell of the program that made it and of paths on this machine.
      return (text.outputFiles[flatZincFile] ?? '').replace(/^(?:%.*\n)+\n?/, '');
    },
    present: (solution: Assignment, presentSignal) =>
      presentSolution(pool, sources, outputModel, flatzinc, solution, presentSignal),
    presentAll: (solutions: readonly Assignment[], presentSignal) =>
      presentSolutions(pool, sources, outputModel, flatzinc, solutions, presentSignal),
  };
}

function unsupportedModel(sources: Sources, message: string): Diagnostic {
  return {
    file: sources.files[0]?.path ?? '',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: 'error',
    code: 'unsupported-model',
    message,
  };
}
