import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { withRoutes } from '../../../../server/src/prose/parse/implied/routes';
import { inputOf } from '../../../../server/src/prose/parse/input';
import { graphFromText } from '../../goldText';

/** The constraints of a plan of two jobs on a saw and a drill, with what was read of it. */
function plan(text: string, ...read: string[]): string[] {
  const graph = graphFromText(text, [
    'set jobs "jobs": a "A", b "B"',
    'set machines: saw "saw", drill "drill"',
    'data hours[jobs,machines] "hours": 4 2; 1 5',
    'var start[jobs,machines] "Plan": time',
    ...read,
  ]);
  const whole = withRoutes(graph, inputOf(text, new Map()));
  return [...printMiniZinc(whole, text, 'text').text.matchAll(/^constraint (.*);/gmu)].map(([, each]) => each ?? '');
}

const words = 'Plan two jobs, in hours. A: saw 4, then drill 2. B: drill 5, then saw 1.';
const routes = ['plan[a, saw] + hours[a, saw] <= plan[a, drill]', 'plan[b, drill] + hours[b, drill] <= plan[b, saw]'];
const machines = 'forall (m in Machines) (disjunctive([j: plan[j, m] | j in Jobs], [j: hours[j, m] | j in Jobs]))';

it('jobs take the machines in the order in which their times are told', () => {
  expect(plan(words)).toEqual(routes);
});

it('a machine takes one job at a time, whatever of the two was read', () => {
  const text = `${words} Each machine takes one job at a time.`;
  expect(plan(text)).toEqual([...routes, machines]);
  const ofJobs =
    '"one job at a time": forall(j in jobs)(disjunctive([start[j,m] | m in machines], [hours[j,m] | m in machines]))';
  expect(plan(text, ofJobs)).toEqual([...routes, machines]);
});

it('what else was read of their sentences goes, what was read of others stays', () => {
  const text = `${words} Saw B after A.`;
  expect(
    plan(
      text,
      '"then saw": forall(m in machines)(start[b,m] + hours[b,m] <= start[a,m])',
      '"Saw B": start[a,saw] + hours[a,saw] <= start[b,saw]',
    ),
  ).toEqual([...routes, 'plan[a, saw] + hours[a, saw] <= plan[b, saw]']);
});

it.each([
  ['all jobs have one order', 'Plan two jobs, in hours. A: saw 4, then drill 2. B: saw 1, then drill 5.'],
  ['an order is told backwards', 'Plan two jobs, in hours. A: saw 4, then drill 2. B: drill 5 after saw 1.'],
  ['the times of two jobs are mixed', 'Plan two jobs, in hours. A saw 4, B drill 5, then A drill 2, B saw 1.'],
])('is left alone where %s', (_, text) => {
  expect(plan(text)).toEqual([]);
});
