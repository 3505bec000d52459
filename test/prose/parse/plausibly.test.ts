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

const anything = (): boolean => false;
/** Nothing can be both at least 40 and at most 5. */
const isContradictory = ({ constraints }: ProblemGraph): boolean => {
  const sides = constraints.map((each) => (each.kind === 'relation' ? undefined : each.comparator));
  return sides.join() === 'at-least,at-most';
};

describe('a choice of readings', () => {
  it('is left where it means nothing odd', () => {
    expect(plausibly([choice(1)], [1], graphOf, anything)).toEqual([1]);
  });

  it('takes the likeliest other way that asks for something', () => {
    expect(plausibly([choice(2), choice(1)], [0, undefined], graphOf, anything)).toEqual([0, 1]);
    expect(plausibly([choice(1)], [0], graphOf, anything)).toEqual([1]);
  });

  it('takes none that is hardly likely', () => {
    expect(plausibly([choice(6)], [0], graphOf, anything)).toEqual([0]);
  });

  it('takes another way to read a statement, or leaves it out, where nothing could satisfy all', () => {
    const either = (own: 0 | 1, loss: number, logOdds = 3): Choice => {
      const { options, shares } = choice(loss);
      return { logOdds, options: own === 0 ? options : options.toReversed(), shares };
    };
    expect(plausibly([either(1, 0.4), either(0, 6)], [1, 0], graphOf, isContradictory)).toEqual([0, 0]);
    expect(plausibly([either(1, 6), either(0, 0.4)], [1, 0], graphOf, isContradictory)).toEqual([1, 1]);
    expect(plausibly([either(1, 6), either(0, 6, 0.4)], [1, 0], graphOf, isContradictory)).toEqual([1, undefined]);
    // So unlikely a mistake is not made: the text means what cannot be.
    const limits = [either(1, 2), either(0, 6)];
    expect(plausibly(limits, [1, 0], graphOf, isContradictory)).toEqual([1, 0]);
    // But where something was hardly understood, it may have been.
    const unsure = { logOdds: 3, options: [{ logProbability: -2, numbers: [] }], shares: false };
    expect(plausibly([...limits, unsure], [1, 0, 0], graphOf, isContradictory)).toEqual([0, 0, 0]);
  });
});
