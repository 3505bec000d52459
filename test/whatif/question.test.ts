import { describe, expect, it } from 'vitest';
import { readQuestion, vocabularyOf } from '../../server/src/whatif';

const model = {
  kind: 'model' as const,
  text: `enum Day = { Mon, Tue };
    var 0..9: x; var 0.0..9.0: litres; array[Day] of var 1..3: shift; array[1..2, 1..2] of var float: share;
    var set of 1..5: team; int: limit = 3;`,
};
const minizinc = vocabularyOf([model]);
const bakery = vocabularyOf(
  [{ kind: 'model', text: 'var 0..infinity: sourdough_loaves; var 0..infinity: rye_loaves;' }],
  [
    { words: 'sourdough loaves', code: 'sourdough_loaves', isVariable: true },
    { words: 'rye loaves', code: 'rye_loaves', isVariable: true },
    { words: 'earnings', code: '(4 * sourdough_loaves + 5 * rye_loaves)', isVariable: false },
  ],
);

/** What the question becomes, an item a line; of a wrong one, where it is wrong and the message. */
function asked(question: string, vocabulary = minizinc): readonly string[] {
  const read = readQuestion(question, vocabulary, 'x + 1');
  if (read.kind === 'question') return read.items.text.trimEnd().split('\n');
  return read.problems.map(({ span: { start, end }, message }) => `${question.slice(start, end)}: ${message}`);
}

describe('a question', () => {
  it('is one or more constraints, apart at semicolons, commas and lines', () => {
    expect(asked('x = 3')).toEqual(['constraint x = (3);']);
    expect(asked('shift[Tue] != 2; x + limit < 5, x > 1')).toEqual([
      'constraint (shift[Tue] != 2);',
      'constraint (x + limit < 5);',
      'constraint (x > 1);',
    ]);
    expect(asked('x < 3\n% a remark\nx > 1')).toEqual(['constraint (x < 3);', 'constraint (x > 1);']);
    expect(asked('x\n < 3')).toEqual(['constraint (x', ' < 3);']);
    expect(asked('forall(d in Day, e in Day)(shift[d] < 3)')).toEqual([
      'constraint (forall(d in Day, e in Day)(shift[d] < 3));',
    ]);
  });

  it('is a solution as it is printed, as data, or as JSON; decimals may have been rounded', () => {
    expect(asked('x = 3;\nteam = {1, 2};\nlitres = 1.25;\n----------\n==========\n')).toEqual([
      'constraint x = (3);',
      'constraint team = ({1, 2});',
      'constraint litres >= (1.25) - 0.00125 /\\ litres <= (1.25) + 0.00125;',
    ]);
    expect(asked('shift = [1, 3]')).toEqual([
      'constraint assert(length(array1d(shift)) = length(array1d([1, 3])), "“shift” has another number of elements.");',
      'constraint forall(mw_i in index_set(array1d(shift)))(array1d(shift)[mw_i] = array1d([1, 3])[mw_i]);',
    ]);
    expect(asked('{"x": 3, "team": {"set": [1, [3, 5]]}, "_objective": 4, "_output": {"default": "x"}}')).toEqual([
      'constraint x = (3);',
      'constraint team = (({1} union 3..5));',
      'constraint x + 1 >= (4) - 4e-9 /\\ x + 1 <= (4) + 4e-9;',
    ]);
  });

  it('cannot close the bracket that it is put in', () => {
    const told = 'This is no constraint. Write one as MiniZinc has it, such as “x = 20” or “x[2] < 5”.';
    expect(asked('x = 1) /\\ (true')).toEqual([`x = 1) /\\ (true: ${told}`]);
    expect(asked('x = 1; solve satisfy')).toEqual([`solve satisfy: ${told}`]);
  });

  it('of words names what they name, whole or in part', () => {
    expect(asked('sourdough loaves = 20', bakery)).toEqual(['constraint sourdough_loaves = (20);']);
    expect(asked('20 sourdough', bakery)).toEqual(['constraint sourdough_loaves = 20;']);
    expect(asked('at least 1,200 rye', bakery)).toEqual(['constraint rye_loaves >= 1200;']);
    expect(asked('Sourdough loaves >= 2 * rye loaves', bakery)).toEqual([
      'constraint (sourdough_loaves >= 2 * rye_loaves);',
    ]);
    expect(asked('sourdough loaves: 20\nrye loaves: 40\nearnings: 280', bakery)).toEqual([
      'constraint sourdough_loaves = (20);',
      'constraint rye_loaves = (40);',
      'constraint (4 * sourdough_loaves + 5 * rye_loaves) >= (280) - 2.8e-7 /\\ (4 * sourdough_loaves + 5 * rye_loaves) <= (280) + 2.8e-7;',
    ]);
  });

  it('joins what it asks by "and", where the words do not mean something as a whole', () => {
    expect(asked('20 sourdough and 50 rye', bakery)).toEqual([
      'constraint sourdough_loaves = 20;',
      'constraint rye_loaves = 50;',
    ]);
    expect(asked('at least 20 sourdough and 50 rye', bakery)).toEqual([
      'constraint sourdough_loaves >= 20;',
      'constraint rye_loaves >= 50;',
    ]);
    expect(asked('at least 20 sourdough and at most 50 rye and earnings <= 300', bakery)).toEqual([
      'constraint sourdough_loaves >= 20;',
      'constraint rye_loaves <= 50;',
      'constraint ((4 * sourdough_loaves + 5 * rye_loaves) <= 300);',
    ]);
    expect(asked('x = 3 and shift[Tue] = 2')).toEqual(['constraint x = (3);', 'constraint (shift[Tue] = 2);']);
    const inn = vocabularyOf([], [{ words: 'fish and chips', code: 'fish_and_chips', isVariable: true }]);
    expect(asked('20 fish and chips', inn)).toEqual(['constraint fish_and_chips = 20;']);
    expect(asked('20 sourdough and 50 bagels', bakery)).toEqual([
      '50 bagels: The model has nothing named “bagels”. There are “sourdough loaves”, “rye loaves”.',
    ]);
    expect(asked('20 sourdough and rye', bakery)).toEqual([
      '20 sourdough and rye: The model has nothing named “sourdough and rye”. There are “sourdough loaves”, “rye loaves”.',
    ]);
    const read = readQuestion('at least 20 sourdough and 50 rye', bakery);
    expect(read.kind === 'question' && read.asked.map(({ text }) => text)).toEqual([
      'at least 20 sourdough',
      'at least 50 rye',
    ]);
  });

  it('that cannot be read says where and why', () => {
    expect(asked('  ')).toEqual(['  : Ask for something that should hold, such as “x = 20” or “x[2] < 5”.']);
    expect(asked('x <')).toEqual([
      'x <: This is no constraint. Write one as MiniZinc has it, such as “x = 20” or “x[2] < 5”.',
    ]);
    expect(asked('20 bagels', bakery)).toEqual([
      '20 bagels: The model has nothing named “bagels”. There are “sourdough loaves”, “rye loaves”.',
    ]);
    expect(asked('{"litters": 3}')).toEqual([
      '"litters": The model has nothing named “litters”. Did you mean “litres”?',
    ]);
  });

  it('knows which stretch of it each piece of the items comes from', () => {
    const question = 'x = 3; 2 * sourdough loaves < rye loaves';
    const read = readQuestion(question, bakery);
    if (read.kind !== 'question') throw new Error('unreadable');
    const at = read.items.text.indexOf('rye_loaves');
    const span = read.items.sourceOf({ start: at, end: at + 'rye_loaves'.length });
    expect(span && question.slice(span.start, span.end)).toBe('rye loaves');
  });
});
