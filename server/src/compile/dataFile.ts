import type { Span } from '../text';
import { skipBlank, stringEnd, quotedEnd } from './lexical';
import type { Source } from './sources';

/** A parameter's value in a data file. */
export interface DataAssignment {
  readonly name: string;
  /** The value alone. */
  readonly value: Span;
}

export interface DataFile {
  readonly assignments: readonly DataAssignment[];
  /** Where a JSON file stops being JSON; undefined where it does not, and for `.dzn`, which the compiler reads. */
  readonly errorAt: number | undefined;
}

/** Finds what a data file assigns, `.dzn` or JSON. Never fails: what cannot be read is left out. */
export function readDataFile({ name, text }: Source): DataFile {
  return name.endsWith('.json') ? readJsonData(text) : { assignments: readDzn(text), errorAt: undefined };
}

/** `name = value;` items; a value ends at the semicolon, or at the end of the file. */
function readDzn(text: string): readonly DataAssignment[] {
  const assignments: DataAssignment[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const end = itemEnd(text, at);
    const head = /(?:'([^'\n]+)'|([\p{L}_][\p{L}\p{N}_]*))\s*=(?!=)/uy;
    head.lastIndex = at;
    const match = head.exec(text);
    const name = match?.[1] ?? match?.[2];
    if (match !== null && name !== undefined) {
      const value = { start: skipBlank(text, head.lastIndex), end: lastOf(text, head.lastIndex, end) };
      assignments.push({ name, value });
    }
    at = skipBlank(text, end + 1);
  }
  return assignments;
}

/** The offset of the semicolon that ends the item, or of the end of the text. */
function itemEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== ';') {
    const next = skipBlank(text, at);
    if (next > at) at = next;
    else if (text[at] === '"') at = stringEnd(text, at);
    else if (text[at] === "'") at = quotedEnd(text, at);
    else at++;
  }
  return at;
}

/** The offset after the last character between two offsets that is neither white space nor in a comment. */
function lastOf(text: string, start: number, end: number): number {
  let last = start;
  for (let at = skipBlank(text, start); at < end; at = skipBlank(text, last)) {
    last = text[at] === '"' ? stringEnd(text, at) : at + 1;
  }
  return Math.min(last, end);
}

function readJsonData(text: string): DataFile {
  const assignments: DataAssignment[] = [];
  const start = blankEnd(text, text.startsWith('\uFEFF') ? 1 : 0);
  if (text[start] !== '{') return { assignments, errorAt: start };
  let at = blankEnd(text, start + 1);
  while (text[at] !== '}') {
    const colon = text[at] === '"' ? jsonEnd(text, at) : at;
    const afterName = blankEnd(text, colon);
    if (colon === at || text[afterName] !== ':') return { assignments, errorAt: afterName };
    const valueStart = blankEnd(text, afterName + 1);
    const valueEnd = jsonEnd(text, valueStart);
    if (valueEnd < 0) return { assignments, errorAt: -valueEnd - 1 };
    const next = blankEnd(text, valueEnd);
    const more = text[next] === ',';
    const name = unquoted(text.slice(at, colon));
    if (name === undefined) return { assignments, errorAt: at };
    assignments.push({ name, value: { start: valueStart, end: valueEnd } });
    if (!more && text[next] !== '}') return { assignments, errorAt: next };
    at = more ? blankEnd(text, next + 1) : next;
    if (more && text[at] === '}') return { assignments, errorAt: at };
  }
  const rest = blankEnd(text, at + 1);
  return { assignments, errorAt: rest < text.length ? rest : undefined };
}

function blankEnd(text: string, at: number): number {
  const blank = /[ \t\r\n]*/y;
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
}

function unquoted(string: string): string | undefined {
  try {
    return String(JSON.parse(string));
  } catch {
    return undefined;
  }
}

/** The offset after the JSON value at `at`; `-1 - offset` of the first character that cannot stand there. */
function jsonEnd(text: string, at: number): number {
  const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  scalar.lastIndex = at;
  const token = scalar.exec(text)?.[0];
  if (token !== undefined) return at + token.length;
  const open = text[at];
  if (open !== '[' && open !== '{') return -1 - at;
  const close = open === '[' ? ']' : '}';
  let next = blankEnd(text, at + 1);
  if (text[next] === close) return next + 1;
  for (;;) {
    if (open === '{') {
      const name = text[next] === '"' ? jsonEnd(text, next) : -1 - next;
      const colon = name < 0 ? -1 - name : blankEnd(text, name);
      if (text[colon] !== ':') return -1 - colon;
      next = blankEnd(text, colon + 1);
    }
    const end = jsonEnd(text, next);
    if (end < 0) return end;
    next = blankEnd(text, end);
    if (text[next] === close) return next + 1;
    if (text[next] !== ',') return -1 - next;
    next = blankEnd(text, next + 1);
  }
}
