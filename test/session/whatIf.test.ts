import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSession, type AskOptions, type WhatIf } from '../../server/src/session';
import { applyEdits } from '../../server/src/text';
import { makeFolder } from './folder';

const session = openSession();
const folder = makeFolder();
/** Time enough on a busy machine: what is tested is not how quick it is. */
const auto: AskOptions = { solver: 'auto', data: [], timeLimitMs: 120_000 };

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

const model = `array[1..2] of int: demand;
int: oven = 600;
var 0..999: sourdough;
var 0..999: rye;
constraint 3 * sourdough + 2 * rye <= oven;
constraint 2 * sourdough + 4 * rye <= 560;
constraint rye >= demand[2] /\\ sourdough >= demand[1];
solve maximize 4 * sourdough + 5 * rye;
`;
const data = 'demand = [0, 40];\n';
const file = folder.write('bakery.mzn', model);
const dzn = folder.write('bakery.dzn', data);
const options: AskOptions = { ...auto, data: [dzn] };

function outcomeOf(answer: WhatIf): Extract<WhatIf, { readonly kind: 'outcome' }> {
  if (answer.kind !== 'outcome') throw new Error(JSON.stringify(answer));
  return answer;
}

describe('what if', () => {
  it('gives the answer to another value beside the old one, and what would write it', async () => {
    const answer = outcomeOf(await session.whatIf(file, [{ name: 'oven', value: '680' }], options));
    expect(answer).toMatchObject({
      title: 'Objective: 1000 instead of 940.',
      before: { status: 'optimal', objective: 940 },
      after: { status: 'optimal', objective: 1000, checked: true },
      changed: [{ name: 'oven', label: 'oven', before: '600', value: '680' }],
      values: [
        { name: 'sourdough', before: 160, after: 200 },
        { name: 'rye', before: 60, after: 40 },
      ],
    });
    expect(applyEdits(model, answer.edits)).toBe(model.replace('600', '680'));
  });

  it('takes entries of data, and shows the conflict where nothing is left', async () => {
    const known = await session.solve(file, options);
    const changes = [{ name: 'demand[1]', value: '190' }];
    const answer = outcomeOf(await session.whatIf(file, changes, { ...options, known }));
    expect(answer.title).toBe('No solution any more.');
    expect(answer.before).toBe(known);
    expect(answer.after.conflicts[0]?.parts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['3 * sourdough + 2 * rye <= oven', 'sourdough >= demand[1]']),
    );
    expect(answer.edits).toMatchObject([{ file: dzn, newText: '190' }]);
    expect(applyEdits(data, answer.edits)).toBe('demand = [190, 40];\n');
  });

  it('lists what can be changed, and says what is wrong with a change', async () => {
    const listed = await session.parameters(file, { data: [dzn] });
    expect(listed.map(({ name, value }) => `${name} = ${value}`)).toEqual([
      'oven = 600',
      'demand[1] = 0',
      'demand[2] = 40',
    ]);
    expect(await session.whatIf(file, [{ name: 'ovn', value: '1' }], options)).toMatchObject({
      kind: 'wrong',
      index: 0,
    });
    expect(await session.whatIf(file, [{ name: 'oven', value: 'Mon' }], options)).toMatchObject({
      kind: 'wrong',
      index: 0,
    });
  });

  it('changes the number in the sentence', async () => {
    const words = resolve('samples/bakery.problem');
    const listed = await session.parameters(words);
    const oven = listed.find(({ value }) => value === '600');
    expect(oven?.label).toMatch(/oven time.*600 hours/);
    const answer = outcomeOf(await session.whatIf(words, [{ name: oven?.name ?? '', value: '680' }], auto));
    expect(answer.title).toBe('Earnings: 1000 instead of 940.');
    expect(answer.edits).toMatchObject([{ file: words, newText: '680' }]);
  });

  it('says what cannot stand in a sentence', async () => {
    const words = resolve('samples/bakery.problem');
    const name = (await session.parameters(words)).find(({ value }) => value === '600')?.name ?? '';
    for (const [value, says] of [
      ['many', 'no whole number'],
      ['600.5', 'no whole number'],
      ['600 + 1', 'no whole number'],
    ] as const) {
      const answer = await session.whatIf(words, [{ name, value }], auto);
      expect(answer).toMatchObject({ kind: 'wrong', index: 0 });
      expect(answer.title).toContain(says);
    }
  });
});
