import { afterAll, describe, expect, it, vi } from 'vitest';
import { openSession, type SolveFileOptions } from '../../server/src/session';
import { applyEdits } from '../../server/src/text';
import { makeFolder } from './folder';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

const session = openSession();
const folder = makeFolder();
/** Time enough for a busy machine: what is asked is which repairs there are. */
const auto: SolveFileOptions = { solver: 'auto', data: [], timeLimitMs: 300_000 };

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

const BAKERY =
  'A bakery makes sourdough loaves and rye loaves. Each sourdough loaf takes 2 hours of oven time and each rye ' +
  'loaf takes 3 hours of oven time. The oven is available for at most 60 hours. The bakery must make at least 20 ' +
  'sourdough loaves and at least 15 rye loaves. The profit per sourdough loaf is $4 and the profit per rye loaf ' +
  'is $5. How many of each should be made to maximize profit?\n';

describe('repairs', () => {
  it('of a problem change its words, and what it is then worth is in the title', async () => {
    const file = folder.write('bakery.problem', BAKERY);
    const { status, repairs } = await session.solve(file, auto);
    expect(status).toBe('infeasible');
    expect(repairs.length).toBeGreaterThan(0);
    for (const [index, { title, edits, objectiveAfter }] of repairs.entries()) {
      const again = folder.write(`again-${index}.problem`, applyEdits(BAKERY, edits));
      const after = await session.solve(again, auto);
      expect({ title, status: after.status, objective: after.objective }).toEqual({
        title,
        status: 'optimal',
        objective: objectiveAfter,
      });
    }
    // The oven is a limit; 20 and 15 must be made.
    expect(repairs[0]?.title).toMatch(/^Raise 60 to 85 · best profit becomes \d+$/);
  });

  it('of a problem put the price of breaking a limit behind its sentence, as an item of its own in a list', async () => {
    const list =
      'A bakery makes sourdough loaves and rye loaves. Each sourdough loaf takes 2 hours of oven time and each rye ' +
      'loaf takes 3 hours of oven time.\r\n' +
      '- The oven is available for at most 60 hours\r\n' +
      '- The bakery must make at least 20 sourdough loaves\r\n' +
      '- By law the bakery makes at least 15 rye loaves\r\n\r\n' +
      'The profit per sourdough loaf is $4 and the profit per rye loaf is $5. How many of each should be made to ' +
      'maximize profit?\r\n';
    const { repairs } = await session.solve(folder.write('list.problem', list), auto);
    const soft = repairs.filter(({ kind }) => kind === 'soften');
    expect(soft.map(({ title, edits }) => [title, applyEdits(list, edits).split('\r\n').slice(1, -3)])).toEqual([
      [
        'Let “The oven is available for at most 60 hours” be broken · by 25 · best profit becomes 155',
        [
          '- The oven is available for at most 60 hours',
          '- Each hour over this costs $1000.',
          '- The bakery must make at least 20 sourdough loaves',
          '- By law the bakery makes at least 15 rye loaves',
        ],
      ],
      [
        'Let “The bakery must make at least 20 sourdough loaves” be broken · by 13 · best profit becomes 103',
        [
          '- The oven is available for at most 60 hours',
          '- The bakery must make at least 20 sourdough loaves',
          '- Each sourdough loaf short of this costs $1000.',
          '- By law the bakery makes at least 15 rye loaves',
        ],
      ],
    ]);
  });

  it('of a problem with prices are worth what it is worth with them', async () => {
    const priced = BAKERY.replace('60 hours.', '60 hours. Each hour over this costs $3.');
    const { status, objective, solution, output, conflicts } = await session.solve(
      folder.write('priced.problem', priced),
      auto,
    );
    expect({ status, objective, solution, conflicts }).toEqual({
      status: 'optimal',
      objective: 80,
      solution: { 'sourdough loaves': 20, 'rye loaves': 15, 'hours over 60': 25 },
      conflicts: [],
    });
    expect(output).toContain('profit: 155');
  });

  it('of a model with data change the data', async () => {
    const model = folder.write('need.mzn', 'array[1..2] of int: need;\nvar 0..5: x;\nconstraint x >= need[2];\n');
    const data = folder.write('need.dzn', 'need = [3, 9];\n');
    const { repairs } = await session.solve(model, { ...auto, data: [data] });
    expect(repairs[0]).toMatchObject({
      title: 'Lower need[2] from 9 to 5',
      edits: [
        {
          file: data,
          range: { start: { line: 0, character: 11 }, end: { line: 0, character: 12 } },
          newText: '5',
        },
      ],
    });
  });
});
