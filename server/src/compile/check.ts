import type { Diagnostic } from '../text';
import { placeDataErrors } from './dataErrors';
import { diagnose } from './diagnose';
import { checkInstance, flatten } from './flatten';
import type { MiniZincPool } from './pool';
import { readSources, type Sources } from './sources';
import type { CompileRequest } from './types';

/** How long flattening may take before its errors are given up for this check; milliseconds. */
const FLATTENING_MS = 10_000;

/**
 * What is wrong with a model: syntax, types, data, and, where every parameter has a value, what only flattening finds
 * (a failing `assert`, an array of another length, a value outside its domain). Rejects with an `AbortError` when
 * cancelled, and with nothing else.
 */
export async function checkModel(
  pool: MiniZincPool,
  request: CompileRequest,
  signal: AbortSignal | undefined,
): Promise<readonly Diagnostic[]> {
  const sources = await readSources(request);
  if (sources.diagnostics.length > 0) return sources.diagnostics;
  const run = await checkInstance(pool, sources, signal);
  const said = diagnose(await placeDataErrors(pool, run, sources, signal), sources);
  const incomplete = said.some(({ code, severity }) => severity === 'error' || code === 'missing-parameter');
  const diagnostics = incomplete ? said : await flattened(pool, sources, said, signal);
  if (request.data.length > 0) return diagnostics;
  // A model without its data is not wrong: what has no value yet is only told.
  return diagnostics.map((diagnostic) =>
    diagnostic.code === 'missing-parameter' ? { ...diagnostic, severity: 'information' } : diagnostic,
  );
}

/** Flattening for a solver that lacks something: nothing is wrong with the model, and another may have it. */
const aboutSolver = /not (?:implemented|supported)\b.*\b(?:selected|target) solver/;

/** With our own library most globals stay whole: flattening takes least, and the user's own expressions all come up. */
async function flattened(
  pool: MiniZincPool,
  sources: Sources,
  said: readonly Diagnostic[],
  signal: AbortSignal | undefined,
): Promise<readonly Diagnostic[]> {
  const deadline = AbortSignal.timeout(FLATTENING_MS);
  try {
    const run = await flatten(
      pool,
      sources,
      { library: 'z3', options: ['--fzn', 'o.fzn', '--no-output-ozn'], outputFiles: [], values: false },
      signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    );
    // It says again what checking the instance said.
    const diagnostics = diagnose(await placeDataErrors(pool, run, sources, signal), sources);
    return diagnostics.some(({ message }) => aboutSolver.test(message)) ? said : diagnostics;
  } catch (error) {
    if (signal?.aborted || !deadline.aborted) throw error;
    return said;
  }
}
