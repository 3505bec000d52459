import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../server/src/text';
import { editsFor, parametersOf, readTexts, shiftBack, shortList } from '../../server/src/whatif';

const model = `enum Food;
  enum Day = { Mon, Tue };
  int: n = 2;
  set of int: WEEKS = 3..4;
  float: price; % in the data
  bool: open = true;
  Day: first = Tue;
  int: twice = 2 * n;
  array[Food] of float: need;
  array[WEEKS, Day] of int: rota = [| 1, 2 | 3, -4 |];
  array[1..2, 1..2] of int: flat = array2d(1..2, 1..2, [5, 6, 7, 8]);
  array[Food] of var 0..9: x;
  solve satisfy;`;
const data = 'Food = { Oats, Milk };\nprice = 1.5;\nneed = [2.5, 3.5];\n';
const sources = readTexts([
  { path: '/m/model.mzn', kind: 'model', text: model },
  { path: '/m/data.dzn', kind: 'data', text: data },
]);
const parameters = parametersOf(sources);

describe('the parameters of a model', () => {
  it('are those with a value written out, entries of arrays by the names of their indices', () => {
    expect(parameters.map(({ name, value }) => `${name} = ${value}`)).toEqual([
      'n = 2',
      'price = 1.5',
      'open = true',
      'first = Tue',
      'need[Oats] = 2.5',
      'need[Milk] = 3.5',
      'rota[3,Mon] = 1',
      'rota[3,Tue] = 2',
      'rota[4,Mon] = 3',
      'rota[4,Tue] = -4',
      'flat[1,1] = 5',
      'flat[1,2] = 6',
      'flat[2,1] = 7',
      'flat[2,2] = 8',
    ]);
  });

  it('stand at their literals', () => {
    for (const { value, place } of parameters) {
      const text = place.file === '/m/data.dzn' ? data : model;
      const { start, end } = new LineIndex(text).spanOf(place.range);
      expect(text.slice(start, end)).toBe(value);
    }
  });

  it('are found in JSON data', () => {
    const json = '{ "price": 2, "Food": [{"e": "A"}], "need": [1.5, 2], "rota": [[1, 2],\n [3, 4]], "first": "Mon" }';
    const own = readTexts([
      {
        path: '/m/m.mzn',
        kind: 'model',
        text: 'int: price; array[1..2] of float: need; array[1..2, 0..1] of int: rota;',
      },
      { path: '/m/d.json', kind: 'data', text: json },
    ]);
    const found = parametersOf(own);
    expect(found.map(({ name, value }) => `${name} = ${value}`)).toEqual([
      'price = 2',
      'need[1] = 1.5',
      'need[2] = 2',
      'rota[1,0] = 1',
      'rota[1,1] = 2',
      'rota[2,0] = 3',
      'rota[2,1] = 4',
    ]);
    expect(found.at(-1)?.place.range.start).toEqual({ line: 1, character: 5 });
  });

  it('are listed scalars first, without long arrays', () => {
    const long = readTexts([
      {
        path: '/m/m.mzn',
        kind: 'model',
        text: `array[int] of int: a = [${Array(61).fill('1').join(', ')}]; array[int] of int: b = [7]; int: c = 3;`,
      },
    ]);
    expect(shortList(parametersOf(long)).map(({ name }) => name)).toEqual(['c', 'b[1]']);
  });
});

describe('changes of parameters', () => {
  it('are edits of the literals alone', () => {
    const edits = editsFor(
      [
        { name: 'rota[4, Tue]', value: '10' },
        { name: 'n', value: ' 2 ' },
      ],
      parameters,
    );
    expect(edits).toMatchObject({ kind: 'edits', edits: [{ file: '/m/model.mzn', newText: '10' }] });
  });

  it('say which is wrong and why', () => {
    expect(
      editsFor(
        [
          { name: 'n', value: '3' },
          { name: 'price', value: '1 +' },
        ],
        parameters,
      ),
    ).toEqual({
      kind: 'wrong',
      index: 1,
      problem: '“1 +” is no value for price.',
    });
    expect(editsFor([{ name: 'twice', value: '3' }], parameters)).toMatchObject({
      kind: 'wrong',
      problem: expect.stringMatching(/^There is no parameter “twice” .* written out are n, price/) as string,
    });
  });
});

describe('places in an edited text', () => {
  it('are told as places of the text before', () => {
    const before = 'int: n = 2; constraint x < n;';
    const after = 'int: n = 2000; constraint x < n;';
    const lines = new LineIndex(before);
    const at = before.indexOf('2');
    const edit = { file: '/m', range: lines.rangeOf({ start: at, end: at + 1 }), newText: '2000' };
    const back = shiftBack(
      [edit],
      () => before,
      () => after,
    );
    const span = { start: after.indexOf('x < n'), end: after.indexOf('x < n') + 5 };
    const place = back({ file: '/m', range: new LineIndex(after).rangeOf(span) });
    const { start, end } = lines.spanOf(place.range);
    expect(before.slice(start, end)).toBe('x < n');
    const whole = back({ file: '/m', range: new LineIndex(after).rangeOf({ start: 9, end: 13 }) });
    expect(before.slice(lines.spanOf(whole.range).start, lines.spanOf(whole.range).end)).toBe('2');
  });
});
