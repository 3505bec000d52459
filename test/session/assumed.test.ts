import { afterAll, describe, expect, it, vi } from 'vitest';
import { answer } from '../../server/src/session/answer';
import { assumptionsThatMatter } from '../../server/src/session/assumed';
import { openEngines, type Engines } from '../../server/src/session/engines';
import { ProblemReader } from '../../server/src/session/problem';
import { readText } from '../../server/src/session/subject';
import { Texts } from '../../server/src/session/texts';
import { readAs, type Script } from '../prose/read/scripted';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });

afterAll(() => engines.dispose());

/** What is said of the assumptions of a text whose local model cannot tell whether amounts are whole. */
async function told(text: string, operator: 'at-most' | 'equal'): Promise<readonly string[]> {
  const script: Script = {
    direction: 'maximize',
    divisible: 'maybe',
    variables: [
      ['hay', 'hay@2'],
      ['straw', 'straw@2'],
    ],
    tags: [
      ['OBJ_DIR', 'most'],
      ['OBJ_NAME', 'profit'],
    ],
    objective: ['3', '4@2'],
    rows: [{ at: '15', class: 'linear', operator, slots: ['2', '4'] }],
  };
  const reader = {
    name: 'scripted',
    read: () => Promise.resolve(readAs(text, script)),
    dispose: () => Promise.resolve(),
  };
  const own: Engines = { ...engines, reader: () => Promise.resolve(reader) };
  const subject = await readText('field.problem', text, new Texts(), new ProblemReader(own));
  if (!('request' in subject)) throw new Error('no model was made');
  const found = await answer(own, subject.request, { solver: 'auto' });
  const matters = await assumptionsThatMatter(own, subject, found, undefined);
  return [found.status, ...matters.map(({ code, message }) => `${code}: ${message}`)];
}

const FIELD = 'Sell hay and straw. A bale of hay takes 2 hours and earns $3, one of straw takes 4 hours and earns $4. ';

describe('whole numbers that the text leaves open', () => {
  it('are told of where fractions would be worth more', async () => {
    expect(await told(`${FIELD}There are 15 hours. What earns the most profit?`, 'at-most')).toEqual([
      'optimal',
      'assumption-matters: If the amounts may be fractions, the best profit is 22.5 instead of 21.',
    ]);
  });

  it('are told of where nothing else stands in the way of a solution', async () => {
    expect(await told(`${FIELD}There are 15 hours. What earns the most profit?`, 'equal')).toEqual([
      'infeasible',
      'assumption-matters: If the amounts may be fractions, there is a solution.',
    ]);
  });
});
