import { expect, it } from 'vitest';
import { filledRun } from '../../../server/src/prose/parse/runs';

/** The things of a set in their order; `*` marks those that no word names. */
function filled(text: string, ...things: string[]): string | undefined {
  const members = things.map((words) => {
    const start = text.indexOf(words);
    return [{ start, end: start + words.length }];
  });
  return filledRun(text, members)
    ?.map((each) => (typeof each === 'string' ? `${each}*` : things[each]))
    .join(' ');
}

it.each([
  ['From Monday to Friday', ['Monday', 'Friday'], 'Monday Tuesday* Wednesday* Thursday* Friday'],
  ['Fri – Mon', ['Fri', 'Mon'], 'Fri Sat* Sun* Mon'],
  ['January through April', ['January', 'April'], 'January February* March* April'],
  ['crews A to D', ['A', 'D'], 'A B* C* D'],
  ['tanks T1..T4', ['T1', 'T4'], 'T1 T2* T3* T4'],
  ['week 7 up to and including week 9', ['week 7', 'week 9'], 'week 7 week 8* week 9'],
  ['between Monday and Thursday', ['Monday', 'Thursday'], 'Monday Tuesday* Wednesday* Thursday'],
  ['gates I to IV', ['I', 'IV'], 'I II* III* IV'],
])('has all of a run: %s', (text, things, all) => {
  expect(filled(text, ...things)).toBe(all);
});

it('knows the things in between that the text names elsewhere', () => {
  const text = 'We open Monday to Thursday, and on Saturdays. Tuesdays are busy.';
  expect(filled(text, 'Monday', 'Thursday', 'Saturdays', 'Tuesdays')).toBe(
    'Monday Tuesdays Wednesday* Thursday Saturdays',
  );
  expect(filled('A to D: lens B and case C', 'A', 'D', 'lens B', 'case C')).toBe('A lens B case C D');
});

it('puts in order what the text names elsewhere', () => {
  const text = 'We plan from January to April. March is busy, in February we rest.';
  expect(filled(text, 'January', 'April', 'March', 'February')).toBe('January February March April');
});

it('fills two runs of one set', () => {
  expect(filled('H1 to H3 and K1 to K3', 'H1', 'H3', 'K1', 'K3')).toBe('H1 H2* H3 K1 K2* K3');
});

it('has all days of a week that the text counts', () => {
  const open = 'Open seven days a week. Ben is off on Sunday and on Friday.';
  expect(filled(open, 'Sunday', 'Friday')).toBe('Monday* Tuesday* Wednesday* Thursday* Friday Saturday* Sunday');
  const five = 'One talk on each of the five working days. Ann speaks on Tuesday, Bo not on Monday.';
  expect(filled(five, 'Tuesday', 'Monday')).toBe('Monday Tuesday Wednesday* Thursday* Friday*');
  expect(filled('Five working days. Ann speaks on Tuesday, Bo on Sunday.', 'Tuesday', 'Sunday')).toBeUndefined();
});

it.each([
  ['Kiel to Bonn', ['Kiel', 'Bonn']],
  ['Monday and Friday', ['Monday', 'Friday']],
  ['D to A', ['D', 'A']],
  ['a to D', ['a', 'D']],
  ['stop 1 to gate 4', ['stop 1', 'gate 4']],
  ['lots 1 to 5000', ['1', '5000']],
])('takes nothing else for a run: %s', (text, things) => {
  expect(filled(text, ...things)).toBeUndefined();
});
