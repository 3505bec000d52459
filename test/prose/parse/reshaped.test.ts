import { describe, expect, it } from 'vitest';
import { reshaped } from '../../../server/src/prose/parse/reshaped';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const set: Symbol = { kind: 'reference', to: 'set' };
const family: Symbol = { kind: 'reference', to: 'family' };
const table: Symbol = { kind: 'reference', to: 'table' };
const number: Symbol = { kind: 'number' };
const end: Symbol = { kind: 'end' };
const body: Symbol = { kind: 'body' };
const outer: Symbol = { kind: 'index', depth: 0 };
const inner: Symbol = { kind: 'index', depth: 1 };
const forall: Symbol = { kind: 'over', quantifier: 'forall' };
const sum: Symbol = { kind: 'over', quantifier: 'sum' };
const operator = (of: '=' | '<=' | '*'): Symbol => ({ kind: 'operator', operator: of });

type Statement = NonNullable<Said['statements']>[number];
type Program = Statement['program'];

const text = 'Plants ship to shops: at most 9 from A, 7 from B. Shops C and D need 4 and 5. Only an open plant ships.';

/** The families over plants and shops that are declared in the end. */
function families(domain: Symbol, ...programs: Program[]): unknown[] {
  const { input, parsed } = saidOf(text, {
    names: {
      thing: [['A'], ['B'], ['C'], ['D']],
      set: [['Plants'], ['Shops']],
      family: [['ship'], ['open']],
    },
    sets: [
      ['Plants', 'A', 'B'],
      ['Shops', 'C', 'D'],
    ],
    statements: [
      {
        kind: 'family',
        at: domain.kind === 'domain' && domain.domain === 'choice' ? 'open' : 'ship',
        program: [[domain], [set, 'A'], [end]],
      },
      ...programs.map((program): Statement => ({ kind: 'constraint', at: '9', program })),
    ],
  });
  const structure = structureOf(input, parsed);
  const again = reshaped(parsed, structure, parsed.statements);
  return again
    ? structureOf(input, again).variables.map(({ name, domain: as, index }) => [name, as, index.length])
    : [];
}

const amount: Symbol = { kind: 'domain', domain: 'integer' };
const choice: Symbol = { kind: 'domain', domain: 'choice' };
/** For each plant: what it ships to all shops, as a number of the plant alone. */
const idle = (words: string): Program => [
  ...([[forall], [set, 'A'], [body], [operator('<=')]] satisfies Program),
  ...([[sum], [set, 'C'], [body], [family, words], [outer], [end]] as Program),
  [number, '9'],
];

describe('the only family of variables', () => {
  it('is over one more set where all programs sum over it', () => {
    expect(families(amount, idle('ship'))).toEqual([['ship', 'integer', 2]]);
  });

  it('has another one beside it where some programs do', () => {
    const opened: Program = [[forall], [set, 'A'], [body], [family, 'open'], [outer], [end]];
    expect(families(choice, idle('ship'), opened)).toEqual([
      ['open', 'choice', 1],
      ['ship', 'integer', 2],
    ]);
  });

  it('is as it is where programs fit it', () => {
    const fits: Program = [
      [forall],
      [set, 'A'],
      [body],
      [operator('<=')],
      [family, 'ship'],
      [outer],
      [end],
      [number, '9'],
    ];
    expect(families(amount, fits)).toEqual([]);
  });
});

describe('what is compared with one of some counted things', () => {
  it('is one of them', () => {
    const { input, parsed } = saidOf('Jobs of 4 and 6 hours run on 2 machines, at most 9 hours on each.', {
      names: { set: [['Jobs'], ['machines']], table: [['hours']], family: [['run']] },
      links: ['4', '6'].map((cell) => ['cellTable', cell, 'hours', 5] as const),
      statements: [
        { kind: 'range', at: 'machines', program: [[{ kind: 'constant', value: 1 }], [number, '2']] },
        { kind: 'range', at: 'Jobs', program: [[{ kind: 'constant', value: 1 }], [{ kind: 'constant', value: 2 }]] },
        { kind: 'table', at: 'hours', program: [[set, 'Jobs'], [end]] },
        { kind: 'family', at: 'run', program: [[{ kind: 'domain', domain: 'moment' }], [set, 'Jobs'], [end]] },
        {
          kind: 'constraint',
          at: '9',
          program: [
            ...([[forall], [set, 'machines'], [body], [operator('<=')]] satisfies Program),
            ...([[sum], [set, 'Jobs'], [body], [operator('*')]] satisfies Program),
            ...([[table, 'hours'], [inner], [end]] as Program),
            ...([[operator('=')], [family, 'run'], [inner], [end], [outer], [end]] as Program),
            [number, '9'],
          ],
        },
      ],
    });
    const again = reshaped(parsed, structureOf(input, parsed), parsed.statements);
    expect(again && structureOf(input, again).variables.map(({ domain }) => domain)).toEqual([
      { kind: 'member', set: 1 },
    ]);
  });
});
