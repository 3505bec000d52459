import { resolveArray, type AssignedValue, type Assignment, type FlatZinc, type Value } from '../flatzinc';
import type { OutputValue } from '../outcome';

/**
 * A solution as the compiler's output model (`.ozn`) reads it, whose parameters are the output variables: an assignment
 * for each. Arrays are lists: where the index set does not begin at 1, the output model gives it to them itself.
 */
export function solutionText(model: FlatZinc, solution: Assignment): string {
  return model.output.map((name) => `${name} = ${textOf(name, model, solution)};\n`).join('');
}

function textOf(name: string, model: FlatZinc, solution: Assignment): string {
  const array = model.arrays.get(name);
  return array === undefined
    ? textOfValue({ kind: 'variable', name }, model, solution)
    : listOf(array, model, solution);
}

function listOf(values: readonly Value[], model: FlatZinc, solution: Assignment): string {
  return `[${values.map((element) => textOfValue(element, model, solution)).join(',')}]`;
}

function textOfValue(value: Value, model: FlatZinc, solution: Assignment): string {
  switch (value.kind) {
    case 'bool':
    case 'int':
      return String(value.value);
    case 'float':
      return decimal(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'set':
      return value.ranges.length === 0 ? '{}' : value.ranges.map(({ low, high }) => `${low}..${high}`).join(' union ');
    case 'variable': {
      const assigned = solution.get(value.name) ?? fixedValue(value.name, model);
      if (assigned === undefined) throw new Error(`The solution has no value for ${value.name}.`);
      return textOfAssigned(assigned, model.variables.get(value.name)?.type === 'float');
    }
    case 'array':
    case 'arrayRef':
      return listOf(resolveArray(model, value), model, solution);
    default: {
      const never: never = value;
      throw new Error(`Unknown value ${JSON.stringify(never)}.`);
    }
  }
}

function textOfAssigned(value: AssignedValue, float: boolean): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return float ? decimal(value) : String(value);
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  const { numerator, denominator } = value as Exclude<typeof value, readonly number[]>;
  return decimal(quotient(numerator, denominator));
}

/** A variable the engine need not tell: fixed by its declaration. */
function fixedValue(name: string, model: FlatZinc): AssignedValue | undefined {
  const variable = model.variables.get(name);
  const value = variable?.value;
  if (value?.kind === 'bool' || value?.kind === 'int' || value?.kind === 'float') return value.value;
  const only = variable?.domain?.length === 1 ? variable.domain[0] : undefined;
  if (only === undefined || only.low !== only.high) return undefined;
  return variable?.type === 'int' || variable?.type === 'float' ? only.low : undefined;
}

/** A double as a number that cannot be mistaken for an integer. */
function decimal(value: number): string {
  const text = String(value === 0 ? 0 : value).replace('e+', 'e');
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The double nearest to an exact quotient, of numbers of any size (to about 1e-19 of its size). */
function quotient(numerator: bigint, denominator: bigint): number {
  if (fitsDouble(numerator) && fitsDouble(denominator)) return Number(numerator) / Number(denominator);
  const shift = denominator.toString().length - numerator.toString().length + 20;
  const scaled =
    shift >= 0 ? (numerator * 10n ** BigInt(shift)) / denominator : numerator / (denominator * 10n ** BigInt(-shift));
  return Number(`${scaled}e${-shift}`);
}

function fitsDouble(value: bigint): boolean {
  return value < 9007199254740992n && value > -9007199254740992n;
}

/**
 * Values by name from the compiler's own JSON (manual, "JSON output"): enum members become their names, sets lists of
 * their elements, tuples lists, records objects. An absent optional value is null.
 */
export function outputValues(json: string): Readonly<Record<string, OutputValue>> {
  return fieldsOf(JSON.parse(json) as object);
}

function fieldsOf(record: object): Readonly<Record<string, OutputValue>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, outputValue(value)]));
}

function outputValue(value: unknown): OutputValue {
  if (value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(outputValue);
  if (typeof value !== 'object' || value === undefined) throw new Error(`Unknown output ${String(value)}.`);
  if ('set' in value && Array.isArray(value.set)) return { set: value.set.flatMap(setElements) };
  return isEnumMember(value) ? enumMember(value) : fieldsOf(value);
}

/** `e` alone or beside its constructor or place; a record may have a field of that name too. */
function isEnumMember(value: object): value is { readonly e: unknown; readonly c?: unknown; readonly i?: unknown } {
  if (!('e' in value) || !Object.keys(value).every((key) => key === 'e' || key === 'c' || key === 'i')) return false;
  return typeof value.e === 'string' || 'c' in value;
}

/** `{"e": "Mon"}`, of a constructor `{"c": "A", "e": {"e": "Mon"}}`, of an anonymous enum `{"e": "E", "i": 2}`. */
function enumMember(value: { readonly e: unknown; readonly c?: unknown; readonly i?: unknown }): string {
  const member =
    typeof value.e === 'object' && value.e !== null && 'e' in value.e ? enumMember(value.e) : String(value.e);
  if (value.c !== undefined) return `${String(value.c)}(${member})`;
  return value.i === undefined ? member : `to_enum(${member},${String(value.i)})`;
}

/** Sets of integers are told as elements and inclusive ranges. */
function setElements(element: unknown): readonly (number | string)[] {
  if (Array.isArray(element) && typeof element[0] === 'number' && typeof element[1] === 'number') {
    const [low, high] = element;
    return Array.from({ length: high - low + 1 }, (_, place) => low + place);
  }
  const value = outputValue(element);
  return typeof value === 'number' || typeof value === 'string' ? [value] : [String(value)];
}
