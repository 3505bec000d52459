import { expect, it } from 'vitest';
import { withoutDouble } from '../../../server/src/prose/parse/doubled';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const set: Symbol = { kind: 'reference', to: 'set' };
const family: Symbol = { kind: 'reference', to: 'family' };
const end: Symbol = { kind: 'end' };
const sum: Symbol = { kind: 'over', quantifier: 'sum' };
const body: Symbol = { kind: 'body' };
const index: Symbol = { kind: 'index', depth: 0 };
const minimize: Symbol = { kind: 'direction', direction: 'minimize' };

type Statement = NonNullable<Said['statements']>[number];
const decides = (at: string, domain: 'continuous' | 'choice' = 'continuous'): Statement => ({
  kind: 'family',
  at,
  program: [[{ kind: 'domain', domain }], [set, 'months'], [end]],
});
const total = (words: string): [Symbol, string?][] => [[sum], [set, 'months'], [body], [family, words], [index], [end]];
const cost = (words: string): Statement => ({
  kind: 'objective',
  at: 'cheapest',
  program: [[minimize], ...total(words)],
});
const limit = (words: string): Statement => ({
  kind: 'constraint',
  at: '80',
  program: [[{ kind: 'operator', operator: '<=' }], ...total(words), [{ kind: 'number' }, '80']],
});

/** The families that are declared in the end. */
function families(...statements: Statement[]): string[] {
  const { input, parsed } = saidOf(
    'The months are May and June. Keeping cheese in stock costs. At most 80. The cheapest way?',
    {
      names: { thing: [['May'], ['June']], set: [['months']], family: [['Keeping'], ['stock']] },
      sets: [['months', 'May', 'June']],
      statements,
    },
  );
  const isAbout = ({ kind }: { kind: string }): boolean => kind !== 'family';
  const first = { ...parsed, statements: parsed.statements.filter((each) => !isAbout(each)) };
  const found = withoutDouble(first, structureOf(input, first), parsed.statements.filter(isAbout)) ?? first;
  return structureOf(input, found).variables.map(({ name }) => name);
}

it('drops an amount that only costs, beside one of the same things that costs nothing', () => {
  expect(families(decides('Keeping'), decides('stock'), cost('Keeping'), limit('stock'))).toEqual(['stock']);
});

it('keeps both where both cost or are limited, and choices', () => {
  expect(
    families(decides('Keeping'), decides('stock'), cost('Keeping'), limit('Keeping'), limit('stock')),
  ).toHaveLength(2);
  expect(families(decides('Keeping'), decides('stock'), cost('Keeping'), cost('stock'), limit('stock'))).toHaveLength(
    2,
  );
  expect(families(decides('Keeping', 'choice'), decides('stock'), cost('Keeping'), limit('stock'))).toHaveLength(2);
});

it('drops moments that only take turns, beside others of the same things of which more is said', () => {
  const moments = (at: string): Statement => ({
    kind: 'family',
    at,
    program: [[{ kind: 'domain', domain: 'moment' }], [set, 'months'], [end]],
  });
  const turns = (words: string): Statement => ({
    kind: 'constraint',
    at: '80',
    program: [
      [{ kind: 'call', call: 'disjunctive', arity: 2 }],
      [family, words],
      [end],
      [{ kind: 'reference', to: 'table' }, '80'],
      [end],
    ],
  });
  expect(families(moments('Keeping'), moments('stock'), turns('Keeping'), cost('stock'))).toEqual(['stock']);
  expect(families(moments('Keeping'), moments('stock'), turns('Keeping'), turns('stock'))).toHaveLength(2);
});
