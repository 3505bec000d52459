import { describe, expect, it } from 'vitest';
import { emptyGraph, printMiniZinc, type ProblemGraph } from '../../../../server/src/prose';
import { withContainers } from '../../../../server/src/prose/parse/implied/containers';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { graphFromText } from '../../goldText';

/** What is declared, limited and wanted in a model of a text, of which nothing or what some lines say was read. */
function model(text: string, ...gold: string[]): string[] {
  const graph: ProblemGraph = gold.length > 0 ? graphFromText(text, gold) : emptyGraph;
  return printMiniZinc(withContainers(graph, inputOf(text, new Map())), text, 'a.problem')
    .text.split('\n')
    .filter((line) => /^(?:set|enum|array|constraint|solve)/u.test(line))
    .map((line) => line.replace(/\s*%.*$/u, ''));
}

const rods = [
  'set of int: Rods = 1..4;',
  'enum Pieces = {x_3_m, x_2_m};',
  'array [Pieces] of int: size = [3, 2];',
  'array [Pieces] of int: wanted = [4, 5];',
  'array [Rods, Pieces] of var 0..infinity: cut;',
  'array [Rods] of var bool: used;',
];
const fits = (limit: number): string =>
  `constraint forall (i in Rods) (sum (j in Pieces) (size[j] * cut[i, j]) <= ${String(limit)} * used[i]);`;
const enough = 'constraint forall (j in Pieces) (sum (i in Rods) (cut[i, j]) >= wanted[j]);';
const few = 'solve minimize sum (i in Rods) (used[i]);';

describe('pieces of some sizes', () => {
  it.each([
    ['Rods are 7 m long. Cut 4 pieces of 3 m and 5 of 2 m from as few rods as possible.', 7],
    ['We need 3 m (4 times) and 2 m (5 times). What is the smallest number of rods of 7 m?', 7],
    ['A rod has 7 m. The fewest rods, please:\n\n| length (m) | number |\n|---|---|\n| 3 | 4 |\n| 2 | 5 |', 7],
  ])('are cut from as few containers as can be: %s', (text, limit) => {
    const all = model(text);
    // Seven metres are enough for 3 + 3 and 2 + 2 + 2, so four rods are enough for all.
    expect(all.map((line) => line.replace(/x_3(?:_m)?, x_2(?:_m)?/u, 'x_3_m, x_2_m')).sort()).toEqual(
      [...rods, fits(limit), enough, few].sort(),
    );
  });

  it('are cut from those that the text counts', () => {
    const text = 'I have 6 rods, each 7 m long. Cut 4 pieces of 3 m and 5 of 2 m from the fewest rods.';
    expect(model(text)[0]).toBe('set of int: Rods = 1..6;');
  });

  it.each([
    [
      'a number is left',
      'Rods are 7 m long and cost 9. Cut 4 pieces of 3 m and 5 of 2 m from as few rods as possible.',
    ],
    ['one is too long', 'Rods are 7 m long. Cut 4 pieces of 8 m and 5 of 2 m from as few rods as possible.'],
    ['ways to cut are told', 'Rods are 7 m long, cut to 2 of 3 m, 1 of 3 m, or 3 of 2 m. Use as few rods as possible.'],
    ['nothing is said to be few', 'Rods are 7 m long. Cut 4 pieces of 3 m and 5 of 2 m.'],
  ])('are left alone where %s', (_, text) => {
    expect(model(text)).toEqual(['solve satisfy;']);
  });
});

describe('things with sizes', () => {
  const boxes = 'Boxes of 7, 5 and 4 kg go into bins that hold 9 kg each. Use as few bins as possible.';
  const declared = ['set boxes "Boxes" = 1..`3`', 'data weight[boxes] "kg": 7 5 4', 'var n[boxes] "Use": int'];
  const read = [...declared, 'minimize "as few": sum(b in boxes)(n[b])'];

  it('that were taken for amounts are put into as few containers as can be', () => {
    expect(model(boxes, ...read, '"hold 9 kg": sum(b in boxes)(weight[b]*n[b]) >= 9')).toEqual([
      'set of int: Boxes = 1..3;',
      'set of int: Bins = 1..3;',
      'array [Boxes] of int: kg = [7, 5, 4];',
      'array [Boxes] of var Bins: use;',
      'constraint forall (j in Bins) (sum (i in Boxes) (kg[i] * (use[i] = j)) <= 9);',
      'solve minimize max(use);',
    ]);
  });

  it('that must not go together go to different places', () => {
    const text = `${boxes} The first and the third are not in the same bin.`;
    const choice = declared.map((line) => line.replace(': int', ': bool'));
    const gold = [
      ...choice,
      'minimize "as few": sum(b in boxes)(n[b])',
      '"not in the same bin": not (n[`1`] /\\ n[`3`])',
      'ignore 9',
    ];
    expect(model(text, ...gold)).toContain('constraint use[1] != use[3];');
  });

  it('are left alone where a rule says something else', () => {
    const text = `${boxes} Take 2 of the first.`;
    const gold = [...read, '"hold 9 kg": sum(b in boxes)(weight[b]*n[b]) >= 9', '"Take 2": n[`1`] = 2'];
    expect(model(text, ...gold)).toContain('constraint use[1] = 2;');
  });
});
