import { expect, it } from 'vitest';
import { Mistyped, typeOf } from '../../../server/src/prose/parse/types';
import { bodyFrom, graphFrom } from '../goldText';

const sites = 'set sites "sites": x "x", y "y", z "z"';
const students = 'set students "students": a "a", b "b"';
const declared = [sites, students, 'var start[sites] "start": time', 'var uses[students] "uses": time'];

it.each([
  'disjunctive(start, [25 | i in sites])',
  'disjunctive(start, [3, 4, 5])',
  'cumulative(start, [3, 4, 5], [1 | i in sites], 2)',
  'global_cardinality(start, [3, 4], [1, 2])',
])('takes arrays of the same things: %s', (rule) => {
  const graph = graphFrom(declared, [rule]);
  expect(typeOf(bodyFrom(graph), { ...graph, definitions: [] })).toEqual({ kind: 'truth' });
});

it.each([
  'disjunctive(start, [25 | i in students])',
  'disjunctive(start, [3, 4])',
  'cumulative(uses, [3, 4], [1 | i in sites], 2)',
  'cumulative(start, [3 | i in sites], [1 | i in sites, j in students], 2)',
  'global_cardinality(start, [3, 4], [1, 2, 3])',
])('refuses arrays of different things: %s', (rule) => {
  const graph = graphFrom(declared, [rule]);
  const mistyped = new Mistyped('arrays of the same things expected');
  expect(() => typeOf(bodyFrom(graph), { ...graph, definitions: [] })).toThrow(mistyped);
});

it('lets nothing but moments begin', () => {
  const graph = graphFrom([sites, 'var crates[sites] "crates": int'], ['disjunctive(crates, [3, 4, 5])']);
  expect(() => typeOf(bodyFrom(graph), { ...graph, definitions: [] })).toThrow(new Mistyped('moments expected'));
});

const stops = 'set stops "stops" = 1..`3`';

it('takes a circuit of things that are only counted', () => {
  const graph = graphFrom([stops, 'var next[stops] "next": stops'], ['circuit(next)']);
  expect(typeOf(bodyFrom(graph), { ...graph, definitions: [] })).toEqual({ kind: 'truth' });
});

it.each(['var next[stops] "next": days', 'var next[stops] "next": int'])('takes no circuit of others: %s', (family) => {
  const graph = graphFrom([stops, 'set days "days" = 1..`3`', family], ['circuit(next)']);
  expect(() => typeOf(bodyFrom(graph), { ...graph, definitions: [] })).toThrow(new Mistyped('successors expected'));
});
