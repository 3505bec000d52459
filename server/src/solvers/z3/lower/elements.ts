import type { Value } from '../../../flatzinc';
import {
  argument,
  impliesAll,
  withinRanges,
  type Conjunction,
  type Encoder,
  type Lowering,
  type LoweringTable,
} from './encoder';
import { equalSets } from './sets';
import { FALSE, iff, implies, or, type Term } from './term';

const intElement: Lowering = (args, e) =>
  element(args, e, (x, y) =>
    e.linear(
      'eq',
      [
        { coefficient: 1, value: x },
        { coefficient: -1, value: y },
      ],
      0,
    ),
  );
const boolElement: Lowering = (args, e) => element(args, e, (x, y) => iff(e.bool(x), e.bool(y)));
const floatElement: Lowering = (args, e) => element(args, e, (x, y) => `(= ${e.real(x)} ${e.real(y)})`);
const setElement: Lowering = (args, e) => element(args, e, (x, y) => equalSets(x, y, e));

/** array[index] = result; arrays begin at 1, an index outside makes it false. */
export const elementConstraints: LoweringTable = {
  array_int_element: intElement,
  array_var_int_element: intElement,
  array_bool_element: boolElement,
  array_var_bool_element: boolElement,
  array_float_element: floatElement,
  array_var_float_element: floatElement,
  array_set_element: setElement,
  array_var_set_element: setElement,
};

function element(
  args: readonly Value[],
  encoder: Encoder,
  equal: (x: Value, y: Value) => Term | Conjunction,
): Conjunction {
  const [index, array, result] = [argument(args, 0), encoder.array(argument(args, 1)), argument(args, 2)];
  const cases = array.flatMap((value, place) => {
    const chosen = encoder.equals(index, place + 1);
    return chosen === FALSE ? [] : impliesAll(chosen, equal(value, result));
  });
  return [
    withinRanges(encoder, index, [{ low: 1, high: array.length }]),
    ...cases,
    ...supports(index, array, result, encoder),
  ];
}

/** A value of the result needs a place that has it: follows from the rest, but not by unit propagation. */
function supports(index: Value, array: readonly Value[], result: Value, encoder: Encoder): Conjunction {
  if (result.kind !== 'variable' || !array.every((value) => value.kind === 'int')) return [];
  const values = encoder.values(result);
  if (values === undefined) return [];
  const places = new Map<number, Term[]>();
  for (const [place, { value }] of array.entries())
    places.set(value, [...(places.get(value) ?? []), encoder.equals(index, place + 1)]);
  return values.map((value) => implies(encoder.equals(result, value), or(places.get(value) ?? [])));
}
