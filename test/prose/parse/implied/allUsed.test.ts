import { expect, it } from 'vitest';
import { withAllUsed } from '../../../../server/src/prose/parse/implied/allUsed';
import { rowOf } from '../../../../server/src/prose/parse/rows';
import { graphFromText } from '../../goldText';

/** How the limit on all amounts of a text compares. */
function comparator(text: string, ...more: string[]): unknown {
  const graph = graphFromText(text, [
    'var bonds "bonds": real',
    'var shares "shares": real',
    '"have 900": bonds + shares <= 900',
    ...more,
  ]);
  const constraints = graph.constraints.map((each) => (each.kind === 'relation' ? rowOf(each, 2) : each));
  const [limit] = withAllUsed({ ...graph, constraints }, text).constraints;
  return limit?.kind === 'total' && limit.comparator;
}

const text = 'We have 900 for bonds and shares.';

it('uses up what there is where the text says so', () => {
  expect(comparator(`${text} All the money is invested.`)).toBe('equal');
  expect(comparator(`${text} The whole sum has to be spent.`)).toBe('equal');
  expect(comparator(`${text} All the shares are good.`)).toBe('at-most');
});

it('leaves the limit alone where something else is said to be so much', () => {
  expect(comparator(`${text} All money is invested, 300 in bonds.`, '"300 in": bonds = 300')).toBe('equal');
  expect(comparator(`${text} All money is spent, 300 on both.`, '"300 on": `2`*bonds + shares = 300')).toBe('at-most');
});
