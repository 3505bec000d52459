import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../../server/src/minizinc';

/** The tree as nested names, tokens and names of variables left out. */
function shape(text: string): string {
  return parseModel(text)
    .tree.toString()
    .replace(/\((?:Identifier|QuotedIdentifier)\)/g, '');
}

function errors(text: string): readonly string[] {
  return parseModel(text).errors.map(({ start }) => text.slice(0, start));
}

describe('the grammar', () => {
  it('is what the parser was generated from', () => {
    const read = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
    const sum = createHash('sha256').update(read('grammars/minizinc.grammar')).digest('hex');
    expect(read('server/src/minizinc/parser.generated.ts').split('\n', 1)[0]).toContain(sum);
  });

  it.each([
    ['a + b * c ^ d', 'a + (b * (c ^ d))'],
    ['a - b - c', '(a - b) - c'],
    ['a ++ b ++ c', 'a ++ (b ++ c)'],
    ['not a /\\ b', '(not a) /\\ b'],
    ['a \\/ b /\\ c -> d <-> e', '((a \\/ (b /\\ c)) -> d) <-> e'],
    ['a = b \\/ c in d union e', '(a = b) \\/ (c in (d union e))'],
    ['1 .. n + 1', '1 .. (n + 1)'],
    ['-a * b', '(-a) * b'],
    ['a < b + c default d', 'a < (b + (c default d))'],
    ['a `f` b + c', '(a `f` b) + c'],
    ['a xor b /\\ c', 'a xor (b /\\ c)'],
    ['a div b mod c', '(a div b) mod c'],
  ])('reads %s as %s', (plain, grouped) => {
    expect(shape(`x = ${plain};`)).toBe(regroup(grouped));
  });

  it.each([
    'include "globals.mzn";',
    'int: n; par int: m = 0x1F; var 1..n: x :: domain = 3; float: f = 1.5e-3;',
    'enum Colour = {red, green} ++ shades(1..3) ++ anon_enum(4); enum E; var Colour: c;',
    'array[1..2, Colour] of var opt int: a; list of int: l = [];',
    'array[i in 1..3] of var 1..i: triangle;',
    'set of int: s = {1, 3} union 5..7; var set of 1..4: t; var set(1..2) of 1..4: u;',
    'tuple(int, var bool): t = (1, true,); record(int: a, float: b): r = (a: 1, b: 2.0); int: v = r.a + t.1;',
    'type Point = record(int: x, int: y) ++ record(int: z);',
    "var int: 'my var'; constraint '+'('my var', 1) > 2;",
    'constraint forall(i, j in 1..n, k in S where i < j)(x[i, j] != k);',
    'constraint sum([x[i] | i in 1..n where x[i] > 2]) <= 3 :: "name";',
    'constraint :: "named" if a then b elseif c then d else e endif;',
    'constraint let { var int: y = 1; constraint y > 2, } in y < x;',
    'array[1..2, 1..2] of int: m = [| 1, 2 | 3, 4 |]; m3 = [| | 1 | 2 |, | 3 | 4 | |]; e = [| |];',
    'array[_, _] of int: h = [| : A: B: | r: 1, 2 | s: 3, 4 |]; array[int] of int: i = [5: 1, 6: 2];',
    'array[int] of int: i = [(i, j): i + j | i in 1..2, j in 1..2]; int: k = a[.., 1][2..][1];',
    'solve :: int_search(x, first_fail, indomain_min) minimize cost;',
    'output ["x = \\(x) and \\(if a then "yes" else "no" endif)\\n"] ++ [show(x)];',
    'output :: "section" ["text"];',
    'predicate p(var int: x, array[int] of $T: y) = x > 2; test t(int: x); annotation note(string: s);',
    'function var int: f(any $T: x, int: y = 3) :: promise_total = x + y;',
    'constraint x ~= y /\\ a[<>] = <> /\\ {} = {} /\\ x in {y | y in S};',
    'constraint a ≤ b ∧ ¬c ∨ d ≠ e ∈ S ∩ T; int: big = -∞;',
    'constraint C^-1(x) = 3 /\\ f(x: 1, y: 2);',
    '/* a comment ** with stars */ int: x; % the rest "is" a comment',
    'x = 3;\ny = [1, 2];\nz = {}; w = <>',
    '',
  ])('reads %s without an error', (text) => {
    expect(errors(text)).toEqual([]);
  });

  it.each([
    ['int: x = ;\nvar 1..3: y;\nconstraint y > 2;', ['declaration', 'constraint']],
    ['constraint forall(i in 1..3(x[i] > 2);\nsolve satisfy;', ['solve']],
    ['constraint x > "no end;\nvar int: y;', []],
    [')))] end', []],
  ])('finds the items behind the errors of %j', (text, kinds) => {
    const { items, errors: found } = parseModel(text);
    expect(found.length).toBeGreaterThan(0);
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
  });
});

/** The shape of a fully parenthesised assignment, with the nodes of the parentheses taken out. */
function regroup(grouped: string): string {
  let text = shape(`x = ${grouped};`);
  for (let start = text.indexOf(OPEN); start >= 0; start = text.indexOf(OPEN)) {
    let depth = 1;
    let end = start + OPEN.length;
    for (; depth > 0; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    text = text.slice(0, start) + text.slice(start + OPEN.length, end - 1) + text.slice(end);
  }
  return text;
}

const OPEN = 'ParenthesizedExpression(';
