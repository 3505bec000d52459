import fc from 'fast-check';
import {
  emptyGraph,
  type Comparator,
  type RowConstraint,
  type ProblemGraph,
  type Quantity,
  type Term,
} from '../../server/src/prose';

/** A number as whole parts of a denominator, so that a test can compute with it exactly. */
interface Exact {
  readonly quantity: Quantity;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const span = fc.tuple(fc.nat(80), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));

const exact: fc.Arbitrary<Exact> = fc
  .record({
    numerator: fc.integer({ min: 0, max: 5000 }),
    denominator: fc.constantFrom(1, 1, 2, 3, 4, 6, 7, 10, 100, 1000),
    kind: fc.constantFrom<Quantity['kind']>('number', 'percent', 'fraction', 'word'),
    unit: fc.constantFrom(undefined, 'hours', '$', 'sq ft', '%%'),
  })
  .chain(({ numerator, denominator, kind, unit }) =>
    span.map((place) => ({
      numerator: BigInt(numerator),
      denominator: BigInt(denominator),
      quantity: { value: numerator / denominator, kind, unit, span: place, text: `${numerator}/${denominator}` },
    })),
  );

const anyNumber: fc.Arbitrary<Quantity> = fc.oneof(
  exact.map(({ quantity }) => quantity),
  fc
    .tuple(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => (Math.abs(value) < 1e-12 ? 0 : value)),
      span,
    )
    .map(([value, place]) => ({ value, kind: 'number' as const, unit: undefined, span: place, text: String(value) })),
);

const comparator = fc.constantFrom<Comparator>('at-most', 'at-least', 'equal', 'less', 'greater');
const place = fc.record({ span, sentence: span, comparator, confidence: fc.constant(1) });
const penalty = fc.option(fc.record({ perUnit: anyNumber, span }), { nil: undefined });
const words = fc.oneof(fc.constantFrom('rye loaves', 'set', 'Grüße', '5%', ''), fc.string({ unit: 'binary' }));

function constraintOf(count: number): fc.Arbitrary<RowConstraint> {
  const variable = fc.nat(count - 1);
  const term: fc.Arbitrary<Term> = fc.record({ variable, coefficient: fc.option(anyNumber, { nil: undefined }) });
  const terms = fc.array(term, { maxLength: 5 });
  return fc.oneof(
    fc.tuple(place, terms, anyNumber).map(([p, t, limit]) => ({ ...p, kind: 'linear' as const, terms: t, limit })),
    fc.tuple(place, variable, anyNumber).map(([p, v, limit]) => ({ ...p, kind: 'bound' as const, variable: v, limit })),
    fc.tuple(place, anyNumber).map(([p, limit]) => ({ ...p, kind: 'total' as const, limit })),
    fc
      .tuple(place, variable, anyNumber)
      .map(([p, v, fraction]) => ({ ...p, kind: 'share' as const, variable: v, fraction })),
    fc
      .tuple(place, variable, variable, fc.option(anyNumber, { nil: undefined }))
      .map(([p, left, right, factor]) => ({ ...p, kind: 'ratio' as const, left, right, factor })),
  );
}

/** Any graph the types allow, and a text for its spans. */
export const anyGraph: fc.Arbitrary<{ graph: ProblemGraph; text: string }> = fc
  .array(fc.tuple(words, fc.constantFrom<'integer' | 'continuous'>('integer', 'continuous'), span), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((variables) => {
    const term = fc.record({
      variable: fc.nat(variables.length - 1),
      coefficient: fc.option(anyNumber, { nil: undefined }),
    });
    return fc.record({
      text: fc.string({ unit: 'binary', minLength: 100, maxLength: 120 }),
      graph: fc.record({
        sets: fc.constant([]),
        tables: fc.constant([]),
        definitions: fc.constant([]),
        variables: fc.constant(
          variables.map(([name, domain, mention]) => ({
            name,
            domain,
            mentions: [mention],
            index: [],
            domainSpan: undefined,
          })),
        ),
        objective: fc.option(
          fc.record({
            direction: fc.constantFrom<'minimize' | 'maximize'>('minimize', 'maximize'),
            name: fc.option(words, { nil: undefined }),
            terms: fc.array(term, { maxLength: 4 }),
            span,
          }),
          { nil: undefined },
        ),
        constraints: fc.array(
          fc.tuple(constraintOf(variables.length), penalty).map(([constraint, price]): RowConstraint => ({
            ...constraint,
            ...(price && { penalty: price }),
          })),
          { maxLength: 6 },
        ),
      }),
    });
  });

type Judge = (values: readonly number[]) => boolean;

function judge(comparison: Comparator, left: bigint, right: bigint): boolean {
  switch (comparison) {
    case 'at-most':
      return left <= right;
    case 'at-least':
      return left >= right;
    case 'equal':
      return left === right;
    case 'less':
      return left < right;
    case 'greater':
      return left > right;
  }
}

const common = 42_000n; // every denominator of `exact` divides it
const scaled = ({ numerator, denominator }: Exact): bigint => (numerator * common) / denominator;
const at = (values: readonly number[], index: number): bigint => BigInt(values[index] ?? 0);
const total = (values: readonly number[]): bigint => values.reduce((sum, value) => sum + BigInt(value), 0n);

/** A constraint over four whole things, with what it says computed exactly. */
const judged: fc.Arbitrary<readonly [RowConstraint, Judge]> = fc
  .tuple(fc.nat(4), place, fc.tuple(fc.nat(3), fc.nat(3)), fc.array(exact, { minLength: 4, maxLength: 4 }), exact)
  .map(([shape, p, [a, b], coefficients, number]) => {
    const quantity = number.quantity;
    switch (shape) {
      case 0: {
        const terms = coefficients.map((coefficient, variable) => ({ variable, coefficient: coefficient.quantity }));
        const sum = (values: readonly number[]): bigint =>
          coefficients.reduce((left, coefficient, index) => left + scaled(coefficient) * at(values, index), 0n);
        return [
          { ...p, kind: 'linear', terms, limit: quantity },
          (values) => judge(p.comparator, sum(values), scaled(number)),
        ];
      }
      case 1:
        return [
          { ...p, kind: 'bound', variable: a, limit: quantity },
          (values) => judge(p.comparator, at(values, a) * common, scaled(number)),
        ];
      case 2:
        return [
          { ...p, kind: 'total', limit: quantity },
          (values) => judge(p.comparator, total(values) * common, scaled(number)),
        ];
      case 3:
        return [
          { ...p, kind: 'share', variable: a, fraction: quantity },
          (values) => judge(p.comparator, at(values, a) * common, scaled(number) * total(values)),
        ];
      default:
        return [
          { ...p, kind: 'ratio', left: a, right: b, factor: quantity },
          (values) => judge(p.comparator, at(values, a) * common, scaled(number) * at(values, b)),
        ];
    }
  });

/** A graph over four whole things, and whether its constraints hold for values, computed exactly from its numbers. */
export const wholeGraph = fc.array(judged, { minLength: 1, maxLength: 4 }).map((rows) => ({
  text: ' '.repeat(200),
  graph: {
    ...emptyGraph,
    variables: ['ale', 'bread', 'cider', 'dill'].map((name) => ({
      name,
      mentions: [],
      domain: 'integer' as const,
      index: [],
      domainSpan: undefined,
    })),
    objective: undefined,
    constraints: rows.map(([constraint]) => constraint),
  } satisfies ProblemGraph,
  holds: (row: number, values: readonly number[]): boolean => rows[row]?.[1](values) ?? false,
}));
