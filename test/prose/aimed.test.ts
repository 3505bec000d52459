import { expect, it } from 'vitest';
import { ofOneNamed } from '../../server/src/prose/aimed';
import { problemText } from './problemText';

/** What an objective that counts trees and shrubs counts. */
function counted(text: string): string {
  const variables = ['trees', 'shrubs'].map((name) => ({
    ...problemText('trees and shrubs').variable(name),
    mentions: [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({
      start: index,
      end: index + name.length,
    })),
  }));
  const objective = problemText(text).objective('want', {
    direction: 'maximize',
    name: undefined,
    terms: [0, 1].map((variable) => ({ variable, coefficient: undefined })),
  });
  return ofOneNamed(objective, variables, text)
    .terms.map(({ variable }) => variables[variable]?.name)
    .join(' and ');
}

it.each([
  ['The park has trees and shrubs. We want as many trees as possible.', 'trees'],
  ['Shrubs cost 5. We want the largest number of shrubs, and quickly.', 'shrubs'],
  ['We want the most hectares of trees. There are 40 shrubs.', 'trees'],
  ['We want as many trees and shrubs as possible.', 'trees and shrubs'],
  ['Of trees and shrubs we want as many as we can get.', 'trees and shrubs'],
  ['For the trees we want as many plants as possible.', 'trees and shrubs'],
])('%s', (text, what) => {
  expect(counted(text)).toBe(what);
});
