import { domainElements, domainSize, resolveArray, type FlatZinc, type Value, type Variable } from '../../../flatzinc';
import { CnfError, openCnf, TRUE, type Cnf, type Literal } from './cnf';

/** An integer in the order encoding (Tamura et al. 2009, *Compiling finite linear CSP into SAT*). */
export interface Integer {
  /** Ascending, at least one. */
  readonly values: readonly number[];
  /** `from[k]` is true exactly if the integer is `values[k]` or more; `from[0]` is always true. */
  readonly from: readonly Literal[];
}

/** The variables of a model as literals of a formula, made when first asked for. */
export interface Encoder {
  readonly model: FlatZinc;
  readonly cnf: Cnf;
  bool(value: Value | undefined): Literal;
  /** Booleans count as 0 and 1. */
  int(value: Value | undefined): Integer;
  bools(array: Value | undefined): readonly Literal[];
  ints(array: Value | undefined): readonly Integer[];
}

/** The order encoding has a literal for each value. */
const mostValues = 100_000;

export function openEncoder(model: FlatZinc): Encoder {
  const cnf = openCnf();
  const literals = new Map<string, Literal>();
  const integers = new Map<string, Integer>();
  const indicators = findIndicators(model);

  const declared = (name: string): Variable => {
    const variable = model.variables.get(name);
    if (variable === undefined) throw new TypeError(`no variable is named ${name}`);
    return variable;
  };

  const encodeInteger = (variable: Variable): Integer => {
    const { name, domain } = variable;
    const size = domainSize(domain);
    if (domain === undefined || !Number.isFinite(size))
      throw new CnfError(`${nameOf(variable)} has no bounds: give the integers domains.`);
    if (size > mostValues) throw new CnfError(`${nameOf(variable)} has ${size} values, too many for a CNF.`);
    const [first, ...others] = domainElements(domain);
    if (first === undefined) {
      cnf.add([]);
      return { values: [0], from: [TRUE] };
    }
    const indicator = indicators.get(name);
    if (indicator !== undefined && first === 0 && others.length === 1 && others[0] === 1)
      return { values: [0, 1], from: [TRUE, encoder.bool(indicator)] };
    const from = [TRUE, ...others.map(() => cnf.newVariable())];
    for (let k = 2; k < from.length; k++) cnf.add([-(from[k] ?? TRUE), from[k - 1] ?? TRUE]);
    return { values: [first, ...others], from };
  };

  const encoder: Encoder = {
    model,
    cnf,
    bool(value) {
      if (value?.kind === 'bool') return value.value ? TRUE : -TRUE;
      if (value?.kind !== 'variable' || declared(value.name).type !== 'bool')
        throw new TypeError(`expected a Boolean, found ${value?.kind ?? 'nothing'}`);
      const literal = literals.get(value.name) ?? cnf.newVariable();
      literals.set(value.name, literal);
      return literal;
    },
    int(value) {
      if (value?.kind === 'int') return { values: [value.value], from: [TRUE] };
      if (value?.kind === 'bool') return { values: [Number(value.value)], from: [TRUE] };
      if (value?.kind !== 'variable') throw new TypeError(`expected an integer, found ${value?.kind ?? 'nothing'}`);
      const known = integers.get(value.name);
      if (known !== undefined) return known;
      const variable = declared(value.name);
      const integer =
        variable.type === 'bool' ? { values: [0, 1], from: [TRUE, encoder.bool(value)] } : encodeInteger(variable);
      integers.set(value.name, integer);
      return integer;
    },
    bools: (array) => resolveArray(model, array).map((element) => encoder.bool(element)),
    ints: (array) => resolveArray(model, array).map((element) => encoder.int(element)),
  };
  return encoder;
}

/** A variable in a sentence; the compiler's own have no name that a user knows. */
export function nameOf({ name, type, introduced }: Variable): string {
  if (!introduced) return `The variable "${name}"`;
  return type === 'int' ? 'An intermediate integer' : 'An intermediate variable';
}

/** The integers that `bool2int` makes of Booleans: where they are 0..1 they need no literal of their own. */
function findIndicators(model: FlatZinc): ReadonlyMap<string, Value> {
  const indicators = new Map<string, Value>();
  for (const { id, args } of model.constraints) {
    const [flag, integer] = args;
    if (id === 'bool2int' && flag?.kind === 'variable' && integer?.kind === 'variable')
      indicators.set(integer.name, flag);
  }
  return indicators;
}

/** The literal of `integer >= value`. */
export function atLeast({ values, from }: Integer, value: number): Literal {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return from[low] ?? -TRUE;
}

/** One of these literals is true exactly if `integer` is not `value`. */
export function differs(integer: Integer, value: number): readonly [Literal, Literal] {
  return [-atLeast(integer, value), atLeast(integer, value + 1)];
}
