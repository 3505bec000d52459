import { describe, expect, test } from 'vitest';
import { readDataFile } from '../../server/src/compile/dataFile';
import { findIncludes } from '../../server/src/compile/includes';
import { originOf } from '../../server/src/compile/paths';
import { placeOf } from '../../server/src/compile/places';
import type { Source, Sources } from '../../server/src/compile/sources';
import { outputValues } from '../../server/src/compile/values';
import { LineIndex } from '../../server/src/text';

function source(name: string, text: string): Source {
  return {
    path: `/user/${name}`,
    name,
    kind: name.endsWith('.mzn') ? 'model' : 'data',
    text,
    sent: text,
    lines: new LineIndex(text),
  };
}

function sourcesOf(...files: readonly Source[]): Sources {
  return { files, named: new Map(files.map((file) => [file.name, file])), diagnostics: [] };
}

describe('includes', () => {
  test('are read with their strings and whole items', () => {
    const text = 'include "a\\"b.mzn" ; % include "no.mzn";\ninclude/* and */"c.mzn"';
    expect(
      findIncludes(text).map(({ name, string, item }) => [
        name,
        text.slice(string.start, string.end),
        text.slice(item.start, item.end),
      ]),
    ).toEqual([
      ['a"b.mzn', '"a\\"b.mzn"', 'include "a\\"b.mzn" ;'],
      ['c.mzn', '"c.mzn"', 'include/* and */"c.mzn"'],
    ]);
  });

  test('are none in comments, strings, interpolated expressions, quoted and longer names', () => {
    const text = `/* include "a"; */ output ["include \\(f("include \\"b\\"")) include"];
var int: 'include'; var int: do_include; constraint 'x include "c"' > 0; int: größeinclude "d";`;
    expect(findIncludes(text)).toEqual([]);
  });
});

describe('data files', () => {
  const read = (file: Source) =>
    readDataFile(file).assignments.map(({ name, value }) => `${name}: ${file.text.slice(value.start, value.end)}`);

  test('of assignments', () => {
    const text = '% n = 0;\nn = 2 ; a = [ 1, % one ; two\n 2 ] /* end */ ;\n\'the name\' = "a;b";\nE = { A, B }';
    expect(read(source('d.dzn', text))).toEqual([
      'n: 2',
      'a: [ 1, % one ; two\n 2 ]',
      'the name: "a;b"',
      'E: { A, B }',
    ]);
  });

  test('of JSON', () => {
    const text = '{ "n": -1.5e3,\n "a}": [[1, {"e": "x\\"]"}], []], "s" : {"set": [1]} }';
    expect(read(source('d.json', text))).toEqual(['n: -1.5e3', 'a}: [[1, {"e": "x\\"]"}], []]', 's: {"set": [1]}']);
  });

  test.each([
    ['', 0],
    ['[1]', 0],
    ['{"a": 1,}', 8],
    ['{"a": [1,, 2]}', 9],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['{"a": {"b": }}', 12],
    ['{"a": 1} x', 9],
    ['{"a": 1', 7],
    ['{"a": 1}', undefined],
    ['{}', undefined],
  ])('%j is no JSON from offset %s on', (text, errorAt) => {
    expect(readDataFile(source('d.json', text)).errorAt).toBe(errorAt);
  });
});

describe('places', () => {
  test('columns count code points, both ends inclusive', () => {
    const sources = sourcesOf(source('m.mzn', 'x𝒳y\n  größe = 1\n'));
    const place = { filename: '/minizinc/m.mzn', firstLine: 1, firstColumn: 3, lastLine: 2, lastColumn: 7 };
    expect(placeOf(place, sources)).toEqual({
      file: '/user/m.mzn',
      range: { start: { line: 0, character: 3 }, end: { line: 1, character: 7 } },
    });
    expect(placeOf({ ...place, filename: '/usr/share/minizinc/std/x.mzn' }, sources)).toBeUndefined();
    expect(placeOf({ ...place, filename: null }, sources)).toBeUndefined();
  });
});

describe('paths of constraints', () => {
  const enums = { nameOf: () => undefined };

  test('lead to the last step in a file of the user, whatever strings are in them', () => {
    const sources = sourcesOf(source('m.mzn', 'constraint forall(s in ["a;b|1"])(p(s));'));
    const path =
      'm.mzn|1|12|1|39|ca|forall;m.mzn|1|12|1|39|ac;m.mzn|1|19|1|19|s="a;b|1";m.mzn|1|35|1|38|ca|\\10@p;' +
      '/usr/share/minizinc/std/p.mzn|21|3|25|7|ite;/usr/share/minizinc/std/p.mzn|22|1|22|1|i=1;|0|0|0|0|ca|q;';
    expect(originOf(path, sources, enums)).toEqual({
      file: '/user/m.mzn',
      range: { start: { line: 0, character: 34 }, end: { line: 0, character: 38 } },
      text: 'p(s)',
      indices: { s: '"a;b|1"' },
    });
  });

  test('through the library alone lead nowhere', () => {
    expect(originOf('/usr/share/minizinc/std/p.mzn|21|3|25|7|ite;', sourcesOf(), enums)).toBeUndefined();
    expect(originOf('', sourcesOf(), enums)).toBeUndefined();
  });
});

test('output values of every form MiniZinc writes', () => {
  const json = `{
    "i": 3, "f": 0.5, "b": true, "text": "a", "gone": null, "list": [1, null], "empty": [],
    "set": {"set": [1, [3, 5]]}, "days": {"set": [{"e": "Mon"}]}, "day": {"e": "Mon"}, "at": {"c": "At", "e": {"e": "Mon"}},
    "slot": {"e": "SLOT", "i": 2}, "record": {"a": 1, "inner": {"b": {"e": "Mon"}}}, "records": [{"a": 1, "b": 2}]
  }`;
  expect(outputValues(json)).toEqual({
    i: 3,
    f: 0.5,
    b: true,
    text: 'a',
    gone: null,
    list: [1, null],
    empty: [],
    set: { set: [1, 3, 4, 5] },
    days: { set: ['Mon'] },
    day: 'Mon',
    at: 'At(Mon)',
    slot: 'to_enum(SLOT,2)',
    record: { a: 1, inner: { b: 'Mon' } },
    records: [{ a: 1, b: 2 }],
  });
});
