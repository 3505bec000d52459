import type { FlatZinc, Value } from '../../../flatzinc';
import { TRUE } from './cnf';
import type { Encoder } from './encoder';

/**
 * What the variables of the formula mean, a line each: `3 means open`, `17 means x >= 4`. Told are the variables the user
 * named and the elements of arrays (by position from 1, those of several dimensions row by row); of an integer its
 * domain first, since the formula has no variable for its least value.
 */
export function meaningOf(encoder: Encoder): string[] {
  return named(encoder.model).flatMap(([name, value]) => {
    if (value.kind === 'bool' || value.kind === 'int') return [`${name} = ${value.value}`];
    if (value.kind !== 'variable') return [];
    if (encoder.model.variables.get(value.name)?.type === 'bool') return [`${encoder.bool(value)} means ${name}`];
    const { values, from } = encoder.int(value);
    return [
      `${name} in ${rangesOf(values)}`,
      ...values.flatMap((least, k) => (from[k] === TRUE ? [] : [`${from[k]} means ${name} >= ${least}`])),
    ];
  });
}

function named({ variables, arrays, output }: FlatZinc): (readonly [name: string, value: Value])[] {
  const single = [...variables.values()].flatMap(({ name, introduced }) =>
    introduced ? [] : [[name, { kind: 'variable', name }] as const],
  );
  const elements = output.flatMap((array) =>
    (arrays.get(array) ?? []).map((element, index) => [`${array}[${index + 1}]`, element] as const),
  );
  return [...single, ...elements];
}

/** `1..3, 7` */
function rangesOf(values: readonly number[]): string {
  const ranges: { low: number; high: number }[] = [];
  for (const value of values) {
    const last = ranges.at(-1);
    if (last?.high === value - 1) last.high = value;
    else ranges.push({ low: value, high: value });
  }
  return ranges.map(({ low, high }) => (low === high ? `${low}` : `${low}..${high}`)).join(', ');
}
