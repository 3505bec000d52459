import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSession, type AskOptions, type WhyNot } from '../../server/src/session';
import { makeFolder } from './folder';

const session = openSession();
const folder = makeFolder();
/** Time enough on a busy machine: what is tested is not how quick it is. */
const auto: AskOptions = { solver: 'auto', data: [], timeLimitMs: 120_000 };
const ask = (file: string, question: string): Promise<WhyNot> => session.whyNot(file, question, auto);

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

/** The parts of each conflict with what of the question takes part, in short. */
function broken(answer: WhyNot): readonly string[] {
  if (answer.kind !== 'impossible') throw new Error(JSON.stringify(answer));
  return answer.conflicts.map(({ parts, asked }) => {
    const own = parts.map(({ text, indices }) => {
      const loop = Object.entries(indices).map(([name, value]) => `${name}=${value}`);
      return loop.length > 0 ? `${text} (${loop.join(', ')})` : text;
    });
    return `${asked.map(({ text }) => text).join(', ')} | ${own.join(' & ')}`;
  });
}

const bakery = folder.write(
  'bakery.mzn',
  `var 0..200: sourdough;
   var 0..200: rye;
   var int: profit = 4 * sourdough + 5 * rye;
   constraint 3 * sourdough + 2 * rye <= 600;
   constraint 2 * sourdough + 4 * rye <= 560;
   constraint rye >= 40;
   solve maximize profit;`,
);

describe('why not this one', () => {
  it('says what it costs where it can be had, and what else changes', async () => {
    const answer = await ask(bakery, 'sourdough = 20');
    expect(answer).toMatchObject({
      kind: 'possible',
      title: '“sourdough = 20” is possible: profit 730 instead of 940.',
      objective: 730,
      best: 940,
      objectiveName: 'profit',
      checked: true,
      changes: [
        { name: 'sourdough', before: 160, after: 20 },
        { name: 'rye', before: 60, after: 130 },
      ],
    });
    expect((await ask(bakery, 'rye > 50')).title).toBe('“rye > 50” is possible, and costs nothing: profit 940.');
  });

  it('takes the answer that is known already for the best without it', async () => {
    const known = await session.solve(bakery, auto);
    const answer = await session.whyNot(bakery, 'rye = 40', { ...auto, known });
    expect(answer.title).toBe('“rye = 40” is possible: profit 892 instead of 940.');
  });

  it('names the constraint that a value breaks, declared domains as well', async () => {
    expect(broken(await ask(bakery, 'rye = 20'))).toEqual(['rye = 20 | rye >= 40']);
    expect(broken(await ask(bakery, 'sourdough = 201'))).toEqual(['sourdough = 201 | 0..200']);
  });

  it('finds a minimal conflict where constraints forbid it only together', async () => {
    const answer = await ask(bakery, 'sourdough > 180');
    expect(answer.title).toBe('“sourdough > 180” is impossible: 2 constraints together do not allow it.');
    expect(broken(answer)).toEqual(['sourdough > 180 | 3 * sourdough + 2 * rye <= 600 & rye >= 40']);
    expect(
      answer.kind === 'impossible' &&
        answer.diagnostics.map(({ severity, code, message }) => [severity, code, message]),
    ).toEqual([
      ['information', 'why-not', '“sourdough > 180” cannot be had together with this and one other.'],
      ['information', 'why-not', '“sourdough > 180” cannot be had together with this and one other.'],
    ]);
  });

  it('lists every constraint that a whole solution breaks, by place', async () => {
    const answer = await ask(bakery, 'sourdough = 190;\nrye = 50;\n----------\n');
    expect(answer.title).toBe('This solution breaks 2 constraints.');
    expect(answer).toMatchObject({ direct: true, complete: true });
    expect(broken(answer)).toEqual([
      'sourdough = 190, rye = 50 | 3 * sourdough + 2 * rye <= 600',
      'sourdough = 190, rye = 50 | 2 * sourdough + 4 * rye <= 560',
    ]);
    expect(answer.kind === 'impossible' && answer.diagnostics.map(({ range }) => range.start.line)).toEqual([3, 4]);
  });

  it('tells a solution of arrays and enums by its loop instances', async () => {
    const file = folder.write(
      'rota.mzn',
      `enum Day = { Mon, Tue, Wed };
       enum Who = { Ann, Bo };
       array[Day] of var Who: duty;
       constraint forall(d in Day where d != max(Day))(duty[d] != duty[enum_next(Day, d)]);
       constraint duty[Wed] = Bo;
       solve satisfy;`,
    );
    expect(broken(await ask(file, '{"duty": ["Ann", "Ann", "Ann"]}'))).toEqual([
      'duty = [Ann, Ann, Ann] | duty[d] != duty[enum_next(Day, d)] (d=Mon)',
      'duty = [Ann, Ann, Ann] | duty[d] != duty[enum_next(Day, d)] (d=Tue)',
      'duty = [Ann, Ann, Ann] | duty[Wed] = Bo',
    ]);
    expect((await ask(file, 'duty[Mon] = Bo')).title).toBe('“duty[Mon] = Bo” is possible.');
  });

  it('says where the question is wrong', async () => {
    expect(await ask(bakery, 'rye > 3; sourdoh = 20')).toMatchObject({
      kind: 'question',
      problems: [
        { span: { start: 9, end: 16 }, message: 'The model has nothing named “sourdoh”. Did you mean “sourdough”?' },
      ],
    });
    expect(await ask(bakery, 'rye = "many"')).toMatchObject({ kind: 'question', problems: [{ span: { start: 0 } }] });
  });

  it('says that a model without a solution has none whatever is asked, and that a question contradicts itself', async () => {
    const file = folder.write(
      'none.mzn',
      'var 0..9: x; constraint x > 5; constraint x < 5; var 0..9: y; solve satisfy;',
    );
    expect(await ask(file, 'y = 3')).toMatchObject({
      kind: 'infeasible',
      title: 'The model has no solution, whatever is asked of it.',
    });
    expect(await ask(bakery, 'rye > 50; rye < 45')).toMatchObject({
      kind: 'impossible',
      title: 'What you ask contradicts itself.',
    });
  });

  it('says what is wrong with the model', async () => {
    const file = folder.write('broken.mzn', 'var 0..9: x; constraint x > z; solve satisfy;');
    expect(await ask(file, 'x = 3')).toMatchObject({ kind: 'error', diagnostics: [{ code: 'undefined-identifier' }] });
  });

  it('of words asks and answers in words', async () => {
    const file = join(resolve('samples'), 'bakery.problem');
    expect((await ask(file, '50 rye loaves')).title).toBe('“50 rye loaves” is possible: earnings 914 instead of 940.');
    expect(broken(await ask(file, '20 rye'))).toEqual(['20 rye | at least 40 rye loaves']);
    const together = await ask(file, 'at least 400 sourdough');
    expect(together.title).toMatch(/^“at least 400 sourdough” is impossible:/);
    expect(broken(together)[0]).toMatch(/^at least 400 sourdough \| .*600 hours/);
  });
});
