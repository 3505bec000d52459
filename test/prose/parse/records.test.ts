import { expect, it } from 'vitest';
import { withRecords } from '../../../server/src/prose/parse/records';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const set: Symbol = { kind: 'reference', to: 'set' };
const end: Symbol = { kind: 'end' };

/** The tables of a text whose numbers all seem to be weights of the first crate. */
function tables(text: string): unknown[] {
  const numbers = [...new Set(text.match(/(?<=\s)\d+/gu))];
  const said: Said = {
    names: { thing: [['Ann'], ['Bea'], ['Cleo']], set: [['Crates']], table: [['weight'], ['worth']] },
    sets: [['Crates', 'Ann', 'Bea', 'Cleo']],
    links: [
      ...numbers.map((number) => ['cellTable', number, 'weight', 2] as const),
      ...numbers.map((number) => ['cellTable', number, 'worth', 1] as const),
      ...numbers.map((number) => ['cellLast', number, 'Ann', 3] as const),
    ],
    statements: ['weight', 'worth'].map((at) => ({ kind: 'table', at, program: [[set, 'Crates'], [end]] })),
  };
  const { input, parsed } = saidOf(text, said);
  return structureOf(input, withRecords(input, parsed)).tables.map(({ name, cells }) => [
    name,
    cells.map((cell) => (typeof cell === 'object' && cell.kind === 'quantity' ? cell.quantity.value : cell)),
  ]);
}

it('takes the same numbers of things told one after the other for columns', () => {
  expect(
    tables('Crates: Ann has a weight of 300 kg and a worth of 51 euros; Bea 450 kg, 60 euros; Cleo 200 kg, 44 euros.'),
  ).toEqual([
    ['weight', [300, 450, 200]],
    ['worth', [51, 60, 44]],
  ]);
});

it('tells columns without units apart by the words before their numbers', () => {
  const text =
    'Crates: Ann has a weight of 300 and a worth of 51; Bea has a weight of 450 and a worth of 60; Cleo has a weight of 200 and a worth of 44.';
  expect(tables(text)).toEqual([
    ['weight', [300, 450, 200]],
    ['worth', [51, 60, 44]],
  ]);
});

it('leaves out what is told behind the last of them', () => {
  const text =
    'Crates, weight and worth: Ann 300 kg, 51 euros; Bea 450 kg, 60 euros; Cleo 200 kg, 44 euros. Up to 700 kg.';
  expect(tables(text)).toEqual([
    ['weight', [300, 450, 200]],
    ['worth', [51, 60, 44]],
  ]);
});

it('takes nothing for a column where units differ', () => {
  const text = 'Crates, weight and worth: Ann 300 kg, 51 euros; Bea 450 kg, 60 euros; Cleo 44 euros, 200 kg.';
  expect(tables(text)).not.toContainEqual(['worth', [51, 60, 44]]);
});
