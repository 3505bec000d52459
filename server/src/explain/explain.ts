import { deadlineIn } from './deadline';
import { findConflicts, type Findings } from './findConflicts';
import { findRepairs, ranked } from './repairs';
import { readSourceModel, type SourceModel } from './sourceModel';
import type { ExplainInput, ExplainOptions, ExplainServices, Explanation, SourceRepair } from './types';

/**
 * Why a model has no solution, and what would give it one. Nothing unproved is in the answer: conflicts are minimal and
 * re-proved, repairs are solved. Rejects with an `AbortError` when cancelled before the conflicts are there; whatever ends
 * the search for repairs, the conflicts stay, and the repairs that were proved by then.
 */
export async function explain(
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const findings = await findConflicts(input, services, options);
  const { status, conflicts, overview, reason } = findings;
  const found = { status, conflicts, ...(overview && { overview }), ...(reason !== undefined && { reason }) };
  if (options.repairs === false || status !== 'infeasible' || findings.parts.length === 0) {
    return { ...found, repairs: [] };
  }
  const repairs: SourceRepair[] = [];
  try {
    await repairsFor(findings, input, services, options, (repair) => {
      repairs.push(repair);
      options.onRepair?.(repair);
    });
    return { ...found, repairs: ranked(repairs) };
  } catch (error) {
    if (repairs.length > 0) return { ...found, repairs: ranked(repairs) };
    return { ...found, repairs: [], reason: withoutRepairs(error, options.signal) };
  }
}

async function repairsFor(
  { parts, corrections, model: conflictModel }: Findings,
  input: ExplainInput,
  services: ExplainServices,
  options: ExplainOptions,
  onRepair: (repair: SourceRepair) => void,
): Promise<void> {
  const { timeLimitMs, signal } = options;
  const model = readSourceModel(await services.sources(input.request, signal));
  await findRepairs(
    { conflicts: parts, corrections, ...(conflictModel && { model: conflictModel }) },
    {
      model,
      services,
      deadline: deadlineIn(timeLimitMs),
      ...(signal && { signal }),
      defaults: options,
      objective: objectiveName(model),
      onRepair,
    },
  );
}

/** The name of what is optimised, where it is a variable's. */
function objectiveName({ models }: SourceModel): string | undefined {
  for (const { syntax, text } of models) {
    for (const item of syntax.items) {
      if (item.kind !== 'solve' || item.objective?.name !== 'VariableName') continue;
      return text.slice(item.objective.from, item.objective.to);
    }
  }
  return undefined;
}

/** Why a conflict is told of without repairs; a sentence. */
export function withoutRepairs(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return 'Stopped before repairs were found.';
  return `Repairs could not be looked for: ${error instanceof Error ? error.message : String(error)}`;
}
