import { isCall, quantifiers, type Binder, type Expression, type Operator, type Quantifier } from '../expression';
import type { Quantity } from '../graph';
import { reservedNames } from '../print/identifiers';
import { LITERAL, readLiteral } from './align';
import type { Scope } from './scope';

/** Binding powers of MiniZinc's operators, as in the printer. */
const powers: ReadonlyMap<string, number> = new Map(
  Object.entries({
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
  }),
);
const TOKEN = new RegExp(
  `\\s*(?:(${LITERAL.source})|(<->|->|\\\\/|/\\\\|<=|>=|!=|==|\\.\\.|[-+*/<>=()[\\]{},|:]))`,
  'uy',
);

/** Deeper than any model that a person could read; what is deeper would only exhaust the stack. */
const MOST_NESTED = 100;

/**
 * An expression of a cited model: MiniZinc over its names, with the text's own numbers (25%, 1/3, 9:30, 5@2).
 * @param numberOf the quantity of a literal; undefined where it is none of the text's
 * @throws SyntaxError with a sentence
 */
export function parseExpression(
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
  let depth = 0;
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

  /** Counts how deep `part` stands in the whole. */
  function nested<T>(part: () => T): T {
    if (++depth > MOST_NESTED) throw new SyntaxError('nested too deeply');
    const inside = part();
    depth--;
    return inside;
  }

  function binary(least: number): Expression {
    return nested(() => operations(least));
  }

  function operations(least: number): Expression {
    let left = unary();
    for (let height = 0; ;) {
      const operator = peek();
      const power = powers.get(operator);
      if (power === undefined || power < least) return left;
      at++;
      const right = binary(operator === '->' ? power : power + 1);
      const name = (operator === '==' ? '=' : operator) as Operator;
      const isFlat = (name === '+' || name === '*' || name === '/\\' || name === '\\/') && left.kind === 'operation';
      if (isFlat && left.kind === 'operation' && left.operator === name) {
        left = { ...left, operands: [...left.operands, right] };
        continue;
      }
      if (++height > MOST_NESTED) throw new SyntaxError('too many operations in a row');
      left = { kind: 'operation', operator: name, operands: [left, right] };
    }
  }

  function unary(): Expression {
    if (accept('not')) return { kind: 'operation', operator: 'not', operands: [nested(unary)] };
    if (accept('-')) return { kind: 'operation', operator: 'negative', operands: [nested(unary)] };
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
      const value = readLiteral(token)?.value;
      if (value === undefined || !Number.isFinite(value)) throw new SyntaxError(`${token} is no number`);
      return quantity ? { kind: 'quantity', quantity } : { kind: 'constant', value };
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
    let open = 0;
    for (let look = at; look < tokens.length; look++) {
      const token = tokens[look] ?? '';
      if (token === '[' || token === '(') open++;
      if (token === ')' || token === ']') open--;
      if (open < 0) return undefined;
      if (token === '|' && open === 0) return look;
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
      if (name === 'alldifferent') return { kind: 'call', name: 'all_different', operands };
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
    const outer = bound.length;
    do {
      const names: string[] = [];
      do {
        const name = peek();
        if (!/^[A-Za-z]\w*$/u.test(name)) throw new SyntaxError(`a name expected, not ${name || 'the end'}`);
        if (reservedNames.has(name)) throw new SyntaxError(`${name} is a word of MiniZinc, no name`);
        names.push(name);
        at++;
      } while (accept(','));
      expect('in');
      const range = binary(powers.get('..') ?? 7);
      const set = range.kind === 'set' ? range.set : range;
      for (const name of names) {
        binders.push({ name, over: set });
        bound.push(name);
      }
    } while (accept(','));
    const where = accept('where') ? binary(0) : undefined;
    expect(end);
    return { binders, where, leave: () => void (bound.length = outer) };
  }
}
