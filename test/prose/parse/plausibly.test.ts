import { describe, expect, it } from 'vitest';
import { emptyGraph, type ProblemGraph } from '../../../server/src/prose/graph';
import type { Choice } from '../../../server/src/prose/parse/joint';
import { plausibly } from '../../../server/src/prose/parse/plausibly';
import { problemText } from '../problemText';

const TEXT = 'Tape costs 3. We promised 40 of it, and 5 more. Spend as little as you can.';

/** Tape at a price, with limits as chosen: by statement, 0 is at most and 1 at least. */
function graphOf(chosen: readonly (number | undefined)[]): ProblemGraph {
  const say = problemText(TEXT);
  return {
    ...emptyGraph,
    ...say.graph({
      variables: [say.variable('Tape')],
      objective: say.objective('as little as you can', {
        direction: 'minimize',
        name: undefined,
        terms: [{ variable: 0, coefficient: say.number('3') }],
      }),
      constraints: ['40', '5'].flatMap((words, at) => {
        const way = chosen[at];
        const comparator = way === 0 ? 'at-most' : 'at-least';
        return way === undefined
          ? []
          : [say.constraint(words, comparator, { kind: 'bound', variable: 0, limit: say.number(words) })];
      }),
    }),
  };
}

const choice = (loss: number): Choice => ({
  logOdds: 3,
  options: [
    { logProbability: -0.2, numbers: [] },
    { logProbability: -0.2 - loss, numbers: [] },
  ],
  shares: false,
});

describe('a choice of readings', () => {
  it('is left where it means nothing odd', () => {
    expect(plausibly([choice(1)], [1], graphOf)).toEqual([1]);
  });

  it('takes the likeliest other way that asks for something', () => {
    expect(plausibly([choice(2), choice(1)], [0, undefined], graphOf)).toEqual([0, 1]);
    expect(plausibly([choice(1)], [0], graphOf)).toEqual([1]);
  });

  it('takes none that is hardly likely', () => {
    expect(plausibly([choice(6)], [0], graphOf)).toEqual([0]);
  });
});
