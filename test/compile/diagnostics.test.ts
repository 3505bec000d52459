import { afterAll, describe, expect, test } from 'vitest';
import { folder, openCompiler, request, told } from './workspace';

const compiler = openCompiler();
afterAll(() => compiler.dispose());

async function compileTold(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const asked = request(texts);
  const result = await compiler.compile(asked);
  return told(result.kind === 'compiled' ? result.warnings : result.diagnostics, asked);
}

async function checkTold(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const asked = request(texts);
  return told(await compiler.check(asked), asked);
}

describe('what is wrong with a model', () => {
  test('every syntax error, at its token', async () => {
    const model = 'var int: x;\nconstraint x > ;\nconstraint x = = 3;\n';
    expect(await checkTold({ 'm.mzn': model })).toEqual([
      "m.mzn:1 error syntax-error «;» Syntax error, unexpected ';'.",
      'm.mzn:2 error syntax-error «=» Syntax error, unexpected =.',
    ]);
  });

  test('an unknown name after characters of two, three and four bytes', async () => {
    const asked = request({ 'm.mzn': 'var int: x; /* größe ✓ 𝒳 */ constraint x > yy;' });
    const diagnostics = await compiler.check(asked);
    expect(told(diagnostics, asked)).toEqual([
      'm.mzn:0 error undefined-identifier «yy» Undefined identifier "yy", did you mean "x"?',
    ]);
    expect(diagnostics[0]?.range).toEqual({ start: { line: 0, character: 44 }, end: { line: 0, character: 46 } });
  });

  test('places are right after a byte order mark, tabs and any kind of line end', async () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const model = ['\uFEFFvar int: x;', '\tconstraint', '\t\tx > yy;', ''].join(lineEnd);
      expect(await checkTold({ 'm.mzn': model })).toEqual([
        'm.mzn:2 error undefined-identifier «yy» Undefined identifier "yy", did you mean "x"?',
      ]);
    }
  });

  test('a type error', async () => {
    expect(await checkTold({ 'm.mzn': 'var int: x;\nconstraint x + "a" > 3;' })).toEqual([
      'm.mzn:1 error type-error «x + "a"» Type error in operator application for "\'+\'". ' +
        'No matching operator found with left-hand side type "var int" and right-hand side type "string".',
    ]);
  });

  test('an assertion that fails, with the loop values it fails for', async () => {
    const model =
      'predicate p(var int: x, int: i) =\n  assert(i < 2, "i too large", x > i);\nvar 1..9: x;\nconstraint forall(i in 1..3)(p(x, i));';
    const asked = request({ 'm.mzn': model });
    const result = await compiler.compile(asked);
    expect(told(result.kind === 'failed' ? result.diagnostics : [], asked)).toEqual([
      'm.mzn:1 error assertion-failed «i < 2» i too large (where i = 2)',
    ]);
  });

  test('an evaluation without a value', async () => {
    expect(await compileTold({ 'm.mzn': 'int: n = 0;\nint: k = 3 div n;' })).toEqual([
      'm.mzn:1 error evaluation-error «3 div n» Division by zero.',
    ]);
  });

  test('a partial function that makes a constraint false is a warning', async () => {
    const model = 'array[1..2] of int: a = [1, 2];\nvar 1..3: x;\nvar bool: b;\nconstraint b -> x = a[3];';
    expect(await compileTold({ 'm.mzn': model })).toEqual([
      'm.mzn:3 warning undefined-result «a[3]» Undefined result becomes false in Boolean context ' +
        '(array access out of bounds, array "a" has index set 1..2, but given index is 3).',
    ]);
  });

  test('a model the compiler itself proves infeasible', async () => {
    const asked = request({ 'm.mzn': 'var 1..3: x;\nconstraint x > 4;' });
    const result = await compiler.compile(asked);
    expect(result).toMatchObject({ kind: 'failed', infeasible: true });
    expect(told(result.kind === 'failed' ? result.diagnostics : [], asked)).toEqual([
      'm.mzn:1 warning inconsistent-model «x > 4» Model inconsistency detected.',
    ]);
  });

  test('endless recursion breaks one worker, and the next request works', async () => {
    expect(await compileTold({ 'm.mzn': 'function int: f(int: x) = f(x + 1) + 1;\nint: y = f(3);' })).toEqual([
      'm.mzn:0 error compiler-crash «» MiniZinc ran out of memory or stack: ' +
        'the instance is too large, an expression is nested too deeply, or a function calls itself without end.',
    ]);
    expect(await compileTold({ 'm.mzn': 'var 1..2: x;' })).toEqual([]);
  });

  test('integers too large to be exact', async () => {
    expect(await compileTold({ 'm.mzn': 'var 0..9007199254740993: x;' })).toEqual([
      'm.mzn:0 error unsupported-model «» The integer 9007199254740993 in the domain of "x" is beyond ±2^53 ' +
        '(about 9.007e15), the largest size handled exactly. Use smaller numbers, for example by changing the unit.',
    ]);
  });
});

describe('data', () => {
  test('every parameter without a value is named, with its type', async () => {
    const asked = request({ 'm.mzn': 'int: n;\nenum DAY;\narray[DAY, 1..n] of float: cost;\nvar 1..n: x;' });
    const result = await compiler.compile(asked);
    const diagnostics = result.kind === 'failed' ? result.diagnostics : [];
    expect(told(diagnostics, asked)).toEqual([
      'm.mzn:0 error missing-parameter «int: n» "n" (int) has no value: give it one in a data file (.dzn) or here.',
      'm.mzn:1 error missing-parameter «enum DAY» "DAY" (enum) has no value: give it one in a data file (.dzn) or here.',
      'm.mzn:2 error missing-parameter «array[DAY, 1..n] of float: cost» "cost" (array[DAY, 1..n] of float) has no value: ' +
        'give it one in a data file (.dzn) or here.',
    ]);
    expect(diagnostics.map(({ data }) => data)).toEqual([
      { name: 'n', type: 'int' },
      { name: 'DAY', type: 'enum' },
      { name: 'cost', type: 'array[DAY, 1..n] of float' },
    ]);
  });

  test('a check without data only tells what has no value', async () => {
    expect(await checkTold({ 'm.mzn': 'int: n;\nvar 1..n: x;' })).toEqual([
      'm.mzn:0 information missing-parameter «int: n» "n" (int) has no value: give it one in a data file (.dzn) or here.',
    ]);
  });

  test('a number of the wrong type, which the compiler cannot place', async () => {
    const data = '% of the plant\nk = 1;\nn = 2.5; % days\nm = 3;';
    expect(await checkTold({ 'm.mzn': 'int: k;\nint: n;\nint: m;', 'd.dzn': data })).toEqual([
      'd.dzn:2 error data-type-error «2.5» Cannot determine coercion from type float to type int.',
    ]);
  });

  test('a wrong type in JSON data', async () => {
    const data = '{"n": 2,\n "a": [1, "x"],\n "m": 3}';
    expect(await checkTold({ 'm.mzn': 'int: n; int: m;\narray[1..n] of int: a;', 'd.json': data })).toEqual([
      'd.json:1 error data-type-error «[1, "x"]» Non-uniform array literal. Expected "int" but got "string".',
    ]);
  });

  test('JSON that is none', async () => {
    expect(await checkTold({ 'm.mzn': 'array[int] of int: a;', 'd.json': '{"a":\n [1,2,}' })).toEqual([
      'd.json:1 error syntax-error «}» Cannot parse JSON file.',
    ]);
  });

  test('an array of the wrong number of dimensions or the wrong length', async () => {
    const model = 'array[1..3] of int: a;';
    expect(await checkTold({ 'm.mzn': model, 'd.dzn': 'a = [|1,2|3,4|];' })).toEqual([
      'd.dzn:0 error data-type-error «[|1,2|3,4|]» Initialisation value for "a" has invalid type-inst: ' +
        'expected "array[int] of int", actual "array[int,int] of int".',
    ]);
    expect(await checkTold({ 'm.mzn': model, 'd.dzn': 'a = 4;' })).toEqual([
      'd.dzn:0 error data-type-error «4» Initialisation value for "a" has invalid type-inst: ' +
        'expected "array[int] of int", actual "int".',
    ]);
    expect(await compileTold({ 'm.mzn': model, 'd.dzn': 'a = [1, 2];' })).toEqual([
      'd.dzn:0 error data-value-error «[1, 2]» Index set mismatch. Declared index set of "a" is [1..3], but is assigned to ' +
        'array with index set [1..2]. You may need to coerce the index sets using the array1d function.',
    ]);
  });

  test('a value outside its declared domain', async () => {
    expect(await compileTold({ 'm.mzn': '1..3: n;\nvar 1..n: x;', 'd.dzn': 'n = 5;' })).toEqual([
      'd.dzn:0 error data-value-error «5» Parameter out of range: declared domain of "n" is 1..3, but assigned value is 5.',
    ]);
  });

  test('a name the model does not have', async () => {
    expect(await checkTold({ 'm.mzn': 'int: n;', 'd.dzn': 'n = 1;\nmm = 3;' })).toEqual([
      'd.dzn:1 error undefined-identifier «mm = 3» Undefined identifier "mm", did you mean "n"?',
    ]);
  });
});

describe('files', () => {
  test('an include that is nowhere', async () => {
    expect(await checkTold({ 'm.mzn': 'include "globals.mzn"; include "nowhere.mzn";\nvar int: x;' })).toEqual([
      'm.mzn:0 error unknown-include «"nowhere.mzn"» Cannot find "nowhere.mzn": ' +
        "it is neither a file beside this one nor in MiniZinc's library.",
    ]);
  });

  test('an include of an included file that is nowhere', async () => {
    const texts = { 'm.mzn': 'include "parts/a.mzn";', 'parts/a.mzn': '% a\ninclude\n  "/no/where.mzn" ;' };
    expect(await checkTold(texts)).toEqual([
      'parts/a.mzn:2 error unknown-include «"/no/where.mzn"» Cannot find "/no/where.mzn": ' +
        "it is neither a file beside this one nor in MiniZinc's library.",
    ]);
  });

  test('a model and data that cannot be read', async () => {
    const asked = { ...request({}), model: `${folder}/none.mzn`, data: [`${folder}/none.dzn`] };
    expect(told(await compiler.check(asked), asked)).toEqual([
      `none.mzn:0 error file-not-readable «» Cannot read ${folder}/none.mzn: there is no such file.`,
      `none.dzn:0 error file-not-readable «» Cannot read ${folder}/none.dzn: there is no such file.`,
    ]);
  });

  test('an error in an included file is told there', async () => {
    const texts = { 'm.mzn': 'include "größe 1/a b.mzn";', 'größe 1/a b.mzn': 'var int: x;\nconstraint x > "a";' };
    expect(await checkTold(texts)).toEqual([expect.stringMatching(/^größe 1\/a b\.mzn:1 error type-error «x > "a"»/)]);
  });
});
