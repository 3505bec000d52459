import type { Span } from '../text';

/** Where the values of the fields of a JSON object stand, by field; empty where the text is no such object. */
export function jsonValues(text: string): ReadonlyMap<string, Span> {
  const values = new Map<string, Span>();
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return values;
  }
  let depth = 0;
  let field: string | undefined;
  let start = -1;
  const close = (end: number): void => {
    if (field !== undefined && start >= 0) values.set(field, { start, end });
    field = undefined;
    start = -1;
  };
  let last = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    const opens = token === '{' || token === '[';
    const closes = token === '}' || token === ']';
    if (closes) depth--;
    if (depth === (closes ? 0 : 1) && (token === ',' || token === '}')) close(last);
    else if (depth === 1 && field === undefined && token.startsWith('"')) field = String(JSON.parse(token));
    else if (field !== undefined && start < 0 && !(depth === 1 && token === ':')) start = index;
    if (opens) depth++;
    last = index + token.length;
  }
  return values;
}
