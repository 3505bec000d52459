import { calls, type Call, type Operator, type SetId } from '../expression';
import { deepestIndex, type StatementKind, type Symbol } from './symbols';

/** What a value is. */
export type Kind = 'number' | 'truth' | { readonly member: SetId };

/** What the places of a text are declared as; undefined where nothing is known of them. */
export interface Kinds {
  set(place: number): SetId | undefined;
  member(place: number): SetId | undefined;
  /** Of the things of a set: numbers where it is only counted. */
  elementOf(set: SetId): Kind;
  /** The sets that a table or a family runs over, and what its values are. */
  accessed(
    to: 'table' | 'family',
    place: number,
  ): { readonly axes: readonly SetId[]; readonly value: Kind } | undefined;
  single(place: number): Kind | undefined;
}

const unknown: Kinds = {
  set: () => undefined,
  member: () => undefined,
  elementOf: () => 'number',
  accessed: () => undefined,
  single: () => undefined,
};

/**
 * What must come next in a program. `truth` may be true or false, `value` is one number, truth or thing, `compared` one
 * that another of its kind follows, `many` is an array or a set; `...` is any number of them up to an `end`.
 */
type Slot =
  | 'truth'
  | 'value'
  | 'compared'
  | 'number'
  | 'end'
  | 'many'
  | 'set'
  | 'truth...'
  | 'value...'
  | 'number...'
  | 'item...'
  | 'member'
  | 'set...'
  | 'member...'
  | 'domain'
  | 'direction'
  | 'missing'
  | Binders
  /** A value of one kind. */
  | { readonly wanted: Kind }
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
  objective: ['direction', 'number'],
  definition: ['value'],
  family: ['domain', 'set...'],
  table: ['set...'],
  range: ['value', 'value'],
  pairs: ['member...'],
  missing: ['missing'],
  implied: ['truth...'],
};

const oneOf = {
  'truth...': 'truth',
  'value...': 'value',
  'number...': 'number',
  'item...': 'value',
  'set...': 'set',
  'member...': 'member',
} as const;

const arithmetic: readonly Operator[] = ['+', '-', '*', '/', 'div', 'mod', 'negative'];
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
    private readonly kinds: Kinds,
    /** What is still to come, the next last. */
    private readonly stack: readonly Slot[],
    /** What the bound indices stand for, where that is known. */
    private readonly bound: readonly (Kind | undefined)[],
    private readonly length: number,
  ) {}

  /** @param kinds what is declared: then only what fits it may come next */
  static of(kind: StatementKind, kinds: Kinds = unknown): ProgramState {
    return new ProgramState(kinds, [...start[kind]].reverse(), [], 0).settled();
  }

  get isDone(): boolean {
    return this.stack.length === 0;
  }

  /** Whether a symbol may come next, and point at a place. */
  allows(symbol: Symbol, place?: number): boolean {
    const slot = this.stack.at(-1);
    return slot !== undefined && this.operands(slot, symbol, place) !== undefined;
  }

  /**
   * The state after a step.
   * @throws RangeError where the symbol may not come next
   */
  after(symbol: Symbol, place?: number): ProgramState {
    const slot = this.stack.at(-1);
    const found = slot === undefined ? undefined : this.operands(slot, symbol, place);
    if (!found) throw new RangeError(`${JSON.stringify(symbol)} may not come here`);
    const stack = [...this.stack.slice(0, -1), ...[...found.slots].reverse()];
    return new ProgramState(this.kinds, stack, found.bound ?? this.bound, this.length + 1).settled();
  }

  /** The same state, but nothing is known of what is declared. */
  untyped(): ProgramState {
    return new ProgramState(unknown, this.stack, this.bound, this.length);
  }

  /** Drops what asks for no symbol. */
  private settled(): ProgramState {
    const top = this.stack.at(-1);
    if (typeof top === 'object' && 'leave' in top)
      return new ProgramState(
        this.kinds,
        this.stack.slice(0, -1),
        this.bound.slice(0, top.leave),
        this.length,
      ).settled();
    return this;
  }

  /** Steps that are needed at least to end the program. */
  private get owed(): number {
    return this.stack.reduce((sum, slot) => sum + leastSteps(slot), 0);
  }

  private operands(slot: Slot, symbol: Symbol, place: number | undefined): Next | undefined {
    const found = this.expand(slot, symbol, place);
    if (!found) return undefined;
    const needed = found.slots.reduce((sum, each) => sum + leastSteps(each), 0);
    return this.length + 1 + this.owed - leastSteps(slot) + needed <= longestProgram ? found : undefined;
  }

  private expand(slot: Slot, symbol: Symbol, place: number | undefined): Next | undefined {
    if (typeof slot === 'object') {
      if ('wanted' in slot) return this.fitting(slot.wanted, symbol, place);
      return 'binders' in slot ? this.bind(slot, symbol, place) : undefined;
    }
    switch (slot) {
      case 'truth...':
      case 'value...':
      case 'number...':
      case 'item...':
      case 'set...':
      case 'member...': {
        if (symbol.kind === 'end') return { slots: [] };
        const found = this.expand(oneOf[slot], symbol, place);
        return found && { ...found, slots: [...found.slots, slot] };
      }
      case 'member':
        return symbol.kind === 'reference' && symbol.to === 'member' ? { slots: [] } : undefined;
      case 'end':
        return symbol.kind === 'end' ? { slots: [] } : undefined;
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
        return this.many(symbol, place);
      case 'truth':
        return fits('truth', this.kindOf(symbol, place)) ? this.truth(symbol, place) : undefined;
      case 'number':
        return this.fitting('number', symbol, place);
      case 'value':
        return this.value(symbol, place);
      case 'compared': {
        const found = this.value(symbol, place);
        const kind = this.kindOf(symbol, place);
        if (!found) return undefined;
        const other: Slot = kind === undefined ? 'value' : { wanted: kind === 'truth' ? 'number' : kind };
        return { ...found, slots: [...found.slots, other] };
      }
    }
  }

  private fitting(wanted: Kind, symbol: Symbol, place: number | undefined): Next | undefined {
    return fits(wanted, this.kindOf(symbol, place)) ? this.value(symbol, place) : undefined;
  }

  /** What the value is that begins with a symbol, where that is known. */
  private kindOf(symbol: Symbol, place: number | undefined): Kind | undefined {
    switch (symbol.kind) {
      case 'index':
        return this.bound[symbol.depth];
      case 'reference': {
        if (place === undefined || symbol.to === 'set' || symbol.to === 'definition') return undefined;
        if (symbol.to === 'single') return this.kinds.single(place);
        if (symbol.to !== 'member') return this.kinds.accessed(symbol.to, place)?.value;
        const set = this.kinds.member(place);
        return set === undefined ? undefined : this.kinds.elementOf(set);
      }
      case 'operator':
        return arithmetic.includes(symbol.operator) ? 'number' : 'truth';
      case 'over':
        return symbol.quantifier === 'forall' || symbol.quantifier === 'exists' ? 'truth' : 'number';
      case 'call':
        if (symbol.call === 'enum_prev' || symbol.call === 'enum_next' || symbol.arity === 2) return undefined;
        return truthCalls.includes(symbol.call) ? 'truth' : 'number';
      case 'true':
      case 'false':
        return 'truth';
      default:
        return 'number';
    }
  }

  private bind(slot: Binders, symbol: Symbol, place: number | undefined): Next | undefined {
    if (slot.binders === 'more') {
      const leave: Slot = { leave: slot.depth };
      if (symbol.kind === 'where') return { slots: ['truth', slot.body, leave] };
      if (symbol.kind === 'body') return { slots: [slot.body, leave] };
    }
    if (this.bound.length >= deepestIndex) return undefined;
    const found = this.many(symbol, place);
    const set = symbol.kind === 'reference' && place !== undefined ? this.kinds.set(place) : undefined;
    const kind = set === undefined ? undefined : this.kinds.elementOf(set);
    // The range itself is read before its index is bound; an index inside it would be an outer one.
    return found && { slots: [...found.slots, { ...slot, binders: 'more' }], bound: [...this.bound, kind] };
  }

  private over(body: Slot): Next {
    return { slots: [{ binders: 'first', body, depth: this.bound.length }] };
  }

  private many(symbol: Symbol, place: number | undefined): Next | undefined {
    if (symbol.kind === 'reference') {
      if (symbol.to === 'set') return { slots: [] };
      if (symbol.to !== 'family' && symbol.to !== 'table') return undefined;
      const isKnown = place !== undefined && this.kinds.accessed(symbol.to, place) !== undefined;
      return { slots: [isKnown ? 'end' : 'value...'] };
    }
    if (symbol.kind === 'list') return { slots: ['item...'] };
    if (symbol.kind === 'over' && symbol.quantifier === 'list') return this.over('value');
    return symbol.kind === 'operator' && symbol.operator === '..' ? { slots: ['number', 'number'] } : undefined;
  }

  /** What stands alone and may be true or false. */
  private named(symbol: Symbol, place: number | undefined): Next | undefined {
    if (symbol.kind !== 'reference') return undefined;
    if (symbol.to === 'single' || symbol.to === 'definition') return { slots: [] };
    if (symbol.to !== 'family' && symbol.to !== 'table') return undefined;
    const known = place === undefined ? undefined : this.kinds.accessed(symbol.to, place);
    if (!known) return { slots: ['value...'] };
    return { slots: [...known.axes.map((axis): Slot => ({ wanted: this.kinds.elementOf(axis) })), 'end'] };
  }

  private truth(symbol: Symbol, place: number | undefined): Next | undefined {
    if (symbol.kind === 'true' || symbol.kind === 'false') return { slots: [] };
    if (symbol.kind === 'over')
      return symbol.quantifier === 'forall' || symbol.quantifier === 'exists' ? this.over('truth') : undefined;
    if (symbol.kind === 'call') return truthCalls.includes(symbol.call) ? { slots: callSlots(symbol) } : undefined;
    if (symbol.kind !== 'operator') return this.named(symbol, place);
    const { operator } = symbol;
    if (comparing.includes(operator)) return { slots: ['compared'] };
    if (operator === 'in') return { slots: ['value', 'many'] };
    if (operator === 'not') return { slots: ['truth'] };
    if (operator === '/\\' || operator === '\\/') return { slots: ['truth...'] };
    return operator === '->' || operator === '<->' || operator === 'xor' ? { slots: ['truth', 'truth'] } : undefined;
  }

  private value(symbol: Symbol, place: number | undefined): Next | undefined {
    switch (symbol.kind) {
      case 'number':
      case 'other number':
      case 'constant':
        return { slots: [] };
      case 'index':
        return symbol.depth < this.bound.length ? { slots: [] } : undefined;
      case 'reference':
        return symbol.to === 'member' ? { slots: [] } : this.named(symbol, place);
      case 'over':
        if (symbol.quantifier === 'sum' || symbol.quantifier === 'max' || symbol.quantifier === 'min')
          return this.over('number');
        return symbol.quantifier === 'count' ? this.over('truth') : this.truth(symbol, place);
      case 'call':
        return { slots: callSlots(symbol) };
      case 'operator': {
        const { operator } = symbol;
        if (operator === '+' || operator === '*') return { slots: ['number...'] };
        if (operator === 'negative') return { slots: ['number'] };
        if (arithmetic.includes(operator)) return { slots: ['number', 'number'] };
        return operator === '..' ? undefined : this.truth(symbol, place);
      }
      default:
        return this.truth(symbol, place);
    }
  }
}

/** What a step asks for, and the indices that are bound after it where they change. */
interface Next {
  readonly slots: readonly Slot[];
  readonly bound?: readonly (Kind | undefined)[];
}

/** Whether a value may stand where one of a kind is wanted; a truth counts as 0 or 1. */
function fits(wanted: Kind, kind: Kind | undefined): boolean {
  if (kind === undefined) return true;
  if (typeof wanted === 'object') return typeof kind === 'object' && kind.member === wanted.member;
  return kind === wanted || (wanted === 'number' && kind === 'truth');
}

function callSlots({ call, arity }: Symbol & { readonly kind: 'call' }): Slot[] {
  const special = operandsOf[call];
  if (special) return [...special];
  const inner: Slot = arity === 2 && (call === 'max' || call === 'min') ? 'value' : 'many';
  return Array.from({ length: Math.min(arity, calls[call][1]) }, () => inner);
}

function leastSteps(slot: Slot): number {
  if (typeof slot === 'object') return 'leave' in slot ? 0 : 'binders' in slot && slot.binders === 'first' ? 4 : 2;
  return slot === 'end' ? 1 : slot === 'compared' ? 4 : 2;
}
