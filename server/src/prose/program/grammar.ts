import { calls, type Call, type Operator } from '../expression';
import { deepestIndex, type StatementKind, type Symbol } from './symbols';

/**
 * What must come next in a program. `truth` may be true or false, `value` is one number, truth or thing, `many` is an
 * array or a set; `...` is any number of them up to an `end`.
 */
type Slot =
  | 'truth'
  | 'value'
  | 'many'
  | 'set'
  | 'truth...'
  | 'value...'
  | 'item...'
  | 'set...'
  | 'member...'
  | 'domain'
  | 'direction'
  | 'missing'
  | Binders
  /** The indices from this depth on are no longer bound. */
  | { readonly leave: number };

/** Binders of an expression over sets: the first one, then more, a condition or the body. */
interface Binders {
  readonly binders: 'first' | 'more';
  readonly body: Slot;
  /** Indices bound outside. */
  readonly depth: number;
}

const start: Readonly<Record<StatementKind, readonly Slot[]>> = {
  constraint: ['truth'],
  objective: ['direction', 'value'],
  definition: ['value'],
  family: ['domain', 'set...'],
  table: ['set...'],
  range: ['value', 'value'],
  pairs: ['member...'],
  missing: ['missing'],
  implied: ['truth...'],
};

const comparing: readonly Operator[] = ['<', '<=', '=', '!=', '>=', '>'];
const truthCalls: readonly Call[] = [
  'all_different',
  'all_equal',
  'cumulative',
  'disjunctive',
  'circuit',
  'subcircuit',
  'inverse',
  'increasing',
  'strictly_increasing',
  'decreasing',
  'at_most',
  'at_least',
  'exactly',
  'global_cardinality',
  'global_cardinality_low_up',
];
/** Operands of calls that are not all one array. */
const operandsOf: Readonly<Partial<Record<Call, readonly Slot[]>>> = {
  abs: ['value'],
  count: ['many', 'value'],
  cumulative: ['many', 'many', 'many', 'value'],
  at_most: ['value', 'many', 'value'],
  at_least: ['value', 'many', 'value'],
  exactly: ['value', 'many', 'value'],
  among: ['value', 'many', 'many'],
  enum_prev: ['set', 'value'],
  enum_next: ['set', 'value'],
  enum2int: ['value'],
  bool2int: ['truth'],
  ceil: ['value'],
  floor: ['value'],
};

/** The longest program that is read or written, in steps. */
export const longestProgram = 96;

/**
 * Follows a program step by step and says which symbols may come next, so that whatever is chosen among them ends as a
 * well-formed program (constrained decoding).
 */
export class ProgramState {
  private constructor(
    /** What is still to come, the next last. */
    private readonly stack: readonly Slot[],
    private readonly bound: number,
    private readonly length: number,
  ) {}

  static of(kind: StatementKind): ProgramState {
    return new ProgramState([...start[kind]].reverse(), 0, 0).settled();
  }

  get isDone(): boolean {
    return this.stack.length === 0;
  }

  /** Whether a symbol may come next. */
  allows(symbol: Symbol): boolean {
    const slot = this.stack.at(-1);
    return slot !== undefined && this.operands(slot, symbol) !== undefined;
  }

  /**
   * The state after a step.
   * @throws RangeError where the symbol may not come next
   */
  after(symbol: Symbol): ProgramState {
    const slot = this.stack.at(-1);
    const found = slot === undefined ? undefined : this.operands(slot, symbol);
    if (!found) throw new RangeError(`${JSON.stringify(symbol)} may not come here`);
    const rest = this.stack.slice(0, -1);
    return new ProgramState([...rest, ...found.slots.reverse()], found.bound ?? this.bound, this.length + 1).settled();
  }

  /** Drops what asks for no symbol. */
  private settled(): ProgramState {
    const top = this.stack.at(-1);
    if (typeof top === 'object' && 'leave' in top)
      return new ProgramState(this.stack.slice(0, -1), top.leave, this.length).settled();
    return this;
  }

  /** Steps that are needed at least to end the program. */
  private get owed(): number {
    return this.stack.reduce((sum, slot) => sum + leastSteps(slot), 0);
  }

  private operands(slot: Slot, symbol: Symbol): { slots: Slot[]; bound?: number } | undefined {
    const found = this.expand(slot, symbol);
    if (!found) return undefined;
    const needed = found.slots.reduce((sum, each) => sum + leastSteps(each), 0);
    return this.length + 1 + this.owed - leastSteps(slot) + needed <= longestProgram ? found : undefined;
  }

  private expand(slot: Slot, symbol: Symbol): { slots: Slot[]; bound?: number } | undefined {
    if (typeof slot === 'object') return 'binders' in slot ? this.bind(slot, symbol) : undefined;
    switch (slot) {
      case 'truth...':
      case 'value...':
      case 'item...':
      case 'set...':
      case 'member...': {
        if (symbol.kind === 'end') return { slots: [] };
        if (slot === 'member...')
          return symbol.kind === 'reference' && symbol.to === 'member' ? { slots: [slot] } : undefined;
        if (slot === 'set...')
          return symbol.kind === 'reference' && symbol.to === 'set' ? { slots: [slot] } : undefined;
        const inner = slot === 'truth...' ? 'truth' : 'value';
        const found = this.expand(inner, symbol);
        return found && { ...found, slots: [...found.slots, slot] };
      }
      case 'domain':
        if (symbol.kind !== 'domain') return undefined;
        if (symbol.domain === 'member') return { slots: ['set'] };
        return { slots: symbol.domain === 'range' ? ['value', 'value'] : [] };
      case 'direction':
        return symbol.kind === 'direction' ? { slots: [] } : undefined;
      case 'missing':
        return symbol.kind === 'missing' ? { slots: [] } : undefined;
      case 'set':
        return symbol.kind === 'reference' && symbol.to === 'set' ? { slots: [] } : undefined;
      case 'many':
        return this.many(symbol);
      case 'truth':
        return this.truth(symbol);
      case 'value':
        return this.value(symbol);
    }
  }

  private bind(slot: Binders, symbol: Symbol): { slots: Slot[]; bound?: number } | undefined {
    if (slot.binders === 'more') {
      const leave: Slot = { leave: slot.depth };
      if (symbol.kind === 'where') return { slots: ['truth', slot.body, leave] };
      if (symbol.kind === 'body') return { slots: [slot.body, leave] };
    }
    if (this.bound >= deepestIndex) return undefined;
    const found = this.many(symbol);
    // The range itself is read before its index is bound; an index inside it would be an outer one.
    return found && { slots: [...found.slots, { ...slot, binders: 'more' }], bound: this.bound + 1 };
  }

  private over(body: Slot): { slots: Slot[] } {
    return { slots: [{ binders: 'first', body, depth: this.bound }] };
  }

  private many(symbol: Symbol): { slots: Slot[] } | undefined {
    if (symbol.kind === 'reference') {
      if (symbol.to === 'set') return { slots: [] };
      return symbol.to === 'family' || symbol.to === 'table' ? { slots: ['value...'] } : undefined;
    }
    if (symbol.kind === 'list') return { slots: ['item...'] };
    if (symbol.kind === 'over' && symbol.quantifier === 'list') return this.over('value');
    return symbol.kind === 'operator' && symbol.operator === '..' ? { slots: ['value', 'value'] } : undefined;
  }

  /** What stands alone and may be true or false. */
  private named(symbol: Symbol): { slots: Slot[] } | undefined {
    if (symbol.kind !== 'reference') return undefined;
    if (symbol.to === 'single' || symbol.to === 'definition') return { slots: [] };
    return symbol.to === 'family' || symbol.to === 'table' ? { slots: ['value...'] } : undefined;
  }

  private truth(symbol: Symbol): { slots: Slot[] } | undefined {
    if (symbol.kind === 'true' || symbol.kind === 'false') return { slots: [] };
    if (symbol.kind === 'over')
      return symbol.quantifier === 'forall' || symbol.quantifier === 'exists' ? this.over('truth') : undefined;
    if (symbol.kind === 'call') return truthCalls.includes(symbol.call) ? { slots: callSlots(symbol) } : undefined;
    if (symbol.kind !== 'operator') return this.named(symbol);
    const { operator } = symbol;
    if (comparing.includes(operator)) return { slots: ['value', 'value'] };
    if (operator === 'in') return { slots: ['value', 'many'] };
    if (operator === 'not') return { slots: ['truth'] };
    if (operator === '/\\' || operator === '\\/') return { slots: ['truth...'] };
    return operator === '->' || operator === '<->' || operator === 'xor' ? { slots: ['truth', 'truth'] } : undefined;
  }

  private value(symbol: Symbol): { slots: Slot[] } | undefined {
    switch (symbol.kind) {
      case 'number':
      case 'other number':
      case 'constant':
        return { slots: [] };
      case 'index':
        return symbol.depth < this.bound ? { slots: [] } : undefined;
      case 'reference':
        return symbol.to === 'member' ? { slots: [] } : this.named(symbol);
      case 'over':
        if (symbol.quantifier === 'sum' || symbol.quantifier === 'max' || symbol.quantifier === 'min')
          return this.over('value');
        return symbol.quantifier === 'count' ? this.over('truth') : this.truth(symbol);
      case 'call':
        return { slots: callSlots(symbol) };
      case 'operator': {
        const { operator } = symbol;
        if (operator === '+' || operator === '*') return { slots: ['value...'] };
        if (operator === 'negative') return { slots: ['value'] };
        if (['-', '/', 'div', 'mod'].includes(operator)) return { slots: ['value', 'value'] };
        return operator === '..' ? undefined : this.truth(symbol);
      }
      default:
        return this.truth(symbol);
    }
  }
}

function callSlots({ call, arity }: Symbol & { readonly kind: 'call' }): Slot[] {
  const special = operandsOf[call];
  if (special) return [...special];
  const inner: Slot = arity === 2 && (call === 'max' || call === 'min') ? 'value' : 'many';
  return Array.from({ length: Math.min(arity, calls[call][1]) }, () => inner);
}

function leastSteps(slot: Slot): number {
  if (typeof slot === 'object') return 'leave' in slot ? 0 : slot.binders === 'first' ? 4 : 2;
  return 2;
}
