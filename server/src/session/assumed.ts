import { printMiniZinc, type Finding } from '../prose';
import { LineIndex, shortNumber, type Diagnostic } from '../text';
import { answer, type Answer } from './answer';
import type { Engines } from './engines';
import { isAbort } from './faults';
import { objectiveNameOf } from './objective';
import { modelFileOf } from './problem';
import type { Subject } from './subject';

/** Milliseconds for solving what was not assumed, at most: the answer waits for it. */
const PATIENCE = 5_000;

/**
 * What an assumption of the reading is worth, where the text leaves it open and the answer shows that it matters: whether
 * amounts are whole. Nothing that fails here takes the answer away.
 */
export async function assumptionsThatMatter(
  engines: Engines,
  subject: Subject,
  found: Answer,
  timeLimitMs: number | undefined,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const { problem, request } = subject;
  const assumed = problem?.reading.findings.find(isAssumption);
  const other = assumed?.alternatives?.[1];
  if (!problem || !assumed || !other || signal?.aborted === true) return [];
  if (found.status !== 'optimal' && found.status !== 'infeasible') return [];
  const model = printMiniZinc(other.graph, problem.text, problem.file);
  const overlay = new Map([...request.overlay, [modelFileOf(problem.file), model.text]]);
  const options = { solver: 'auto' as const, plain: true, timeLimitMs: Math.min(PATIENCE, timeLimitMs ?? PATIENCE) };
  try {
    const otherwise = await answer(engines, { ...request, overlay }, options, signal);
    const message = differenceOf(found, otherwise, assumed, objectiveNameOf(problem.reading.graph) ?? 'objective');
    if (message === undefined) return [];
    const range = new LineIndex(problem.text).rangeOf(assumed.span);
    return [{ file: problem.file, range, severity: 'information', code: 'assumption-matters', message }];
  } catch (error) {
    if (!isAbort(error) && !(error instanceof Error)) throw error;
    return [];
  }
}

function isAssumption({ kind }: Finding): boolean {
  return kind === 'assumed-integer' || kind === 'assumed-continuous';
}

function differenceOf(found: Answer, other: Answer, { kind }: Finding, name: string): string | undefined {
  const otherwise = kind === 'assumed-integer' ? 'If the amounts may be fractions' : 'If the amounts must be whole';
  if (found.status === 'infeasible') {
    return other.status === 'optimal' || other.status === 'satisfied'
      ? `${otherwise}, there is a solution.`
      : undefined;
  }
  if (other.status === 'infeasible') return `${otherwise}, there is no solution.`;
  if (other.status !== 'optimal' || found.objective === null || other.objective === null) return undefined;
  const [one, two] = [found.objective, other.objective];
  if (Math.abs(one - two) <= 1e-6 * Math.max(1, Math.abs(one))) return undefined;
  return `${otherwise}, the best ${name} is ${shortNumber(two)} instead of ${shortNumber(one)}.`;
}
