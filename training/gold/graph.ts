import {
  isCall,
  emptyGraph,
  quantifiers,
  type Binder,
  type Call,
  type Constraint,
  type Definition,
  type Domain,
  type Expression,
  type IndexSet,
  type Operator,
  type ProblemGraph,
  type Quantifier,
  type Quantity,
  type Table,
} from '../../server/src/prose';
import type { Span } from '../../server/src/text';
import { LITERAL, readLiteral } from './align';
import type { Fault, Statement } from './record';
import type { Resolved } from './resolve';

/** What a gold's names stand for. */
interface Scope {
  readonly sets: ReadonlyMap<string, number>;
  readonly members: ReadonlyMap<string, { readonly set: number; readonly member: number }>;
  readonly tables: ReadonlyMap<string, number>;
  readonly variables: ReadonlyMap<string, number>;
  readonly definitions: ReadonlyMap<string, number>;
}

/** What a gold means. */
export interface GoldGraph {
  /** Every node with its words. Wishes (`soft`) are left out: the model does not ask for them. */
  readonly graph: ProblemGraph;
  /** What its objective, constraints and wishes say. */
  readonly said: ReadonlyMap<Statement, Expression>;
  readonly faults: readonly Fault[];
}

/** The problem graph of a gold. */
export function graphOf(resolved: Resolved): GoldGraph {
  const { record, mentions, evidence } = resolved;
  const said = new Map<Statement, Expression>();
  const faults: Fault[] = [];
  const scope = scopeOf(record.statements);
  const whole: Span = { start: 0, end: record.text.length };
  let graph: ProblemGraph = emptyGraph;
  const words = (id: string): string => {
    const [first] = mentions.get(id) ?? [];
    return first ? record.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : id.replaceAll('_', ' ');
  };
  for (const statement of record.statements) {
    const read = (source: string): Expression => parseExpression(source, scope, numbersAt(resolved, statement));
    try {
      graph = withStatement(graph, statement);
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
          const cells = each.values.flat().map((cell) => read(cell === '_' ? (each.fallback ?? '`0`') : cell));
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
  return { graph, said, faults };

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
      record.statements.flatMap((other) => ('id' in other && other.id === id ? namesIn(other) : [])),
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

/** The members of a set as the gold writes them. */
function namesIn(statement: Statement): string[] {
  if (statement.kind === 'set') return statement.members.map(({ id }) => id);
  if (statement.kind !== 'range') return [];
  const [from, to] = [readLiteral(statement.from)?.value ?? 1, readLiteral(statement.to)?.value ?? 0];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String(from + at));
}

function withSet(graph: ProblemGraph, set: IndexSet): ProblemGraph {
  return { ...graph, sets: [...graph.sets, set] };
}

function withTable(graph: ProblemGraph, table: Table): ProblemGraph {
  return { ...graph, tables: [...graph.tables, table] };
}

function scopeOf(statements: readonly Statement[]): Scope {
  const scope = {
    sets: new Map<string, number>(),
    members: new Map<string, { readonly set: number; readonly member: number }>(),
    tables: new Map<string, number>(),
    variables: new Map<string, number>(),
    definitions: new Map<string, number>(),
  };
  for (const statement of statements) {
    if (statement.kind === 'set') {
      for (const [member, { id }] of statement.members.entries())
        scope.members.set(id, { set: scope.sets.size, member });
    }
    if (statement.kind === 'set' || statement.kind === 'range') scope.sets.set(statement.id, scope.sets.size);
    if (statement.kind === 'data' || statement.kind === 'pairs') scope.tables.set(statement.id, scope.tables.size);
    if (statement.kind === 'var') scope.variables.set(statement.id, scope.variables.size);
    if (statement.kind === 'let') scope.definitions.set(statement.id, scope.definitions.size);
  }
  return scope;
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
function numbersAt(
  { used, numbers, record }: Resolved,
  { line }: Statement,
): (literal: string) => Quantity | undefined {
  const rest = used.filter((each) => each.line === line);
  return (literal) => {
    const at = rest.findIndex((each) => each.literal === literal);
    const [found] = at < 0 ? [] : rest.splice(at, 1);
    if (!found?.span || found.number === undefined) return undefined;
    const { value, span } = found;
    const text = record.text.slice(span.start, span.end);
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

/** Binding powers of MiniZinc's operators, as in the printer. */
const powers: Readonly<Record<string, number>> = {
  '<->': 1,
  '->': 2,
  '\\/': 3,
  xor: 3,
  '/\\': 4,
  '<': 5,
  '<=': 5,
  '=': 5,
  '==': 5,
  '!=': 5,
  '>=': 5,
  '>': 5,
  in: 6,
  '..': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
  div: 9,
  mod: 9,
};
const TOKEN = new RegExp(
  `\\s*(?:(${LITERAL.source})|(<->|->|\\\\/|/\\\\|<=|>=|!=|==|\\.\\.|[-+*/<>=()[\\]{},|:]))`,
  'uy',
);

/**
 * An expression of the gold (the MiniZinc of FORMAT.md).
 * @param numberOf the quantity of a literal; undefined where it is none of the text's
 * @throws SyntaxError with a sentence
 */
function parseExpression(
  source: string,
  scope: Scope,
  numberOf: (literal: string) => Quantity | undefined,
): Expression {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new SyntaxError(`not understood: ${source.slice(from).trim()}`);
    tokens.push(match[1] ?? match[2] ?? '');
  }
  let at = 0;
  const bound: string[] = [];
  const expression = binary(0);
  if (at < tokens.length) throw new SyntaxError(`not understood: ${tokens.slice(at).join(' ')}`);
  return expression;

  function peek(): string {
    return tokens[at] ?? '';
  }

  function accept(token: string): boolean {
    if (peek() !== token) return false;
    at++;
    return true;
  }

  function expect(token: string): void {
    if (!accept(token)) throw new SyntaxError(`${token} expected, not ${peek() || 'the end'}`);
  }

  function binary(least: number): Expression {
    let left = unary();
    for (;;) {
      const operator = peek();
      const power = powers[operator];
      if (power === undefined || power < least) return left;
      at++;
      const right = binary(operator === '->' ? power : power + 1);
      const name = (operator === '==' ? '=' : operator) as Operator;
      const isFlat = (name === '+' || name === '*' || name === '/\\' || name === '\\/') && left.kind === 'operation';
      left =
        isFlat && left.kind === 'operation' && left.operator === name
          ? { ...left, operands: [...left.operands, right] }
          : { kind: 'operation', operator: name, operands: [left, right] };
    }
  }

  function unary(): Expression {
    if (accept('not')) return { kind: 'operation', operator: 'not', operands: [unary()] };
    if (accept('-')) return { kind: 'operation', operator: 'negative', operands: [unary()] };
    return primary();
  }

  function list(end: string): Expression[] {
    const items: Expression[] = [];
    if (accept(end)) return items;
    do items.push(binary(0));
    while (accept(','));
    expect(end);
    return items;
  }

  function primary(): Expression {
    const token = peek();
    at++;
    if (token === '(') {
      const inside = binary(0);
      expect(')');
      return inside;
    }
    if (token === '[') return bracket();
    if (token === '{') {
      const items = list('}');
      return { kind: 'list', items };
    }
    if (token.startsWith('`')) return parseExpression(token.slice(1, -1), scope, () => undefined);
    if (/^\d/u.test(token)) {
      const quantity = numberOf(token);
      return quantity ? { kind: 'quantity', quantity } : { kind: 'constant', value: readLiteral(token)?.value ?? NaN };
    }
    if (!/^[A-Za-z]/u.test(token)) throw new SyntaxError(`an expression expected, not ${token || 'the end'}`);
    if (peek() === '(') return call(token);
    const index = accept('[') ? list(']') : [];
    return named(token, index);
  }

  /** [a, b], [x | i in S] or [i: x | i in S]; the index before the colon is the one that runs. */
  function bracket(): Expression {
    const bar = barOf();
    if (bar === undefined) return { kind: 'list', items: list(']') };
    const body = at;
    at = bar + 1;
    const { binders, where, leave } = bindersUpTo(']');
    const end = at;
    at = tokens[body + 1] === ':' ? body + 2 : body;
    const inside = binary(0);
    if (at !== bar) throw new SyntaxError(`not understood: ${tokens.slice(at, bar).join(' ')}`);
    at = end;
    leave();
    return { kind: 'over', quantifier: 'list', binders, where, body: inside };
  }

  /** Where the | of the list that just began stands. */
  function barOf(): number | undefined {
    let depth = 0;
    for (let look = at; look < tokens.length; look++) {
      const token = tokens[look] ?? '';
      if (token === '[' || token === '(') depth++;
      if (token === ')' || token === ']') depth--;
      if (depth < 0) return undefined;
      if (token === '|' && depth === 0) return look;
    }
    return undefined;
  }

  function named(name: string, index: readonly Expression[]): Expression {
    if (bound.includes(name)) return { kind: 'index', name };
    if (name === 'true' || name === 'false') return { kind: 'truth', value: name === 'true' };
    const member = scope.members.get(name);
    if (member) return { kind: 'member', ...member };
    const [set, table, variable, definition] = [scope.sets, scope.tables, scope.variables, scope.definitions].map(
      (map) => map.get(name),
    );
    if (variable !== undefined) return { kind: 'variable', variable, index };
    if (table !== undefined) return { kind: 'table', table, index };
    if (definition !== undefined) return { kind: 'definition', definition };
    if (set !== undefined) return { kind: 'set', set };
    throw new SyntaxError(`no name ${name}`);
  }

  function call(name: string): Expression {
    expect('(');
    const quantifier = quantifiers.find((each) => each === name);
    if (quantifier && isComprehension()) return over(quantifier);
    const operands = list(')');
    if (!isCall(name)) {
      const known: Readonly<Record<string, Call>> = { alldifferent: 'all_different' };
      const same = known[name];
      if (same) return { kind: 'call', name: same, operands };
      throw new SyntaxError(`no function ${name}`);
    }
    return { kind: 'call', name, operands };
  }

  /** `sum(i in S)(...)`, not `max(a, b)`: names up to `in`. */
  function isComprehension(): boolean {
    let look = at;
    while (/^[A-Za-z]\w*$/u.test(tokens[look] ?? '') && tokens[look] !== 'in' && tokens[look + 1] === ',') look += 2;
    return /^[A-Za-z]/u.test(tokens[look] ?? '') && tokens[look + 1] === 'in';
  }

  function over(quantifier: Quantifier): Expression {
    const { binders, where, leave } = bindersUpTo(')');
    expect('(');
    const body = binary(0);
    expect(')');
    leave();
    return { kind: 'over', quantifier, binders, where, body };
  }

  /** `i, j in S, k in T where ...` up to the bracket that ends it; the names hold until `leave`. */
  function bindersUpTo(end: string): {
    readonly binders: readonly Binder[];
    readonly where: Expression | undefined;
    readonly leave: () => void;
  } {
    const binders: Binder[] = [];
    const depth = bound.length;
    do {
      const names: string[] = [];
      do {
        names.push(peek());
        at++;
      } while (accept(','));
      expect('in');
      const range = binary(powers['..'] ?? 7);
      const set = range.kind === 'set' ? range.set : range;
      for (const name of names) {
        binders.push({ name, over: set });
        bound.push(name);
      }
    } while (accept(','));
    const where = accept('where') ? binary(0) : undefined;
    expect(end);
    return { binders, where, leave: () => void (bound.length = depth) };
  }
}
