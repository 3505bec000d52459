import type { Span } from '../../text';
import type { Quantity } from '../graph';
import { ProgramReader, Unreadable, type StatementKind, type Things } from '../program';
import { isDate } from './dates';
import type { Input } from './input';
import { spanOf, type Group, type Mention } from './names';
import type { Parsed, ParsedStatement } from './parsed';

/** A text and what the networks say of it. */
export interface Source {
  readonly input: Input;
  readonly parsed: Parsed;
}

/** The words of a mention, or others where there is none. */
export function wordsOf({ input }: Source, mention: Mention | undefined, otherwise: string): string {
  if (!mention) return otherwise;
  const { start, end } = spanOf(input, mention);
  return input.text.slice(start, end).replace(/\s+/gu, ' ');
}

export function spansOf({ input }: Source, group: Group): readonly Span[] {
  return group.map((mention) => spanOf(input, mention));
}

/** The number at a position, in its first or its other reading; none where it is the day of a date. */
export function numberAt({ input }: Pick<Source, 'input'>, place: number, other: boolean): Quantity | undefined {
  const found = input.numbers[input.numberPositions.indexOf(place)];
  const value = found?.values[other ? 1 : 0];
  if (!found || value === undefined || isDate(input.text, found.span)) return undefined;
  const { span, kind } = found;
  const isPlain = other && kind === 'percent';
  return {
    value,
    kind: isPlain ? 'number' : kind,
    span,
    text: input.text.slice(span.start, span.end),
    unit: undefined,
  };
}

/** The likeliest statement of a kind that is told from one of some places. */
export function statementAt(
  { parsed }: Source,
  kind: StatementKind,
  isHere: (anchor: number) => boolean,
): ParsedStatement | undefined {
  return parsed.statements
    .filter((statement) => statement.kind === kind && isHere(statement.anchor))
    .sort((a, b) => b.probability - a.probability)[0];
}

/** What the likeliest hypothesis says that can be read. */
export function tryEach<T>(
  { hypotheses }: ParsedStatement,
  things: Things,
  read: (reader: ProgramReader) => T,
): T | undefined {
  for (const { steps } of hypotheses) {
    try {
      return read(new ProgramReader(steps, things));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return undefined;
}

/** Whether a position lies in one of the mentions. */
export function has(group: Group, place: number): boolean {
  return group.some(({ first, last }) => first <= place && place <= last);
}

/** The group that a position lies in. */
export function groupAt(groups: readonly Group[], place: number): number | undefined {
  const found = groups.findIndex((group) => has(group, place));
  return found < 0 ? undefined : found;
}

/** Mean over the mentions of a group. */
export function mean(group: Group, of: (mention: Mention) => number): number {
  return group.reduce((sum, mention) => sum + of(mention), 0) / Math.max(1, group.length);
}
