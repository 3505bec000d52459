import { within, type Expression, type Operator } from '../../server/src/prose';
import { overlaps } from '../../server/src/prose/read/spans';
import type { Span } from '../../server/src/text';
import type { Annotated, AnnotatedStatement } from '../annotated';
import type { Random } from '../random';
import type { Edit, EditList } from './edits';
import { recurring, transformed } from './moved';
import { inCase } from './numbers';

/** Words of comparing and those that say the opposite. */
const opposites = both([
  ['at least', 'at most'],
  ['no less than', 'no more than'],
  ['no fewer than', 'no more than'],
  ['not less than', 'not more than'],
  ['a minimum of', 'a maximum of'],
  ['a minimum', 'a maximum'],
  ['minimum', 'maximum'],
  ['or more', 'or less'],
  ['up to', 'at least'],
  ['more than', 'less than'],
  ['not exceed', 'not fall below'],
]);
const aims = both([
  ['maximise', 'minimise'],
  ['maximize', 'minimize'],
  ['maximising', 'minimising'],
  ['maximizing', 'minimizing'],
  ['highest', 'lowest'],
  ['largest', 'smallest'],
  ['greatest', 'least'],
  ['as many', 'as few'],
  ['as much', 'as little'],
  ['as large', 'as small'],
  ['as high', 'as low'],
  ['as big', 'as small'],
]);
const cues = both([
  ['profit', 'cost'],
  ['profits', 'costs'],
]);

function both(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const map = new Map(pairs);
  for (const [one, other] of pairs) if (!map.has(other)) map.set(other, one);
  return map;
}

function patternOf(words: ReadonlyMap<string, string>): RegExp {
  const alternatives = [...words.keys()].sort((a, b) => b.length - a.length).join('|');
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives})(?![\\p{L}\\d])`, 'giu');
}

const [OPPOSITE, AIM, CUE] = [patternOf(opposites), patternOf(aims), patternOf(cues)];
const mirrored: Partial<Record<Operator, Operator>> = { '<=': '>=', '>=': '<=', '<': '>', '>': '<' };

/**
 * Says the opposite of what some statements say: their words go to the list of edits.
 * @returns the text with its statements and graph saying so
 */
export function reverse(source: Annotated, random: Random, list: EditList): Annotated {
  const changed = new Map<Expression, Expression>();
  let { objective } = source.graph;
  const statements = source.statements.map((statement): AnnotatedStatement => {
    if (!random.chance(0.5)) return statement;
    if (statement.kind === 'objective') {
      const edits = aimEdits(source, statement.spans);
      if (edits.length === 0 || !list.add(edits)) return statement;
      const direction = statement.direction === 'maximize' ? 'minimize' : 'maximize';
      objective = objective && { ...objective, direction };
      return { ...statement, direction };
    }
    if (statement.kind !== 'constraint' || !isOneWay(statement.body)) return statement;
    const edits = comparingEdits(source, statement);
    if (edits.length === 0 || !list.add(edits)) return statement;
    const body = transformed(statement.body, (each) =>
      each.kind === 'operation' ? { ...each, operator: mirrored[each.operator] ?? each.operator } : each,
    );
    changed.set(statement.body, body);
    return { ...statement, body };
  });
  const constraints = source.graph.constraints.map((constraint) =>
    constraint.kind === 'relation'
      ? { ...constraint, body: changed.get(constraint.body) ?? constraint.body }
      : constraint,
  );
  return { ...source, statements, graph: { ...source.graph, objective, constraints } };
}

/** Whether an expression compares in one direction only, and says nothing but that. */
function isOneWay(body: Expression): boolean {
  const directions = new Set<Operator>();
  for (const each of within(body)) {
    if (each.kind === 'over' && (each.where !== undefined || !['forall', 'sum'].includes(each.quantifier)))
      return false;
    if (each.kind !== 'operation') continue;
    if (['->', '<->', '\\/', 'xor', 'not', '=', '!=', 'in'].includes(each.operator)) return false;
    if (mirrored[each.operator]) directions.add(each.operator);
  }
  return directions.size === 1;
}

/** The one word of comparing in a statement's words, where no other statement and no name rests on it. */
function comparingEdits(source: Annotated, own: AnnotatedStatement): Edit[] {
  const { text, statements } = source;
  const names = recurring(source);
  const isShared = (span: Span): boolean =>
    names.some((there) => overlaps(there, span)) ||
    statements.some((other) => other !== own && other.spans.some((there) => overlaps(there, span)));
  const edits = own.spans.flatMap((span) => {
    const words = text.slice(span.start, span.end);
    if (
      /n[o']t\b(?! (?:less|more|exceed|fall))|\bnever\b|\bwithout\b|\bunless\b|\bif\b|\bcannot\b|\bnor\b/iu.test(words)
    )
      return [];
    const before = text.slice(Math.max(0, span.start - 12), span.start);
    return /n[o']t?\s$|\bnever\s$/iu.test(before) ? [] : swapped(text, span, OPPOSITE, opposites);
  });
  return edits.length === 1 && !edits.some(isShared) ? edits : [];
}

function swapped(text: string, span: Span, pattern: RegExp, words: ReadonlyMap<string, string>): Edit[] {
  return [...text.slice(span.start, span.end).matchAll(pattern)].map((match) => {
    const [old] = match;
    const start = span.start + match.index;
    return { start, end: start + old.length, text: inCase(words.get(old.toLowerCase()) ?? old, old) };
  });
}

/** The word of direction in the words of the aim, with profit for cost and cost for profit in the whole text. */
function aimEdits({ text }: Annotated, spans: readonly Span[]): Edit[] {
  const edits = spans.flatMap((span) => swapped(text, span, AIM, aims));
  if (edits.length !== 1) return [];
  const whole = { start: 0, end: text.length };
  const named = swapped(text, whole, CUE, cues);
  const isVerb = /\bcosts?\s+(?:us|me|you|about|around|only|[$€£\d])/iu.test(text);
  const hasBoth = new Set(named.map((edit) => edit.text.toLowerCase().slice(0, 4))).size > 1;
  const isMoney = /\b(?:revenue|income|earn\w*|margin|expens\w*|cheap\w*|price|pay|wage|bill|spend\w*)\b/iu.test(text);
  if (isVerb || hasBoth || (isMoney && named.length > 0)) return [];
  return [...edits, ...named.filter(({ start }) => !edits.some((edit) => edit.start === start))];
}
