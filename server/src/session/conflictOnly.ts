import { conflictDiagnostics, explain } from '../explain';
import type { Outcome } from '../outcome';
import type { Engines } from './engines';
import { PATIENCE, servicesFor } from './explainSubject';
import type { Subject } from './subject';
import type { SolveFileOptions } from './types';

/** A first conflict of a subject, told in the user's own text, and no repairs; undefined where it has a solution after all. */
export async function conflictOnly(
  engines: Engines,
  { request, retelling }: Subject,
  { solver, timeLimitMs = PATIENCE }: Pick<SolveFileOptions, 'solver' | 'timeLimitMs'>,
  signal?: AbortSignal,
): Promise<Pick<Outcome, 'conflicts' | 'diagnostics' | 'reason'> | undefined> {
  const { status, conflicts, reason } = await explain(
    { request: { ...request, library: 'z3' } },
    servicesFor(engines, request, solver),
    { timeLimitMs, repairs: false, ...(signal && { signal }) },
  );
  if (status === 'feasible') return undefined;
  const told = conflicts.map(({ parts }) => ({ parts: retelling.parts(parts) }));
  return { conflicts: told, diagnostics: conflictDiagnostics(told), ...(reason !== undefined && { reason }) };
}
