import { describe, expect, it } from 'vitest';
import { printMiniZinc, type ProblemGraph } from '../../../../server/src/prose';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { missingLinks } from '../../../../server/src/prose/parse/implied/linked';
import { withLoads } from '../../../../server/src/prose/parse/implied/loads';
import { withSetups } from '../../../../server/src/prose/parse/implied/setups';
import { graphFromText } from '../../goldText';

const days = 'set days "days": mon "Mon", tue "Tue"';

function lines(graph: ProblemGraph, text: string): string[] {
  return printMiniZinc(graph, text, 'a.problem')
    .text.split('\n')
    .filter((line) => /^(?:constraint|solve)/u.test(line));
}

describe('what is paid once for all that is made at a time', () => {
  function aim(said: string): string | undefined {
    const text = `Bake on the days Mon and Tue. ${said} A roll kept costs 2. As cheap as can be.`;
    const gold = [days, 'var bake[days] "Bake": int', 'var kept[days] "kept": int'];
    const cost = 'minimize "As cheap as can be": sum(d in days)(75*bake[d] + 2*kept[d])';
    const graph = graphFromText(text, [...gold, cost]);
    const objective = withSetups(graph, inputOf(text, new Map()));
    return lines({ ...graph, objective }, text).at(-1);
  }

  it.each([
    'Each day on which we bake the oven has to be heated for 75.',
    'Every time it is lit the oven costs 75.',
    'There is a set-up cost of 75.',
    'Whatever the number of rolls, heating is 75.',
  ])('is paid where something is: %s', (said) => {
    expect(aim(said)).toBe('solve minimize sum (d in Days) (75 * (bake[d] > 0) + 2 * kept[d]);');
  });

  it.each(['A roll costs 75.', 'Setting up costs 75 per roll made.'])('is no price of a piece: %s', (said) => {
    expect(aim(said)).toBe('solve minimize sum (d in Days) (75 * bake[d] + 2 * kept[d]);');
  });
});

describe('a choice that only costs something', () => {
  const text = 'Ovens Ada and Bea with a capacity of 40 and 60 are lit for 5 and 7. Bake 90. Cheaply.';
  const gold = [
    'set ovens "Ovens": ada "Ada", bea "Bea"',
    'data price[ovens] "for": 5 7',
    'var lit[ovens] "lit": bool',
    'var bake[ovens] "Bake": int',
    'minimize "Cheaply": sum(o in ovens)(price[o]*lit[o])',
    '"90": sum(o in ovens)(bake[o]) >= 90',
  ];
  const capacity = 'data most[ovens] "capacity": 40 60';
  const added = (...more: string[]): string[] => {
    const graph = graphFromText(text, [...gold.slice(0, 2), ...more.slice(0, 1), ...gold.slice(2), ...more.slice(1)]);
    return lines({ ...graph, constraints: missingLinks(graph, text, (span) => span) }, text).slice(0, -1);
  };

  it('is tied to what is made, up to a capacity that nothing uses', () => {
    expect(added(capacity)).toEqual(['constraint forall (i in Ovens) (bake[i] <= capacity[i] * lit[i]);']);
    expect(added('ignore "40", "60"')).toEqual(['constraint forall (i in Ovens) (bake[i] > 0 -> lit[i]);']);
  });

  it('is left alone where something else speaks of it', () => {
    expect(added(capacity, '"lit": forall(o in ovens)(bake[o] <= most[o]*lit[o])')).toEqual([]);
  });
});

it('the machine that works longest has all that is on it', () => {
  const text =
    'Jobs Ann and Ben take 3 and 4 hours. Machines Mia and Ned. Put each job on a machine, done as early as can be.';
  const graph = graphFromText(text, [
    'set jobs "Jobs": ann "Ann", ben "Ben"',
    'set machines "Machines": mia "Mia", ned "Ned"',
    'data hours[jobs] "hours": 3 4',
    'var on[jobs] "Put": machines',
    'var begin[jobs] "done": time',
    'minimize "as early as can be": max(j in jobs)(begin[j] + hours[j])',
  ]);
  expect(withLoads(graph)).toBe(graph.objective);
  const { objective } = graph;
  const value = objective?.value;
  if (!objective || value?.kind !== 'over' || value.body.kind !== 'operation') throw new Error('max expected');
  const index = [{ kind: 'index', name: 'j' }] as const;
  const [, load] = value.body.operands;
  if (!load) throw new Error('two summands expected');
  // As networks confuse it: the machine plus the time.
  const confused = {
    ...value,
    body: { ...value.body, operands: [{ kind: 'variable', variable: 0, index } as const, load] },
  };
  expect(
    lines({ ...graph, objective: withLoads({ ...graph, objective: { ...objective, value: confused } }) }, text),
  ).toEqual(['solve minimize max (m in Machines) (sum (j in Jobs) (hours[j] * (put[j] = m)));']);
});
