import fc from 'fast-check';
import type { FlatZinc } from '../../../server/src/flatzinc';
import { float, model } from '../../flatzinc/build';

/** Random small linear models with an objective: integers, Booleans and floats, bounded on all sides or on one. */
export const anyLinearModel: fc.Arbitrary<FlatZinc> = fc
  .record({
    floats: fc.boolean(),
    rows: fc.array(
      fc.record({
        relation: fc.constantFrom('lin_le', 'lin_eq'),
        coefficients: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 4, maxLength: 4 }),
        rhs: fc.integer({ min: -5, max: 9 }),
      }),
      { maxLength: 4 },
    ),
    range: fc.tuple(fc.integer({ min: -3, max: 1 }), fc.integer({ min: 1, max: 3 })),
    direction: fc.constantFrom('minimize', 'maximize'),
    price: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ floats, rows, range, direction, price }) => {
    const number = (value: number): unknown => (floats ? float(value) : value);
    const names = ['a', 'b', 'c', 'd'];
    const kind = floats ? 'float' : 'int';
    const variables: Record<string, string> = floats
      ? { a: '0.0..1.0', b: '-2.5..3.0', c: '-4.0..4.0', d: '0.5..7.25', price: 'float' }
      : { a: '0..1', b: '-2..3', c: '-4..-1,2..4', d: '0..7', price: 'int' };
    return model(
      floats ? { ...variables, whole: '0..3', wholeFloat: 'float' } : variables,
      [
        ...(floats ? ([['int2float', 'whole', 'wholeFloat']] as [string, ...unknown[]][]) : []),
        ...rows.map(({ relation, coefficients, rhs }): [string, ...unknown[]] => [
          `${kind}_${relation}`,
          [...coefficients.map(number), ...(floats ? [float(1)] : [])],
          floats ? [...names, 'wholeFloat'] : names,
          number(rhs),
        ]),
        ...(floats ? [] : ([['set_in', 'd', { set: [range] }]] as [string, ...unknown[]][])),
        [`${kind}_lin_eq`, [...price, -1].map(number), [...names, 'price'], number(0)],
      ],
      direction === 'minimize' ? { minimize: 'price' } : { maximize: 'price' },
    );
  });
