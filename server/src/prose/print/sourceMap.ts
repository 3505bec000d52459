import { LineIndex, type Span } from '../../text';
import type { GeneratedModel, TraceEntry, TraceRecord } from '../types';

/**
 * The entry whose item holds a stretch of the generated text; undefined for what has no words behind it, such as the
 * `output` item or a stretch over several items.
 * @param span offsets of the generated text
 */
export function traceAt(generated: GeneratedModel, span: Span): TraceEntry | undefined {
  return generated.trace.find(({ model }) => model.start <= span.start && span.end <= model.end);
}

/**
 * The source map with lines and characters (0-based) instead of offsets.
 * @param text the problem text
 */
export function traceRecords(generated: GeneratedModel, text: string): TraceRecord[] {
  const prose = new LineIndex(text);
  const model = new LineIndex(generated.text);
  return generated.trace.map((entry) => ({
    role: entry.role,
    prose: entry.prose ? prose.rangeOf(entry.prose) : null,
    model: model.rangeOf(entry.model),
    class: entry.class,
  }));
}
