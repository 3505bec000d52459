import type { FlatConstraint, FlatZinc, Origin, Value } from '../../../flatzinc';
import { arithmeticEncoder } from './arithmetic';
import type { Script } from './base';
import { booleanConstraints } from './booleans';
import { elementConstraints } from './elements';
import {
  conjunction,
  impliesAll,
  Unsupported,
  type Conjunction,
  type Encoder,
  type Lowering,
  type LoweringTable,
} from './encoder';
import { differenceEncoder, hasLargeIntegers, NotDifference } from './difference';
import { finiteEncoder } from './finite';
import { floatConstraints } from './floats';
import { globalConstraints } from './globals';
import { integerConstraints, integerNegations } from './integers';
import type { Reading } from './reading';
import { setConstraints } from './sets';
import { and, iff, not, TRUE, type Term } from './term';

export type { Reading } from './reading';
export { isIrrational, readRational } from './reading';
export type { Term } from './term';
export { decimal, decimalFraction, integer, not, and, or } from './term';

/** A FlatZinc model as SMT-LIB. Pure text: it knows no solver and no worker. */
export interface Lowered {
  /**
   * `QF_FD` where every variable has finitely many values, so that Z3 takes its SAT solver; `QF_IDL` where integers with
   * many values meet in differences only.
   */
  readonly logic: 'QF_FD' | 'QF_IDL' | undefined;
  /** Whole commands. */
  readonly declarations: readonly string[];
  /** Formulas that hold. */
  readonly assertions: readonly Term[];
  /** Where each assertion comes from, by its place in `assertions`; domains have no origin. */
  readonly origins: readonly (Origin | undefined)[];
  /** How each variable is read back, in the model's order. */
  readonly readings: readonly Reading[];
  /** Whether products of variables or other nonlinear terms occur, where Z3 is incomplete. */
  readonly nonlinear: boolean;
  readonly encoder: Encoder;
}

export type LoweringResult =
  | { readonly kind: 'lowered'; readonly lowered: Lowered }
  /** A sentence that says what Z3 cannot take. */
  | { readonly kind: 'unsupported'; readonly reason: string };

const constraints: LoweringTable = {
  ...booleanConstraints,
  ...integerConstraints,
  ...floatConstraints,
  ...setConstraints,
  ...elementConstraints,
  ...globalConstraints,
};

const nonlinearConstraints = new Set([
  'int_times',
  'int_div',
  'int_mod',
  'int_pow',
  'int_pow_fixed',
  'float_times',
  'float_div',
  'float_pow',
  'float_sqrt',
]);

/** Predicates that say nothing by themselves: they mark the parts of a guarded compilation. */
const MARK = 'mw_part';

export interface LoweringOptions {
  /**
   * How integers are written. `fastest`: as the cost model has it, see `lower`; `arithmetic`: each as an Int, for people
   * and other solvers; `finite`: as Booleans and bit-vectors wherever there are finitely many values.
   */
  readonly integers?: 'fastest' | 'finite' | 'arithmetic';
}

/**
 * Lowers a model to SMT-LIB. Never throws for what a model contains.
 *
 * The cost model, measured: where something has no bounds, integers are Ints. Where most integers have many values and
 * meet in differences only, they are left to the theory of differences. Else integers of few values are in the order
 * encoding (sums of them pseudo-Boolean constraints), those of many values bit-vectors (see `finiteEncoder`).
 */
export function lower(model: FlatZinc, { integers = 'fastest' }: LoweringOptions = {}): LoweringResult {
  if (integers === 'arithmetic' || !isFinite(model)) return lowerWith(model, arithmeticEncoder(model), undefined);
  if (integers === 'fastest' && hasLargeIntegers(model)) {
    try {
      return lowerWith(model, differenceEncoder(model), 'QF_IDL');
    } catch (error) {
      if (!(error instanceof NotDifference)) throw error;
    }
  }
  return lowerWith(model, finiteEncoder(model), 'QF_FD');
}

function lowerWith(
  model: FlatZinc,
  { encoder, script }: { readonly encoder: Encoder; readonly script: Script },
  logic: Lowered['logic'],
): LoweringResult {
  try {
    for (const { name, value } of model.variables.values())
      if (value !== undefined) script.assertions.push(...equalsValue(name, value, encoder, model));
    const origins: (Origin | undefined)[] = script.assertions.map(() => undefined);
    for (const constraint of model.constraints) {
      script.assertions.push(...lowerConstraint(constraint, encoder).filter((formula) => formula !== TRUE));
      // What a lowering asserted about its own new variables belongs to its constraint as well.
      while (origins.length < script.assertions.length) origins.push(constraint.origin);
    }
    const nonlinear = model.constraints.some(({ id }) => nonlinearConstraints.has(baseOf(id)));
    return {
      kind: 'lowered',
      lowered: { logic, ...script, origins, nonlinear, encoder },
    };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', reason: `${error.message}.` };
    throw error;
  }
}

function isFinite(model: FlatZinc): boolean {
  for (const { type, domain } of model.variables.values()) {
    if (type === 'float') return false;
    if (type !== 'int') continue;
    const [first, last] = [domain?.[0], domain?.[domain.length - 1]];
    if (first === undefined || last === undefined || first.low === -Infinity || last.high === Infinity) return false;
  }
  return true;
}

function equalsValue(name: string, value: Value, encoder: Encoder, model: FlatZinc): Conjunction {
  const predicate = { bool: 'bool_eq', int: 'int_eq', float: 'float_eq', 'set of int': 'set_eq' } as const;
  const type = model.variables.get(name)?.type ?? 'int';
  return lowerConstraint(
    { id: predicate[type], args: [{ kind: 'variable', name }, value], origin: undefined },
    encoder,
  );
}

function baseOf(id: string): string {
  return id.replace(/_(reif|imp)$/, '');
}

/** One mechanism for every predicate: p, p_reif (last argument <-> p) and p_imp (last argument -> p). */
function lowerConstraint({ id, args }: FlatConstraint, encoder: Encoder): Conjunction {
  const base = baseOf(id);
  if (base === MARK) return [];
  const plain = lookUp(constraints, id);
  if (plain !== undefined) return conjunction(plain(args, encoder));
  const lowering = lookUp(constraints, base);
  const control = args[args.length - 1];
  if (lowering === undefined || base === id || control === undefined)
    throw new Unsupported(`Z3 cannot take the constraint ${id}`);
  const literal = encoder.bool(control);
  const rest = args.slice(0, -1);
  if (id.endsWith('_imp'))
    return impliesAll(literal, lowering(hasResult(base, args.length) ? [...rest, yes] : rest, encoder));
  const formulas = conjunction(lowering(rest, encoder));
  const negation = lookUp(integerNegations, base);
  // Two sets of clauses where the negation has clauses of its own.
  if (negation === undefined || formulas.length < 2) return [iff(literal, and(formulas))];
  return [...impliesAll(literal, formulas), ...impliesAll(not(literal), negation(rest, encoder))];
}

const yes: Value = { kind: 'bool', value: true };

function lookUp(table: LoweringTable, id: string): Lowering | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/**
 * A Boolean function's half-reification replaces its result: `bool_or_imp(x, y, r)` is r -> x or y, as
 * `bool_or(x, y, r)` is r <-> x or y.
 */
function hasResult(base: string, args: number): boolean {
  switch (base) {
    case 'array_bool_and':
    case 'array_bool_or':
      return args === 2;
    case 'bool_and':
    case 'bool_or':
    case 'bool_xor':
      return args === 3;
    default:
      return false;
  }
}
