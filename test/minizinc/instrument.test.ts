import { describe, expect, it } from 'vitest';
import {
  decisionsOf,
  instrument,
  parseModel,
  predicateBodies,
  type InstrumentOptions,
} from '../../server/src/minizinc';

function instrumented(text: string, options: Partial<InstrumentOptions> = {}): ReturnType<typeof instrument> {
  const syntax = parseModel(text);
  return instrument(syntax, {
    predicate: 'part',
    declares: false,
    firstId: 1,
    siteName: 'c',
    declarations: decisionsOf([syntax]),
    predicates: predicateBodies([syntax], decisionsOf([syntax])),
    levelOf: () => 'split',
    opensDomain: () => false,
    keeps: () => true,
    ...options,
  });
}

function check(text: string, expected: string, options: Partial<InstrumentOptions> = {}): void {
  expect(instrumented(text, options).text).toBe(expected);
}

describe('guarded rewriting', () => {
  it('wraps each constraint where it stands', () => {
    check(
      'var int: x; % a > b\nconstraint x > 3; constraint :: "n" (x < 5) ;',
      'var int: x; % a > b\nconstraint part(1, "", x > 3); constraint :: "n" (part(2, "", x < 5)) ;',
    );
  });

  it('goes into conjunctions and loops, and labels the instances', () => {
    check(
      'constraint forall(i in 1..3, d in DAY where i > 1)(x[i] > 3 -> z[d] /\\ a) /\\ b;',
      'constraint forall(i in 1..3, d in DAY where i > 1)(part(1, "i=\\(i);d=\\(d)", x[i] > 3 -> z[d] /\\ a)) /\\ part(2, "", b);',
    );
    check(
      'constraint forall(i in 1..2)(forall([p(i, j) | j in i..3]) /\\ forall([q, r]));',
      'constraint forall(i in 1..2)(forall([part(1, "i=\\(i);j=\\(j)", p(i, j)) | j in i..3]) /\\ forall([part(2, "i=\\(i)", q), part(3, "i=\\(i)", r)]));',
    );
  });

  it('goes into the constraints of a let and the branches of an if over parameters', () => {
    check(
      'int: n; constraint let { var int: y; constraint y > 2 } in if n > 1 then y < n else true endif;',
      'int: n; constraint let { var int: y; constraint part(1, "", y > 2) } in if n > 1 then part(2, "", y < n) else part(3, "", true) endif;',
    );
  });

  it('leaves whole what depends on decisions', () => {
    const declared = 'var int: x; var set of int: s; array[int] of var int: a; ';
    for (const whole of [
      'if x > 2 then x < 4 else x > 1 endif',
      'forall(i in s)(i > 2)',
      'forall(i in 1..3 where a[i] > 1)(a[i] < 3)',
      'exists(i in 1..3)(a[i] < 3)',
      'x > 1 \\/ x < 0',
    ]) {
      check(`${declared}constraint ${whole};`, `${declared}constraint part(1, "", ${whole});`);
    }
    check(
      `${declared}constraint forall(v in a)(v > 2) /\\ forall(i in index_set(a) where ub(x) > i)(a[i] > 2);`,
      `${declared}constraint forall(v in a)(part(1, "", v > 2)) /\\ forall(i in index_set(a) where ub(x) > i)(part(2, "i=\\(i)", a[i] > 2));`,
    );
  });

  it('leaves whole what would lose a value that may be none', () => {
    const declared =
      'type V = 1..5; var int: x; array[int] of int: a; function var int: f(int: k) = a[x + k]; any: top = x; ';
    for (const whole of [
      'let { any: y = a[x] } in y > 1 /\\ x > 2',
      'let { any: y = x, any: z = a[y] } in z > 1 /\\ x > 2',
      'let { tuple(var int, int): t = (a[x], 1) } in t.1 > 1 /\\ x > 2',
      'let { V: y = f(1) } in y > 1 /\\ x > 2',
      'let { var int: y = f(1) } in y > 1 /\\ x > 2',
      'if f(1) > 2 then x > 3 else x > 4 endif',
      'if top > 2 then x > 3 else x > 4 endif',
    ]) {
      check(`${declared}constraint ${whole};`, `${declared}constraint part(1, "", ${whole});`);
    }
    const kept = 'let { any: y = 1, V: z = 2 } in ';
    check(`constraint ${kept}x > y /\\ x < z;`, `constraint ${kept}part(1, "", x > y) /\\ part(2, "", x < z);`);
    const called = `predicate p(var int: u) = u > 2; ${declared}constraint `;
    expect(instrumented(`${called}p(f(1));`).callSites).toEqual([]);
    expect(instrumented(`${called}p(x);`).callSites).toHaveLength(1);
    const typed = 'type V = 1..5; var int: x; predicate p(var V: u) = u != 3; constraint p(x);';
    expect(instrumented(typed).callSites).toEqual([]);
  });

  it('opens declared domains', () => {
    check(
      'int: n = 5;\nfloat: top;\nvar 1..n: x;\narray[1..2] of var {1, 3}: a;\nvar 0.5..top: f;\nvar 1..: y;\nvar 0..infinity: z;\nvar bool: b;\nvar set of 1..3: s;\nenum E; var E: e',
      'int: n = 5;\nfloat: top;\nvar int: x;\narray[1..2] of var int: a;\nvar float: f;\nvar int: y;\nvar int: z;\nvar bool: b;\nvar set of 1..3: s;\nenum E; var E: e\n;\n' +
        'constraint part(1, "", (1) <= x /\\ x <= (n));\n' +
        'constraint forall(mw_1 in index_set(a))(part(2, "index=\\(mw_1)" ++ "", a[mw_1] in {1, 3}));\n' +
        'constraint part(3, "", (0.5) <= f /\\ f <= (top));\n' +
        'constraint part(4, "", (1) <= y);\n' +
        'constraint part(5, "", (0) <= z);\n',
      { opensDomain: () => true },
    );
  });

  it('takes the predicates that are called apart in copies that know who called them', () => {
    const predicate = 'predicate p(var int: x) = x > 1 /\\ x < 9;';
    check(
      `${predicate} constraint forall(i in 1..2)(p(a[i]));`,
      `${predicate} constraint forall(i in 1..2)(part_p("c0:i=\\(i)\\t", a[i]));\n` +
        'predicate part_p(string: part_way, var int: x) = ' +
        'part(1, part_way ++ "", x > 1) /\\ part(2, part_way ++ "", x < 9);\n',
    );
  });

  it('hands on what is said to be hard or negotiable', () => {
    const text = 'constraint (forall(i in S)(a[i] > 2 :: hard) /\\ b) :: negotiable(3);';
    const { text: rewritten, parts } = instrumented(text);
    expect(parts.map(({ standing }) => standing?.kind)).toEqual(['hard', 'negotiable']);
    expect(rewritten).toContain('part(2, "\\t*\\(3)", b)');
  });

  it('takes away the goal and the output, and declares its predicate where it should', () => {
    check(
      'solve maximize x;\noutput ["\\(x)"];\n',
      'solve satisfy;\noutput [];\n\npredicate part(int: part, string: loop, var bool: holds :: promise_ctx_monotone);\n',
      { declares: true },
    );
  });

  it('takes items apart as far as it is told, and leaves out what it need not keep', () => {
    const text = 'constraint a /\\ b;\nconstraint c;\nconstraint d /\\ e;';
    check(text, 'constraint part(1, "", a /\\ b);\nconstraint c;\nconstraint true /\\ part(2, "", e);', {
      levelOf: (item) => (['whole', 'hard', 'split'] as const)[item] ?? 'split',
      keeps: ({ start }) => text[start] !== 'd',
    });
  });

  it('tells where each part stood and where each item went', () => {
    const text = 'constraint a;  constraint b /\\ c ; % end';
    const { parts, regions, text: rewritten } = instrumented(text, { firstId: 7 });
    expect(
      parts.map(({ id, span, itemSpan }) => [
        id,
        text.slice(span.start, span.end),
        text.slice(itemSpan.start, itemSpan.end),
      ]),
    ).toEqual([
      [7, 'a', 'constraint a;'],
      [8, 'b', 'constraint b /\\ c ;'],
      [9, 'c', 'constraint b /\\ c ;'],
    ]);
    expect(regions.map(({ span }) => rewritten.slice(span.start, span.end))).toEqual([
      'constraint part(7, "", a);',
      'constraint part(8, "", b) /\\ part(9, "", c) ;',
    ]);
  });
});
