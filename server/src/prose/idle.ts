import type { ProblemGraph, Reading } from './graph';
import { linearForms, linearObjective } from './linear';

/** A reading by which nothing need be done is not surer than this: on our dev texts four in five of them were wrong. */
const mostSure = 0.45;

/**
 * A reading that says so where nothing to do is the best that can be done: costs are to be small, and no limit asks for
 * anything. Mostly a limit was then read the wrong way round, or left out.
 */
export function withIdleTold(reading: Reading): Reading {
  const { graph, findings, confidence } = reading;
  if (!graph.objective || !isIdle(graph)) return reading;
  const { span } = graph.objective;
  const message =
    'As this was read, doing nothing at all would be best: what has to be reached may be missing, or a limit was read the wrong way round.';
  const told = [...findings, { kind: 'low-confidence' as const, span, message }];
  return {
    ...reading,
    findings: told.sort((a, b) => a.span.start - b.span.start),
    confidence: Math.min(confidence, mostSure),
  };
}

/** Whether costs are smallest where every amount is zero, and that is allowed. */
function isIdle({ variables, objective, constraints }: ProblemGraph): boolean {
  const goal = objective?.direction === 'minimize' ? linearObjective(objective) : undefined;
  if (!goal || variables.some(({ domain }) => domain !== 'integer' && domain !== 'continuous')) return false;
  if (variables.some(({ index }) => index.length > 0)) return false;
  if ([...goal.coefficients.values()].some((value) => value < 0)) return false;
  return constraints.every((each) =>
    Boolean(linearForms(each, variables.length)?.every(({ constant }) => constant <= 0)),
  );
}
