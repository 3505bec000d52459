import type { Reading } from './graph';

/** A reading that is less sure than this says so somewhere: on the dev texts one in three of those that did not was wrong. */
const leastSilent = 0.25;

/** A reading that marks its least sure words where it is not sure of the whole and would say nothing else. */
export function withUnsureTold(reading: Reading): Reading {
  const { graph, findings, confidence } = reading;
  const isMarked = findings.some(({ kind }) => kind !== 'assumed-integer' && kind !== 'assumed-continuous');
  const [least] = [...graph.constraints].sort((a, b) => a.confidence - b.confidence);
  if (confidence >= leastSilent || isMarked || !least) return reading;
  const told = {
    kind: 'low-confidence' as const,
    span: least.span,
    message: 'Of all that was read this is least sure. Check it in the model.',
  };
  return { ...reading, findings: [...findings, told].sort((a, b) => a.span.start - b.span.start) };
}
