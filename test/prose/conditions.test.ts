import { expect, it } from 'vitest';
import type { Expression } from '../../server/src/prose';
import { asConditioned, asExclusive } from '../../server/src/prose/conditions';

/** "A -> B" with the things of one set; "!" denies one. */
const rule = (words: string): Expression => {
  const [one, two] = words.split(' -> ').map((side): Expression => {
    const name = side.replace('!', '');
    const atom: Expression = {
      kind: 'variable',
      variable: 0,
      index: [{ kind: 'member', set: 0, member: 'AB'.indexOf(name) }],
    };
    return side.startsWith('!') ? { kind: 'operation', operator: 'not', operands: [atom] } : atom;
  });
  if (!one || !two) throw new Error('two sides');
  return { kind: 'operation', operator: '->', operands: [one, two] };
};

function told(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'operation') return undefined;
  const side = (each: Expression | undefined): string => {
    if (each?.kind === 'operation') return `!${side(each.operands[0])}`;
    const [index] = each?.kind === 'variable' ? each.index : [];
    return index?.kind === 'member' ? (['A', 'B'][index.member] ?? '') : '';
  };
  return expression.operands.map(side).join(' -> ');
}

/** What a sentence about A and B makes of a rule; undefined: it stays. */
function conditioned(sentence: string, read: string): string | undefined {
  const at = (name: string): { start: number; end: number }[] =>
    [...sentence.matchAll(new RegExp(`\\b${name}\\b`, 'gu'))].map(({ index }) => ({ start: index, end: index + 1 }));
  const members = ['A', 'B'].map((name) => ({ name, mentions: at(name) }));
  const sets = [{ name: 'sites', mentions: [], members }];
  return told(asConditioned(rule(read), { start: 0, end: sentence.length }, { sets, variables: [] }, sentence));
}

it.each([
  ['A must be built unless B is built.', 'A -> B', '!B -> A'],
  ['A must not be built unless B is built.', '!A -> B', 'A -> B'],
  ['Unless A is built, B must be built.', 'A -> B', '!A -> B'],
  ['If A is built, B must be built.', 'B -> A', 'A -> B'],
  ['If A is built then B cannot be built.', 'A -> B', 'A -> !B'],
  ["B isn't built if A is not built.", 'A -> B', '!A -> !B'],
  ['A is built only if B is built.', 'B -> A', 'A -> B'],
  ['No A without B.', 'B -> A', 'A -> B'],
])('%s', (sentence, read, meant) => {
  expect(conditioned(sentence, read)).toBe(meant);
});

it.each([
  ['says it the other way round', 'If A is built, B must be built.', '!B -> !A'],
  ['permits only', 'A may be built if B is built.', 'A -> B'],
  ['has a verb of the contrary', 'A stays shut if B is built.', 'A -> B'],
  ['has two conditions', 'If A is built and if it rains, B must be built.', 'B -> A'],
  ['ties nothing', 'A needs B.', 'B -> A'],
  ['names both in one clause', 'If A and B are built, the road is built.', 'A -> B'],
])('leaves a rule alone whose sentence %s', (_, sentence, read) => {
  expect(conditioned(sentence, read)).toBeUndefined();
});

it('takes one of two for no more than one where the sentence says so', () => {
  const [one, two] = [0, 1].map((member): Expression => ({
    kind: 'variable',
    variable: 0,
    index: [{ kind: 'member', set: 0, member }],
  }));
  if (!one || !two) throw new Error('two choices');
  const either: Expression = { kind: 'operation', operator: '\\/', operands: [one, two] };
  const both: Expression = { kind: 'operation', operator: '/\\', operands: [one, two] };
  const said = (text: string): Expression => asExclusive(either, { start: 0, end: text.length }, text);
  expect(said('Take A or B, but not both.')).toEqual({
    kind: 'operation',
    operator: '/\\',
    operands: [either, { kind: 'operation', operator: 'not', operands: [both] }],
  });
  expect(said('Take A or B.')).toBe(either);
  expect(said('A and B must not both stay.')).toBe(either);
});
