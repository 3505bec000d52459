import { FlatZincError } from './error';
import { JsonNumber, readJson, type Json } from './json';
import type {
  Annotation,
  AnnotationArgument,
  FlatConstraint,
  FlatZinc,
  Goal,
  Interval,
  Origin,
  Value,
  Variable,
  VariableType,
} from './types';

type JsonObject = ReadonlyMap<string, Json>;

type Reference = Extract<Value, { readonly name: string }>;

/** Value objects are shared: FlatZinc mentions few distinct variables and constants, very often. */
interface Interning {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly arrays: JsonObject;
  readonly references: Map<string, Reference>;
}

/**
 * Reads the compiler's JSON form of FlatZinc (MiniZinc manual, "FlatZinc JSON format").
 *
 * Integers beyond 2^53 would be rounded by a JavaScript number, so they are refused. The one exception is a bound of a
 * variable that a constraint defines: the compiler worked that bound out, and it is widened to no bound at all, which
 * admits no solution that the defining constraint does not admit.
 *
 * @param json the text the compiler wrote
 * @param origins origin by the constraint's index in the file
 * @throws FlatZincError for text that is not FlatZinc and for integers beyond 2^53
 */
export function readFlatZinc(json: string, origins?: ReadonlyMap<number, Origin>): FlatZinc {
  const root = readJson(json);
  if (!isObject(root)) throw new FlatZincError('The compiler wrote no FlatZinc.');

  const variables = new Map<string, Variable>();
  const interning: Interning = {
    variables,
    arrays: member(root, 'arrays', isObject, emptyObject),
    references: new Map(),
  };
  for (const [name, declaration] of member(root, 'variables', isObject, emptyObject)) {
    variables.set(name, readVariable(name, declaration, interning));
  }

  const arrays = new Map<string, readonly Value[]>();
  for (const [name, declaration] of interning.arrays) {
    const elements = isObject(declaration) ? declaration.get('a') : undefined;
    if (!isArray(elements)) throw new FlatZincError(`FlatZinc array "${name}" has no elements.`);
    arrays.set(
      name,
      elements.map((element) => readValue(element, interning)),
    );
  }

  const constraints = member(root, 'constraints', isArray, []).map((constraint, index) =>
    readConstraint(constraint, index, interning, origins),
  );
  const output = member(root, 'output', isArray, []).filter((name) => typeof name === 'string');
  return { variables, arrays, constraints, output, goal: readGoal(root.get('solve'), interning) };
}

const emptyObject: JsonObject = new Map();

function isObject(json: Json | undefined): json is JsonObject {
  return json instanceof Map;
}

function isArray(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

function member<T extends Json>(
  object: JsonObject,
  name: string,
  is: (json: Json | undefined) => json is T,
  absent: T,
): T {
  const value = object.get(name);
  if (value === undefined) return absent;
  if (!is(value)) throw new FlatZincError(`FlatZinc has an unexpected "${name}".`);
  return value;
}

function readVariable(name: string, declaration: Json, interning: Interning): Variable {
  if (!isObject(declaration)) throw new FlatZincError(`FlatZinc variable "${name}" has no declaration.`);
  const type = readType(name, declaration.get('type'));
  const defined = declaration.get('defined') === true;
  const domain = declaration.get('domain');
  const value = declaration.get('rhs');
  return {
    name,
    type,
    domain: domain === undefined ? undefined : readDomain(name, type, domain, defined),
    value: value === undefined ? undefined : readValue(value, interning),
    introduced: declaration.get('introduced') === true,
    defined,
  };
}

function readType(name: string, type: Json | undefined): VariableType {
  if (type === 'bool' || type === 'int' || type === 'float' || type === 'set of int') return type;
  throw new FlatZincError(`Variables of the type of "${name}" are not supported.`);
}

function readDomain(name: string, type: VariableType, json: Json, defined: boolean): readonly Interval[] | undefined {
  const ranges = readRanges(json);
  if (type === 'float' || type === 'bool') return ranges.map(([low, high]) => ({ low: low.value, high: high.value }));
  const domain: Interval[] = [];
  for (const [low, high] of ranges) {
    if (defined && type === 'int') {
      // Parts of the domain wholly out of reach keep it non-empty only by way of infinity.
      domain.push({
        low: Number.isSafeInteger(low.value) ? low.value : low.value < 0 ? -Infinity : Number.MAX_SAFE_INTEGER,
        high: Number.isSafeInteger(high.value) ? high.value : high.value > 0 ? Infinity : Number.MIN_SAFE_INTEGER,
      });
    } else {
      domain.push({ low: safeInteger(low, name), high: safeInteger(high, name) });
    }
  }
  const only = domain.length === 1 ? domain[0] : undefined;
  return only?.low === -Infinity && only.high === Infinity ? undefined : domain;
}

function readRanges(json: Json): [JsonNumber, JsonNumber][] {
  if (!isArray(json)) throw new FlatZincError('A FlatZinc domain is not a list of ranges.');
  return json.map((range) => {
    const [low, high] = isArray(range) ? range : [];
    if (low instanceof JsonNumber && high instanceof JsonNumber) return [low, high];
    throw new FlatZincError('A FlatZinc range does not have two ends.');
  });
}

function safeInteger(number: JsonNumber, where?: string): number {
  if (Number.isSafeInteger(number.value)) return number.value;
  const place = where === undefined ? '' : ` in the domain of "${where}"`;
  throw new FlatZincError(
    `The integer ${number.text}${place} is beyond ±2^53 (about 9.007e15), the largest size handled exactly. ` +
      'Use smaller numbers, for example by changing the unit.',
  );
}

function readConstraint(
  json: Json,
  index: number,
  interning: Interning,
  origins: ReadonlyMap<number, Origin> | undefined,
): FlatConstraint {
  const id = isObject(json) ? json.get('id') : undefined;
  const args = isObject(json) ? json.get('args') : undefined;
  if (typeof id !== 'string' || !isArray(args)) throw new FlatZincError(`FlatZinc constraint ${index} is malformed.`);
  const annotations = isObject(json) ? readAnnotations(json.get('ann'), isForEngines, interning) : [];
  return {
    id,
    args: args.map((arg) => readValue(arg, interning)),
    origin: origins?.get(index),
    ...(annotations.length > 0 && { annotations }),
  };
}

/** What the compiler notes for people and for itself (names, paths) is left out. */
function isForEngines(name: string): boolean {
  return !name.startsWith('mzn_');
}

function readAnnotations(
  json: Json | undefined,
  wanted: (name: string) => boolean,
  interning: Interning,
): readonly Annotation[] {
  if (!isArray(json)) return [];
  const annotations: Annotation[] = [];
  for (const each of json) {
    const read = readAnnotation(each, interning);
    if (read?.kind === 'annotation' && wanted(read.name)) annotations.push(read);
  }
  return annotations;
}

/** An identifier is a variable or an array where there is one of that name, else an atom. */
function readAnnotation(json: Json, interning: Interning): AnnotationArgument | undefined {
  if (typeof json === 'string') {
    const declared = interning.variables.has(json) || interning.arrays.has(json);
    return declared ? readReference(json, interning) : { kind: 'annotation', name: json, args: [] };
  }
  if (isArray(json)) return { kind: 'list', elements: readArguments(json, interning) };
  if (isObject(json)) {
    const [id, args] = [json.get('id'), json.get('args')];
    if (typeof id === 'string') {
      return { kind: 'annotation', name: id, args: isArray(args) ? readArguments(args, interning) : [] };
    }
  }
  if (json === null) return undefined;
  const value = readValue(json, interning);
  return value.kind === 'array' ? undefined : value;
}

function readArguments(json: readonly Json[], interning: Interning): readonly AnnotationArgument[] {
  return json.map((each) => readAnnotation(each, interning)).filter((each) => each !== undefined);
}

function readGoal(json: Json | undefined, interning: Interning): Goal {
  const method = isObject(json) ? json.get('method') : undefined;
  const annotations = isObject(json) ? readAnnotations(json.get('ann'), isForEngines, interning) : [];
  const search = annotations.length > 0 && { search: annotations };
  if (method === 'satisfy') return { kind: 'satisfy', ...search };
  const objective = isObject(json) ? json.get('objective') : undefined;
  if ((method === 'minimize' || method === 'maximize') && objective !== undefined) {
    return { kind: method, objective: readValue(objective, interning), ...search };
  }
  throw new FlatZincError('FlatZinc has no solve item.');
}

function readValue(json: Json, interning: Interning): Value {
  if (typeof json === 'string') return readReference(json, interning);
  if (json instanceof JsonNumber) {
    return json.integral ? { kind: 'int', value: safeInteger(json) } : { kind: 'float', value: json.value };
  }
  if (typeof json === 'boolean') return json ? constantTrue : constantFalse;
  if (isArray(json)) return { kind: 'array', elements: json.map((element) => readValue(element, interning)) };
  if (isObject(json)) {
    const set = json.get('set');
    if (set !== undefined) return { kind: 'set', ranges: readSet(set) };
    const string = json.get('string');
    if (typeof string === 'string') return { kind: 'string', value: string };
  }
  throw new FlatZincError('FlatZinc has an argument of an unknown form.');
}

const constantTrue: Value = { kind: 'bool', value: true };
const constantFalse: Value = { kind: 'bool', value: false };

/** A set literal is a list of ranges; the format also allows the elements one by one. */
function readSet(json: Json): readonly Interval[] {
  if (isArray(json) && json.some((element) => element instanceof JsonNumber)) {
    return json.map((element) => {
      if (!(element instanceof JsonNumber)) throw new FlatZincError('A FlatZinc set mixes elements and ranges.');
      const value = element.integral ? safeInteger(element) : element.value;
      return { low: value, high: value };
    });
  }
  return readRanges(json).map(([low, high]) => ({
    low: low.integral ? safeInteger(low) : low.value,
    high: high.integral ? safeInteger(high) : high.value,
  }));
}

function readReference(name: string, interning: Interning): Reference {
  const known = interning.references.get(name);
  if (known !== undefined) return known;
  let reference: Reference;
  if (interning.variables.has(name)) reference = { kind: 'variable', name };
  else if (interning.arrays.has(name)) reference = { kind: 'arrayRef', name };
  else throw new FlatZincError(`FlatZinc refers to "${name}", which it does not declare.`);
  interning.references.set(name, reference);
  return reference;
}
