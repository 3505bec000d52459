import { describe, expect, it } from 'vitest';
import { withWholeLists } from '../../../server/src/prose/parse/lists';
import { structureOf, type Structure } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const set: Symbol = { kind: 'reference', to: 'set' };
const member: Symbol = { kind: 'reference', to: 'member' };
const number: Symbol = { kind: 'number' };
const end: Symbol = { kind: 'end' };

const towns = ['Bergen', 'Cork', 'Delft'];
const depots = ['East', 'West'];
const said: Said = {
  names: { thing: [...towns, ...depots].map((each) => [each]), set: [['towns'], ['depots']] },
  sets: [
    ['towns', ...towns],
    ['depots', ...depots],
  ],
};

function structure(text: string, more: Partial<Said> = {}): Structure {
  const { input, parsed } = saidOf(text, { ...said, ...more, names: { ...said.names, ...more.names } });
  return structureOf(input, withWholeLists(input, parsed));
}

function tablesOf({ tables }: Structure): (readonly [name: string, over: string, cells: (number | boolean)[]])[] {
  return tables.map(({ name, index, cells }) => [
    name,
    index.join(),
    cells.map((cell) => {
      if (typeof cell === 'boolean') return cell;
      return cell.kind === 'quantity' ? cell.quantity.value : 0;
    }),
  ]);
}

function membersOf({ sets }: Structure): string[][] {
  return sets.map(({ members }) => (Array.isArray(members) ? members.map(({ name }: { name: string }) => name) : []));
}

describe('a Markdown table', () => {
  const costs = `Supply the towns from the depots.

| town | East | West | demand |
|---|---|---|---|
| Bergen | 4 | 7 | 20 |
| Cork | 5 | 3 | 30 |
| Delft | 9 | 6 | 25 |
| stock | 60 | 45 | |
`;

  it('tells numbers of what heads its rows and columns, whatever seems to stand beside them', () => {
    const found = structure(costs, {
      names: { table: [['demand'], ['stock']] },
      links: [
        ['cellTable', '7', 'demand', 9],
        ['cellLast', '7', 'Delft', 9],
      ],
    });
    expect(tablesOf(found)).toEqual([
      ['demand', '0', [20, 30, 25]],
      ['data', '0,1', [4, 7, 5, 3, 9, 6]],
      ['stock', '1', [60, 45]],
    ]);
    expect(found.gaps).toEqual([]);
  });

  it('is told in the order of sets that a program tells', () => {
    const found = structure(costs, {
      names: { table: [['Supply']] },
      links: ['4', '7', '5', '3', '9', '6'].map((number) => ['cellTable', number, 'Supply', 5] as const),
      statements: [{ kind: 'table', at: 'Supply', program: [[set, 'depots'], [set, 'towns'], [end]] }],
    });
    expect(tablesOf(found)[0]).toEqual(['Supply', '1,0', [4, 5, 9, 7, 3, 6]]);
  });

  it('is of a counted set where its heads are numbers, and needs no head of its only row', () => {
    const tables = [
      '| | 1 | 2 | 3 |\n|---|---|---|---|\n| demand | 30 | 24 | 18 |',
      '| month 1 | month 2 | month 3 |\n|---|---|---|\n| 30 | 24 | 18 |',
    ];
    for (const table of tables) {
      const text = `The demand, months 1 to 3:\n\n${table}\n`;
      const { input, parsed } = saidOf(text, {
        names: { set: [['months']] },
        statements: [{ kind: 'range', at: 'months', program: [[number, '1'], [number, '3'], [end]] }],
      });
      expect(tablesOf(structureOf(input, parsed)).map(([, ...told]) => told)).toEqual([['0', [30, 24, 18]]]);
    }
  });

  it('marks pairs of things', () => {
    const text = `Trucks from the depots reach some towns.

| | East | West |
|---|---|---|
| Bergen | x | |
| Cork | - | x |
| Delft | x | x |
`;
    const found = structure(text, {
      names: { table: [['reach']] },
      statements: [
        { kind: 'table', at: 'reach', program: [[set, 'towns'], [set, 'depots'], [end]] },
        { kind: 'pairs', at: 'reach', program: [[member, 'Bergen'], [member, 'West'], [end]] },
      ],
    });
    expect(tablesOf(found)).toEqual([['reach', '1,0', [true, false, false, true, true, true]]]);
  });

  it('marks pairs that nothing else tells of, and is called by the likeliest word', () => {
    const text = `Trucks from the depots reach some towns.

| | East | West |
|---|---|---|
| Bergen | o | |
| Cork | - | o |
| Delft | o | o |
`;
    const found = structure(text, { names: { table: [{ words: 'reach', sure: 0.3 }] } });
    expect(tablesOf(found)).toEqual([['reach', '1,0', [true, false, false, true, true, true]]]);
  });

  it('has other things of the set between two that are seen, however they are called', () => {
    const text = `| slope | snow |
|---|---|
| Red 1 | 80 |
| Blue 2 | 90 |
| Red 3 | 70 |
| needed | 240 |
`;
    const { input, parsed } = saidOf(text, {
      names: { thing: [['Red 1'], ['Red 3']], set: [['slope']] },
      sets: [['slope', 'Red 1', 'Red 3']],
    });
    const found = structureOf(input, withWholeLists(input, parsed));
    expect(membersOf(found)).toEqual([['Red 1', 'Blue 2', 'Red 3']]);
    expect(tablesOf(found)).toEqual([['data', '0', [80, 90, 70]]]);
  });

  it('has no things in its rows that are things of its columns, and no others', () => {
    const text = `The drivers call it a lorry.

| | kg | litres |
|---|---|---|
| Bergen | 4 | 7 |
| Cork | 5 | 3 |
| Delft | 9 | 6 |
`;
    const { input, parsed } = saidOf(text, {
      names: { thing: [...towns.map((each) => [each]), ['kg'], ['litres'], ['lorry']] },
      sets: [['towns', ...towns, 'kg', 'litres', 'lorry']],
    });
    const all = membersOf(structureOf(input, parsed));
    expect(all).toContainEqual(towns);
    expect(all).toContainEqual(['kg', 'litres']);
  });
});

describe('two items of a list', () => {
  it('are two things, even if they seem to be one', () => {
    const text = 'The towns are Bergen, Cork and Delft. Cork is Bergen of old.';
    const { input, parsed } = saidOf(text, {
      names: { thing: [['Bergen', 'Cork'], ['Delft']], set: [['towns']] },
      sets: [['towns', ...towns]],
    });
    expect(membersOf(structureOf(input, parsed))).toEqual([towns]);
  });
});
