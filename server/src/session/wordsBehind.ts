import { traceAt, type Constraint, type TraceEntry } from '../prose';
import { LineIndex, type SourceRange, type Span } from '../text';
import type { Problem } from './problem';

/** What a place of the generated model was printed from. */
export function entryAt({ generated }: Problem, place: SourceRange): TraceEntry | undefined {
  return generated && traceAt(generated, new LineIndex(generated.text).spanOf(place.range));
}

/** The constraint of the text that an item of the generated model was printed from. */
export function constraintAt(problem: Problem, item: SourceRange): Constraint | undefined {
  const prose = entryAt(problem, item)?.prose;
  return problem.reading.graph.constraints.find(({ span }) => span.start === prose?.start && span.end === prose.end);
}

/** A sentence as it can be quoted: without the bullet of a list. */
export function sentenceWords({ text }: Problem, { start, end }: Span): string {
  return text.slice(start, end).replace(/^[-*•]\s*/, '');
}
