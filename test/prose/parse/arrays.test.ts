import { describe, expect, it } from 'vitest';
import { arraysIn, indexOfArray, nameOfArray } from '../../../server/src/prose/parse/arrays';
import { inputOf } from '../../../server/src/prose/parse/input';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf } from './saidOf';

/** What stands in brackets: the words before it, how it is made up, and its numbers. */
function arrays(text: string): unknown[] {
  const input = inputOf(text, new Map());
  const word = (place: number): string | undefined => input.tokens[place - 1]?.text;
  return arraysIn(input).map(({ head, shape, cells }) => [
    head && input.text.slice(input.tokens[head.first - 1]?.start, input.tokens[head.last - 1]?.end),
    shape,
    cells.map((place) => Number(word(place))),
  ]);
}

describe('numbers in brackets', () => {
  it('are one row, or several', () => {
    expect(arrays('demand = [30, 45,20]')).toEqual([['demand', [3], [30, 45, 20]]]);
    expect(arrays('cost = [[4, 7],\n        [3, 5]]')).toEqual([['cost', [2, 2], [4, 7, 3, 5]]]);
    expect(arrays('cost = [|4, 7|3, 5|6, 1|]; fee: [2, 1; 3, 4]')).toEqual([
      ['cost', [3, 2], [4, 7, 3, 5, 6, 1]],
      ['fee', [2, 2], [2, 1, 3, 4]],
    ]);
  });

  it('have the words before them as a name, less quotes, indices and units', () => {
    expect(arrays('{"unit cost": [[4, 7]], "need":[3, 5]}')).toEqual([
      ['unit cost', [1, 2], [4, 7]],
      ['need', [2], [3, 5]],
    ]);
    expect(arrays('Three machines.\nhours needed (h) = [3, 5], cap[day][shift] = [2, 1]')).toEqual([
      ['hours needed', [2], [3, 5]],
      ['cap', [2], [2, 1]],
    ]);
  });

  it('have commas between them, however they are written', () => {
    expect(arrays('[150,200,300]')).toEqual([[undefined, [3], [150, 200, 300]]]);
  });

  it('are none where rows differ, words stand among them, or a bracket is not closed', () => {
    expect(arrays('a = [[1, 2], [3]], see [4], [2 to 3], [5, 6')).toEqual([]);
  });
});

it('an array is called what its head names, else what its numbers belong to, else as its head', () => {
  const head = { first: 5, last: 6 };
  const array = { head, cells: [8, 9], shape: [2] };
  const [here, elsewhere] = [[{ first: 6, last: 6 }], [{ first: 1, last: 2 }]];
  expect(nameOfArray(array, [elsewhere, here], elsewhere)).toBe(here);
  expect(nameOfArray(array, [elsewhere], elsewhere)).toBe(elsewhere);
  expect(nameOfArray(array, [elsewhere], undefined)).toEqual([head]);
  expect(nameOfArray({ ...array, head: undefined }, [here], here)).toBeUndefined();
});

describe('the sets of an array', () => {
  const counted = (size: number) => ({
    names: [],
    members: [],
    range: { first: { kind: 'constant', value: 1 }, last: { kind: 'constant', value: size } } as const,
  });
  const sets = [counted(3), counted(2), counted(3)];

  it('are those that are told, in the order of its rows', () => {
    expect(indexOfArray({ shape: [2, 3] }, [1, 2], sets)).toEqual([1, 2]);
    expect(indexOfArray({ shape: [2, 3] }, [2, 1], sets)).toEqual([1, 2]);
  });

  it('are the only ones of its size where none are told that fit', () => {
    expect(indexOfArray({ shape: [2] }, undefined, sets)).toEqual([1]);
    expect(indexOfArray({ shape: [2] }, [0], sets)).toEqual([1]);
    expect(indexOfArray({ shape: [2, 2] }, undefined, sets)).toEqual([1, 1]);
    expect(indexOfArray({ shape: [3] }, undefined, sets)).toBeUndefined();
  });
});

describe('a table in brackets', () => {
  const set: Symbol = { kind: 'reference', to: 'set' };
  const end: Symbol = { kind: 'end' };

  it('says how many things there are, where nothing else does, and keeps its rows', () => {
    const { input, parsed } = saidOf('The cost of plants and shops is\ncost = [[4, 7, 1],\n        [3, 5, 2]].', {
      names: { set: [['plants'], ['shops']], table: [['cost']] },
      statements: [
        {
          kind: 'table',
          at: 'cost',
          program: [[set, 'plants'], [set, 'shops'], [end]],
        },
      ],
    });
    const { sets, tables } = structureOf(input, parsed);
    expect(sets.map(({ members }) => members)).toMatchObject([{ last: { value: 2 } }, { last: { value: 3 } }]);
    expect(
      tables.map(({ index, cells }) => [
        index,
        cells.map((cell) => typeof cell === 'object' && cell.kind === 'quantity' && cell.quantity.value),
      ]),
    ).toEqual([
      [
        [0, 1],
        [4, 7, 1, 3, 5, 2],
      ],
    ]);
  });
});
