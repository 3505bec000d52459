import { resolveArray, type FlatZinc, type Value } from '../../flatzinc';

/** FlatZinc's own predicates need no declaration; those of an engine's library of globals do. */
const builtin = /^(array_(var_)?(bool|int|float|set)_|bool2int$|int2float$|(bool|int|float|set)_)/;
const ofLibraries = /^bool_sum_|^array_(bool|int|float|set)_l[qt]$|_imp$/;

/**
 * `predicate ...;` lines for what is not built into FlatZinc, with the types of its uses: an argument is a `var` if any
 * use has a variable there (MiniZinc manual, "FlatZinc: predicate declarations").
 */
export function declarePredicates(model: FlatZinc): readonly string[] {
  const signatures = new Map<string, { readonly id: string; readonly types: ArgumentType[] }>();
  for (const { id, args } of model.constraints) {
    if (builtin.test(id) && !ofLibraries.test(id)) continue;
    const key = `${id}/${args.length}`;
    const signature = signatures.get(key) ?? { id, types: args.map(() => nothing) };
    signatures.set(key, signature);
    args.forEach((arg, place) => {
      signature.types[place] = joined(signature.types[place] ?? nothing, typeOf(model, arg));
    });
  }
  return [...signatures.values()].map(
    ({ id, types }) => `predicate ${id}(${types.map((type, place) => `${print(type)}: a${place}`).join(',')});`,
  );
}

interface ArgumentType {
  readonly array: boolean;
  readonly variable: boolean;
  /** undefined: an empty array, which may be of anything. */
  readonly base: 'bool' | 'int' | 'float' | 'set of int' | 'string' | undefined;
}

const nothing: ArgumentType = { array: false, variable: false, base: undefined };

function typeOf(model: FlatZinc, value: Value): ArgumentType {
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
      return { array: false, variable: false, base: value.kind };
    case 'set':
      return { array: false, variable: false, base: 'set of int' };
    case 'variable':
      return { array: false, variable: true, base: model.variables.get(value.name)?.type };
    case 'array':
    case 'arrayRef':
      return resolveArray(model, value).reduce<ArgumentType>((type, element) => joined(type, typeOf(model, element)), {
        ...nothing,
        array: true,
      });
    default: {
      const never: never = value;
      throw new Error(`Unknown value ${JSON.stringify(never)}.`);
    }
  }
}

function joined(a: ArgumentType, b: ArgumentType): ArgumentType {
  return { array: a.array || b.array, variable: a.variable || b.variable, base: a.base ?? b.base };
}

function print({ array, variable, base = 'int' }: ArgumentType): string {
  return `${array ? 'array [int] of ' : ''}${variable ? 'var ' : ''}${base}`;
}
