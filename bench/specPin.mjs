// Gives the variables of a model the values of an expected solution, as MiniZinc's JSON data. Pure.
import { constructed, variablesOf } from './specJudge.mjs';

/**
 * The data that pin a model to an expected solution: values of the variables it declares without one. What is computed
 * from them is compared afterwards. undefined where nothing can be pinned.
 */
export function pinningData(text, solution) {
  const free = freeVariables(text);
  const entries = variablesOf(solution)
    .filter(([name]) => free.has(name))
    .map(([name, value]) => [name, dataOf(value)]);
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

/** Names of the variables that a model text declares without giving them a value. */
export function freeVariables(text) {
  const code = text
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/%.*/g, '');
  const names = new Set();
  for (const item of code.split(';')) {
    const [declaration] = item.split('::');
    if (/^\s*(?:constraint|solve|output|predicate|test|function|annotation|include|enum|type)\b|=/.test(declaration))
      continue;
    const declared = /:\s*('[^']*'|\w+)\s*$/.exec(declaration);
    if (declared !== null) names.add(declared[1].replace(/^'|'$/g, ''));
  }
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
