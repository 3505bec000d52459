import { expect, it } from 'vitest';
import { untoldAmount } from '../../../server/src/prose/parse/untold';
import { documentOf } from '../../../server/src/prose/read';
import { problemText } from '../problemText';

/** The words that are asked about where the aim counts vans at 95 and bikes not at all. */
function asked(text: string, isToldOfBikes = false): string | undefined {
  const say = problemText(text);
  const variables = [say.variable('vans'), say.variable('bikes')];
  const terms = [{ variable: 0, coefficient: say.number('95') }];
  const bikes = isToldOfBikes ? [{ variable: 1, coefficient: say.number('40') }] : [];
  const objective = say.objective('daily cost', { direction: 'minimize', name: 'cost', terms: [...terms, ...bikes] });
  const [finding] = untoldAmount(documentOf(text), say.graph({ variables, objective }));
  return finding?.question && text.slice(finding.span.start, finding.span.end).trim();
}

it('asks for the one number of the aim that is not told, in the sentence that speaks of it beside the others', () => {
  const text = 'Each of our vans costs 95 a day. The bikes are cheaper. Find the least daily cost.';
  expect(asked(text)).toBe('The bikes are cheaper.');
});

it.each([
  ['every number is told', 'We lease vans and bikes at 95 and 40. Find the least daily cost.', true],
  [
    'the thing is free',
    'We lease vans and bikes. A van costs 95, our bikes are free. Find the least daily cost.',
    false,
  ],
])('asks nothing where %s', (_, text, isToldOfBikes) => {
  expect(asked(text, isToldOfBikes)).toBeUndefined();
});
