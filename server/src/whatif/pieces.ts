import { parseModel } from '../minizinc';
import type { Span } from '../text';

/**
 * The things that a question asks, one by one: apart at semicolons and commas outside brackets, and at the ends of
 * lines where the whole is no expression. Comments and the rules between solutions are left out.
 */
export function piecesOf(question: string): readonly Span[] {
  const text = withoutComments(question);
  return splitAt(text, { start: 0, end: text.length }, /[;,]/).flatMap((piece) => {
    const words = text.slice(piece.start, piece.end);
    const isWhole = !words.trim().includes('\n') || isExpression(words);
    return isWhole ? [piece] : splitAt(text, piece, /\n/);
  });
}

/** Blanked, so that offsets stay. `----------` and `==========` stand after solutions that were printed. */
function withoutComments(question: string): string {
  return question
    .replace(/"(?:[^"\\\n]|\\.)*"|%[^\n]*|\/\*[^]*?\*\//g, (token) =>
      token.startsWith('"') ? token : token.replace(/[^\n]/g, ' '),
    )
    .replace(/^[ \t]*(?:-{5,}|={5,})[ \t]*$/gm, (rule) => ' '.repeat(rule.length));
}

/** Whether a text is one expression: nothing in it closes the bracket before it and goes on with more. */
export function isExpression(text: string): boolean {
  const { items, errors } = parseModel(`constraint (${text});`);
  const [item] = items;
  if (errors.length > 0 || items.length !== 1 || item?.kind !== 'constraint') return false;
  return item.expression.name === 'ParenthesizedExpression';
}

function splitAt(text: string, { start, end }: Span, separator: RegExp): readonly Span[] {
  const pieces: Span[] = [];
  let depth = 0;
  let from = start;
  const token = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^]/g;
  token.lastIndex = start;
  for (let match = token.exec(text); match && match.index < end; match = token.exec(text)) {
    const [piece] = match;
    // A comma between digits groups thousands: "1,200 loaves".
    const groups =
      piece === ',' && /\d$/.test(text.slice(from, match.index)) && /^\d{3}(?!\d)/.test(text.slice(match.index + 1));
    if ('([{'.includes(piece)) depth++;
    else if (')]}'.includes(piece)) depth--;
    else if (depth <= 0 && separator.test(piece) && piece.length === 1 && !groups) {
      pieces.push({ start: from, end: match.index });
      from = match.index + 1;
    }
  }
  pieces.push({ start: from, end });
  return pieces.flatMap((piece) => trimmed(text, piece));
}

function trimmed(text: string, { start, end }: Span): readonly Span[] {
  const piece = text.slice(start, end);
  const lead = piece.length - piece.trimStart().length;
  const length = piece.trim().length;
  return length === 0 ? [] : [{ start: start + lead, end: start + lead + length }];
}
