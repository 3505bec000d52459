import type { Span } from '../../../text';
import { isNamed, within, type Expression, type SetId, type TableId } from '../../expression';
import type { Constraint, ProblemGraph, VariableId } from '../../graph';
import type { Input } from '../input';
import { gridsOf, type Grid } from '../markdown';
import { spanOf } from '../names';

/** What heads a column that says what must be over first. */
const FIRST =
  /\b(?:after|predecessors?|needs|requires?|depends|dependenc(?:y|ies)|follows?|waits?|preceded|prerequisites?)\b/iu;
const JOINS = /\s*(?:[,;+&/]|\band\b)\s*/iu;
const NOTHING = /^(?:-+|–|—|none|nothing|nobody|no|nil|\.|)$/iu;
const TIME =
  /\b(?:durations?|takes?|lasts?|times?|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|[smhdw])\b/iu;

/** A task, and those that must be over before it begins. */
interface Order {
  readonly task: number;
  readonly first: readonly number[];
  readonly cell: Span;
}

/** What is to be planned: moments of tasks, and how long these take. */
interface Plan {
  readonly set: SetId;
  readonly begin: VariableId;
  readonly duration: TableId;
}

/** What a column says. */
interface Column {
  readonly plan: Plan;
  readonly head: Span;
  readonly orders: readonly Order[];
}

/**
 * A graph with what a column of a Markdown table says of tasks ("after", "predecessors", with names of tasks in its cells).
 * What else was made of these cells goes; a table of pairs of tasks under their head tells just these.
 */
export function withPredecessors(graph: ProblemGraph, input: Input, sentenceOf: (span: Span) => Span): ProblemGraph {
  return gridsOf(input)
    .flatMap((grid) => columnsIn(grid, graph, input))
    .reduce((all, column) => withColumn(all, column, input.text, sentenceOf), graph);
}

/** What stands between how long a task takes and the tasks that must be over first. */
const CUE = /^[^.;:]{0,25}?\b(?:after|follows|following|needs?|requires?|depends on|waits? for|once|as soon as)\b/iu;
/** What makes of it something else. */
const UNCLEAR =
  /\b(?:before|not|never|no|unless|if|begins?|starts?|parallel|during|while|least|most|earliest|latest|until|or|later|straight|directly|immediately|right)\b/iu;

/**
 * A graph with what a list of tasks says of those before them, each behind how long it takes ("walls 6 days after the foundation,
 * roof 3 days after the walls"), or by themselves ("C needs A and B, D needs B"). What else was made of these words goes.
 */
export function withListedOrders(graph: ProblemGraph, input: Input, sentenceOf: (span: Span) => Span): ProblemGraph {
  return [...graph.sets.keys()].reduce((all, set) => {
    const plan = planOf(all, set);
    if (!plan || hasPairs(all, set)) return all;
    const listed = ordersIn(all, plan, input);
    return withOrders(
      all,
      plan,
      listed.some(({ first }) => first.length > 0) ? listed : clausesIn(all, plan, input),
      sentenceOf,
    );
  }, graph);
}

/** Whether a table of pairs, which some rule uses, tells the order of tasks. */
function hasPairs({ tables, constraints }: ProblemGraph, set: SetId): boolean {
  const isPairs = (part: Expression): boolean =>
    part.kind === 'table' &&
    tables[part.table]?.index.join() === [set, set].join() &&
    typeof tables[part.table]?.cells[0] === 'boolean';
  return constraints.some((each) => each.kind === 'relation' && [...within(each.body)].some(isPairs));
}

function withOrders(
  graph: ProblemGraph,
  plan: Plan,
  orders: readonly Order[],
  sentenceOf: (span: Span) => Span,
): ProblemGraph {
  const told = orders.filter(({ first }) => first.length > 0);
  if (told.length < 2) return graph;
  const wanted = new Map(
    told.flatMap(({ task, first, cell }) =>
      first.map((each) => {
        const body = before(plan, each, task);
        return [JSON.stringify(body), { body, cell }] as const;
      }),
    ),
  );
  const isIn = ({ span }: Constraint): boolean => orders.some(({ cell }) => meets(span, sentenceOf(cell)));
  const parts = ({ body }: Constraint & { readonly kind: 'relation' }): readonly Expression[] =>
    body.kind === 'operation' && body.operator === '/\\' ? body.operands : [body];
  // Whatever is added to the beginning of one: "walls + foundation <= roof" was meant for the two before the roof.
  const isOrder = (part: Expression): boolean => {
    const [end, begin] = part.kind === 'operation' && part.operator === '<=' ? part.operands : [];
    const [index] = begin?.kind === 'variable' && begin.variable === plan.begin ? begin.index : [];
    const isSum = end?.kind === 'operation' && end.operator === '+' && end.operands.length === 2;
    const [one, two] = isSum ? end.operands : [];
    const isEnd =
      one?.kind === 'variable' && one.variable === plan.begin && two?.kind === 'table' && two.table === plan.duration;
    return isEnd && index?.kind === 'member' && told.some(({ task }) => task === index.member);
  };
  const kept = graph.constraints.filter((each) => {
    if (each.kind !== 'relation' || !isIn(each) || !parts(each).every(isOrder)) return true;
    const isWanted = parts(each).every((part) => wanted.has(JSON.stringify(part)));
    if (isWanted) for (const part of parts(each)) wanted.delete(JSON.stringify(part));
    return isWanted;
  });
  // What is told of two tasks in another way ("and two days later") stays as it is.
  const beginsIn = (whole: Expression): Set<string> =>
    new Set(
      [...within(whole)].flatMap((each) =>
        each.kind === 'variable' && each.variable === plan.begin ? [JSON.stringify(each.index)] : [],
      ),
    );
  const isTold = (body: Expression): boolean =>
    kept.some((each) => {
      if (each.kind !== 'relation') return false;
      if (each.body.kind === 'over' && isOfAll(each.body, body)) return true;
      const [own, other] = [beginsIn(body), beginsIn(each.body)];
      return (
        [...own].every((begin) => other.has(begin)) && !/"(?:disjunctive|cumulative)"/u.test(JSON.stringify(each.body))
      );
    });
  const more = [...wanted.values()]
    .filter(({ body }) => !isTold(body))
    .map(({ body, cell }): Constraint => {
      return { kind: 'relation', body, span: cell, sentence: sentenceOf(cell), confidence: 0.6 };
    });
  if (more.length === 0 && kept.length === graph.constraints.length) return graph;
  return { ...graph, constraints: [...kept, ...more].sort((a, b) => a.span.start - b.span.start) };
}

/** Whether what is said for some of the tasks by name speaks of both tasks of an order. */
function isOfAll(whole: Expression & { readonly kind: 'over' }, order: Expression): boolean {
  const membersIn = (each: Expression): number[] =>
    [...within(each)].flatMap((part) => (part.kind === 'member' ? [part.member] : []));
  const named = membersIn(whole);
  return whole.quantifier === 'forall' && membersIn(order).every((member) => named.includes(member));
}

/** The tasks of a list that names each with how long it takes, and those that it names behind that. */
function ordersIn(
  { sets, tables }: ProblemGraph,
  { set, duration }: Plan,
  { text, sentences, numbers }: Input,
): Order[] {
  const { members } = sets[set] ?? { members: [] };
  if (!isNamed(members)) return [];
  const named = members
    .flatMap(({ mentions }, member) => mentions.map((span) => ({ span, member })))
    .sort((a, b) => a.span.start - b.span.start);
  const items = (tables[duration]?.cells ?? []).flatMap((cell, task) => {
    if (typeof cell === 'boolean' || cell.kind !== 'quantity') return [];
    const { span } = cell.quantity;
    const sentence = sentences.spans.find((each) => meets(each, span));
    const name = named.filter((each) => each.span.end <= span.start).at(-1);
    return sentence && name?.member === task && meets(name.span, sentence)
      ? [{ task, name: name.span, span, sentence }]
      : [];
  });
  const found = items.map(({ task, span, sentence }): Order | undefined => {
    const next = items.filter((each) => each.name.start >= span.end).map(({ name }) => name.start);
    const end = Math.min(sentence.end, ...next);
    const words = text.slice(span.end, end);
    const here = named.filter((each) => each.span.start >= span.end && each.span.end <= end);
    if (here.length === 0) return { task, first: [], cell: span };
    const lead = text.slice(span.end, here[0]?.span.start);
    const isPlain =
      CUE.test(lead) &&
      !UNCLEAR.test(words) &&
      !numbers.some(
        (each) =>
          each.span.start >= span.end && each.span.end <= end && !named.some((one) => meets(one.span, each.span)),
      ) &&
      here.every((each, at) => {
        const gap = text.slice(here[at - 1]?.span.end ?? each.span.start, each.span.start);
        return /^\s*(?:(?:,|,?\s*and|&|\+|\/)\s*(?:the\s+)?)?$/iu.test(gap) && each.member !== task;
      });
    const last = here.at(-1)?.span.end ?? span.end;
    return isPlain
      ? { task, first: here.map(({ member }) => member), cell: { start: span.start, end: last } }
      : undefined;
  });
  return found.every((each) => each !== undefined) ? found : [];
}

/** What stands between a task and those that it needs, between these, and between them and the next task. */
const NEEDS =
  /^\s*(?:(?:only|can|may|must|has to|be|is|comes|goes|starts|begins|start|begin|done|started)\s+)*(?:needs|requires|depends on|follows|waits for|after)\s+(?:both\s+|the\s+)*$/iu;
/** Several tasks that need others: which of them stand before such a verb is not told by what stands between. */
const SEVERAL = /\b(?:come|need|require|follow|wait|depend|are|go)\b/iu;
const MAY = String.raw`^\s*(?:(?:all|both|each|only|can|may|must|have|has|to|be|is|are|comes?|goe?s?|starts?|begins?|done|started|finished|completed?|over|ready)\s+)*`;
/** What stands between several tasks and those that they need, and between those that others need and these. */
const ALL_NEED = new RegExp(
  String.raw`${MAY}(?:needs?|requires?|depends? on|follows?|waits? for|after|once|when|as soon as)\s+(?:(?:both|the|task|job)\s+)*$`,
  'iu',
);
const ALL_BEFORE = new RegExp(String.raw`${MAY}(?:before|precedes?)\s+(?:(?:both|the|task|job)\s+)*$`, 'iu');
/** What may stand behind the last of them. */
const DONE =
  /^\s*(?:to (?:be|have been)|(?:has|have) been|being|is|are|can|may)?\s*(?:(?:both|all)\s+)?(?:finished|done|completed?|over|ready)?\s*[.;]?\s*$/iu;
const BEGIN = /^\s*(?:can|may|is|are|be)?\s*(?:starts?|begins?|started|begun)?\s*[.;]?\s*$/iu;
const AND = /^\s*(?:,|,?\s*and|&|\+)\s*(?:the\s+)?$/iu;
const THEN =
  /^\s*(?:(?:to (?:be|have been)|(?:has|have) been|being|is|are)?\s*(?:finished|done|completed?|over|ready)\s*)?(?:[,;.]|[,;]?\s*(?:and|while))\s*(?:the\s+|task\s+|job\s+)*$/iu;

/** The tasks of sentences that say of one after the other which it needs, and nothing else. */
function clausesIn({ sets }: ProblemGraph, { set }: Plan, { text, sentences }: Input): Order[] {
  const { members } = sets[set] ?? { members: [] };
  if (!isNamed(members)) return [];
  const all = members.flatMap(({ mentions }, member) => mentions.map((span) => ({ span, member })));
  return sentences.spans.flatMap((sentence): Order[] => {
    const named = all.filter(({ span }) => meets(span, sentence)).sort((a, b) => a.span.start - b.span.start);
    const gaps = named.map(({ span }, at) => text.slice(span.end, named[at + 1]?.span.start ?? sentence.end));
    const several = severalIn(named, gaps, text.slice(sentence.start, named[0]?.span.start));
    if (several.length > 0) return several;
    if (gaps.some((gap) => SEVERAL.test(gap))) return [];
    const isSubject = (at: number): boolean => NEEDS.test(gaps[at] ?? '') && at + 1 < named.length;
    const orders: Order[] = [];
    for (const [at, { span, member }] of named.entries()) {
      const last = orders.at(-1);
      if (isSubject(at)) {
        if (
          at === 0
            ? /\p{L}/u.test(text.slice(sentence.start, span.start).replace(/\b(?:the|task|job)\b/giu, ''))
            : !THEN.test(gaps[at - 1] ?? '')
        )
          return [];
        orders.push({ task: member, first: [], cell: span });
      } else if (!last || member === last.task || !(NEEDS.test(gaps[at - 1] ?? '') || AND.test(gaps[at - 1] ?? '')))
        return [];
      else
        orders[orders.length - 1] = {
          ...last,
          first: [...last.first, member],
          cell: { start: last.cell.start, end: span.end },
        };
    }
    const end = gaps.at(-1) ?? '';
    return THEN.test(end) || /^\s*$/u.test(end) ? orders : [];
  });
}

/** The tasks of a sentence in which several need others, or others several: "the roof and the pipes come after the walls". */
function severalIn(
  named: readonly { readonly span: Span; readonly member: number }[],
  gaps: readonly string[],
  lead: string,
): Order[] {
  const [at = 0, more] = gaps.flatMap((gap, each) => (AND.test(gap) ? [] : [each]));
  const [left, right] = [named.slice(0, at + 1), named.slice(at + 1)];
  const gap = gaps[at] ?? '';
  const isBefore = ALL_BEFORE.test(gap);
  const isWhole = more === gaps.length - 1 && (isBefore ? BEGIN : DONE).test(gaps.at(-1) ?? '');
  const isSeveral = left.length > 1 || (isBefore && right.length > 0);
  const isNothing = !/\p{L}/u.test(lead.replace(/\b(?:the|tasks?|jobs?|both)\b/giu, ''));
  if (!isSeveral || !isWhole || !isNothing || !(isBefore || ALL_NEED.test(gap))) return [];
  const members = [left, right].map((side) => side.map(({ member }) => member));
  const [before = [], after = []] = isBefore ? members : [...members].reverse();
  if (new Set(members.flat()).size < named.length) return [];
  const cell = { start: named[0]?.span.start ?? 0, end: named.at(-1)?.span.end ?? 0 };
  return after.map((task) => ({ task, first: before, cell }));
}

function withColumn(
  graph: ProblemGraph,
  { plan, head, orders }: Column,
  text: string,
  sentenceOf: (span: Span) => Span,
): ProblemGraph {
  const isTable = (at: TableId): boolean => {
    const { mentions = [], cells = [] } = graph.tables[at] ?? {};
    return typeof cells[0] === 'boolean' && mentions.some((span) => meets(span, head));
  };
  const isPairs = (at: TableId): boolean =>
    isTable(at) && graph.tables[at]?.index.join() === [plan.set, plan.set].join();
  const uses = (constraint: Constraint, isWanted: (at: TableId) => boolean): boolean =>
    constraint.kind === 'relation' &&
    [...within(constraint.body)].some((part) => part.kind === 'table' && isWanted(part.table));
  const isTold = graph.constraints.some((each) => uses(each, isPairs));
  const { members } = graph.sets[plan.set] ?? { members: [] };
  const named = isNamed(members) ? members.flatMap(({ mentions }) => mentions) : [];
  const isExplanation = (each: Constraint): boolean =>
    each.kind === 'relation' && each.body.kind === 'over' && explains(each.sentence, head, named, text);
  const cells = orders.map(({ cell }) => cell);
  const others = graph.constraints.filter((each) => {
    if (uses(each, isPairs)) return true;
    return !uses(each, isTable) && ![head, ...cells].some((span) => meets(each.span, span)) && !isExplanation(each);
  });
  if (isTold) {
    const size = isNamed(members) ? members.length : 0;
    const truths = Array.from({ length: size * size }, (_, at) =>
      orders.some(({ task, first }) => task === Math.floor(at / size) && first.includes(at % size)),
    );
    const tables = graph.tables.map((table, at) => (isPairs(at) ? { ...table, cells: truths } : table));
    return { ...graph, tables, constraints: others };
  }
  const more = orders.map(({ task, first, cell }): Constraint => {
    const parts = first.map((each) => before(plan, each, task));
    const [only] = parts;
    const body: Expression =
      only && parts.length === 1 ? only : { kind: 'operation', operator: '/\\', operands: parts };
    return { kind: 'relation', body, span: cell, sentence: sentenceOf(cell), confidence: 1 };
  });
  return { ...graph, constraints: [...others, ...more].sort((a, b) => a.span.start - b.span.start) };
}

/**
 * Whether a sentence says what the column means ("A part can begin when all parts that it needs are finished"): it has a word
 * of its head, and no number and no task.
 */
function explains(sentence: Span, head: Span, named: readonly Span[], text: string): boolean {
  const words = text.slice(sentence.start, sentence.end).toLowerCase();
  const ofHead = text.slice(head.start, head.end).toLowerCase().match(FIRST)?.[0] ?? '';
  const isToldOf = /\b(?:begins?|starts?)\b/u.test(words) && /\b(?:finished|over|done|completed?|ended)\b/u.test(words);
  return isToldOf && words.includes(ofHead) && !/\d/u.test(words) && !named.some((span) => meets(span, sentence));
}

function meets(one: Span, two: Span): boolean {
  return one.start < two.end && two.start < one.end;
}

/** One task is over before another begins. */
function before({ set, begin, duration }: Plan, first: number, task: number): Expression {
  const at = (member: number): Expression[] => [{ kind: 'member', set, member }];
  const end: Expression = {
    kind: 'operation',
    operator: '+',
    operands: [
      { kind: 'variable', variable: begin, index: at(first) },
      { kind: 'table', table: duration, index: at(first) },
    ],
  };
  return { kind: 'operation', operator: '<=', operands: [end, { kind: 'variable', variable: begin, index: at(task) }] };
}

/** The columns that tell of each task which ones must be over before it, whole cells of names. */
function columnsIn(grid: Grid, graph: ProblemGraph, input: Input): Column[] {
  const [heads = [], ...body] = grid;
  const wordsOf = (cell: readonly number[]): string => {
    const span = spanIn(input, cell);
    return span ? input.text.slice(span.start, span.end).replace(/[`*_]/gu, '').trim() : '';
  };
  const tasks = tasksIn(heads, body, graph, input);
  const plan = tasks && planOf(graph, tasks.set);
  if (!plan) return [];
  // A task goes by its name, or by what stands before it in its row.
  const named = new Map(
    tasks.members.flatMap((task, at) => {
      const { members } = graph.sets[plan.set] ?? { members: [] };
      const mentions = isNamed(members) ? (members[task]?.mentions ?? []) : [];
      const names = mentions.map(({ start, end }) => input.text.slice(start, end));
      const labels = (body[at] ?? []).slice(0, tasks.column + 1).map(wordsOf);
      return [...names, ...labels].map((name) => [plainly(name), task] as const);
    }),
  );
  return heads.flatMap((head, column) => {
    if (column <= tasks.column || !FIRST.test(wordsOf(head))) return [];
    const orders = body.map((row, at): Order | undefined => {
      const words = wordsOf(row[column] ?? []);
      const cell = spanIn(input, row[column] ?? []) ?? { start: 0, end: 0 };
      const task = tasks.members[at] ?? -1;
      if (NOTHING.test(words)) return { task, first: [], cell };
      const first = words.split(JOINS).map((name) => named.get(plainly(name)));
      return first.every((each) => each !== undefined && each !== task)
        ? { task, first: first.flatMap((each) => each ?? []), cell }
        : undefined;
    });
    const isWhole = orders.every((each) => each !== undefined) && orders.some(({ first }) => first.length > 0);
    const span = spanIn(input, head) ?? { start: 0, end: 0 };
    return isWhole ? [{ plan, head: span, orders: orders.filter(({ first }) => first.length > 0) }] : [];
  });
}

/** The column that names a task in each row, and which. */
function tasksIn(
  heads: Grid[number],
  body: Grid,
  { sets }: ProblemGraph,
  input: Input,
): { readonly set: SetId; readonly column: number; readonly members: readonly number[] } | undefined {
  for (const column of heads.keys()) {
    for (const [set, { members }] of sets.entries()) {
      if (!isNamed(members)) continue;
      const found = body.map((row) => {
        const cell = spanIn(input, row[column] ?? []);
        return members.findIndex(({ mentions }) =>
          mentions.some(({ start, end }) => cell && start < cell.end && end > cell.start),
        );
      });
      if (found.length > 1 && found.every((each) => each >= 0) && new Set(found).size === found.length)
        return { set, column, members: found };
    }
  }
  return undefined;
}

/** The moments of tasks and how long these take, where there is one idea of each. */
function planOf({ variables, tables }: ProblemGraph, set: SetId): Plan | undefined {
  const isOver = (index: readonly SetId[]): boolean => index.length === 1 && index[0] === set;
  const [begin, ...others] = variables.flatMap(({ domain, index }, variable) =>
    domain === 'moment' && isOver(index) ? [variable] : [],
  );
  const numbers = tables.flatMap((table, at) =>
    isOver(table.index) && typeof table.cells[0] !== 'boolean' ? [{ at, name: table.name }] : [],
  );
  const [duration] = numbers.filter(({ name }) => numbers.length === 1 || TIME.test(name));
  return begin === undefined || others.length > 0 || !duration ? undefined : { set, begin, duration: duration.at };
}

function spanIn(input: Input, cell: readonly number[]): Span | undefined {
  const [first, last] = [cell[0], cell.at(-1)];
  return first === undefined || last === undefined ? undefined : spanOf(input, { first, last });
}

/** A name whatever its case, without an article. */
function plainly(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|an?)\s+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
