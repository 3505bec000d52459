import { describe, expect, it } from 'vitest';
import { withOverlooked } from '../../../server/src/prose/parse/overlooked';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const text = 'Which depots are opened, and what do they send? North holds 90, South 60. Tonnes in all: 120.';
const set: Symbol = { kind: 'reference', to: 'set' };
const family: Symbol = { kind: 'reference', to: 'family' };
const table: Symbol = { kind: 'reference', to: 'table' };
const end: Symbol = { kind: 'end' };
const index: Symbol = { kind: 'index', depth: 0 };
const forall: Symbol = { kind: 'over', quantifier: 'forall' };
const sum: Symbol = { kind: 'over', quantifier: 'sum' };
const body: Symbol = { kind: 'body' };
const number: Symbol = { kind: 'number' };
const is = (operator: '<=' | '>=' | '*'): Symbol => ({ kind: 'operator', operator });
const decides = (domain: 'choice' | 'continuous'): [Symbol, string?][] => [
  [{ kind: 'domain', domain }],
  [set, 'depots'],
  [end],
];

type Statement = NonNullable<Said['statements']>[number];
const opened: Statement = { kind: 'family', at: 'opened', probability: 0.9, program: decides('choice') };
const send: Statement = { kind: 'family', at: 'send', probability: 0.2, program: decides('continuous') };
const link = (amount: string, choice: string): Statement => ({
  kind: 'constraint',
  at: 'holds',
  program: [
    [forall],
    [set, 'depots'],
    [body],
    [is('<=')],
    ...([[family, amount], [index], [end]] satisfies [Symbol, string?][]),
    [is('*')],
    ...([[table, 'holds'], [index], [end]] satisfies [Symbol, string?][]),
    ...([[family, choice], [index], [end]] satisfies [Symbol, string?][]),
    [end],
  ],
});
const total: Statement = {
  kind: 'constraint',
  at: '120',
  program: [[is('>=')], [sum], [set, 'depots'], [body], [family, 'Tonnes'], [index], [end], [number, '120']],
};

/** The families that are declared in the end. */
function families(...statements: Statement[]): (readonly [string, unknown])[] {
  const { input, parsed } = saidOf(text, {
    names: { thing: [['North'], ['South']], set: [['depots']], table: [['holds']], family: [['opened']] },
    sets: [['depots', 'North', 'South']],
    links: [
      ['cellTable', '90', 'holds', 5],
      ['cellTable', '60', 'holds', 5],
      ['cellLast', '90', 'North', 5],
      ['cellLast', '60', 'South', 5],
    ],
    statements: [{ kind: 'table', at: 'holds', program: [[set, 'depots'], [end]] }, ...statements],
  });
  const about = parsed.statements.filter(({ kind }) => kind === 'constraint');
  const first = { ...parsed, statements: parsed.statements.filter(({ kind }) => kind !== 'constraint') };
  const found = withOverlooked(input, first, structureOf(input, first), about) ?? first;
  return structureOf(input, found).variables.map(({ name, domain }) => [name, domain]);
}

describe('a family of variables that was overlooked', () => {
  it('is declared where one would limit itself', () => {
    expect(families(opened, send, link('send', 'opened'))).toEqual([
      ['opened', 'choice'],
      ['send', 'continuous'],
    ]);
  });

  it('is declared where yes and no would add up to more than there are', () => {
    expect(families(opened, total)).toEqual([
      ['opened', 'choice'],
      ['Tonnes', 'integer'],
    ]);
  });

  it('is not declared where the programs speak of one', () => {
    expect(families(opened, send, link('opened', 'opened'))).toEqual([['opened', 'choice']]);
    expect(families(opened, send)).toEqual([['opened', 'choice']]);
  });

  it('is not declared where that is hardly said', () => {
    expect(families(opened, send, { ...link('send', 'opened'), probability: 0.3 })).toEqual([['opened', 'choice']]);
  });
});
