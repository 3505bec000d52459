import type { Span } from '../../../text';
import { isNamed, within, type Expression, type SetId, type TableId } from '../../expression';
import type { Constraint, ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { overlaps } from '../../read/spans';
import { sentenceOf, type Input } from '../input';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.5;

/** A job shop: when each job begins on each machine, and how long that takes. */
interface Shop {
  readonly begin: VariableId;
  readonly duration: TableId;
  readonly jobs: SetId;
  readonly machines: SetId;
  /** The two sets as the moments run over them. */
  readonly index: readonly SetId[];
  /** By job: its machines in the order in which the text tells their times. */
  readonly routes: readonly (readonly Step[])[];
}

interface Step {
  readonly machine: number;
  readonly span: Span;
}

/**
 * A graph of a job shop (Manne, On the job-shop scheduling problem, 1960) with the routes of its jobs: where the text tells the
 * times of two jobs in two orders of machines, each job takes the machines in its order, and a machine takes one job at a
 * time. Any other graph is left as it is. (It is so in all 17 problems of the corpus that tell routes.)
 */
export function withRoutes(graph: ProblemGraph, input: Input): ProblemGraph {
  const shop = shopIn(graph);
  const isBackwards = shop?.routes.some((route) =>
    route.some(({ span }, at) => BACKWARDS.test(input.text.slice(span.end, route[at + 1]?.span.start ?? span.end))),
  );
  if (!shop || isBackwards) return graph;
  const told = shop.routes.flatMap((route) => route.map(({ span }) => sentenceOf(input, span)));
  const wanted = shop.routes.flatMap((route, job) =>
    route.slice(1).map((step, at): RelationConstraint => {
      const body = before(shop, job, route[at]?.machine ?? 0, step.machine);
      return { kind: 'relation', body, span: step.span, sentence: sentenceOf(input, step.span), confidence: sureness };
    }),
  );
  const keys = new Set(wanted.map(({ body }) => keyOf(body)));
  const orders = graph.constraints.filter((each): each is RelationConstraint => {
    if (each.kind !== 'relation' || !isOfMoments(each.body, shop)) return false;
    return (
      told.some((span) => overlaps(span, each.sentence)) || partsIn(each.body).every((part) => keys.has(keyOf(part)))
    );
  });
  const others = graph.constraints.filter((each) => !orders.some((order) => order === each));
  const read = new Set(orders.flatMap(({ body }) => partsIn(body).map(keyOf)));
  const isRead = read.size === keys.size && [...keys].every((key) => read.has(key));
  return singly(isRead ? graph : withConstraints(graph, [...others, ...wanted]), shop, input);
}

function shopIn({ variables, tables, sets }: ProblemGraph): Shop | undefined {
  const [begin, second] = [...variables.keys()].filter((at) => variables[at]?.domain === 'moment');
  const index = variables[begin ?? -1]?.index ?? [];
  const [duration, other] = [...tables.keys()].filter(
    (at) => tables[at]?.index.join() === index.join() && typeof tables[at].cells[0] === 'object',
  );
  if (begin === undefined || second !== undefined || duration === undefined || other !== undefined) return undefined;
  const [one, two, more] = index;
  if (one === undefined || two === undefined || more !== undefined || one === two) return undefined;
  for (const [jobs, machines] of [
    [one, two],
    [two, one],
  ] as const) {
    const routes = routesIn(
      tables[duration]?.cells ?? [],
      sizeOf(sets[jobs]?.members),
      sizeOf(sets[machines]?.members),
      jobs === one,
    );
    if (routes) return { begin, duration, jobs, machines, index, routes };
  }
  return undefined;
}

function sizeOf(members: ProblemGraph['sets'][number]['members'] | undefined): number {
  return members && isNamed(members) ? members.length : 0;
}

/** The machines of each job as its times follow one another; undefined where all jobs have one order, or their times are mixed. */
function routesIn(
  cells: readonly (Expression | boolean)[],
  jobs: number,
  machines: number,
  isJobFirst: boolean,
): Step[][] | undefined {
  if (jobs * machines !== cells.length || jobs < 2) return undefined;
  const routes = Array.from({ length: jobs }, (_, job) =>
    Array.from({ length: machines }, (_each, machine): readonly Step[] => {
      const cell = cells[isJobFirst ? job * machines + machine : machine * jobs + job];
      return typeof cell === 'object' && cell.kind === 'quantity' ? [{ machine, span: cell.quantity.span }] : [];
    })
      .flat()
      .sort((a, b) => a.span.start - b.span.start),
  );
  const inOrder = routes.toSorted((a, b) => (a[0]?.span.start ?? 0) - (b[0]?.span.start ?? 0));
  const areApart = inOrder.every(
    (route, at) => (route.at(-1)?.span.start ?? 0) < (inOrder[at + 1]?.[0]?.span.start ?? Infinity),
  );
  const names = routes.map((route) => route.map(({ machine }) => machine));
  // Two jobs that take two machines in two orders.
  const areTold = names.some((one) =>
    names.some((two) =>
      one.some((a, at) =>
        one.slice(at + 1).some((b) => two.includes(a) && two.includes(b) && two.indexOf(a) > two.indexOf(b)),
      ),
    ),
  );
  return areApart && areTold && routes.every((route) => route.length > 0) ? routes : undefined;
}

/** The parts of a rule that all hold. */
function partsIn(body: Expression): readonly Expression[] {
  return body.kind === 'operation' && body.operator === '/\\' ? body.operands : [body];
}

/** Whether a rule compares when things begin, and nothing else. */
function isOfMoments(body: Expression, { begin }: Shop): boolean {
  const all = [...within(body)];
  const variables = all.filter((each) => each.kind === 'variable');
  const isOther = all.some(({ kind }) => kind === 'quantity' || kind === 'call' || kind === 'list');
  return variables.length > 1 && !isOther && variables.every(({ variable }) => variable === begin);
}

/** The operations that an order names, from left to right. */
function keyOf(order: Expression): string {
  return [...within(order)]
    .flatMap((each) => (each.kind === 'member' ? [`${String(each.set)}.${String(each.member)}`] : []))
    .join();
}

/** One operation of a job is over before another begins. */
function before({ begin, duration, jobs, index }: Shop, job: number, one: number, two: number): Expression {
  const at = (machine: number): Expression[] =>
    index.map((set) => ({ kind: 'member', set, member: set === jobs ? job : machine }));
  const end: Expression = {
    kind: 'operation',
    operator: '+',
    operands: [
      { kind: 'variable', variable: begin, index: at(one) },
      { kind: 'table', table: duration, index: at(one) },
    ],
  };
  return { kind: 'operation', operator: '<=', operands: [end, { kind: 'variable', variable: begin, index: at(two) }] };
}

/** What is told first comes last: "2 hours in the oven after 1 hour in the mixer". */
const BACKWARDS = /\bafter (?!that|this|it|which)/iu;

/** What says that a machine takes one job at a time. */
const SINGLY = /\b(?:at a time|at once|at the same time|simultaneously|at any (?:one )?time)\b/iu;

/** A graph in which the machines of a shop take one job at a time, where that was read of its jobs, or was not read. */
function singly(graph: ProblemGraph, shop: Shop, input: Input): ProblemGraph {
  const rule = graph.constraints.find((each) => setOf(each) === shop.jobs);
  const isTold = graph.constraints.some(
    (each) => each !== rule && each.kind === 'relation' && sharesMachines(each.body),
  );
  const said = SINGLY.exec(input.text);
  const span = rule?.span ?? (said ? { start: said.index, end: said.index + said[0].length } : undefined);
  if (isTold || !span) return graph;
  const sentence = sentenceOf(input, span);
  const made: Constraint = { kind: 'relation', body: oneByOne(shop), span, sentence, confidence: sureness };
  return withConstraints(graph, [...graph.constraints.filter((each) => each !== rule), made]);
}

function sharesMachines(body: Expression): boolean {
  return [...within(body)].some((each) => each.kind === 'call' && /^(?:disjunctive|cumulative)$/u.test(each.name));
}

/** The set of `forall(i in set)(disjunctive(...))`. */
function setOf(each: Constraint): Expression | SetId | undefined {
  if (each.kind !== 'relation' || each.body.kind !== 'over' || each.body.binders.length > 1) return undefined;
  const { body, binders } = each.body;
  return body.kind === 'call' && body.name === 'disjunctive' ? binders[0]?.over : undefined;
}

/** For each machine, no two jobs at a time. */
function oneByOne({ begin, duration, jobs, machines, index }: Shop): Expression {
  const at = index.map((set): Expression => ({ kind: 'index', name: set === jobs ? 'j' : 'm' }));
  const list = (body: Expression): Expression => {
    return { kind: 'over', quantifier: 'list', binders: [{ name: 'j', over: jobs }], where: undefined, body };
  };
  const begins = list({ kind: 'variable', variable: begin, index: at });
  const durations = list({ kind: 'table', table: duration, index: at });
  const body: Expression = { kind: 'call', name: 'disjunctive', operands: [begins, durations] };
  return { kind: 'over', quantifier: 'forall', binders: [{ name: 'm', over: machines }], where: undefined, body };
}

function withConstraints(graph: ProblemGraph, constraints: readonly Constraint[]): ProblemGraph {
  return { ...graph, constraints: constraints.toSorted((a, b) => a.span.start - b.span.start) };
}
