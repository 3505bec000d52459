import type { Span } from '../../text';
import type { Resolved } from './resolve';

/** Words that announce a limit, and seldom say anything else. */
const LIMIT =
  /\b(?:(?:at|the) (?:most|least)|no (?:more|less|fewer|later|earlier|longer) than|not (?:more|less|fewer|later) than|(?:more|less|fewer) than|up to|a (?:maximum|minimum) of|(?:maximum|minimum)(?= (?:of|is)\b)|exactly|(?:can(?:not|'t|’t)|must(?: not|n't)?|may not) (?:exceed|be (?:more|less)|go (?:over|above|below))|limited to|does not exceed)\b/giu;

/** How far behind the words of a limit its number may stand. */
const reach = 40;

/**
 * The words of limits ("at most", "cannot exceed") that no statement of a cited model speaks of: neither do its quotes
 * hold them, nor is the number behind them used or ignored.
 */
export function uncoveredLimits({ model, evidence, mentions, numbers, taken }: Resolved): Span[] {
  const { text } = model;
  const quoted = [...evidence.values(), ...mentions.values()].flat();
  const uncovered: Span[] = [];
  for (const { index, 0: words } of text.matchAll(LIMIT)) {
    const span = { start: index, end: index + words.length };
    if (quoted.some(({ start, end }) => start < span.end && span.start < end)) continue;
    const behind = numbers.findIndex((number) => number.span.start >= span.end);
    const next = numbers[behind]?.span;
    const between = next && text.slice(span.end, next.start);
    const leads = between !== undefined && between.length <= reach && !/[.?!]\s|\n\s*\n/u.test(between);
    if (leads && (taken.has(behind) || numbers[behind]?.small === true)) continue;
    uncovered.push(span);
  }
  return uncovered;
}
