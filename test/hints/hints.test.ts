import { afterAll, describe, expect, it } from 'vitest';
import { findHints } from '../../server/src/hints';
import { applyEdits, LineIndex } from '../../server/src/text';
import { closeWorkbench, requestFor, services } from './workbench';

afterAll(closeWorkbench);

/** Each hint as its code, what it stands on, and what it says. */
async function hintsOf(model: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const found = await findHints({ request: requestFor(model, others) }, services);
  return found.map(({ code, file, range, message }) => {
    const text = others[file] ?? model;
    const { start, end } = new LineIndex(text).spanOf(range);
    return `${code} «${text.slice(start, end)}» ${message}`;
  });
}

/** The codes of the hints and what they stand on. */
async function codesOf(model: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  return (await hintsOf(model, others)).map((told) => told.slice(0, told.indexOf('»') + 1));
}

/** The model after each fix of each hint. */
async function fixesOf(model: string): Promise<readonly (readonly [string, string])[]> {
  const found = await findHints({ request: requestFor(model) }, services);
  return found.flatMap(({ fixes }) =>
    (fixes ?? []).map(({ title, edits }): readonly [string, string] => [title, applyEdits(model, edits)]),
  );
}

describe('a sound model', () => {
  it.each([
    [
      'a knapsack',
      'int: n = 3; array[1..n] of int: w = [3, 4, 5]; array[1..n] of var 0..1: x; constraint sum(i in 1..n)(w[i] * x[i]) <= 8; solve maximize sum(x);',
    ],
    [
      'an LP with equations',
      'var 0.0..9.0: x; var 0.0..9.0: y; var float: cost; constraint cost = 2.0 * x + y; constraint x + y >= 3.5; solve minimize cost;',
    ],
    [
      'a puzzle with one solution',
      'include "alldifferent.mzn"; var 1..2: a; var 1..2: b; constraint alldifferent([a, b]); constraint a < 2; solve satisfy;',
    ],
    [
      'a capacity that looks like a big M',
      'array[1..2] of var 0..5000: flow; array[1..2] of var 0..1: open; constraint forall(i in 1..2)(flow[i] <= 1000 * open[i]); solve maximize sum(flow) - 900 * sum(open);',
    ],
    [
      'a guarded division',
      'var 0..5: x; var 0..9: y; constraint x != 0 -> y div x >= 1; constraint y <= x; solve maximize y;',
    ],
    ['what has no solution', 'var 1..5: x; constraint x > 3; constraint x > 2; constraint x < 2; solve satisfy;'],
  ])('%s has no hints', async (_, model) => {
    expect(await hintsOf(model)).toEqual([]);
  });
});

describe('unused names', () => {
  it('are not told of in a library that is included', async () => {
    const model = 'include "lib.mzn"; var 0..limit: x; solve maximize x;';
    const lib = 'int: limit = 9; int: other = 7; var 0..9: elsewhere;';
    expect(await hintsOf(model, { '/models/lib.mzn': lib })).toEqual([]);
  });

  it('are decisions that nothing is said about and parameters that nothing depends on', async () => {
    expect(
      await hintsOf(
        'int: spare = 4;\nvar 1..9: x; var 1..9: y;\nconstraint x > 3;\nsolve minimize x;\noutput [show(y)];',
      ),
    ).toEqual([
      "unused-parameter «spare» The parameter 'spare' is never used: nothing depends on its value.",
      "unused-variable «y» The decision 'y' is never used: no constraint and no objective says anything about it, so any value will do.",
    ]);
  });

  it('are removed with their line', async () => {
    expect(await fixesOf('int: spare = 4;\nvar 1..9: x;\nconstraint x > 3;\nsolve minimize x;')).toEqual([
      ["Remove the unused parameter 'spare'", 'var 1..9: x;\nconstraint x > 3;\nsolve minimize x;'],
    ]);
  });

  it('are not those of an output, a library, a search, or data', async () => {
    expect(await hintsOf('int: n; predicate p(var int: x) = x > n;')).toEqual([]);
    expect(
      await hintsOf('var 1..9: x; var int: y = 2 * x; constraint x > 3; solve minimize x; output [show(y)];'),
    ).toEqual([]);
    expect(
      await hintsOf('int: Mon = 1; int: Tue = 2; int: Wed = 3; var 1..3: x; constraint x != Tue; solve minimize x;'),
    ).toEqual([]);
    expect(await fixesOf('int: n; var 1..9: x; constraint x > 3; solve minimize x;')).toEqual([]);
  });
});

describe('redundant constraints', () => {
  it('are told with what implies them', async () => {
    expect(
      await hintsOf(
        'var 0..9: x; var 0..9: y; constraint x + y <= 5; constraint x <= 7; constraint x <= 9; solve maximize x + 2 * y;',
      ),
    ).toEqual([
      'redundant-constraint «x <= 7» This constraint rules nothing out. `x + y <= 5` already implies it. Remove it, look for a mistake in it, or say that it is meant so: `constraint redundant_constraint(…)`.',
      'redundant-constraint «x <= 9» This constraint rules nothing out. It always holds: the declared domains see to that. Remove it, look for a mistake in it, or say that it is meant so: `constraint redundant_constraint(…)`.',
    ]);
  });

  it('are one of two that say the same, and that is said', async () => {
    expect(await hintsOf('var 0..9: x; constraint x <= 5; constraint 2 * x < 11; solve maximize x;')).toEqual([
      'redundant-constraint «2 * x < 11» This constraint rules nothing out. It says the same as `x <= 5`. Remove it, look for a mistake in it, or say that it is meant so: `constraint redundant_constraint(…)`.',
    ]);
  });

  it('are not what the user says is meant so, nor what only such a one implies', async () => {
    expect(
      await hintsOf(`var 0..9: x; var 0..9: y;
constraint x + y <= 5;
constraint redundant_constraint(x <= 5);
constraint x <= 4;
constraint implied_constraint(x <= 3);
% breaks the symmetry of x and y
constraint x <= y;
constraint y >= x; % implied
solve maximize x + y;`),
    ).toEqual([]);
  });

  it('are not those that only these data make so', async () => {
    const model = 'int: room; var 0..9: x; constraint x <= room; constraint room > 0; solve maximize x;';
    expect(await hintsOf(model, { '/models/day.dzn': 'room = 20;' })).toEqual([]);
  });

  it('are commented out by a fix', async () => {
    expect(await fixesOf('var 0..9: x;\nconstraint x <= 5;\nconstraint x <=\n  7; % why\nsolve maximize x;')).toEqual([
      [
        'Comment out the redundant constraint',
        'var 0..9: x;\nconstraint x <= 5;\n% constraint x <=\n%   7; % why\nsolve maximize x;',
      ],
    ]);
  });

  it('keep their line ends when they are commented out', async () => {
    const fixes = await fixesOf('var 0..9: x;\r\nconstraint x <= 5;\r\nconstraint x <=\r\n  7;\r\nsolve maximize x;');
    expect(fixes.map(([, text]) => text)).toEqual([
      'var 0..9: x;\r\nconstraint x <= 5;\r\n% constraint x <=\r\n%   7;\r\nsolve maximize x;',
    ]);
  });

  it('keep the comments in them when they are commented out', async () => {
    const model = 'var 0..9: x; constraint x <= 5; constraint x <= 7 /* hours */ + 0; solve maximize x;';
    expect((await fixesOf(model)).map(([, text]) => text)).toEqual([
      'var 0..9: x; constraint x <= 5; \n% constraint x <= 7 /* hours */ + 0;\n solve maximize x;',
    ]);
  });

  it('are not told of in a library, which is believed all the same', async () => {
    const model = 'include "../lib/shop.mzn"; constraint total <= 9; solve maximize total;';
    const lib = 'var 0..20: total; var 0..3: few; constraint few > 2; constraint total <= 7; constraint total <= 8;';
    expect(await codesOf(model, { '/lib/shop.mzn': lib })).toEqual(['redundant-constraint «total <= 9»']);
    expect(await codesOf(model.replace('../lib/', 'lib/'), { '/models/lib/shop.mzn': lib })).toEqual([
      'redundant-constraint «total <= 9»',
      'redundant-constraint «total <= 8»',
      'fixed-variable «few»',
    ]);
  });

  it('are found with globals, predicates of the user and sets', async () => {
    expect(
      await codesOf(`include "alldifferent.mzn";
array[1..3] of var 1..3: x; var set of 1..3: s;
predicate apart(var int: a, var int: b) = a != b;
constraint alldifferent(x);
constraint apart(x[1], x[2]);
constraint 1 in s /\\ 2 in s;
constraint card(s) >= 2;
solve maximize x[1] + card(s);`),
    ).toEqual(['redundant-constraint «apart(x[1], x[2])»', 'redundant-constraint «card(s) >= 2»']);
  });
});

describe('fixed decisions', () => {
  it('have one value in every solution while others are open', async () => {
    expect(
      await hintsOf(
        'var 0..9: x; var 0..9: y; var bool: b; constraint 2 * x >= 17; constraint b -> x < 5; solve maximize x + y;',
      ),
    ).toEqual([
      "fixed-variable «x» 'x' has the same value in every solution: 9. There is nothing to decide: a constraint may be too strict, or this could be a parameter.",
      "fixed-variable «b» 'b' has the same value in every solution: false. There is nothing to decide: a constraint may be too strict, or this could be a parameter.",
    ]);
  });

  it('are whole arrays, not some of their elements, nor what an equation says', async () => {
    expect(
      await codesOf(`array[1..2] of var 0..4: a; array[1..2] of var 0..4: b; var 0.0..5.0: f; var 0..3: k;
constraint a[1] + a[2] >= 8; constraint b[1] >= 4; constraint 2.0 * f >= 10.0; constraint k = 2;
solve maximize b[2] + a[1] + k + f;`),
    ).toEqual(['fixed-variable «a»', 'fixed-variable «f»']);
  });
});

describe('an objective', () => {
  it('that no decision has a part in', async () => {
    expect(await codesOf('int: n = 3; var 0..9: x; constraint x > 3; solve maximize 2 * n;')).toEqual([
      'constant-objective «2 * n»',
    ]);
  });

  it('that is the same in every solution', async () => {
    expect(await hintsOf('var 0..9: x; var 0..9: y; constraint x + y = 6; solve maximize x + y;')).toEqual([
      'constant-objective «x + y» The objective is 6 in every solution: there is nothing to improve. A constraint may be too strict, or the objective may lack a term.',
    ]);
  });

  it('that nothing limits, before it is solved', async () => {
    expect(await hintsOf('var int: x; var 0..4: y; constraint x >= y; solve maximize x - y;')).toEqual([
      "unbounded «x» 'x' can grow without limit, and so can the objective. Bound it, for example `var ..100: x`.",
    ]);
  });
});

describe('empty loops', () => {
  it('are told with what they come to', async () => {
    const model = `int: n; set of int: late = {}; array[1..4] of var 0..4: x;
constraint forall(i in late)(x[i] > 2);
constraint forall(i in 1..n, j in i + 1..n where j > 3)(x[i] < x[j]);
constraint sum([x[i] | i in late]) + x[1] <= 3;
constraint if n > 5 then forall(i in 6..n)(x[i] > 1) endif;
solve maximize sum(i in 1..n)(x[i]);`;
    expect(await hintsOf(model, { '/models/day.dzn': 'n = 3;' })).toEqual([
      'empty-loop «forall(i in late)» `forall(i in late)` runs over nothing, so it says nothing. Look at the sets it runs over.',
      'empty-loop «forall(i in 1..n, j in i + 1..n where j > 3)» With this data, `forall(i in 1..n, j in i + 1..n where j > 3)` runs over nothing, so it says nothing. Look at the sets it runs over.',
      'empty-loop «sum([x[i] | i in late])» `sum([x[i] | i in late])` runs over nothing, so it is 0. Look at the sets it runs over.',
    ]);
  });
});

describe('divisions', () => {
  it('that drop what should count', async () => {
    expect(
      await hintsOf(
        'int: half = 1; var 0..9: x; var 0..9: y; constraint x <= (half div 2) * 8 + 5; constraint y <= 7 div 2; solve maximize x + y;',
      ),
    ).toEqual([
      'integer-division «half div 2» `half div 2` is 0: `div` gives whole numbers and drops the remainder 1, before the result is multiplied. Multiply first, or write `half / 2` for the fraction.',
    ]);
  });

  it('by what can be 0', async () => {
    expect(
      await hintsOf('var 0..5: x; var 0..9: y; constraint y div x >= 1; constraint y + x <= 9; solve maximize x;'),
    ).toEqual([
      'division-by-zero «y div x» `x` can be 0 here. A division by 0 has no value, and MiniZinc then takes the constraint as false: so this silently rules out that `x` is 0. If that is meant, say it: `constraint x != 0;`.',
    ]);
    expect(
      await hintsOf('var 0..5: x; var 0..9: y; constraint y div x >= 1; constraint x >= 1; solve maximize x;'),
    ).toEqual([]);
    expect(
      await hintsOf(
        'array[1..2] of var 0..5: x; var 0..9: y; constraint forall(k in 1..2, i in 1..k)(y div x[i] >= k); solve maximize sum(x) - y;',
      ),
    ).toEqual([
      'division-by-zero «y div x[i]» `x[i]` can be 0 here. A division by 0 has no value, and MiniZinc then takes the constraint as false: so this silently rules out that `x[i]` is 0. If that is meant, say it: `constraint forall(k in 1..2, i in 1..k)(x[i] != 0);`.',
    ]);
    expect(
      await hintsOf(
        'array[1..2] of var 0..5: x; var 0..9: y; constraint forall(k in 1..2)(forall(i in 1..2)(y div x[i] >= k)); solve maximize sum(x) - y;',
      ),
    ).toEqual([expect.stringContaining('say it: `constraint forall(i in 1..2)(x[i] != 0);`')]);
  });
});

describe('big M', () => {
  it('that is too small', async () => {
    const model =
      'int: M = 40;\nvar 0..100: x; var 0..100: y; var bool: b;\nconstraint x + 10 <= y + M * b;\nsolve maximize x - y - 30 * b;';
    expect(await hintsOf(model)).toEqual([
      'big-m «M» 40 is too small to switch this constraint off: the other constraints let the left side exceed the right by up to 110, so solutions are cut off. `M` must be at least 110.',
    ]);
    expect(await fixesOf(model)).toEqual([['Raise 40 to 110', model.replace('40', '110')]]);
  });

  it('that is larger than need be, in a loop too', async () => {
    const model = `array[1..2] of var 0..20: start; array[1..2] of int: takes = [3, 5]; var bool: first;
constraint start[1] + takes[1] <= start[2] + 100000 * (1 - first);
constraint forall(i in 1..2)(start[i] >= 15 - 99999 * bool2int(first));
solve minimize start[1] + start[2] + 4 * first;`;
    expect(await hintsOf(model)).toEqual([
      'big-m «100000» 100000 is larger than it need be: 23 has the same solutions, and lets engines for linear models find bounds and keep clear of rounding errors.',
      'big-m «99999» 99999 is larger than it need be: 15 has the same solutions, and lets engines for linear models find bounds and keep clear of rounding errors.',
    ]);
    expect((await fixesOf(model)).map(([title]) => title)).toEqual(['Tighten 100000 to 23', 'Tighten 99999 to 15']);
  });
});

describe('a loop over nothing', () => {
  it('does not silence what else there is to say', async () => {
    expect(
      await codesOf(`set of int: none = {}; array[1..2] of var 0..20: x; array[1..2] of var 0.0..9.0: f; var bool: b;
constraint forall(i in none)(x[i] <= 10000 * b + 1);
constraint forall(i in none)(f[i] <= 10000.0 * b + 1.5);
constraint x[1] + x[2] <= 9; constraint x[1] <= 9; constraint b -> f[1] + f[2] <= 2.5;
solve maximize x[1] + f[1] + b;`),
    ).toEqual(['empty-loop «forall(i in none)»', 'empty-loop «forall(i in none)»', 'redundant-constraint «x[1] <= 9»']);
  });
});

describe('comparisons of continuous decisions', () => {
  it('are told where they mean next to nothing, not where they are equations', async () => {
    expect(
      await codesOf(`var 0.0..9.0: x; var 0.0..9.0: y; var bool: b; var 0..9: n;
constraint x != y; constraint x + y <= 4.5; constraint 1.0 * y = 2.0 * x - 1.0 \\/ n = 2; constraint x = 2.0 -> b; constraint b -> y = 1.5; constraint n != 3;
solve maximize x + n;`),
    ).toEqual(['float-equality «x != y»', 'float-equality «x = 2.0»']);
  });
});

describe('texts', () => {
  it('that are in error or do not compile have no hints but those of the text', async () => {
    expect(await hintsOf('var 1..9: x; constraint x > ; solve satisfy;')).toEqual([]);
    expect(await codesOf('int: n = 2; var 1..9: x; constraint x > "a"; solve satisfy;')).toEqual([
      'unused-parameter «n»',
    ]);
  });

  it('are cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      findHints({ request: requestFor('var 1..9: x; constraint x > 3; solve minimize x;') }, services, {
        signal: controller.signal,
      }),
    ).rejects.toThrow();
  });
});
