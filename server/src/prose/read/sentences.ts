import type { Span } from '../../text';
import type { Token } from './tokens';

export interface Sentences {
  /** The sentence of each token, counted from 0. */
  readonly ofToken: readonly number[];
  readonly spans: readonly Span[];
}

/**
 * Cuts the tokens into sentences: after ".", "?", "!" before white space, at an empty line, and before a list item.
 * A sentence's span runs from its first token to its last.
 */
export function segment(text: string, tokens: readonly Token[]): Sentences {
  const ofToken: number[] = [];
  const spans: { start: number; end: number }[] = [];
  let previous: Token | undefined;
  for (const token of tokens) {
    if (previous === undefined || isBoundary(text, previous, token)) spans.push({ start: token.start, end: token.end });
    const current = spans.at(-1);
    if (current) current.end = token.end;
    ofToken.push(spans.length - 1);
    previous = token;
  }
  return { ofToken, spans };
}

function isBoundary(text: string, previous: Token, next: Token): boolean {
  const gap = text.slice(previous.end, next.start);
  if (/\n\s*\n|\r\s*\r/u.test(gap)) return true;
  if (/[\r\n]/u.test(gap) && /^[-*•]$/u.test(next.text)) return true;
  return /^[.?!]$/u.test(previous.text) && gap.length > 0 && !/^[.?!,;]$/u.test(next.text);
}
