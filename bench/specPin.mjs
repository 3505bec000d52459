// Gives the variables of a model the values of an expected solution, as MiniZinc's JSON data. Pure.
import { constructed, variablesOf } from './specJudge.mjs';

/**
 * What pins a model to an expected solution: `data` for the variables it declares without a value, and a model text
 * that constrains the others where MiniZinc can write their values (numbers, Booleans, names, sets). What remains is
 * compared afterwards. undefined where nothing can be pinned.
 */
export function pinning(text, solution) {
  const free = freeVariables(text);
  const all = variablesOf(solution);
  const data = all.filter(([name]) => free.has(name)).map(([name, value]) => [name, dataOf(value)]);
  const constraints = all.flatMap(([name, value]) => {
    if (free.has(name)) return [];
    if (!Array.isArray(value)) return constraint(`'${name}'`, literalOf(value));
    // Of any index sets; nested lists are the rows of an array, or tuples, which MiniZinc then refuses.
    const elements = value.flat(Infinity).map(literalOf);
    return constraint(`array1d('${name}')`, elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`);
  });
  if (data.length + constraints.length === 0) return undefined;
  return {
    data: data.length === 0 ? undefined : JSON.stringify(Object.fromEntries(data)),
    model: constraints.join(''),
  };
}

function constraint(left, right) {
  return right === undefined ? [] : [`constraint ${left} = ${right};\n`];
}

/** A value as a MiniZinc expression, where its type is sure. */
function literalOf(value) {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return /^[A-Za-z]\w*$/.test(value) ? value : undefined;
  if (value?.['!'] === 'Range') return String(value.value);
  if (value?.['!'] !== 'set') return undefined;
  const elements = (value.items ?? []).map(literalOf);
  return elements.includes(undefined) ? undefined : `{${elements.join(', ')}}`;
}

/** Names of the variables that a model text declares without giving them a value. */
export function freeVariables(text) {
  const code = text
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/%.*/g, '');
  const names = new Set();
  for (const item of code.split(';')) {
    const [declaration = '', ...annotations] = item.split('::');
    if (annotations.some((annotation) => /=/.test(annotation))) continue;
    if (/^\s*(?:constraint|solve|output|predicate|test|function|annotation|include|enum|type)\b|=/.test(declaration))
      continue;
    const declared = /:\s*('[^']*'|\w+)\s*$/.exec(declaration);
    if (declared !== null) names.add(declared[1].replace(/^'|'$/g, ''));
  }
  // Given a value by an item of its own.
  for (const [, name] of code.matchAll(/(?:^|;)\s*('[^']*'|\w+)\s*=/g)) names.delete(name.replace(/^'|'$/g, ''));
  return names;
}

/** A value of the suite in MiniZinc's JSON data format: absent is null, an enum member `{"e": name}`. */
function dataOf(value) {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return { e: value };
  if (Array.isArray(value)) return value.map(dataOf);
  switch (value['!']) {
    case 'set':
      return { set: (value.items ?? []).map(dataOf) };
    case 'Range':
      return { set: [String(value.value).split('..').map(Number)] };
    case 'Approx':
      return Number(value.value);
    case 'ConstrEnum':
    case 'py:object:minizinc.types.ConstrEnum': {
      const { constructor: name, argument } = value.value ?? value;
      return { c: name, e: typeof argument === 'string' ? argument : dataOf(argument) };
    }
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, dataOf(inner)]));
    default:
      throw new Error(`no data for ${constructed(value)}`);
  }
}
