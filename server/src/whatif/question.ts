import { namesIn, parseModel } from '../minizinc';
import type { Span } from '../text';
import { mappedText, type MappedText } from './mappedText';
import { isExpression, piecesOf } from './pieces';
import type { Asked, QuestionProblem } from './types';
import { literalOfJson, roundingOf } from './values';
import { codeOfWords, nearestName, type Vocabulary } from './vocabulary';

/** A question as MiniZinc items. */
export type Question =
  | {
      readonly kind: 'question';
      /** `constraint` items, to stand behind the model's. */
      readonly items: MappedText;
      readonly asked: readonly Asked[];
      /** A solution, whole or in part: nothing but values of variables, printed numbers perhaps rounded. */
      readonly isCandidate: boolean;
      /** Nothing but values is asked for, of one variable or more. */
      readonly asksValues: boolean;
    }
  | { readonly kind: 'wrong'; readonly problems: readonly QuestionProblem[] };

/** One thing asked, understood. */
interface Piece {
  readonly span: Span;
  /** Words before an "and" that hold for what follows it as well: "at least ". */
  readonly inherited?: string;
  readonly meaning:
    | { readonly kind: 'value'; readonly name: string; readonly value: string; readonly valueSpan: Span }
    | { readonly kind: 'comparison'; readonly code: string; readonly operator: string; readonly number: string }
    | { readonly kind: 'expression' };
}

/**
 * Reads a question: MiniZinc constraints (`x[2] = Tue; start[3] < 10`), in a `.problem` also about the user's words
 * ("at least 20 sourdough"), or a solution (`name = value` by line or item, `name: value`, JSON of values).
 * @param objective the model's objective as MiniZinc, for solutions that tell its value
 */
export function readQuestion(text: string, vocabulary: Vocabulary, objective?: string): Question {
  const json = readJson(text, vocabulary, objective);
  const items = json ?? piecesOf(text).flatMap((span) => joined(text, span, vocabulary));
  if ('problems' in items) return { kind: 'wrong', problems: items.problems };
  const [first] = items;
  const whole = { start: 0, end: text.length };
  if (!first) return wrong(whole, 'Ask for something that should hold, such as “x = 20” or “x[2] < 5”.');
  const broken = items.find((piece) => !isUnderstood(piece, text, vocabulary));
  if (broken) return wrong(broken.span, unreadable(text.slice(broken.span.start, broken.span.end), vocabulary));

  const asksValues = items.every(({ meaning }) => meaning.kind === 'value' || isEquation(meaning));
  const isCandidate =
    items.every(({ meaning }) => meaning.kind === 'value') &&
    (json !== undefined || items.length > 1 || isArrayNamed(first, vocabulary));
  const written = mappedText(text);
  for (const piece of items) writePiece(written, piece, text, vocabulary, isCandidate);
  const asked = items.map(({ span, meaning, inherited = '' }) => ({
    span,
    text:
      json && meaning.kind === 'value'
        ? `${meaning.name} = ${meaning.value}`
        : inherited + text.slice(span.start, span.end),
  }));
  return { kind: 'question', items: written, asked, isCandidate, asksValues };
}

function wrong(span: Span, message: string): Question {
  return { kind: 'wrong', problems: [{ span, message }] };
}

/** A solution as JSON; undefined where the question is none. */
function readJson(
  text: string,
  vocabulary: Vocabulary,
  objective: string | undefined,
): readonly Piece[] | { readonly problems: readonly QuestionProblem[] } | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof values !== 'object' || values === null) return undefined;
  const problems: QuestionProblem[] = [];
  const pieces = Object.entries(values).flatMap(([key, value]: [string, unknown]): readonly Piece[] => {
    const at = text.indexOf(JSON.stringify(key));
    const span = at < 0 ? { start: 0, end: text.length } : { start: at, end: at + JSON.stringify(key).length };
    // MiniZinc's own JSON solutions have the objective under this name, and the printed text.
    if (key === '_output' || key === '_checker') return [];
    const name = key === '_objective' ? objective : nameOf(key, vocabulary);
    const literal = literalOfJson(value);
    if (name === undefined) problems.push({ span, message: unknownName(key, vocabulary) });
    else if (literal === undefined)
      problems.push({ span, message: `No decision variable has a value like that of “${key}”.` });
    else return [{ span, meaning: { kind: 'value', name, value: literal, valueSpan: span } }];
    return [];
  });
  return problems.length > 0 ? { problems } : pieces;
}

function nameOf(said: string, vocabulary: Vocabulary): string | undefined {
  const plain = said.replace(/^'|'$/g, '');
  if (vocabulary.declarations.has(plain)) return said;
  return codeOfWords(said, vocabulary)?.code;
}

const assignment = /^([^=:<>![\]()]+?)\s*(?:==?|:)\s*(?![=:])([^]+)$/;
const comparison =
  /^(?:(at least|at most|no more than|no less than|more than|fewer than|less than|exactly|only)\s+)?([-+]?\d[\d,]*(?:\.\d+)?)\s+([^]+)$/i;
const operators: Readonly<Record<string, string>> = {
  'at least': '>=',
  'no less than': '>=',
  'at most': '<=',
  'no more than': '<=',
  'more than': '>',
  'fewer than': '<',
  'less than': '<',
};

function meaningOf(said: string, span: Span, vocabulary: Vocabulary): Piece['meaning'] {
  const [, head, value] = assignment.exec(said) ?? [];
  const name = head === undefined ? undefined : nameOf(head, vocabulary);
  if (name !== undefined && value !== undefined && isValue(value, vocabulary)) {
    return { kind: 'value', name, value, valueSpan: { start: span.end - value.length, end: span.end } };
  }
  const [, words, number, rest] = comparison.exec(said) ?? [];
  const thing = rest === undefined ? undefined : codeOfWords(rest, vocabulary);
  if (number !== undefined && thing) {
    const operator = operators[words?.toLowerCase() ?? ''] ?? '=';
    return { kind: 'comparison', code: thing.code, operator, number: number.replaceAll(',', '') };
  }
  return { kind: 'expression' };
}

/**
 * What a piece of the question asks; where it means nothing as a whole, each of the things that "and" joins in it. "At
 * least 20 rye and 40 wheat" asks for at least 40.
 */
function joined(text: string, span: Span, vocabulary: Vocabulary, inherited = ''): readonly Piece[] {
  const whole = pieceOf(text, span, vocabulary, inherited);
  if (isUnderstood(whole, text, vocabulary)) return [whole];
  const said = text.slice(span.start, span.end);
  for (const { 0: and, index } of said.matchAll(/\s+and\s+/giu)) {
    const first = pieceOf(text, { start: span.start, end: span.start + index }, vocabulary, inherited);
    const rest = { start: first.span.end + and.length, end: span.end };
    if (!isUnderstood(first, text, vocabulary) || !/[\d=<>]/.test(text.slice(rest.start, rest.end))) continue;
    const [, words] = comparison.exec(inherited + text.slice(first.span.start, first.span.end)) ?? [];
    return [first, ...joined(text, rest, vocabulary, words === undefined ? '' : `${words} `)];
  }
  return [whole];
}

/** @param inherited stands before the words where these begin with a number */
function pieceOf(text: string, span: Span, vocabulary: Vocabulary, inherited: string): Piece {
  const said = text.slice(span.start, span.end);
  if (inherited === '' || !/^\d/.test(said)) return { span, meaning: meaningOf(said, span, vocabulary) };
  const meaning = meaningOf(inherited + said, span, vocabulary);
  return meaning.kind === 'comparison' ? { span, meaning, inherited } : { span, meaning: { kind: 'expression' } };
}

function isUnderstood({ meaning, span }: Piece, text: string, vocabulary: Vocabulary): boolean {
  return meaning.kind !== 'expression' || isReadable(text, span, vocabulary);
}

/** Whether an expression names no decision variable. */
function isValue(value: string, { declarations }: Vocabulary): boolean {
  const { items, errors, text } = parseModel(`x = ${value};`);
  const [item] = items;
  if (errors.length > 0 || items.length !== 1 || item?.kind !== 'assignment') return false;
  return ![...namesIn(item.value, text)].some((name) => declarations.get(name)?.isVar);
}

function isEquation(meaning: Piece['meaning']): boolean {
  return meaning.kind === 'comparison' && meaning.operator === '=';
}

function isArrayNamed({ meaning }: Piece, { declarations }: Vocabulary): boolean {
  return meaning.kind === 'value' && declarations.get(meaning.name)?.isArray === true;
}

function isReadable(text: string, span: Span, vocabulary: Vocabulary): boolean {
  const written = mappedText(text);
  copyWithWords(written, span, text, vocabulary);
  return isExpression(written.text);
}

function unreadable(said: string, vocabulary: Vocabulary): string {
  const [, , , rest] = comparison.exec(said) ?? [];
  const [, head] = assignment.exec(said) ?? [];
  const thing = rest ?? head;
  if (thing !== undefined && vocabulary.words.length > 0) return unknownName(thing, vocabulary);
  return 'This is no constraint. Write one as MiniZinc has it, such as “x = 20” or “x[2] < 5”.';
}

export function unknownName(name: string, vocabulary: Vocabulary): string {
  const nearest = nearestName(name, vocabulary);
  const variables = vocabulary.words.filter(({ isVariable }) => isVariable).map(({ words }) => `“${words}”`);
  const hint =
    nearest !== undefined
      ? ` Did you mean “${nearest}”?`
      : variables.length > 0
        ? ` There ${variables.length === 1 ? 'is' : 'are'} ${variables.join(', ')}.`
        : '';
  return `The model has nothing named “${name.trim()}”.${hint}`;
}

function writePiece(
  out: MappedText,
  { span, meaning }: Piece,
  text: string,
  vocabulary: Vocabulary,
  isCandidate: boolean,
): void {
  switch (meaning.kind) {
    case 'expression':
      out.write('constraint (');
      copyWithWords(out, span, text, vocabulary);
      out.write(');\n');
      return;
    case 'comparison':
      out.write('constraint ').replace(span, `${meaning.code} ${meaning.operator} ${meaning.number}`).write(';\n');
      return;
    case 'value':
      writeValue(out, span, meaning, vocabulary, isCandidate);
      return;
    default:
      meaning satisfies never;
  }
}

/** `name = value`. Arrays are compared element by element, whatever their index sets; printed floats may be rounded. */
function writeValue(
  out: MappedText,
  span: Span,
  { name, value, valueSpan }: Extract<Piece['meaning'], { kind: 'value' }>,
  vocabulary: Vocabulary,
  isCandidate: boolean,
): void {
  const rounding =
    isCandidate && (vocabulary.isFloat(name) || !vocabulary.declarations.has(name)) ? roundingOf(value) : undefined;
  const equal = (left: string, right: string, by: string | undefined): string =>
    by === undefined ? `${left} = ${right}` : `${left} >= ${right} - ${by} /\\ ${left} <= ${right} + ${by}`;
  if (vocabulary.declarations.get(name)?.isArray !== true) {
    const tolerance = rounding?.length === 1 && rounding[0] !== undefined ? decimal(rounding[0]) : undefined;
    if (value.trim() === '<>') out.write('constraint ').replace(span, `absent(${name})`).write(';\n');
    else
      out
        .write('constraint ')
        .replace(span, equal(name, `(${value})`, tolerance))
        .write(';\n');
    return;
  }
  const given = `array1d(${value})`;
  const wrongLength = `“${name}” has another number of elements.`;
  const tolerance = rounding && `[${rounding.map(decimal).join(', ')}][mw_i]`;
  out
    .write('constraint assert(length(array1d(')
    .write(name)
    .write(')) = length(')
    .replace(valueSpan, given)
    .write(`), "${wrongLength}");\nconstraint forall(mw_i in index_set(array1d(${name})))(`)
    .replace(span, equal(`array1d(${name})[mw_i]`, `${given}[mw_i]`, tolerance))
    .write(');\n');
}

function decimal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Copies an expression, the user's words in it as the names they stand for. */
function copyWithWords(out: MappedText, { start, end }: Span, text: string, { words }: Vocabulary): void {
  const known = [...words].sort((a, b) => b.words.length - a.words.length);
  if (known.length === 0) {
    out.copy({ start, end });
    return;
  }
  const pattern = known.map((own) => own.words.trim().split(/\s+/).map(escaped).join('\\s+')).join('|');
  const occurrence = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${pattern})(?![\\p{L}\\p{N}_])`, 'giu');
  let at = start;
  for (const match of text.slice(start, end).matchAll(occurrence)) {
    const from = start + match.index;
    const said = match[0].replace(/\s+/g, ' ').toLowerCase();
    const own = known.find((candidate) => candidate.words.trim().replace(/\s+/g, ' ').toLowerCase() === said);
    if (!own) continue;
    out.copy({ start: at, end: from }).replace({ start: from, end: from + match[0].length }, own.code);
    at = from + match[0].length;
  }
  out.copy({ start: at, end });
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
