import { explainUnbounded, findHints, type HintServices } from '../hints';
import type { Finding } from '../prose';
import { LineIndex, type Diagnostic } from '../text';
import type { Answer } from './answer';
import type { Engines } from './engines';
import { isAbort } from './faults';
import type { Problem } from './problem';
import type { Subject } from './subject';

/** Milliseconds for finding out what runs away, at most: the answer waits for it. */
const PATIENCE = 20_000;

/** Everything suspicious about a subject, told in the user's own text. Rejects with an `AbortError` when cancelled. */
export async function hintsOf(
  engines: Engines,
  subject: Subject,
  timeLimitMs: number | undefined,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const options = { ...(timeLimitMs !== undefined && { timeLimitMs }), ...(signal && { signal }) };
  const input = { request: { ...subject.request, library: 'z3' as const } };
  return retold(subject, await findHints(input, servicesFor(engines), options));
}

/**
 * Which decisions run away with an answer's objective: where it is proved to be unbounded, or where time ran out before
 * anything was proved about how good it can get. Nothing that fails here takes the answer away.
 */
export async function runawaysOf(
  engines: Engines,
  subject: Subject,
  { status, bound, objective }: Answer,
  timeLimitMs: number | undefined,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const isOpen = status === 'satisfied' && objective !== null && bound === null;
  if ((status !== 'unbounded' && !isOpen) || signal?.aborted) return [];
  const options = {
    timeLimitMs: Math.min(PATIENCE, timeLimitMs ?? PATIENCE),
    proved: status === 'unbounded',
    ...(signal && { signal }),
  };
  const input = { request: { ...subject.request, library: 'z3' as const } };
  try {
    return retold(subject, await explainUnbounded(input, servicesFor(engines), options));
  } catch (error) {
    if (!isAbort(error) && !(error instanceof Error)) throw error;
    return [];
  }
}

function servicesFor(engines: Engines): HintServices {
  return {
    compile: (request, signal) => engines.compiler().compile(request, signal),
    openSession: (model, parts, signal) => engines.cores().open(model, parts, signal),
    solve: (model, options) => engines.solver('z3').solve(model, options),
  };
}

/** Of words only that is told which a writer of words can do something about. */
function retold({ retelling, problem }: Subject, hints: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!problem) return hints;
  return hints.flatMap((hint): readonly Diagnostic[] => {
    const message = inWords(hint, problem);
    if (message === undefined) return [];
    const { severity, code, related } = hint;
    const told =
      code === 'unbounded'
        ? limitsMissed(problem)
        : related?.map((place) => ({ ...retelling.place(place), message: place.message }));
    return [{ ...retelling.place(hint), severity, code, message, ...(told && { related: told }) }];
  });
}

/** Words and numbers that may be the limit that a decision lacks: nothing was made of them. */
function limitsMissed({ file, text, reading }: Problem): Diagnostic['related'] {
  const lines = new LineIndex(text);
  const missed = reading.findings.filter(({ kind }) => missedKinds.has(kind));
  if (missed.length === 0) return undefined;
  return missed.map(({ span }) => ({
    file,
    range: lines.rangeOf(span),
    message: 'This may be the limit: nothing in the model was made of it.',
  }));
}

const missedKinds: ReadonlySet<Finding['kind']> = new Set(['unused-quantity', 'missing-limit', 'unread-limit']);

function inWords({ code, data, related }: Diagnostic, { generated, reading }: Problem): string | undefined {
  switch (code) {
    case 'unbounded': {
      const words = generated?.names.find(({ identifier }) => identifier === data?.['name'])?.words;
      if (words === undefined) return undefined;
      const objective = reading.graph.objective?.name ?? 'the objective';
      return data?.['direction'] === 'down'
        ? `What is the least that “${words}” can be? Nothing in the text limits it from below, so ${objective} has no limit.`
        : `What is the most that “${words}” can be? Nothing in the text limits it from above, so ${objective} has no limit.`;
    }
    case 'redundant-constraint':
      return related === undefined || related.length === 0
        ? undefined
        : 'This never matters: what else is said is stricter in every case.';
    case 'fixed-variable': {
      const words = generated?.names.find(({ identifier }) => identifier === data?.['name'])?.words;
      const value = data?.['value'];
      if (words === undefined || typeof value !== 'string') return undefined;
      return `“${words}” can only be ${value}: there is nothing to decide. Something said may be too strict.`;
    }
    default:
      return undefined;
  }
}
