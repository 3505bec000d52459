import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../server/src/prose';
import { graphOf, resolve } from '../../server/src/prose/cited';
import { parseCorpus } from '../../training/gold/parse';

const head = '=== a-1 | linear | bakery | baker';

/** What is wrong with a problem, and the words each of its numbers was found at. */
function checked(text: string, gold: string): { readonly faults: string[]; readonly numbers: string[] } {
  const { records, faults } = parseCorpus(`${head}\n${text}\n---\n${gold}\n`);
  const [record] = records;
  if (!record) return { faults: faults.map(({ message }) => message), numbers: [] };
  const resolved = resolve(record);
  const { faults: inGraph } = graphOf(resolved);
  return {
    faults: [...resolved.faults, ...inGraph].map(({ message }) => message),
    numbers: resolved.used.map(({ literal, span }) =>
      span ? `${literal} ${text.slice(span.start, span.end)}@${String(span.start)}` : `${literal} free`,
    ),
  };
}

function printed(text: string, gold: string): string[] {
  const { records } = parseCorpus(`${head}\n${text}\n---\n${gold}\n`);
  const [record] = records;
  if (!record) throw new Error('not a problem of the corpus');
  const { graph, faults } = graphOf(resolve(record));
  expect(faults).toEqual([]);
  return printMiniZinc(graph, record.text, 'a.problem')
    .text.split('\n')
    .filter((line) => line !== '' && !line.startsWith('%'));
}

describe('a problem of the corpus', () => {
  it('has each number at its place in the text, in digits, words, percent and on the clock', () => {
    const text = 'Rye takes 2 hours, wheat three. A dozen rolls, 25% rye; we open at half past nine and shut at 5 pm.';
    const gold = [
      'var rye "rye": int',
      'var wheat "wheat": int',
      '"A dozen rolls": rye + wheat <= 12',
      '"25% rye": rye >= 25%*(rye + wheat)',
      '"we open at half past nine" | "shut at 5 pm": 2*rye + 3*wheat <= 17:00 - 9:30',
      '= satisfied',
    ];
    expect(checked(text, gold.join('\n'))).toEqual({
      faults: [],
      numbers: ['12 A dozen@32', '25% 25%@47', '2 2@10', '3 three@25', '17:00 5 pm@94', '9:30 half past nine@67'],
    });
  });

  it('has nothing the text does not say, and says everything', () => {
    const text = 'At most 40 loaves of rye fit the van, which is 7 years old.';
    const gold = 'var rye "rye": int\n"At most 50 loaves": rye <= 50\n= satisfied';
    expect(checked(text, gold).faults).toEqual([
      '"At most 50 loaves" does not stand in the text',
      '50 is no number of the text (write `50` if everybody knows it)',
      'nothing is said of 40 in “At most 40 loaves of rye” (use it, or: ignore)',
      'nothing is said of 7 in “van, which is 7 years old.” (use it, or: ignore)',
    ]);
    const right = 'var rye "rye": int\n"At most 40": rye <= 40\nignore 7\n= satisfied';
    expect(checked(text, right).faults).toEqual([]);
  });

  it('says which of several equal numbers is meant where nothing else does', () => {
    const text = 'Rye and wheat: 5 of one and 5 of the other.';
    const gold =
      'var rye "Rye": int\nvar wheat "wheat": int\n"5 of one": rye = 5\n"5 of the other": wheat = 5\n= satisfied';
    expect(checked(text, gold).numbers).toEqual(['5 5@15', '5 5@28']);
    const vague = 'var rye "Rye": int\n"one": rye = 5\nignore 5\n= satisfied';
    expect(checked('We bake 5 or one 5 of Rye.', vague).faults).toEqual([
      '5 may be @1 “We bake 5 or one 5 of R” or @2 “We bake 5 or one 5 of Rye.”: write 5@1 for the first, and so on',
    ]);
  });

  it('finds the cells of a table by row and column', () => {
    const text = '| km | Nice | Genoa |\n|---|---|---|\n| Lyon | 4 | 9 |\n| Turin | 9 | 4 |';
    const gold = [
      'set from "km": lyon "Lyon", turin "Turin"',
      'set to: nice "Nice", genoa "Genoa"',
      'data km[from,to]: 4 9; 9 4',
      'var go[from,to] "km": bool',
      '= satisfied',
    ];
    expect(checked(text, gold.join('\n'))).toEqual({
      faults: [],
      numbers: ['4 4@45', '9 9@49', '9 9@63', '4 4@67'],
    });
  });

  it('names the line that is not understood', () => {
    expect(parseCorpus(`${head}\nText\n---\nvar rye: int\nrye <= 4\n= satisfied\n`)).toEqual({
      records: [],
      faults: [{ line: 5, message: 'not understood: rye <= 4' }],
    });
    expect(checked('Rye', 'var rye "Rye": int\n"Rye": rye <= wheat\n= satisfied').faults).toEqual(['no name wheat']);
  });
});

describe('the model of a gold', () => {
  it('has enumerations, tables by row, sums over sets and whole proportions', () => {
    const text = 'Depots Lyon (30) and Turin (20) serve Nice, at a cost of 4 and 9. A third must come from Turin.';
    const gold = [
      'set depots "Depots": lyon "Lyon", turin "Turin"',
      'data stock[depots]: 30 20',
      'data cost[depots] "cost": 4 9',
      'var ship[depots] "serve": int',
      'minimize "cost": sum(d in depots)(cost[d]*ship[d])',
      '"(30)": forall(d in depots)(ship[d] <= stock[d])',
      '"A third": ship[turin] >= 1/3*sum(d in depots)(ship[d])',
      '= optimal 0',
    ];
    expect(printed(text, gold.join('\n'))).toEqual([
      'enum Depots = {lyon, turin};  % Depots',
      'array [Depots] of int: stock = [30, 20];  % stock',
      'array [Depots] of int: cost = [4, 9];  % cost',
      'array [Depots] of var 0..infinity: serve;',
      'constraint forall (d in Depots) (serve[d] <= stock[d]);',
      'constraint 3 * serve[turin] >= 1 * sum (d in Depots) (serve[d]);',
      'solve minimize sum (d in Depots) (cost[d] * serve[d]);',
      'output ["serve \\(i): \\(serve[i])\\n" | i in Depots];',
    ]);
  });

  it('has moments far enough for numbers that hold for several things', () => {
    const horizon = (text: string, ...gold: string[]): string | undefined =>
      printed(text, [...gold, '= satisfied'].join('\n')).find((line) => line.startsWith('int: horizon'));
    expect(
      horizon(
        'Five boats, one slip: each takes 30 minutes.',
        'set boats "boats" = 1..5',
        'var start[boats]: time',
        '"one slip": disjunctive(start, [30 | b in boats])',
      ),
    ).toBe('int: horizon = 150;  % no plan needs longer');
    expect(
      horizon(
        'Ale and bock are mashed (90 minutes), then boiled (60 minutes).',
        'set beers: ale "Ale", bock "bock"',
        'set stages: mash "mashed", boil "boiled"',
        'data minutes[stages] "minutes": 90 60',
        'var start[beers,stages]: time',
        '"then": forall(b in beers)(start[b,mash] + minutes[mash] <= start[b,boil])',
      ),
    ).toBe('int: horizon = 300;  % no plan needs longer');
    expect(
      horizon(
        'A, B and C follow one another, each for 40 minutes.',
        'var a "A": time',
        'var b "B": time',
        'var c "C": time',
        '"follow one another": a + 40 <= b /\\ b + 40 <= c',
      ),
    ).toBe('int: horizon = 80;  % no plan needs longer');
  });

  it('gives globals whole numbers, and no name to two things', () => {
    const constraints = (text: string, ...gold: string[]): string[] =>
      printed(text, [...gold, '= satisfied'].join('\n')).filter((line) =>
        /^(?:constraint|array .* of (?:int|float))/.test(line),
      );
    const tasks = ['set tasks: cut "Cut", sew "sew"', 'data long[tasks] "s": 1.5 3', 'var start[tasks]: time'];
    const text = 'Cut (1.5 s), sew (3 s), one by one.';
    expect(constraints(text, ...tasks, '"one by one": disjunctive(start, [s: `60`*long[s] | s in tasks])')).toEqual([
      'array [Tasks] of float: s_2 = [1.5, 3];  % s',
      'constraint disjunctive(start, [s: ceil(60 * s_2[s]) | s in Tasks]);',
    ]);
    expect(constraints(text, ...tasks, '"one by one": disjunctive(start, long)')).toEqual([
      'array [Tasks] of float: s = [1.5, 3];  % s',
      'constraint disjunctive(start, [task_: ceil(s[task_]) | task_ in index_set(s)]);',
    ]);
  });

  it('has moments up to a horizon, globals, and only the parentheses it needs', () => {
    const text = 'Cut (2 hours) then sew (3 hours) on one machine from 8:00; not both before 9:00 unless Bo is in.';
    const gold = [
      'set tasks: cut "Cut", sew "sew"',
      'data dur[tasks] "hours": 2 3',
      'var start[tasks]: time',
      'var bo "Bo": bool',
      '"on one machine": disjunctive(start, [`60`*dur[t] | t in tasks])',
      '"from 8:00": forall(t in tasks)(start[t] >= 8:00)',
      '"not both before 9:00": not (start[cut] < 9:00 /\\ start[sew] < 9:00) \\/ bo',
      '"then": start[cut] - (8:00 - start[sew]) <= 0 -> (bo <-> true)',
      '= satisfied',
    ];
    expect(printed(text, gold.join('\n'))).toEqual([
      'include "globals.mzn";',
      'enum Tasks = {cut, sew};  % tasks',
      'array [Tasks] of int: hours = [2, 3];  % hours',
      'int: horizon = 1320;  % no plan needs longer',
      'array [Tasks] of var 0..horizon: start;',
      'var bool: bo;  % Bo',
      'constraint disjunctive(start, [t: 60 * hours[t] | t in Tasks]);',
      'constraint forall (t in Tasks) (start[t] >= 480);',
      'constraint not (start[cut] < 540 /\\ start[sew] < 540) \\/ bo;',
      'constraint start[cut] - (480 - start[sew]) <= 0 -> (bo <-> true);',
      'solve satisfy;',
      'output ["start \\(i): \\(start[i])\\n" | i in Tasks];',
      'output [',
      '  "Bo: \\(bo)\\n",',
      '];',
    ]);
  });
});
