import {
  emptyGraph,
  type Constraint,
  type DecisionVariable,
  type Expression,
  type Operator,
  type ProblemGraph,
  type Quantity,
} from '../server/src/prose';
import { operators } from '../server/src/prose/linear';
import { segment } from '../server/src/prose/read/sentences';
import { tokenize } from '../server/src/prose/read/tokens';
import type { Span } from '../server/src/text';
import type { Annotated, AnnotatedStatement } from './annotated';
import { numbersOf, type TextNumber } from '../server/src/prose/cited';
import type { Label, LabelledRow, LabelledText, Slot } from './labelled';

/** A labelled text with what is found in it by rules. */
interface Source extends LabelledText {
  readonly numbers: readonly TextNumber[];
  readonly sentences: readonly Span[];
}

/**
 * A labelled text as the reader learns it, its rows written in the corpus' house style over single variables.
 * @returns undefined where its rows are not known, or one of its numbers is none that rules find
 */
export function annotatedOfLabelled(labelled: LabelledText, id: string): Annotated | undefined {
  const { text, problem } = labelled;
  const numbers = numbersOf(text, problem ? labelled.mentions : []);
  const head = { id, area: 'linear', text, problem, numbers } as const;
  if (!problem) return { ...head, graph: emptyGraph, statements: [] };
  if (!labelled.linked) return undefined;
  const source = { ...labelled, numbers, sentences: segment(text, tokenize(text)).spans };
  try {
    const variables = labelled.divisible.map((_, variable) => variableOf(source, variable));
    const rows = [...labelled.rows].sort((a, b) => a.anchor.start - b.anchor.start);
    const statements = [...objectiveOf(source), ...rows.map((row) => constraintOf(source, row))];
    return { ...head, graph: graphWith(variables, statements), statements };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Something the rows need does not stand in the text. */
class NotFound extends Error {}

function graphWith(variables: readonly DecisionVariable[], statements: readonly AnnotatedStatement[]): ProblemGraph {
  const asked = statements.find((statement) => statement.kind === 'objective');
  const [span = { start: 0, end: 0 }] = asked?.spans ?? [];
  const objective = asked && { direction: asked.direction, name: undefined, terms: [], value: asked.value, span };
  const constraints = statements.flatMap((statement): Constraint[] => {
    const [words] = statement.spans;
    if (statement.kind !== 'constraint' || !words) return [];
    return [{ kind: 'relation', body: statement.body, span: words, sentence: words, confidence: 1 }];
  });
  return { ...emptyGraph, variables, objective, constraints };
}

function variableOf({ text, mentions, divisible }: Source, variable: number): DecisionVariable {
  const places = mentions.filter((mention) => mention.variable === variable).map(({ start, end }) => ({ start, end }));
  const [first] = places;
  if (!first) throw new NotFound();
  return {
    name: text.slice(first.start, first.end).replace(/\s+/gu, ' '),
    mentions: places,
    domain: (divisible[variable] ?? divisible.includes(true)) ? 'continuous' : 'integer',
    index: [],
    domainSpan: undefined,
  };
}

/** The objective; where the text tells its numbers and asks for nothing, it is what the text lacks. */
function objectiveOf(source: Source): AnnotatedStatement[] {
  const { objective, direction } = source;
  if (!objective) return [];
  const asked = tagged(source, 'OBJ_DIR');
  const names = tagged(source, 'OBJ_NAME');
  if (!direction) return [{ kind: 'missing', what: 'objective', spans: names }];
  const words = asked.map((word) => {
    const name = names.find((each) => each.start >= word.end && inOneClause(source, word, each));
    return name ? { start: word.start, end: name.end } : word;
  });
  const spans = words.length > 0 ? words : names.slice(0, 1);
  return [{ kind: 'objective', spans, direction, value: sumOf(source, objective, [...asked, ...names]) }];
}

function constraintOf(source: Source, row: LabelledRow): AnnotatedStatement {
  return { kind: 'constraint', force: 'asked', spans: wordsOf(source, row), body: bodyOf(source, row) };
}

function bodyOf(source: Source, row: LabelledRow): Expression {
  const compare = (left: Expression, right: Expression): Expression => operation(operators[row.operator], left, right);
  const slots = row.slots ?? [];
  switch (row.class) {
    case 'linear':
    case 'total':
    case 'bound':
      return compare(sumOf(source, slots, [row.anchor]), limitOf(source, row.anchor));
    case 'each': {
      const limit = limitOf(source, row.anchor);
      const bounds = slots.flatMap((slot, variable) => (slot === 'one' ? [compare(single(variable), limit)] : []));
      return bounds.length === 1 && bounds[0] ? bounds[0] : operation('/\\', ...bounds);
    }
    case 'share': {
      const limit = limitOf(source, row.anchor);
      const share = limit.quantity.value > 1 ? operation('/', limit, { kind: 'constant', value: 100 }) : limit;
      const all = source.divisible.map((_, variable) => single(variable));
      return compare(single(row.left ?? 0), operation('*', share, operation('+', ...all)));
    }
    case 'multiple':
      return compare(single(row.left ?? 0), operation('*', limitOf(source, row.anchor), single(row.right ?? 0)));
    case 'comparison':
      return compare(single(row.left ?? 0), single(row.right ?? 0));
  }
}

function operation(operator: Operator, ...operands: readonly Expression[]): Expression {
  return { kind: 'operation', operator, operands };
}

function single(variable: number): Expression {
  return { kind: 'variable', variable, index: [] };
}

function limitOf(source: Source, place: Span): Expression & { readonly kind: 'quantity' } {
  return { kind: 'quantity', quantity: quantityAt(source, place) };
}

function quantityAt({ text, numbers }: Source, place: Span): Quantity {
  const number = numberAt(numbers, place);
  const [value] = number?.values ?? [];
  if (!number || value === undefined) throw new NotFound();
  const { span, kind } = number;
  return { value, kind, span, text: text.slice(span.start, span.end), unit: undefined };
}

function numberAt(numbers: readonly TextNumber[], place: Span): TextNumber | undefined {
  return numbers.find(({ span }) => span.start < place.end && place.start < span.end);
}

/** `2*a + 3*b`, `a + b`. `words` are those of the row or the objective that it belongs to. */
function sumOf(source: Source, slots: readonly Slot[], words: readonly Span[]): Expression {
  const taken: Span[] = [];
  const terms = slots.flatMap((slot, variable): Expression[] => {
    if (slot === 'zero') return [];
    if (slot === 'one') return [single(variable)];
    const place = placeOf(source, slot, variable, words, taken);
    taken.push(place);
    return [operation('*', limitOf(source, place), single(variable))];
  });
  const [first] = terms;
  if (!first) throw new NotFound();
  return terms.length === 1 ? first : operation('+', ...terms);
}

/** Longer than the distance between any two words of a text. */
const FAR = 1e6;

/**
 * Which of several places of a coefficient is meant: one in a sentence of the row's own words, of the unit of its limit,
 * near the variable, and not another variable's.
 */
function placeOf(
  source: Source,
  places: readonly Span[],
  variable: number,
  words: readonly Span[],
  taken: readonly Span[],
): Span {
  const mentions = source.mentions.filter((mention) => mention.variable === variable);
  const units = new Set(words.map((word) => unitAfter(source, word)));
  const cost = (place: Span): number =>
    (words.some((word) => inOneSentence(source, word, place)) ? 0 : FAR) +
    (units.has(unitAfter(source, place)) ? 0 : 60) +
    (taken.includes(place) ? 120 : 0) +
    Math.min(FAR, ...mentions.map((mention) => distance(source, mention, place)));
  const [best] = [...places].sort((a, b) => cost(a) - cost(b));
  if (!best) throw new NotFound();
  return best;
}

function unitAfter({ text }: Source, { end }: Span): string | undefined {
  return /^[\s-]*(\p{L}+)/u.exec(text.slice(end, end + 30))?.[1]?.toLowerCase();
}

/** In characters, and as much as a clause for each sentence between. */
function distance(source: Source, a: Span, b: Span): number {
  const gap = Math.max(0, b.start - a.end, a.start - b.end);
  return gap + 40 * Math.abs(sentenceOf(source, a) - sentenceOf(source, b));
}

function sentenceOf({ sentences }: Source, { start }: Span): number {
  return sentences.findLastIndex((sentence) => sentence.start <= start);
}

function inOneSentence(source: Source, a: Span, b: Span): boolean {
  return sentenceOf(source, a) === sentenceOf(source, b);
}

/** Nothing between two places begins another clause or another limit. */
function inOneClause(source: Source, a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  const between = source.text.slice(first.end, second.start);
  const other = tagged(source, 'LIMIT').some((limit) => limit.start >= first.end && limit.end <= second.start);
  return inOneSentence(source, a, b) && !other && !/[;:]|, (?:and|but|while)\b/u.test(between);
}

function tagged({ tags }: Source, label: Label): Span[] {
  return tags.filter((tag) => tag.label === label).map(({ start, end }) => ({ start, end }));
}

/** From the words of direction to the number; two pieces where another limit stands between. */
function wordsOf(source: Source, row: LabelledRow): Span[] {
  if (row.class === 'comparison') return [{ start: row.anchor.start, end: row.anchor.end }];
  const { span } = quantityAt(source, row.anchor);
  const [direction] = tagged(source, 'CONST_DIR')
    .filter((tag) => inOneSentence(source, tag, span))
    .sort((a, b) => distance(source, a, span) - distance(source, b, span));
  if (!direction) return [span];
  if (inOneClause(source, direction, span))
    return [{ start: Math.min(direction.start, span.start), end: Math.max(direction.end, span.end) }];
  return direction.start < span.start ? [direction, span] : [span, direction];
}
