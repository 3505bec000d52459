import type { Expression } from '../expression';
import type { Domain, Quantity } from '../graph';
import { longOperators, numberOf, type Reference, type Step, type Symbol } from './symbols';

/** What a program can point at, by where it stands in the text. */
export interface Places {
  /** Undefined where the number does not stand in the text as rules read it; `other`: in its second reading. */
  number(quantity: Quantity): { readonly place: number; readonly other: boolean } | undefined;
  /** All places that name it; none: it cannot be pointed at. */
  reference(to: Reference, id: number, member?: number): readonly number[];
  /** Whether a variable stands alone, without an index. */
  isSingle(variable: number): boolean;
}

/** An expression that no program says: a constant out of the list, a thing that the text does not name. */
export class Unsayable extends Error {}

/**
 * An expression as a program: its tree in prefix order, indices by their depth.
 * @throws Unsayable
 */
export function writeExpression(expression: Expression, places: Places): Step[] {
  const steps: Step[] = [];
  const bound: string[] = [];
  write(expression);
  return steps;

  function put(symbol: Symbol, at?: readonly number[]): void {
    const number = numberOf(symbol);
    if (number === undefined) throw new Unsayable(JSON.stringify(symbol));
    steps.push(at ? { symbol: number, places: at } : { symbol: number });
  }

  function refer(to: Reference, id: number, member?: number): void {
    const at = places.reference(to, id, member);
    if (at.length === 0) throw new Unsayable(`${to} ${String(id)} is not named`);
    put({ kind: 'reference', to }, at);
  }

  function writeAll(parts: readonly Expression[]): void {
    for (const part of parts) write(part);
    put({ kind: 'end' });
  }

  function write(each: Expression): void {
    switch (each.kind) {
      case 'quantity': {
        const found = places.number(each.quantity);
        if (!found) throw new Unsayable(`number ${each.quantity.text}`);
        put({ kind: found.other ? 'other number' : 'number' }, [found.place]);
        return;
      }
      case 'constant':
        put({ kind: 'constant', value: each.value });
        return;
      case 'truth':
        put({ kind: each.value ? 'true' : 'false' });
        return;
      case 'member':
        refer('member', each.set, each.member);
        return;
      case 'set':
        refer('set', each.set);
        return;
      case 'index': {
        const depth = bound.lastIndexOf(each.name);
        if (depth < 0) throw new Unsayable(`index ${each.name}`);
        put({ kind: 'index', depth });
        return;
      }
      case 'table':
        refer('table', each.table);
        writeAll(each.index);
        return;
      case 'variable':
        if (places.isSingle(each.variable)) refer('single', each.variable);
        else {
          refer('family', each.variable);
          writeAll(each.index);
        }
        return;
      case 'definition':
        refer('definition', each.definition);
        return;
      case 'over': {
        put({ kind: 'over', quantifier: each.quantifier });
        const depth = bound.length;
        for (const { name, over } of each.binders) {
          if (typeof over === 'number') refer('set', over);
          else write(over);
          bound.push(name);
        }
        if (each.where) {
          put({ kind: 'where' });
          write(each.where);
        } else put({ kind: 'body' });
        write(each.body);
        bound.length = depth;
        return;
      }
      case 'operation':
        put({ kind: 'operator', operator: each.operator });
        if (longOperators.includes(each.operator)) writeAll(each.operands);
        else for (const operand of each.operands) write(operand);
        return;
      case 'call':
        put({ kind: 'call', call: each.name, arity: each.operands.length });
        for (const operand of each.operands) write(operand);
        return;
      case 'list':
        put({ kind: 'list' });
        writeAll(each.items);
        return;
    }
  }
}

/**
 * The kind of a family's values and the sets it runs over.
 * @throws Unsayable
 */
export function writeFamily(domain: Domain, index: readonly number[], places: Places): Step[] {
  return [...writeDomain(domain, places), ...writeIndex(index, places)];
}

/**
 * The sets that a table or a family runs over.
 * @throws Unsayable
 */
export function writeIndex(index: readonly number[], places: Places): Step[] {
  const sets = index.flatMap((set) => writeExpression({ kind: 'set', set }, places));
  return [...sets, plain({ kind: 'end' })];
}

function writeDomain(domain: Domain, places: Places): Step[] {
  if (typeof domain === 'string') return [plain({ kind: 'domain', domain })];
  const head = plain({ kind: 'domain', domain: domain.kind });
  const rest: Expression[] =
    domain.kind === 'member' ? [{ kind: 'set', set: domain.set }] : [domain.first, domain.last];
  return [head, ...rest.flatMap((each) => writeExpression(each, places))];
}

/**
 * A symbol that points at nothing, as a step.
 * @throws Unsayable
 */
export function plain(symbol: Symbol): Step {
  const number = numberOf(symbol);
  if (number === undefined) throw new Unsayable(JSON.stringify(symbol));
  return { symbol: number };
}
