import { expect, it } from 'vitest';
import { structureOf } from '../../../server/src/prose/parse/structure';
import { withMoments } from '../../../server/src/prose/parse/unscheduled';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const set: Symbol = { kind: 'reference', to: 'set' };
const family: Symbol = { kind: 'reference', to: 'family' };
const table: Symbol = { kind: 'reference', to: 'table' };
const member: Symbol = { kind: 'reference', to: 'member' };
const end: Symbol = { kind: 'end' };
const index: Symbol = { kind: 'index', depth: 0 };
const plus: Symbol = { kind: 'operator', operator: '+' };

type Statement = NonNullable<Said['statements']>[number];
const early: Statement = {
  kind: 'objective',
  at: 'early',
  program: [
    [{ kind: 'direction', direction: 'minimize' }],
    [{ kind: 'over', quantifier: 'max' }],
    [set, 'rooms'],
    [{ kind: 'body' }],
    [plus],
    ...([[table, 'takes'], [index], [end]] satisfies [Symbol, string?][]),
    ...([[table, 'takes'], [index], [end]] satisfies [Symbol, string?][]),
    [end],
  ],
};
const due: Statement = {
  kind: 'constraint',
  at: '8',
  program: [
    [{ kind: 'operator', operator: '<=' }],
    [plus],
    [{ kind: 'call', call: 'enum2int', arity: 1 }],
    ...([[family, 'painted'], [member, 'hall'], [end]] satisfies [Symbol, string?][]),
    ...([[table, 'takes'], [member, 'hall'], [end]] satisfies [Symbol, string?][]),
    [end],
    [{ kind: 'number' }, '8'],
  ],
};
const where: Statement = {
  kind: 'constraint',
  at: 'Ann paints',
  program: [[{ kind: 'operator', operator: '=' }], [family, 'painted'], [member, 'hall'], [end], [member, 'Ann']],
};

/** The families that are declared in the end. */
function families(...about: Statement[]): (readonly [string, unknown])[] {
  const text =
    'Two rooms are painted by painters, Ann and Bob: the hall takes 5 hours, the attic 7. The hall by 8. As early as possible.';
  const painted: [Symbol, string?][] = [
    [{ kind: 'domain', domain: 'member' }],
    [set, 'painters'],
    [set, 'rooms'],
    [end],
  ];
  const { input, parsed } = saidOf(text, {
    names: {
      thing: [['hall'], ['attic'], ['Ann'], ['Bob']],
      set: [['rooms'], ['painters']],
      table: [['takes']],
      family: [['painted']],
    },
    sets: [
      ['rooms', 'hall', 'attic'],
      ['painters', 'Ann', 'Bob'],
    ],
    links: [
      ['cellTable', '5', 'takes', 5],
      ['cellTable', '7', 'takes', 5],
      ['cellLast', '5', 'hall', 5],
      ['cellLast', '7', 'attic', 5],
    ],
    statements: [
      { kind: 'table', at: 'takes', program: [[set, 'rooms'], [end]] },
      { kind: 'family', at: 'painted', program: painted },
      ...about,
    ],
  });
  const isAbout = ({ kind }: { kind: string }): boolean => kind === 'constraint' || kind === 'objective';
  const first = { ...parsed, statements: parsed.statements.filter((each) => !isAbout(each)) };
  const found = withMoments(first, structureOf(input, first), parsed.statements.filter(isAbout)) ?? first;
  return structureOf(input, found).variables.map(({ name, domain }) => [
    name,
    typeof domain === 'object' ? domain.kind : domain,
  ]);
}

it('declares when things begin where the last of them is to end early', () => {
  expect(families(early)).toEqual([
    ['painted', 'member'],
    ['start', 'moment'],
  ]);
});

it('declares when things begin where the time that they take is added to whom they are given to', () => {
  expect(families(due)).toEqual([
    ['painted', 'member'],
    ['start', 'moment'],
  ]);
});

it('declares no beginnings where nothing is said of time', () => {
  expect(families(where)).toEqual([['painted', 'member']]);
});
