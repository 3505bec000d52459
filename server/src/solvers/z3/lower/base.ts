import { domainSize, resolveArray, type FlatZinc, type Interval, type Value, type Variable } from '../../../flatzinc';
import { Unsupported, type Encoder } from './encoder';
import { readBool, readReal, type Reading } from './reading';
import { and, decimal, FALSE, integer, symbol, TRUE, type Term } from './term';

/** Set variables over more elements than this would need as many Booleans. */
const LARGEST_SET = 100_000;

/** What an encoding has written so far. */
export interface Script {
  /** Whole commands: declarations and definitions, in an order in which each uses only earlier ones. */
  readonly declarations: string[];
  /** Formulas that hold. */
  readonly assertions: Term[];
  readonly readings: Reading[];
}

/** The part of an encoder that is the same however integers are written. */
export type CommonEncoder = Pick<
  Encoder,
  'array' | 'bool' | 'bounds' | 'domain' | 'set' | 'name' | 'freshInt' | 'define'
> & {
  freshBool(): Term;
  readonly script: Script;
  /** The variable of a value; throws for a constant or an unknown name. */
  variable(value: Value): Variable;
  declareBool(variable: Variable): void;
  declareSet(variable: Variable): void;
  declareFloat(variable: Variable): void;
  /** A float (or whole constant) as a Real; integer variables are the encoding's matter. */
  realConstantOrFloat(value: Value): Term | undefined;
};

/** Declares every variable of a model by what its type asks for. */
export function declareVariables(
  model: FlatZinc,
  declare: Readonly<Record<Variable['type'], (variable: Variable) => void>>,
): void {
  for (const variable of model.variables.values()) declare[variable.type](variable);
}

export function commonEncoder(model: FlatZinc): CommonEncoder {
  const script: Script = { declarations: [], assertions: [], readings: [] };
  const sets = new Map<string, ReadonlyMap<number, Term>>();
  let names = 0;

  const variable = (value: Value): Variable => {
    const found = value.kind === 'variable' ? model.variables.get(value.name) : undefined;
    if (found === undefined) throw new Unsupported(`expected a variable, found ${describe(value)}`);
    return found;
  };
  const domain = (value: Value): readonly Interval[] => {
    if (value.kind === 'int') return [{ low: value.value, high: value.value }];
    if (value.kind === 'bool') return [{ low: Number(value.value), high: Number(value.value) }];
    const { type, domain: ranges } = variable(value);
    return type === 'bool' ? [{ low: 0, high: 1 }] : (ranges ?? [{ low: -Infinity, high: Infinity }]);
  };

  return {
    script,
    variable,
    domain,
    array: (value) => resolveArray(model, value),
    bool(value) {
      if (value.kind === 'bool') return value.value ? TRUE : FALSE;
      const { name, type } = variable(value);
      if (type !== 'bool') throw new Unsupported(`${name} stands where a Boolean belongs`);
      return symbol(name);
    },
    bounds(value) {
      const ranges = domain(value);
      const [first, last] = [ranges[0], ranges[ranges.length - 1]];
      return first === undefined || last === undefined ? { low: 0, high: -1 } : { low: first.low, high: last.high };
    },
    set(value) {
      if (value.kind === 'set') return new Map(elementsOf(value.ranges).map((element) => [element, TRUE]));
      const { name } = variable(value);
      const members = sets.get(name);
      if (members === undefined) throw new Unsupported(`${name} stands where a set belongs`);
      return members;
    },
    name(formula) {
      if (formula.length < 40) return formula;
      const name = `def!${String(names++)}`;
      script.declarations.push(`(define-fun ${name} () Bool ${formula})`);
      return name;
    },
    freshBool() {
      const term = `bool!${String(names++)}`;
      script.declarations.push(`(declare-const ${term} Bool)`);
      return term;
    },
    freshInt({ low, high }) {
      const term = `int!${String(names++)}`;
      script.declarations.push(`(declare-const ${term} Int)`);
      if (low > -Infinity) script.assertions.push(`(>= ${term} ${integer(low)})`);
      if (high < Infinity) script.assertions.push(`(<= ${term} ${integer(high)})`);
      return term;
    },
    define: (formula) => void script.assertions.push(formula),
    declareBool({ name }) {
      script.declarations.push(`(declare-const ${symbol(name)} Bool)`);
      script.readings.push({ name, terms: [symbol(name)], decode: ([value]) => readBool(value) });
    },
    declareFloat({ name, domain: ranges }) {
      const term = symbol(name);
      script.declarations.push(`(declare-const ${term} Real)`);
      script.readings.push({ name, terms: [term], decode: ([value]) => readReal(value) });
      for (const { low, high } of ranges ?? [])
        script.assertions.push(
          and([
            low === -Infinity ? TRUE : `(<= ${decimal(low)} ${term})`,
            high === Infinity ? TRUE : `(<= ${term} ${decimal(high)})`,
          ]),
        );
    },
    declareSet({ name, domain: ranges }) {
      if (ranges === undefined || domainSize(ranges) > LARGEST_SET)
        throw new Unsupported(`the set variable ${name} may hold more than ${String(LARGEST_SET)} numbers`);
      const members = new Map(
        elementsOf(ranges).map((element) => [element, symbol(`${name}.${String(element).replace('-', 'm')}`)]),
      );
      for (const member of members.values()) script.declarations.push(`(declare-const ${member} Bool)`);
      sets.set(name, members);
      const elements = [...members.keys()];
      script.readings.push({
        name,
        terms: [...members.values()],
        decode: (values) => elements.filter((_, place) => readBool(values[place])),
      });
    },
    realConstantOrFloat(value) {
      if (value.kind === 'float' || value.kind === 'int') return decimal(value.value);
      const { name, type } = variable(value);
      return type === 'float' ? symbol(name) : undefined;
    },
  };
}

function elementsOf(ranges: readonly Interval[]): number[] {
  const elements: number[] = [];
  for (const { low, high } of ranges) for (let element = low; element <= high; element++) elements.push(element);
  return elements;
}

function describe(value: Value): string {
  switch (value.kind) {
    case 'variable':
    case 'arrayRef':
      return value.name;
    case 'int':
    case 'float':
      return String(value.value);
    case 'bool':
    case 'string':
      return String(value.value);
    case 'set':
      return 'a set';
    case 'array':
      return 'an array';
    default:
      return value satisfies never;
  }
}
