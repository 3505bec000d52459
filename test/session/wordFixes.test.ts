import { afterAll, describe, expect, it, vi } from 'vitest';
import { openSession, type Session, type SolveFileOptions } from '../../server/src/session';
import type { Engines } from '../../server/src/session/engines';
import { ProblemReader } from '../../server/src/session/problem';
import type { Reading } from '../../server/src/prose';
import { applyEdits, LineIndex, type Diagnostic } from '../../server/src/text';
import { readAs } from '../prose/read/scripted';
import { makeFolder } from './folder';

// Reading, compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

const session = openSession();
const folder = makeFolder();
const auto: SolveFileOptions = { solver: 'auto', data: [], timeLimitMs: 300_000 };

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

const BAKERY =
  'A bakery makes sourdough loaves and rye loaves. Each sourdough loaf takes 2 hours of oven time and each rye ' +
  'loaf takes 3 hours of oven time. The oven is available for at most 61 hours. The bakery must make more than 5 ' +
  'sourdough loaves. The profit per sourdough loaf is $4 and the profit per rye loaf is $5.';
const AIM = ' How many of each should be made to maximize profit?';

/** Each change that is offered for the first place where the words stand, and what the text is then. */
async function offered(of: Session, file: string, text: string, words: string): Promise<ReadonlyMap<string, string>> {
  const start = text.indexOf(words);
  const range = new LineIndex(text).rangeOf({ start, end: start + words.length });
  const found = await of.wordFixes(file, range);
  return new Map(
    found.flatMap(({ fixes }) => fixes.map(({ title, edits }) => [title, applyEdits(text, edits)] as const)),
  );
}

function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

describe('a problem in words', () => {
  it('says which words it could have taken otherwise, and writes what is meant', async () => {
    const text = BAKERY + AIM;
    const file = folder.write('bakery.problem', text);
    expect(await session.check(file)).toMatchObject([{ code: 'ambiguous', severity: 'information' }]);
    const changes = await offered(session, file, text, 'more than 5');
    expect([...changes]).toEqual([
      ["'more than 5' means: at least 5", text.replace('more than', 'at least')],
      ["'more than 5' means: at least 6", text.replace('more than 5', 'at least 6')],
    ]);
    for (const changed of changes.values()) {
      expect(await session.check(folder.write('changed.problem', changed))).toEqual([]);
    }
    expect(await offered(session, file, text, 'oven')).toEqual(new Map());
  });

  it('without an aim is incomplete, asks one question, and has the sentence for it', async () => {
    const file = folder.write('aimless.problem', BAKERY.replace(/ The profit.*/, ''));
    const text = BAKERY.replace(/ The profit.*/, '');
    const { status, questions } = await session.solve(file, auto);
    expect([status, ...questions.map((each) => each.text)]).toEqual([
      'incomplete',
      'What should be maximised or minimised?',
    ]);
    const changes = await offered(session, file, text, 'The bakery must make');
    const [aim] = [...changes.values()].filter((changed) => changed.includes('Maximize the total profit.'));
    expect(aim).toContain('The profit per sourdough loaf is ___ and the profit per rye loaf is ___.');
    const filled = (aim ?? '').replace('___', '$4').replace('___', '$5');
    expect(await session.solve(folder.write('aimed.problem', filled), auto)).toMatchObject({ status: 'optimal' });
  });

  it('tells what whole numbers cost only where the text leaves them open', async () => {
    const { status, diagnostics } = await session.solve(folder.write('whole.problem', BAKERY + AIM), auto);
    expect([status, ...codes(diagnostics)]).toEqual(['optimal', 'ambiguous']);
  });

  it('is solved in fractions where the text says so', async () => {
    const text = `${BAKERY + AIM} The amounts may be fractions.`;
    const solved = await session.solve(folder.write('fractions.problem', text), auto);
    expect(solved).toMatchObject({ status: 'optimal', objective: 122 });
  });
});

describe('reading', () => {
  const text = 'Knives earn $10 and swords $30. Make at most 20 in total. Maximize the profit.';

  /** Engines with nothing in them but a local model that counts what it reads. */
  function counting(): { readonly engines: Engines; readonly runs: () => number } {
    let runs = 0;
    const read = (asked: string): Promise<Reading> => {
      runs++;
      return Promise.resolve(readAs(asked, { variables: [['Knives'], ['swords']], tags: [['OBJ_DIR', 'Maximize']] }));
    };
    return {
      engines: { reader: () => Promise.resolve({ read }), ownModel: () => undefined } as unknown as Engines,
      runs: () => runs,
    };
  }

  it('is done once for each text, whatever came between', async () => {
    const { engines, runs } = counting();
    const reader = new ProblemReader(engines);
    const first = await reader.read('a.problem', text);
    await reader.read('a.problem', text.replace('20', '30'));
    expect(await reader.read('a.problem', text)).toBe(first);
    expect(runs()).toBe(2);
    reader.forget('a.problem');
    await reader.read('a.problem', text);
    expect(runs()).toBe(3);
  });

  it('forgets the texts that were not asked for in a long time', async () => {
    const { engines, runs } = counting();
    const reader = new ProblemReader(engines);
    for (let number = 10; number < 99; number++) await reader.read('a.problem', text.replace('20', `${number}`));
    expect(runs()).toBe(89);
    await reader.read('a.problem', text.replace('20', '98'));
    expect(runs()).toBe(89);
    await reader.read('a.problem', text.replace('20', '10'));
    expect(runs()).toBe(90);
  });
});
