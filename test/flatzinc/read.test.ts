import { describe, expect, it } from 'vitest';
import { FlatZincError, readFlatZinc, resolveArray, type Origin } from '../../server/src/flatzinc';

const model = `{
  "variables": {
    "x" : { "type" : "int", "domain" : [[1, 3], [5, 5]], "defined" : true },
    "y" : { "type" : "int" },
    "f" : { "type" : "float", "domain" : [[-1.5, 3.0]], "introduced": true },
    "s" : { "type" : "set of int", "domain" : [[1, 1], [3, 3]] },
    "b" : { "type" : "bool", "rhs" : true }
  },
  "arrays": {
    "c" : { "a": [1, -1] },
    "vars" : { "a": ["x", 2, "y"] }
  },
  "constraints": [
    { "id" : "int_lin_le", "args" : ["c", ["x", "y"], 7], "defines" : "x"},
    { "id" : "float_le", "args" : ["f", 1.0], "ann" : ["ctx_pos"]},
    { "id" : "float_eq", "args" : ["f", -0.0]},
    { "id" : "set_in_reif", "args" : ["x", { "set" : [[1, 1], [3, 4]]}, "b"]},
    { "id" : "my", "args" : ["vars", { "string" : "a\\"b\\n\\u20ac" }, [true, false], { "set" : [] }]}
  ],
  "output": ["x", "vars"],
  "solve": { "method" : "maximize", "objective" : "x", "ann" : [{ "id" : "int_search", "args" : ["vars", "first_fail"]}] },
  "version": "1.0"
}`;

function declare(domain: string, rest = ''): string {
  return `{"variables": {"x": {"type": "int", "domain": ${domain}${rest}}}, "solve": {"method": "satisfy"}}`;
}

describe('readFlatZinc', () => {
  it('reads variables with their domains', () => {
    expect([...readFlatZinc(model).variables.values()]).toEqual([
      {
        name: 'x',
        type: 'int',
        domain: [
          { low: 1, high: 3 },
          { low: 5, high: 5 },
        ],
        value: undefined,
        introduced: false,
        defined: true,
      },
      { name: 'y', type: 'int', domain: undefined, value: undefined, introduced: false, defined: false },
      {
        name: 'f',
        type: 'float',
        domain: [{ low: -1.5, high: 3 }],
        value: undefined,
        introduced: true,
        defined: false,
      },
      {
        name: 's',
        type: 'set of int',
        domain: [
          { low: 1, high: 1 },
          { low: 3, high: 3 },
        ],
        value: undefined,
        introduced: false,
        defined: false,
      },
      {
        name: 'b',
        type: 'bool',
        domain: undefined,
        value: { kind: 'bool', value: true },
        introduced: false,
        defined: false,
      },
    ]);
  });

  it('tells references, arrays, strings, sets, integers and floats apart', () => {
    const flatzinc = readFlatZinc(model);
    expect(flatzinc.constraints.map(({ id, args }) => [id, ...args])).toEqual([
      [
        'int_lin_le',
        { kind: 'arrayRef', name: 'c' },
        {
          kind: 'array',
          elements: [
            { kind: 'variable', name: 'x' },
            { kind: 'variable', name: 'y' },
          ],
        },
        { kind: 'int', value: 7 },
      ],
      ['float_le', { kind: 'variable', name: 'f' }, { kind: 'float', value: 1 }],
      ['float_eq', { kind: 'variable', name: 'f' }, { kind: 'float', value: -0 }],
      [
        'set_in_reif',
        { kind: 'variable', name: 'x' },
        {
          kind: 'set',
          ranges: [
            { low: 1, high: 1 },
            { low: 3, high: 4 },
          ],
        },
        { kind: 'variable', name: 'b' },
      ],
      [
        'my',
        { kind: 'arrayRef', name: 'vars' },
        { kind: 'string', value: 'a"b\n€' },
        {
          kind: 'array',
          elements: [
            { kind: 'bool', value: true },
            { kind: 'bool', value: false },
          ],
        },
        { kind: 'set', ranges: [] },
      ],
    ]);
    expect(flatzinc.output).toEqual(['x', 'vars']);
    const first = { kind: 'annotation', name: 'first_fail', args: [] };
    expect(flatzinc.goal).toEqual({
      kind: 'maximize',
      objective: { kind: 'variable', name: 'x' },
      search: [{ kind: 'annotation', name: 'int_search', args: [{ kind: 'arrayRef', name: 'vars' }, first] }],
    });
    expect(resolveArray(flatzinc, { kind: 'arrayRef', name: 'vars' })).toEqual([
      { kind: 'variable', name: 'x' },
      { kind: 'int', value: 2 },
      { kind: 'variable', name: 'y' },
    ]);
  });

  it('gives each constraint the origin of its index', () => {
    const position = { line: 0, character: 0 };
    const origin: Origin = {
      file: '/m.mzn',
      range: { start: position, end: position },
      text: 'x < y',
      indices: { i: '2' },
    };
    const { constraints } = readFlatZinc(model, new Map([[1, origin]]));
    expect(constraints.map((constraint) => constraint.origin)).toEqual([
      undefined,
      origin,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('refuses integers it would have to round', () => {
    expect(() => readFlatZinc(declare('[[0, 9007199254740992]]'))).toThrow(
      'The integer 9007199254740992 in the domain of "x" is beyond ±2^53',
    );
    expect(() => readFlatZinc('{"arrays": {"a": {"a": [-9007199254740993]}}, "solve": {"method": "satisfy"}}')).toThrow(
      FlatZincError,
    );
  });

  it('widens a worked out bound beyond 2^53 of a defined variable', () => {
    const { variables } = readFlatZinc(declare('[[1, 27021597764222972]]', ', "defined": true'));
    expect(variables.get('x')?.domain).toEqual([{ low: 1, high: Infinity }]);
  });

  it.each([
    ['null', 'The compiler wrote no FlatZinc.'],
    ['{"a": [1, 2}', 'not valid JSON'],
    ['{"a": "b', 'a string is not closed'],
    ['{} {}', 'text after the end'],
    ['{}', 'FlatZinc has no solve item.'],
    ['{"constraints": [{"id": "int_le", "args": ["x", 1]}], "solve": {"method": "satisfy"}}', 'refers to "x"'],
  ])('says what is wrong with %s', (json, message) => {
    expect(() => readFlatZinc(json)).toThrow(message);
  });

  it('reads a hundred thousand constraints', () => {
    const constraints = Array.from(
      { length: 100_000 },
      (_, i) => `{ "id" : "int_lin_le", "args" : [[1, -1], ["x", "y"], ${i}]}`,
    );
    const json = `{"variables": {"x": {"type": "int"}, "y": {"type": "int"}}, "arrays": {},
      "constraints": [${constraints.join(',\n')}], "output": [], "solve": {"method": "satisfy"}}`;
    const flatzinc = readFlatZinc(json);
    expect(flatzinc.constraints).toHaveLength(100_000);
    expect(flatzinc.constraints[99_999]?.args[2]).toEqual({ kind: 'int', value: 99_999 });
  });
});
