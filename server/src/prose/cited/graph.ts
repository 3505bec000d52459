import type { Span } from '../../text';
import type { Definition, Expression, IndexSet, Table } from '../expression';
import { emptyGraph, type Constraint, type Domain, type ProblemGraph, type Quantity } from '../graph';
import { valueOf } from './align';
import type { Fault, Statement } from './model';
import { parseExpression } from './parseExpression';
import type { Resolved } from './resolve';
import { scopeOf, type Scope } from './scope';

/** The lines of the statements that the parts of a graph come from. */
export type LinesOf = Readonly<
  Record<'sets' | 'tables' | 'variables' | 'definitions' | 'constraints' | 'objective', readonly number[]>
>;

/**
 * The problem graph of a cited model, every node with its words. Wishes (`soft`) are left out: the model does not ask
 * for them. Where there are faults, what they name is left out, and the graph is not what was meant.
 */
export function graphOf(resolved: Resolved): {
  readonly graph: ProblemGraph;
  readonly lines: LinesOf;
  /** What its objective, constraints and wishes say. */
  readonly said: ReadonlyMap<Statement, Expression>;
  readonly faults: readonly Fault[];
} {
  const { model, mentions, evidence } = resolved;
  const faults: Fault[] = [];
  const said = new Map<Statement, Expression>();
  const scope = scopeOf(model.statements);
  const whole: Span = { start: 0, end: model.text.length };
  let graph: ProblemGraph = emptyGraph;
  const lines = {
    sets: [] as number[],
    tables: [] as number[],
    variables: [] as number[],
    definitions: [] as number[],
    constraints: [] as number[],
    objective: [] as number[],
  };
  const note = (before: ProblemGraph, after: ProblemGraph, line: number): void => {
    for (const part of ['sets', 'tables', 'variables', 'definitions', 'constraints'] as const)
      if (after[part].length > before[part].length) lines[part].push(line);
    if (after.objective !== before.objective) lines.objective = [line];
  };
  const words = (id: string): string => {
    const [first] = mentions.get(id) ?? [];
    return first ? model.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : id.replaceAll('_', ' ');
  };
  for (const statement of model.statements) {
    const numberOf = numbersAt(resolved, statement);
    const read = (source: string): Expression => parseExpression(source, scope, numberOf);
    try {
      const before = graph;
      graph = withStatement(graph, statement);
      note(before, graph, statement.line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      faults.push({ line: statement.line, message: error.message });
    }

    function withStatement(before: ProblemGraph, each: Statement): ProblemGraph {
      switch (each.kind) {
        case 'set': {
          const members = each.members.map(({ id }) => ({ name: words(id), mentions: mentions.get(id) ?? [] }));
          return withSet(before, { name: words(each.id), mentions: mentions.get(each.id) ?? [], members });
        }
        case 'range': {
          const members = { first: read(each.from), last: read(each.to) };
          return withSet(before, { name: words(each.id), mentions: mentions.get(each.id) ?? [], members });
        }
        case 'data': {
          const fallback = read(each.fallback ?? '`0`');
          const cells = each.values.flat().map((cell) => (cell === '_' ? fallback : read(cell)));
          return withTable(before, { ...tableHead(each), cells });
        }
        case 'pairs':
          return withTable(before, { ...tableHead(each), cells: truths(each) });
        case 'var': {
          const variable = {
            name: words(each.id),
            mentions: mentions.get(each.id) ?? [],
            domain: domainOf(each.type, scope, read),
            index: each.sets.map(setOf),
            domainSpan: undefined,
          };
          return { ...before, variables: [...before.variables, variable] };
        }
        case 'let': {
          const definition: Definition = {
            name: words(each.id),
            mentions: mentions.get(each.id) ?? [],
            value: read(each.expression),
          };
          return { ...before, definitions: [...before.definitions, definition] };
        }
        case 'objective': {
          const [span = whole] = evidence.get(each) ?? [];
          const value = read(each.expression);
          said.set(each, value);
          return { ...before, objective: { direction: each.direction, name: undefined, terms: [], value, span } };
        }
        case 'constraint': {
          const body = read(each.expression);
          said.set(each, body);
          if (each.force === 'soft') return before;
          const [span = whole] = evidence.get(each) ?? [];
          const constraint: Constraint = {
            kind: 'relation',
            body,
            span,
            sentence: span,
            confidence: 1,
          };
          return { ...before, constraints: [...before.constraints, constraint] };
        }
        default:
          return before;
      }
    }
  }
  return { graph, lines, said, faults };

  function setOf(id: string): number {
    const set = scope.sets.get(id);
    if (set === undefined) throw new SyntaxError(`no set ${id}`);
    return set;
  }

  function tableHead({ id, sets }: { readonly id: string; readonly sets: readonly string[] }): Omit<Table, 'cells'> {
    return { name: words(id), mentions: mentions.get(id) ?? [], index: sets.map(setOf) };
  }

  /** Which pairs hold, row by row. */
  function truths({ sets, pairs }: Statement & { readonly kind: 'pairs' }): boolean[] {
    const lists = sets.map((id) =>
      model.statements.flatMap((other) => ('id' in other && other.id === id ? namesIn(other) : [])),
    );
    let tuples: string[][] = [[]];
    for (const list of lists) tuples = tuples.flatMap((tuple) => list.map((member) => [...tuple, member]));
    const held = new Set(pairs.map((pair) => pair.join(' ')));
    for (const pair of held) {
      if (!tuples.some((tuple) => tuple.join(' ') === pair)) throw new SyntaxError(`no such members: ${pair}`);
    }
    return tuples.map((tuple) => held.has(tuple.join(' ')));
  }
}

/** The members of a set as its author writes them. */
function namesIn(statement: Statement): string[] {
  if (statement.kind === 'set') return statement.members.map(({ id }) => id);
  if (statement.kind !== 'range') return [];
  const [from, to] = [valueOf(statement.from) ?? 1, valueOf(statement.to) ?? 0];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String(from + at));
}

function withSet(graph: ProblemGraph, set: IndexSet): ProblemGraph {
  return { ...graph, sets: [...graph.sets, set] };
}

function withTable(graph: ProblemGraph, table: Table): ProblemGraph {
  return { ...graph, tables: [...graph.tables, table] };
}

function domainOf(type: string, scope: Scope, read: (source: string) => Expression): Domain {
  switch (type) {
    case 'int':
      return 'integer';
    case 'real':
      return 'continuous';
    case 'free int':
      return 'free integer';
    case 'free real':
      return 'free continuous';
    case 'bool':
      return 'choice';
    case 'time':
      return 'moment';
    case 'position':
      return 'position';
    default: {
      const set = scope.sets.get(type);
      if (set !== undefined) return { kind: 'member', set };
      const [first, last] = type.split('..');
      if (first === undefined || last === undefined) throw new SyntaxError(`no type ${type}`);
      return { kind: 'range', first: read(first), last: read(last) };
    }
  }
}

/** Gives the numbers of a statement one after the other, as they were found in the text. */
function numbersAt({ used, numbers, model }: Resolved, { line }: Statement): (literal: string) => Quantity | undefined {
  const rest = used.filter((each) => each.line === line);
  return (literal) => {
    const at = rest.findIndex((each) => each.literal === literal);
    const [found] = at < 0 ? [] : rest.splice(at, 1);
    if (!found?.span || found.number === undefined) return undefined;
    const { value, span } = found;
    const text = model.text.slice(span.start, span.end);
    const kind = numbers[found.number]?.kind ?? 'number';
    return {
      value,
      kind: kind === 'percent' && value > 1 && !literal.includes('%') ? 'number' : kind,
      span,
      text,
      unit: undefined,
    };
  };
}
