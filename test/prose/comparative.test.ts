import { expect, it } from 'vitest';
import { printMiniZinc, type Quantity } from '../../server/src/prose';
import { asComparative } from '../../server/src/prose/comparative';
import { problemText } from './problemText';

/** The MiniZinc of "light ... dark" with a share of the text. */
function printed(text: string, share: string, kind: Quantity['kind'], value: number): string {
  const say = problemText(text);
  const factor = { ...say.number(share), kind, value };
  const ratio = say.constraint(text.slice(0, -1), 'at-least', { kind: 'ratio', left: 0, factor, right: 1 });
  const graph = say.graph({
    variables: [say.variable('light'), say.variable('dark')],
    objective: undefined,
    constraints: [asComparative(ratio, text)],
  });
  const lines = printMiniZinc(graph, text, 'beer.problem').text.split('\n');
  return lines.find((line) => line.startsWith('constraint')) ?? '';
}

it('takes a share more or less than something for as many times of it', () => {
  expect(printed('At least 40% more light than dark.', '40%', 'percent', 0.4)).toBe(
    'constraint 100 * light >= (100 + 40) * dark;',
  );
  expect(printed('At least half less light than dark.', 'half', 'fraction', 0.5)).toBe(
    'constraint 10 * light >= (10 - 5) * dark;',
  );
});

it('leaves any other share as it is', () => {
  expect(printed('At least 40% as much light as dark.', '40%', 'percent', 0.4)).toMatch(/100 \* light >= .* \* dark;/u);
});
