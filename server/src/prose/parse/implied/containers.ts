import type { Span } from '../../../text';
import { type Expression, type IndexSet, type SetId, type Table } from '../../expression';
import {
  emptyGraph,
  type Constraint,
  type DecisionVariable,
  type Objective,
  type ProblemGraph,
  type Quantity,
} from '../../graph';
import { quantitiesOf } from '../../quantities';
import { unitSize } from '../../read/certainty/units';
import { stem } from '../../read/tokens';
import { numbersWithin, sentenceOf, type Input } from '../input';
import { gridsOf } from '../markdown';
import { numberAt } from '../source';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.35;

/** What there is to be as little of as can be. */
const FEWEST =
  /(?:\b(?:as few|(?:the )?fewest(?: possible)?|how few|(?:smallest|least|minimum|minimal|lowest)(?: possible)? number of|minimi[sz]e (?:the )?number of)|\b(?<asked>how many))\s+(?:of (?:the|my|our)\s+)?(?<one>\p{L}+)(?:\s(?<two>\p{L}+))?/giu;
/** "How many vans are needed?" asks for the least number of them. */
const NEEDED = /\b(?:at least|at the least|need(?:ed|s)?|necessary|required?|have to|enough|suffices?|minimum)\b/iu;
/** Between a container and what it holds, whatever that is counted in; or how long it is. */
const HOLDS =
  /^(?:[^.!?;\n\d]{0,30}?\b(?:holds?|holding|bears?|carry|carries|carrying|takes?|taking|fits?|payload|capacity|room for)\b[^.!?;\n\d]{0,20})$/iu;
const MEASURES =
  /^(?:[^.!?;\n\d]{0,20}?(?:\d+, )?\b(?:of|length|width|weight|come|each|has|have|is|are|measure|sold|available)\b[^.!?;\n\d]{0,30}|[\s,:]{1,2})$/iu;
/** Units of measure that are not converted. */
const MEASURE = /^(?:inch(?:es)?|in|foot|feet|ft|yards?|tons?|lbs?|[kmgt]b)$/iu;
/** What heads a column of sizes. */
const SIZES =
  /\b(?:lengths?|widths?|sizes?|weights?|mm|cm|m|metres?|meters?|inch(?:es)?|in|feet|ft|kg|g|t|tonnes?)\b/iu;
/** Of things that must not share a container. */
const TOGETHER = /\b(?:together|same|apart|separate\p{L}*|shares?|different)\b/iu;
/** Behind the number of pieces of one size. */
const PIECES = /^\s?(?:x|×|times|pieces?|pcs|of (?:them|these|those))(?!\p{L})/iu;

/** Far more than a solver places. */
const mostContainers = 10_000;

/** Something that holds so much, of which there are so many. */
interface Container {
  /** What the aim calls them. */
  readonly name: string;
  readonly mentions: readonly Span[];
  readonly capacity: Quantity;
  readonly count: Quantity | undefined;
  readonly aim: Span;
}

/**
 * A graph of the bin packing or the cutting stock problem that a text tells (Kantorovich, Mathematical methods of organizing
 * and planning production, 1939; Gilmore and Gomory, A linear programming approach to the cutting-stock problem, 1961): things
 * with sizes go into as few containers as can be, each of which holds so much. Networks that know nothing of containers which
 * no word counts take the things for amounts. Any other graph is left as it is.
 */
export function withContainers(graph: ProblemGraph, input: Input): ProblemGraph {
  const direction = graph.objective?.direction;
  if (direction === 'maximize' || graph.variables.some(({ domain }) => typeof domain === 'object')) return graph;
  const container = containerIn(input);
  return container ? (cut(graph, container, input) ?? packed(graph, container, input) ?? graph) : graph;
}

function containerIn(input: Input): Container | undefined {
  const { text } = input;
  for (const { index, groups = {}, 0: words } of text.matchAll(FEWEST)) {
    const aim = { start: index, end: index + words.length };
    const sentence = sentenceOf(input, aim);
    if (groups.asked !== undefined && !NEEDED.test(text.slice(aim.start, sentence.end))) continue;
    for (const word of [groups.one, groups.two]) {
      const found = word === undefined ? undefined : capacityOf(stem(word), input);
      if (found) return { ...found, name: word ?? '', aim };
    }
  }
  return undefined;
}

/** How much each thing of a name holds, and how many there are. */
function capacityOf(name: string, input: Input): Pick<Container, 'mentions' | 'capacity' | 'count'> | undefined {
  const { text, tokens } = input;
  const mentions = tokens.filter((token) => stem(token.text) === name);
  const numbers = numbersIn(input).filter(({ value }) => value > 1);
  const held = numbers.flatMap((quantity) => {
    const { span } = quantity;
    const owner = mentions.filter(({ end }) => end <= span.start).at(-1);
    const words = owner && owner.start >= sentenceOf(input, span).start ? text.slice(owner.end, span.start) : undefined;
    const isHeld = words !== undefined && (HOLDS.test(words) || (MEASURES.test(words) && isMeasure(text, span)));
    return owner && isHeld ? [{ owner, quantity }] : [];
  });
  // "Rolls of 100 cm" are cut to "40 rolls of 45 cm" and "30 rolls of 30 cm".
  const [best, ...others] = [...held].sort((one, two) => two.quantity.value - one.quantity.value);
  const smaller = others.map(({ owner }) => owner);
  if (!best || others[0]?.quantity.value === best.quantity.value) return undefined;
  const whole = mentions.filter((mention) => !smaller.includes(mention));
  const [count, ...counts] = numbers.filter(({ span }) => isCountOf(whole, span, input));
  const isOne = counts.every(({ value }) => value === count?.value);
  return isOne ? { mentions: whole, capacity: best.quantity, count } : undefined;
}

/** Whether a unit of measure stands behind a number. */
function isMeasure(text: string, span: Span): boolean {
  return isMeasureWord(unitBehind(text, span) ?? '');
}

function isMeasureWord(word: string): boolean {
  return unitSize(word) !== undefined || MEASURE.test(word);
}

/** Whether a number counts the things of a name: "six rolls", "rolls in stock: 5", "rolls of 6 m, and I have 8 of them". */
function isCountOf(mentions: readonly Span[], { start, end }: Span, input: Input): boolean {
  const { text } = input;
  if (mentions.some((each) => /^\s$/u.test(text.slice(end, each.start)))) return true;
  const own = mentions.filter((each) => each.end <= start).at(-1);
  if (!own || own.start < sentenceOf(input, { start, end }).start) return false;
  const words = text.slice(own.end, start);
  return /^ (?:in stock|available|left): $/u.test(words) || /^ of (?:them|these)\b/u.test(text.slice(end));
}

function numbersIn(input: Input): Quantity[] {
  const all = { start: 0, end: input.text.length };
  return numbersWithin(input, all).flatMap((place) => numberAt({ input }, place, false) ?? []);
}

/** The word right behind a number. */
function unitBehind(text: string, { end }: Span): string | undefined {
  return /^[ \u00a0-]?(\p{L}+)/u.exec(text.slice(end))?.[1];
}

const index = (name: string): Expression => ({ kind: 'index', name });
const sum = (name: string, over: SetId, body: Expression): Expression => {
  return { kind: 'over', quantifier: 'sum', binders: [{ name, over }], where: undefined, body };
};
const forEach = (name: string, over: SetId, body: Expression): Expression => {
  return { kind: 'over', quantifier: 'forall', binders: [{ name, over }], where: undefined, body };
};
const operation = (operator: '*' | '=' | '<=' | '>=', ...operands: Expression[]): Expression => {
  return { kind: 'operation', operator, operands };
};

/** Each thing of a table of sizes is put into one container. */
function packed(graph: ProblemGraph, container: Container, input: Input): ProblemGraph | undefined {
  const { tables, variables, constraints, sets } = graph;
  const [family, second] = variables;
  const [things, another] = family?.index ?? [];
  const weights = [...tables.keys()].filter(
    (at) => tables[at]?.index.join() === String(things) && areSizes(tables[at], container, input.text),
  );
  const [weight, more] = weights;
  const limits = [container.capacity, ...(container.count ? [container.count] : [])];
  if (!family || second || things === undefined || another !== undefined || weight === undefined || more !== undefined)
    return undefined;
  const apart = constraints.flatMap((each) => apartIn(each, input) ?? []);
  if (!constraints.every((each) => saysOnly(each, limits) || apart.some(({ sentence }) => sentence === each.sentence)))
    return undefined;
  const size = tables[weight]?.cells.length ?? 0;
  const places = containersOf(container, size);
  const over = sets.length;
  const place: Expression = { kind: 'variable', variable: 0, index: [index('i')] };
  const part = operation('*', { kind: 'table', table: weight, index: [index('i')] }, operation('=', place, index('j')));
  const load = operation('<=', sum('i', things, part), { kind: 'quantity', quantity: container.capacity });
  const variable: DecisionVariable = { ...family, domain: { kind: 'member', set: over }, domainSpan: undefined };
  const whole: Expression = { kind: 'variable', variable: 0, index: [] };
  return {
    ...graph,
    sets: [...sets.map((each, at) => (at === things ? withoutName(each, container) : each)), places],
    variables: [variable],
    objective: aimAt({ kind: 'call', name: 'max', operands: [whole] }, container),
    constraints: [relation(forEach('j', over, load), container.capacity.span, input), ...apart].sort(
      (a, b) => a.span.start - b.span.start,
    ),
  };
}

/** That two things may not go together, as it is said of places, where it was said of choices: they are at two places. */
function apartIn(constraint: Constraint, { text }: Input): Constraint[] | undefined {
  const { body, sentence } =
    constraint.kind === 'relation' ? constraint : { body: undefined, sentence: constraint.sentence };
  const both = body?.kind === 'operation' && body.operator === 'not' ? body.operands[0] : undefined;
  const [one, two, more] = both?.kind === 'operation' && both.operator === '/\\' ? both.operands : [];
  const isApart = TOGETHER.test(text.slice(sentence.start, sentence.end));
  if (one?.kind !== 'variable' || two?.kind !== 'variable' || more || !isApart) return undefined;
  return [
    {
      ...constraint,
      kind: 'relation',
      penalty: undefined,
      body: { kind: 'operation', operator: '!=', operands: [one, two] },
    },
  ];
}

/** The things of a set that was taken for the containers. */
function withoutName(set: IndexSet, { mentions }: Container): IndexSet {
  const isOther = ({ start }: Span): boolean => !mentions.some((each) => each.start <= start && start < each.end);
  return set.mentions.every(isOther) ? set : { ...set, name: 'things', mentions: set.mentions.filter(isOther) };
}

/** Whether a constraint has no numbers but some of these, and one at least; those of tables do not matter. */
function saysOnly(constraint: Constraint, numbers: readonly Quantity[]): boolean {
  const said = quantitiesOf({ ...emptyGraph, constraints: [constraint] });
  return said.length > 0 && said.every(({ span }) => numbers.some((each) => each.span.start === span.start));
}

/** Whether numbers may be the sizes of what goes into a container: none is larger than it, and together they are. */
function areSizes(table: Table | undefined, { capacity }: Container, text: string): boolean {
  const cells = (table?.cells ?? []).flatMap((cell) =>
    typeof cell === 'object' && cell.kind === 'quantity' ? [cell.quantity] : [],
  );
  const values = cells.map(({ value }) => value);
  const unit = unitBehind(text, capacity.span);
  const areAlike = cells.every(({ span }) => isSameUnit(unitBehind(text, span), unit));
  const total = values.reduce((sum, each) => sum + each, 0);
  return (
    areAlike &&
    values.length > 1 &&
    values.length === table?.cells.length &&
    Math.max(...values) <= capacity.value &&
    total > capacity.value
  );
}

/** Whether a unit is the one that is wanted, or none. */
function isSameUnit(unit: string | undefined, wanted: string | undefined): boolean {
  const [one, two] = [unitSize(unit ?? ''), unitSize(wanted ?? '')];
  if (one && two) return one.family === two.family && one.size === two.size;
  return unit === undefined || !isMeasureWord(unit) || stem(unit) === stem(wanted ?? '');
}

/** So many pieces of one size. */
interface Pieces {
  readonly size: Quantity;
  readonly count: Quantity;
}

/** Pieces of some sizes, so many of each, are cut from as few containers as can be. */
function cut(graph: ProblemGraph, container: Container, input: Input): ProblemGraph | undefined {
  const kinds = piecesIn(container, input);
  const { capacity, count } = container;
  if (kinds.length < 2) return undefined;
  const used = [capacity, ...(count ? [count] : []), ...kinds.flatMap((each) => [each.size, each.count])];
  const sentences = used.map(({ span }) => sentenceOf(input, span).start);
  if (!graph.constraints.every((each) => sentences.includes(each.sentence.start) || saysOnly(each, used)))
    return undefined;
  const spanOf = ({ span }: Quantity): Span => ({
    start: span.start,
    end: span.end + (/^[ \u00a0-]?\p{L}+/u.exec(input.text.slice(span.end))?.[0].length ?? 0),
  });
  const members = kinds.map(({ size }) => {
    const { start, end } = isMeasure(input.text, size.span) ? spanOf(size) : size.span;
    return { name: input.text.slice(start, end), mentions: [{ start, end }] };
  });
  const [from, pieces] = [0, 1];
  const tableOf = (name: string, what: keyof Pieces): Table => ({
    ...{ name, mentions: [], index: [pieces] },
    cells: kinds.map((each) => ({ kind: 'quantity', quantity: each[what] })),
  });
  const made: Expression = { kind: 'variable', variable: 0, index: [index('i'), index('j')] };
  const isUsed: Expression = { kind: 'variable', variable: 1, index: [index('i')] };
  const size: Expression = { kind: 'table', table: 0, index: [index('j')] };
  const wanted: Expression = { kind: 'table', table: 1, index: [index('j')] };
  const most = operation('*', { kind: 'quantity', quantity: capacity }, isUsed);
  const fits = forEach('i', from, operation('<=', sum('j', pieces, operation('*', size, made)), most));
  const enough = forEach('j', pieces, operation('>=', sum('i', from, made), wanted));
  return {
    sets: [containersOf(container, enoughFor(kinds, capacity.value)), { name: 'pieces', mentions: [], members }],
    tables: [tableOf('size', 'size'), tableOf('wanted', 'count')],
    definitions: [],
    variables: [
      { name: 'cut', mentions: [], domain: 'integer', index: [from, pieces], domainSpan: undefined },
      { name: 'used', mentions: [], domain: 'choice', index: [from], domainSpan: undefined },
    ],
    objective: aimAt(sum('i', from, isUsed), container),
    constraints: [
      relation(fits, capacity.span, input),
      relation(enough, kinds[0]?.count.span ?? capacity.span, input),
    ].sort((a, b) => a.span.start - b.span.start),
  };
}

/** The pieces that all other numbers of a text tell, sizes and numbers in turn; none where any number is left. */
function piecesIn({ capacity, count, mentions }: Container, input: Input): Pieces[] {
  const { text } = input;
  const unit = unitBehind(text, capacity.span);
  const told = [capacity, ...(count ? [count] : [])].map(({ span }) => span.start);
  // "Of one piece" tells nothing.
  const rest = numbersIn(input).filter(
    ({ span }) =>
      !told.includes(span.start) &&
      !isCountOf(mentions, span, input) &&
      !/^one$/iu.test(text.slice(span.start, span.end)),
  );
  const isMeasured = rest.some(({ span }) => isMeasure(text, span));
  const heads = headsOf(input);
  const isSize = rest.map(({ span }) => {
    const head = heads.get(span.start);
    if (head !== undefined) return SIZES.test(head);
    return isMeasured ? isMeasure(text, span) : !PIECES.test(text.slice(span.end));
  });
  const areAlike = rest.every(({ span }) => isSameUnit(unitBehind(text, span), unit));
  if (rest.length < 4 || rest.length % 2 > 0 || !areAlike || isSize[0] === isSize[1]) return [];
  if (isSize.some((each, at) => each !== isSize[at % 2])) return [];
  const kinds = Array.from({ length: rest.length / 2 }, (_, at): Pieces | undefined => {
    const [one, two] = [rest[at * 2], rest[at * 2 + 1]];
    if (!one || !two) return undefined;
    return isSize[0] ? { size: one, count: two } : { size: two, count: one };
  }).flatMap((each) => each ?? []);
  // What tells a size twice tells ways to cut.
  const areKinds = new Set(kinds.map(({ size }) => size.value)).size === kinds.length;
  const fit = kinds.every((each) => each.size.value <= capacity.value && Number.isInteger(each.count.value));
  return areKinds && fit ? kinds : [];
}

/** As many containers as are enough for all pieces: the largest first, each into the first that has room (Johnson, 1974). */
function enoughFor(kinds: readonly Pieces[], capacity: number): number {
  const room: number[] = [];
  for (const { size, count } of kinds.toSorted((one, two) => two.size.value - one.size.value))
    for (let piece = 0; piece < count.value && room.length < mostContainers; piece++) {
      const at = room.findIndex((left) => left >= size.value);
      if (at < 0) room.push(capacity - size.value);
      else room[at] = (room[at] ?? 0) - size.value;
    }
  return room.length;
}

/** By number of a Markdown table: what heads its column. */
function headsOf(input: Input): Map<number, string> {
  const { text, tokens } = input;
  const wordsOf = (cell: readonly number[]): string =>
    text.slice(tokens[(cell[0] ?? 0) - 1]?.start ?? 0, tokens[(cell.at(-1) ?? 0) - 1]?.end ?? 0);
  return new Map(
    gridsOf(input).flatMap(([heads = [], ...rows]) =>
      rows.flatMap((row) =>
        row.flatMap((cell, column) =>
          cell
            .slice(0, 1)
            .map((place): [number, string] => [tokens[place - 1]?.start ?? -1, wordsOf(heads[column] ?? [])]),
        ),
      ),
    ),
  );
}

/** As many containers as the text counts, else as many as there are things: more are never needed. */
function containersOf({ name, mentions, count }: Container, things: number): IndexSet {
  const last: Expression = count ? { kind: 'quantity', quantity: count } : { kind: 'constant', value: things };
  return {
    name,
    mentions,
    members: { first: { kind: 'constant', value: 1 }, last },
  };
}

function aimAt(value: Expression, { aim }: Container): Objective {
  return { direction: 'minimize', name: undefined, terms: [], value, span: aim };
}

function relation(body: Expression, span: Span, input: Input): Constraint {
  return { kind: 'relation', body, span, sentence: sentenceOf(input, span), confidence: sureness };
}
