import type { Reading } from './graph';
import { trivialBest } from './implausible';

/** A reading by which nothing is to be decided is not surer than this: on our dev texts four in five of them were wrong. */
const mostSure = 0.45;

const messages = {
  nothing:
    'As this was read, doing nothing at all would be best: what has to be reached may be missing, or a limit was read the wrong way round.',
  everything:
    'As this was read, taking everything would be best: what limits it may be missing, or a limit was read the wrong way round.',
} as const;

/**
 * A reading that says so where doing nothing, or taking everything, is the best that can be done. Mostly a limit was then
 * read the wrong way round, or left out. What runs away is told once it is solved.
 */
export function withIdleTold(reading: Reading): Reading {
  const { graph, findings, confidence } = reading;
  const best = trivialBest(graph);
  if (!graph.objective || best === undefined) return reading;
  const { span } = graph.objective;
  const told = best === 'runaway' ? [] : [{ kind: 'low-confidence' as const, span, message: messages[best] }];
  return {
    ...reading,
    findings: [...findings, ...told].sort((a, b) => a.span.start - b.span.start),
    confidence: Math.min(confidence, mostSure),
  };
}
