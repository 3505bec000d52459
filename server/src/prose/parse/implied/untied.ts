import type { Span } from '../../../text';
import { isNamed, within, type Expression, type SetId } from '../../expression';
import type { Constraint, DecisionVariable, ProblemGraph, RelationConstraint, VariableId } from '../../graph';
import { expressionsOf } from '../../quantities';

type Placed = Expression & { readonly kind: 'variable' | 'table' };

/** Surer than this no rule is that no statement tells of. */
const sureness = 0.3;
/** What says that things wait for one another. */
const IN_TURN =
  /\b(?:(?:one|a single|only one|the only)(?: \p{L}+){0,2} at (?:a|any one|the same) time|at once|at the same time|one after (?:the other|another)|in which order|in what order|what order|which order|order|sequence|sequenced|one|single|alone|only)\b/iu;
/** What says that one thing does all, one after the other, whatever else waits for what. */
const BY_ONE =
  /\b(?:by|on|with|has|have|only|just) (?:only |just )?(?:one|a single|the same) (?:\p{L}+ )?(?:team|crew|machine|worker|person|gang|oven|lathe|room|lorry|crane|saw|printer|kiln|track|dock|mechanic|technician|operator|man|woman)\b/iu;
const FIRST_THEN = /\b(?:first|then|after that|afterwards|followed by|before|next|finally|in this order)\b/iu;
const ANY_ORDER =
  /\b(?:(?:any|either|whatever|no (?:fixed|particular|set)) (?:order|sequence)|(?:order|sequence)(?: \p{L}+){0,3} (?:does not|doesn't|is up|is free|is left|is open|may))\b/iu;

/**
 * What a plan lacks in which nothing waits for anything: one thing at a time, on the machine each is given to where it is
 * given to one; and where jobs go through machines, one machine after the other in the order in which they are named.
 * (Of the 5,900 families of moments over one set in the corpus all but four are tied to one another by some rule; of the 53
 * over jobs and machines 46 have an order of the machines, and the others say that any order will do. Where "one crew" does all,
 * 1,015 of 1,034 problems have such a rule, and the others one that implies it.)
 * @param sentenceOf the sentence that some words stand in
 */
export function missingTurns(
  graph: ProblemGraph,
  text: string,
  sentenceOf: (span: Span) => Span,
): readonly RelationConstraint[] {
  const rule = (body: Expression, words: RegExp, family: VariableId): RelationConstraint[] => {
    const said = words.exec(text);
    const span = said ? { start: said.index, end: said.index + said[0].length } : graph.variables[family]?.mentions[0];
    return span ? [{ kind: 'relation', body, span, sentence: sentenceOf(span), confidence: sureness }] : [];
  };
  return graph.variables.flatMap((family, id): RelationConstraint[] => {
    const length = family.domain === 'moment' ? lengthOf(id, graph) : undefined;
    if (length === undefined) return [];
    const [set, other, more] = family.index;
    if (set === undefined || more !== undefined) return [];
    if (other === undefined) {
      const words = isTied(id, graph) ? BY_ONE : IN_TURN;
      const isOpen = words === IN_TURN || (!hasTurns(graph) && !graph.variables.some(isGiven));
      const body = isOpen && words.test(text) ? inTurn(id, length, set, graph) : undefined;
      return body ? rule(body, words, id) : [];
    }
    const axis = machineAxis(id, graph);
    const machines = axis === undefined ? undefined : family.index[axis];
    if (axis === undefined || machines === undefined || isRouted(id, 1 - axis, graph)) return [];
    if (ANY_ORDER.test(text)) return rule(oneAtATime(id, length, 1 - axis, graph), ANY_ORDER, id);
    const body = oneAfterAnother(id, length, axis, graph);
    return body ? rule(body, FIRST_THEN, id) : [];
  });
}

/**
 * Constraints less those that let all things of a family be done one after the other where several may be done at once ("two workers
 * ... each worker does one task at a time"). (No problem of the corpus says both of one family.)
 */
export function withoutIdleTurns(constraints: readonly Constraint[]): readonly Constraint[] {
  const bodies = constraints.flatMap((each) => (each.kind === 'relation' ? [each.body] : []));
  const shared = bodies.flatMap((body) => {
    if (body.kind !== 'call' || body.name !== 'cumulative') return [];
    const [start, length, , most] = body.operands;
    const value = most?.kind === 'quantity' ? most.quantity.value : most?.kind === 'constant' ? most.value : 0;
    return value > 1 ? [JSON.stringify([start, length])] : [];
  });
  const isIdle = (body: Expression): boolean =>
    body.kind === 'call' && body.name === 'disjunctive' && shared.includes(JSON.stringify(body.operands));
  return constraints.flatMap((each): Constraint[] => {
    if (each.kind !== 'relation') return [each];
    if (isIdle(each.body)) return [];
    if (each.body.kind !== 'operation' || each.body.operator !== '/\\') return [each];
    const left = each.body.operands.filter((part) => !isIdle(part));
    const [only] = left;
    if (left.length === each.body.operands.length || !only) return [each];
    return [{ ...each, body: left.length === 1 ? only : { ...each.body, operands: left } }];
  });
}

/** The table that tells how long each thing of a family takes: `start[i] + length[i]`. */
function lengthOf(id: VariableId, graph: ProblemGraph): number | undefined {
  for (const whole of expressionsOf(graph)) {
    for (const part of within(whole)) {
      if (part.kind !== 'operation' || part.operator !== '+') continue;
      const [start] = part.operands.filter((each) => each.kind === 'variable' && each.variable === id);
      const [length] = part.operands.filter((each) => each.kind === 'table');
      if (start?.kind !== 'variable' || length?.kind !== 'table' || start.index.length === 0) continue;
      if (JSON.stringify(start.index) === JSON.stringify(length.index)) return length.table;
    }
  }
  return undefined;
}

/** Whether a rule holds two moments of a family against each other, or one against another family's. */
function isTied(id: VariableId, { constraints, variables }: ProblemGraph): boolean {
  return constraints.some((rule) => {
    if (rule.kind !== 'relation') return false;
    const moments = [...within(rule.body)].filter(
      (each): each is Placed => each.kind === 'variable' && variables[each.variable]?.domain === 'moment',
    );
    const own = moments.filter((each) => each.kind === 'variable' && each.variable === id);
    const isWhole = own.some(({ index }) => index.length === 0) || [...within(rule.body)].some(isList);
    return own.length > 0 && (isWhole || new Set(moments.map((each) => JSON.stringify(each))).size > 1);
  });
}

/** Whether any rule keeps things from being at the same time. */
function hasTurns({ constraints, variables }: ProblemGraph): boolean {
  const moments = (rule: Expression): number =>
    new Set(
      [...within(rule)].flatMap((each) =>
        each.kind === 'variable' && variables[each.variable]?.domain === 'moment' ? [JSON.stringify(each)] : [],
      ),
    ).size;
  return constraints.some(
    (rule) =>
      rule.kind === 'relation' &&
      [...within(rule.body)].some(
        (each) =>
          (each.kind === 'call' && (each.name === 'disjunctive' || each.name === 'cumulative')) ||
          (each.kind === 'operation' && each.operator === '\\/' && moments(each) > 1),
      ),
  );
}

/** Whether a family says which of other things each is given. */
function isGiven({ domain }: DecisionVariable): boolean {
  return typeof domain === 'object' && domain.kind === 'member';
}

function isList(each: Expression): boolean {
  return each.kind === 'over' && each.quantifier === 'list';
}

/** One thing at a time; of those that are given to one and the same, where things are given. */
function inTurn(id: VariableId, table: number, set: SetId, graph: ProblemGraph): Expression | undefined {
  const given = graph.variables.flatMap(({ domain, index: [only, more] }, at) =>
    typeof domain === 'object' && domain.kind === 'member' && only === set && more === undefined ? [at] : [],
  );
  const [to, second] = given;
  if (second !== undefined) return undefined;
  if (to === undefined) return call('disjunctive', { kind: 'variable', variable: id, index: [] }, whole(table));
  const [i, j] = ['i', 'j'].map((name): Expression => ({ kind: 'index', name }));
  if (!i || !j) return undefined;
  const place = (variable: VariableId, at: Expression): Expression => ({ kind: 'variable', variable, index: [at] });
  const apart = operation('\\/', ends(id, table, [i], [j]), ends(id, table, [j], [i]));
  return {
    kind: 'over',
    quantifier: 'forall',
    binders: [
      { name: 'i', over: set },
      { name: 'j', over: set },
    ],
    where: operation('<', i, j),
    body: operation('->', operation('=', place(to, i), place(to, j)), apart),
  };
}

/** Which index of a family is that of machines that do one job at a time; undefined where no rule tells. */
function machineAxis(id: VariableId, { constraints }: ProblemGraph): number | undefined {
  for (const rule of constraints) {
    if (rule.kind !== 'relation') continue;
    for (const each of within(rule.body)) {
      if (each.kind !== 'over' || each.quantifier !== 'list' || each.body.kind !== 'variable') continue;
      if (each.body.variable !== id) continue;
      const listed = each.binders.map(({ name }) => name);
      const axis = each.body.index.findIndex((at) => at.kind !== 'index' || !listed.includes(at.name));
      if (axis >= 0) return axis;
    }
  }
  return undefined;
}

/** Whether a rule holds moments of one job on two machines against each other. */
function isRouted(id: VariableId, jobs: number, { constraints }: ProblemGraph): boolean {
  return constraints.some((rule) => {
    if (rule.kind !== 'relation') return false;
    const places = [...within(rule.body)].flatMap((each) =>
      each.kind === 'variable' && each.variable === id && each.index.length === 2 ? [each.index] : [],
    );
    const isListed = [...within(rule.body)].some(
      (each) =>
        each.kind === 'over' &&
        each.quantifier === 'list' &&
        each.body.kind === 'variable' &&
        each.body.variable === id &&
        !each.binders.some(({ name }) =>
          isIndex(each.body.kind === 'variable' ? each.body.index[jobs] : undefined, name),
        ),
    );
    const machinesOf = new Map<string, Set<string>>();
    for (const index of places) {
      const job = JSON.stringify(index[jobs]);
      machinesOf.set(job, (machinesOf.get(job) ?? new Set()).add(JSON.stringify(index[1 - jobs])));
    }
    return isListed || [...machinesOf.values()].some(({ size }) => size > 1);
  });
}

function isIndex(each: Expression | undefined, name: string): boolean {
  return each?.kind === 'index' && each.name === name;
}

/** Each job is at one machine at a time. */
function oneAtATime(id: VariableId, table: number, jobs: number, { variables }: ProblemGraph): Expression {
  const index = variables[id]?.index ?? [];
  const places = (jobs === 0 ? ['i', 'j'] : ['j', 'i']).map((name): Expression => ({ kind: 'index', name }));
  const list = (body: Expression): Expression => ({
    kind: 'over',
    quantifier: 'list',
    binders: [{ name: 'j', over: index[1 - jobs] ?? 0 }],
    where: undefined,
    body,
  });
  const starts = list({ kind: 'variable', variable: id, index: places });
  return forEach(index[jobs] ?? 0, call('disjunctive', starts, list({ kind: 'table', table, index: places })));
}

/** Each job goes through the machines in the order in which they are named. */
function oneAfterAnother(
  id: VariableId,
  table: number,
  axis: number,
  { variables, sets }: ProblemGraph,
): Expression | undefined {
  const index = variables[id]?.index ?? [];
  const [machines, jobs] = [index[axis], index[1 - axis]];
  const members = machines === undefined ? undefined : sets[machines]?.members;
  if (machines === undefined || jobs === undefined || !members || !isNamed(members) || members.length < 2)
    return undefined;
  const job: Expression = { kind: 'index', name: 'i' };
  const place = (member: number): Expression[] => {
    const machine: Expression = { kind: 'member', set: machines, member };
    return axis === 1 ? [job, machine] : [machine, job];
  };
  const steps = members.slice(1).map((_, at) => ends(id, table, place(at), place(at + 1)));
  const [only, ...more] = steps;
  if (!only) return undefined;
  return forEach(jobs, more.length === 0 ? only : operation('/\\', ...steps));
}

function forEach(over: SetId, body: Expression): Expression {
  return { kind: 'over', quantifier: 'forall', binders: [{ name: 'i', over }], where: undefined, body };
}

/** One thing ends before another begins. */
function ends(variable: VariableId, table: number, one: Expression[], two: Expression[]): Expression {
  const end = operation('+', { kind: 'variable', variable, index: one }, { kind: 'table', table, index: one });
  return operation('<=', end, { kind: 'variable', variable, index: two });
}

function whole(table: number): Expression {
  return { kind: 'table', table, index: [] };
}

function call(name: 'disjunctive', ...operands: Expression[]): Expression {
  return { kind: 'call', name, operands };
}

function operation(operator: '<' | '<=' | '=' | '->' | '\\/' | '/\\' | '+', ...operands: Expression[]): Expression {
  return { kind: 'operation', operator, operands };
}
