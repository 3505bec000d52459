import type { FlatZinc, Value } from './types';

/**
 * The elements of an array argument, a literal or a reference to a named array. Throws a `TypeError` for any other
 * value: the predicate's signature was not respected, which is a bug of ours or of a library.
 */
export function resolveArray(model: FlatZinc, value: Value | undefined): readonly Value[] {
  if (value?.kind === 'array') return value.elements;
  if (value?.kind === 'arrayRef') {
    const elements = model.arrays.get(value.name);
    if (elements !== undefined) return elements;
  }
  throw new TypeError(`expected an array, found ${value?.kind ?? 'nothing'}`);
}
