import { describe, expect, it } from 'vitest';
import { ofSeveral } from '../../../server/src/prose/parse/ofSeveral';
import { saidOf } from './saidOf';

const months = ['May', 'June', 'July', 'August'];

/** By month: the number that a text tells of it; undefined where the text does not tell them of several at once. */
function told(text: string): (number | undefined)[] | undefined {
  const { input } = saidOf(text, { names: {} });
  const members = months.map((name) =>
    input.tokens.flatMap(({ text: word }, at) => (word === name ? [{ first: at + 1, last: at + 1 }] : [])),
  );
  return ofSeveral(input, input.numberPositions, members)?.map((cell) =>
    cell === undefined ? undefined : Number(input.tokens[cell - 1]?.text),
  );
}

const calendar = 'The months are May, June, July and August.';

describe('a number that is told of several things', () => {
  it.each([
    ['It costs 22 euros in May and June and 25 from July on.', [22, 22, 25, 25]],
    ['Until June it costs 22 euros, from July on 25.', [22, 22, 25, 25]],
    ['22 euros for May to July, and 25 for August.', [22, 22, 22, 25]],
    ['22 for May or August, 25 for all others.', [22, 25, 25, 22]],
    ['In May it costs 22, in any other month 25.', [22, 25, 25, 25]],
    ['In May and June it costs 22, in July 25 because of the heat, and 30 in August.', [22, 22, 25, 30]],
    ['It takes 4 minutes each, but June 10.', [4, 10, 4, 4]],
    ['It costs 22 (May, July) or 25 (June, August).', [22, 25, 22, 25]],
  ])('is the number of each: %s', (text, numbers) => {
    expect(told(`${calendar} ${text}`)).toEqual(numbers);
  });

  it.each([
    ['It costs 22 in May and 25 in June.', 'two things have none'],
    ['22 in May and June, 25 in June and July, 30 in August.', 'June would have two'],
    ['The others cost 22, all others 25.', 'nothing says which'],
    ['May 1, June 2, July 3, August 4.', 'each has its own'],
  ])('is none where that is not clear: %s', (text) => {
    expect(told(`${calendar} ${text}`)).toBeUndefined();
  });
});
