import { extname } from 'node:path';
import { literalOf, type Outcome } from '../outcome';
import { LineIndex, type Position, type Span } from '../text';

/** A variable of the last answer where the cursor stands: the question that asks about its value. */
export interface QuestionHere {
  readonly name: string;
  /** `name = value`, as the answer has it. */
  readonly question: string;
}

/** Finds the variable whose name, or in a `.problem` whose words, stand at a place of the text. */
export function questionAt(
  text: string,
  position: Position,
  { file, solution }: Pick<Outcome, 'file' | 'solution'>,
): QuestionHere | undefined {
  const at = new LineIndex(text).offsetAt(position);
  const isWords = extname(file).toLowerCase() === '.problem';
  const name = isWords ? wordsAt(text, at, Object.keys(solution)) : nameAt(text, at);
  const value = name === undefined ? undefined : solution[name];
  if (name === undefined || value === undefined) return undefined;
  return { name, question: `${name} = ${literalOf(value)}` };
}

function nameAt(text: string, at: number): string | undefined {
  const touches = ({ start, end }: Span): boolean => start <= at && at <= end;
  for (const match of text.matchAll(/%[^\n]*|"(?:[^"\\\n]|\\.)*"|'([^'\n]+)'|[\p{L}_][\p{L}\p{N}_]*/gu)) {
    const [token, quoted] = match;
    if (match.index > at) return undefined;
    if (!touches({ start: match.index, end: match.index + token.length })) continue;
    return /^[%"]/.test(token) ? undefined : (quoted ?? token);
  }
  return undefined;
}

/** The variable of which any word stands there that no other variable has. */
function wordsAt(text: string, at: number, names: readonly string[]): string | undefined {
  const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(at))?.[0] ?? '';
  const word = (before + after).toLowerCase();
  if (word === '') return undefined;
  const having = names.filter((name) => wordsOf(name).some((own) => own === word || own === `${word}s`));
  return having.length === 1 ? having[0] : undefined;
}
