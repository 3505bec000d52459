import { describe, expect, it } from 'vitest';
import { graphOf, readCitedJson, resolve } from '../../../server/src/prose/cited';

/** The words of each cell of the only table. */
function cellsOf(
  text: string,
  values: readonly (readonly unknown[])[],
  sets: readonly string[],
  more: object = {},
): string[] {
  const members = (...names: string[]): object[] => names.map((name) => ({ id: name.toLowerCase(), quotes: [name] }));
  const reply = {
    sets: [
      { id: 'helpers', quotes: ['helpers'], members: members('Jan', 'Kim') },
      { id: 'stands', quotes: ['stands'], members: members('Start', 'Water') },
    ],
    data: [{ id: 'points', sets, quotes: ['Points'], values, ...more }],
  };
  const [table] = graphOf(resolve(readCitedJson(JSON.stringify(reply), text).model)).graph.tables;
  return (table?.cells ?? []).map((cell) =>
    typeof cell === 'object' && cell.kind === 'quantity'
      ? `${cell.quantity.text} at ${String(cell.quantity.span.start)}`
      : '',
  );
}

describe('the graph of a cited model', () => {
  it('takes equal numbers of a table from their own places', () => {
    const text = 'Points of the helpers for the stands, Start and Water: Jan 3, 8; Kim 8, 3.';
    const at = [...text.matchAll(/\d/gu)].map(({ 0: number, index }) => `${number} at ${String(index)}`);
    expect(
      cellsOf(
        text,
        [
          [3, 8],
          [8, 3],
        ],
        ['helpers', 'stands'],
      ),
    ).toEqual(at);
  });

  it('takes the number of all other cells from one place', () => {
    const text = 'Points of the helpers at the stands Start and Water: Kim 3, all others 8, Jan too.';
    const found = cellsOf(text, [['_', 3]], ['helpers'], { default: 8 });
    expect(found).toEqual([`8 at ${String(text.indexOf('8'))}`, `3 at ${String(text.indexOf('3'))}`]);
  });
});

describe('names of one kind', () => {
  const mentionsOf = (...quotes: readonly string[]): number[][] => {
    const text = 'Mia takes 900 kg at the yard; the press does 1800 kg a day.';
    const data = quotes.map((quote, at) => ({
      id: `data${String(at)}`,
      sets: [],
      quotes: [quote],
      values: [at ? 1800 : 900],
    }));
    const { graph } = graphOf(resolve(readCitedJson(JSON.stringify({ data }), text).model));
    return graph.tables.map(({ mentions }) => mentions.map(({ start }) => start));
  };

  it('are not found inside a longer one', () => {
    expect(mentionsOf('kg', 'kg a day')).toEqual([[14], [50]]);
  });

  it('may share words if there are no others', () => {
    expect(mentionsOf('kg', 'kg')).toEqual([
      [14, 50],
      [14, 50],
    ]);
  });
});
