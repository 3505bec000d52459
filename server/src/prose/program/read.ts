import type { Binder, Expression } from '../expression';
import type { Domain, Quantity } from '../graph';
import { longOperators, symbols, type Reference, type Step, type Symbol } from './symbols';

/** What the places of a text stand for; undefined where they stand for nothing of that kind. */
export interface Things {
  number(place: number, other: boolean): Quantity | undefined;
  set(place: number): number | undefined;
  member(place: number): { readonly set: number; readonly member: number } | undefined;
  /** A table, a family or single variable, a definition. */
  thing(to: Exclude<Reference, 'set' | 'member'>, place: number): number | undefined;
}

/** A program that stands for nothing: it points at a place without a thing, or ends too early. */
export class Unreadable extends Error {}

const letters = 'ijklmn';

/** Reads one program from its steps; the first place of each step counts. */
export class ProgramReader {
  private at = 0;
  private readonly bound: string[] = [];

  constructor(
    private readonly steps: readonly Step[],
    private readonly things: Things,
  ) {}

  get isDone(): boolean {
    return this.at >= this.steps.length;
  }

  /** @throws Unreadable */
  expression(): Expression {
    const { symbol, place } = this.next();
    switch (symbol.kind) {
      case 'number':
      case 'other number': {
        const quantity = this.things.number(place, symbol.kind === 'other number');
        if (!quantity) throw new Unreadable(`no number at ${String(place)}`);
        return { kind: 'quantity', quantity };
      }
      case 'constant':
        return { kind: 'constant', value: symbol.value };
      case 'true':
      case 'false':
        return { kind: 'truth', value: symbol.kind === 'true' };
      case 'index': {
        const name = this.bound[symbol.depth];
        if (name === undefined) throw new Unreadable(`no index ${String(symbol.depth)}`);
        return { kind: 'index', name };
      }
      case 'reference':
        return this.reference(symbol.to, place);
      case 'list':
        return { kind: 'list', items: this.untilEnd() };
      case 'operator': {
        const { operator } = symbol;
        if (longOperators.includes(operator)) {
          const operands = this.untilEnd();
          if (operands.length < 2) throw new Unreadable(`${operator} of ${String(operands.length)}`);
          return { kind: 'operation', operator, operands };
        }
        const count = operator === 'not' || operator === 'negative' ? 1 : 2;
        return { kind: 'operation', operator, operands: this.several(count) };
      }
      case 'call':
        return { kind: 'call', name: symbol.call, operands: this.several(symbol.arity) };
      case 'over':
        return this.over(symbol);
      default:
        throw new Unreadable(`no expression begins with ${symbol.kind}`);
    }
  }

  /** Expressions up to an `end`. */
  untilEnd(): Expression[] {
    const found: Expression[] = [];
    while (!this.accept('end')) found.push(this.expression());
    return found;
  }

  /** Sets up to an `end`. */
  sets(): number[] {
    return this.untilEnd().map((each) => {
      if (each.kind !== 'set') throw new Unreadable('a set expected');
      return each.set;
    });
  }

  direction(): 'minimize' | 'maximize' {
    const { symbol } = this.next();
    if (symbol.kind !== 'direction') throw new Unreadable('a direction expected');
    return symbol.direction;
  }

  missing(): (Symbol & { readonly kind: 'missing' })['what'] {
    const { symbol } = this.next();
    if (symbol.kind !== 'missing') throw new Unreadable('what is missing expected');
    return symbol.what;
  }

  domain(): Domain {
    const { symbol } = this.next();
    if (symbol.kind !== 'domain') throw new Unreadable('a domain expected');
    if (symbol.domain === 'range') return { kind: 'range', first: this.expression(), last: this.expression() };
    if (symbol.domain !== 'member') return symbol.domain;
    const set = this.expression();
    if (set.kind !== 'set') throw new Unreadable('a set expected');
    return { kind: 'member', set: set.set };
  }

  private next(): { readonly symbol: Symbol; readonly place: number } {
    const step = this.steps[this.at++];
    const symbol = step && symbols[step.symbol];
    if (!symbol) throw new Unreadable('the program ends too early');
    return { symbol, place: step.places?.[0] ?? -1 };
  }

  private accept(kind: Symbol['kind']): boolean {
    const step = this.steps[this.at];
    if (step === undefined) throw new Unreadable('the program ends too early');
    if (symbols[step.symbol]?.kind !== kind) return false;
    this.at++;
    return true;
  }

  private several(count: number): Expression[] {
    return Array.from({ length: count }, () => this.expression());
  }

  private reference(to: Reference, place: number): Expression {
    const missing = (): never => {
      throw new Unreadable(`no ${to} at ${String(place)}`);
    };
    switch (to) {
      case 'set':
        return { kind: 'set', set: this.things.set(place) ?? missing() };
      case 'member':
        return { kind: 'member', ...(this.things.member(place) ?? missing()) };
      case 'definition':
        return { kind: 'definition', definition: this.things.thing(to, place) ?? missing() };
      case 'single':
        return { kind: 'variable', variable: this.things.thing(to, place) ?? missing(), index: [] };
      case 'family':
      case 'table': {
        const id = this.things.thing(to, place) ?? missing();
        const index = this.untilEnd();
        return to === 'table' ? { kind: 'table', table: id, index } : { kind: 'variable', variable: id, index };
      }
    }
  }

  private over({ quantifier }: Symbol & { readonly kind: 'over' }): Expression {
    const depth = this.bound.length;
    const binders: Binder[] = [];
    let where: Expression | undefined;
    for (;;) {
      const range = this.expression();
      const name = letters[this.bound.length] ?? `i${String(this.bound.length)}`;
      this.bound.push(name);
      binders.push({ name, over: range.kind === 'set' ? range.set : range });
      if (this.accept('where')) {
        where = this.expression();
        break;
      }
      if (this.accept('body')) break;
    }
    const body = this.expression();
    this.bound.length = depth;
    return { kind: 'over', quantifier, binders, where, body };
  }
}
