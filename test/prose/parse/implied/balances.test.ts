import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { missingBalances } from '../../../../server/src/prose/parse/implied/balances';
import { graphFrom } from '../../goldText';

const months = 'set months "months": jan "Jan", feb "Feb", mar "Mar"';
const weeks = 'set weeks "weeks" = 1..`3`';

/** The balances that a reading lacks, as MiniZinc. */
function added(over: 'months' | 'weeks', ...rules: string[]): string[] {
  const graph = graphFrom(
    [
      over === 'months' ? months : weeks,
      `data need[${over}] "needs": 10 20 30`,
      `var stock[${over}] "stored": int`,
      `var make[${over}] "made": int`,
    ],
    rules,
  );
  const model = printMiniZinc({ ...graph, constraints: missingBalances(graph) }, '', 'a.problem').text;
  return [...model.matchAll(/^constraint (.*);$/gmu)].map(([, rule]) => rule ?? '');
}

describe('a stock of which the first month is told', () => {
  it('goes on from each month to the next', () => {
    expect(added('months', 'stock[jan] = 40 + make[jan] - need[jan]')).toEqual([
      'forall (i in Months where i != jan) (stored[i] = stored[enum_prev(Months, i)] + made[i] - needs[i])',
    ]);
    expect(added('weeks', 'stock[`1`] = make[`1`] - need[`1`]')).toEqual([
      'forall (i in Weeks where i > 1) (stored[i] = stored[i - 1] + made[i] - needs[i])',
    ]);
  });

  it('lacks nothing where the others are told', () => {
    const first = 'stock[jan] = 40 + make[jan] - need[jan]';
    const each = 'forall(m in months where m != jan)(stock[m] = stock[enum_prev(months, m)] + make[m] - need[m])';
    const one = 'stock[feb] = stock[jan] + make[feb] - need[feb] /\\ stock[mar] = stock[feb] + make[mar] - need[mar]';
    expect(added('months', first, each)).toEqual([]);
    expect(added('months', first, one)).toEqual([]);
  });
});

describe('a stock of which only the other months are told', () => {
  const later = 'forall(m in months where m != jan)(stock[m] = stock[enum_prev(months, m)] + make[m] - need[m])';

  it('begins with nothing', () => {
    expect(added('months', later)).toEqual(['stored[jan] = made[jan] - needs[jan]']);
  });

  it('begins with what is told of it', () => {
    expect(added('months', later, 'stock[jan] = 5')).toEqual([]);
  });
});

it('knows no balance in other equations', () => {
  expect(added('months', 'stock[jan] = 40')).toEqual([]);
  expect(added('months', 'stock[jan] = make[jan]')).toEqual([]);
  expect(added('months', 'stock[feb] = make[feb] - need[feb]')).toEqual([]);
  expect(added('months', 'forall(m in months)(stock[m] = make[m] - need[m])')).toEqual([]);
});
