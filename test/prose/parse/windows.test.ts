import { expect, it } from 'vitest';
import { inputOf } from '../../../server/src/prose/parse/input';
import { hasTimeOff, inWindows } from '../../../server/src/prose/parse/windows';
import { printMiniZinc } from '../../../server/src/prose';
import { within } from '../../../server/src/prose/expression';
import { bodyFrom, graphFrom } from '../goldText';

const days = 'set days "days": a "Mon", b "Tue", c "Wed", d "Thu", e "Fri", f "Sat", g "Sun"';
const table = 'data needs[days] "needs": 5 4 6 5 8 9 3';

/** The rule as MiniZinc, as it is read in a text. */
function read(text: string, rule: string, variable = 'var begin[days] "begin": int'): string | undefined {
  const graph = graphFrom([days, table, variable], [rule]);
  const [constraint] = graph.constraints;
  if (constraint?.kind !== 'relation') throw new Error('a relation expected');
  const body = inWindows(bodyFrom(graph), inputOf(text, new Map()), graph);
  const { text: model } = printMiniZinc({ ...graph, constraints: [{ ...constraint, body }] }, text, 'a.problem');
  return /^constraint (.*);$/mu.exec(model)?.[1];
}

const rule = 'forall(x in days)(begin[x] >= needs[x])';
const plain = 'forall (x in Days) (begin[x] >= needs[x])';

it.each([
  'Every agent works five days in a row.',
  'All work five consecutive nights and rest on two.',
  'A keeper has five working days one after another.',
])('counts all who have begun in the last days: %s', (text) => {
  expect(read(text, rule)).toBe(
    'forall (x in Days) (sum (j in Days where (enum2int(x) - enum2int(j) + 7) mod 7 < 5) (begin[j]) >= needs[x])',
  );
});

it.each([
  'Every agent works on days.',
  'Nobody works more than five days in a row.',
  'At most five consecutive days are allowed.',
  'Some work five days in a row, others four days in a row.',
])('leaves alone what says nothing of how long all work: %s', (text) => {
  expect(read(text, rule)).toBe(plain);
});

it('tells the days in a row from what is needed', () => {
  const swapped =
    'forall(x in days)(sum(y in days where (enum2int(x) - enum2int(y) + `7`) mod `7` < needs[x])(begin[y]) >= `1`)';
  expect(read('Every agent works five days in a row.', swapped)).toBe(
    'forall (x in Days) (sum (j in Days where (enum2int(x) - enum2int(j) + 7) mod 7 < 5) (begin[j]) >= needs[x])',
  );
});

it('leaves other rules alone', () => {
  const text = 'Every agent works five days in a row.';
  expect(read(text, 'forall(x in days)(begin[x] <= needs[x])')).toBe('forall (x in Days) (begin[x] <= needs[x])');
  expect(read(text, rule, 'var begin[days] "begin": time')).toBe(plain);
});

it('tells days off from days in a row', () => {
  const window = (length: string): string =>
    `forall(x in days)(sum(y in days where (enum2int(x) - enum2int(y) + \`7\`) mod \`7\` < ${length})(begin[y]) >= needs[x])`;
  const isOff = (behind: string): boolean => {
    const graph = graphFrom([days, table, 'var begin[days] "begin": int'], [window('2')]);
    // The number stands in the text that the graph was written from; what follows it decides.
    const body = bodyFrom(graph);
    const [length] = [...within(body)].flatMap((part) =>
      part.kind === 'quantity' && part.quantity.value === 2 ? [part] : [],
    );
    if (!length) throw new Error('a number expected');
    return hasTimeOff(body, { text: `${' '.repeat(length.quantity.span.end)}${behind}` });
  };
  expect(isOff(' days off.')).toBe(true);
  expect(isOff(' free days.')).toBe(true);
  expect(isOff(' days in a row.')).toBe(false);
});
