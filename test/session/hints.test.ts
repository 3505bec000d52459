import { afterAll, describe, expect, it } from 'vitest';
import { openSession, type SolveFileOptions } from '../../server/src/session';
import { applyEdits, LineIndex, type Diagnostic } from '../../server/src/text';
import { makeFolder } from './folder';

const session = openSession();
const folder = makeFolder();
const auto: SolveFileOptions = { solver: 'auto', data: [], timeLimitMs: 60_000 };

afterAll(async () => {
  await session.dispose();
  folder.remove();
});

/** Each as what it stands on and what it says. */
function told(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  const lines = new LineIndex(text);
  return diagnostics.map(({ code, range, message }) => {
    const { start, end } = lines.spanOf(range);
    return `${code} «${text.slice(start, end)}» ${message}`;
  });
}

function fixed(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap(({ fixes }) => fixes ?? []).map(({ edits }) => applyEdits(text, edits));
}

describe('an unbounded model', () => {
  it('tells which decision runs away, on its declaration, with the line to bound it', async () => {
    const text =
      'var float: bread; var 0.0..50.0: cake; var float: profit;\n' +
      'constraint bread >= 0.0 /\\ bread - cake >= 5.0;\n' +
      'constraint profit = 2.0 * bread + 3.0 * cake;\nsolve maximize profit;\n';
    const { status, diagnostics } = await session.solve(folder.write('bakery.mzn', text), auto);
    expect(status).toBe('unbounded');
    expect(told(text, diagnostics)).toEqual([
      "unbounded «bread» 'bread' can grow without limit, and so can 'profit'. Bound it, for example `var -infinity..100.0: bread`.",
    ]);
    expect(diagnostics[0]?.severity).toBe('warning');
    expect(diagnostics[0]?.related).toMatchObject([{ message: 'Nothing limits how far this can grow.' }]);
    expect(diagnostics[0]?.fixes?.map(({ title }) => title)).toEqual([
      'Write `var -infinity..100.0: bread`: 100 is a placeholder for your own limit',
    ]);
    const [bounded] = fixed(text, diagnostics);
    expect(bounded).toBe(text.replace('var float: bread', 'var -infinity..100.0 /* put your own limit here */: bread'));
    const again = await session.solve(folder.write('bounded.mzn', bounded ?? ''), auto);
    expect(again).toMatchObject({ status: 'optimal', objective: 350 });
  });

  it('names all that have to be bounded, and whole arrays', async () => {
    const text =
      'array[1..3] of var int: made; var int: debt; var 0..9: staff;\n' +
      'constraint forall(i in 1..3)(made[i] >= staff);\nsolve maximize sum(made) - 2 * debt;\n';
    const { status, diagnostics } = await session.solve(folder.write('works.mzn', text), auto);
    expect(status).toBe('unbounded');
    expect(told(text, diagnostics)).toEqual([
      "unbounded «made» The elements of 'made' can grow without limit, and so can the objective. Bound them, for example `array[1..3] of var ..100: made`. 'debt' must be bounded too.",
      "unbounded «debt» 'debt' can fall without limit, and so can the objective grow. Bound it, for example `var -100..: debt`. 'made' must be bounded too.",
    ]);
    const edits = diagnostics.flatMap(({ fixes }) => fixes ?? []).flatMap((fix) => fix.edits);
    const again = await session.solve(folder.write('works2.mzn', applyEdits(text, edits)), auto);
    expect(again).toMatchObject({ status: 'optimal', objective: 500 });
  });

  it('is told of where it is not linear', async () => {
    const text = 'var int: side; var 0..3: x;\nconstraint side >= 7 \\/ x > 2;\nsolve maximize side + x;\n';
    const { status, diagnostics } = await session.solve(folder.write('square.mzn', text), { ...auto, solver: 'z3' });
    expect([status, ...told(text, diagnostics)]).toEqual([
      'unbounded',
      "unbounded «side» 'side' can grow without limit, and so can the objective. Bound it, for example `var ..100: side`.",
    ]);
  });

  it('is asked about in the words of a problem', async () => {
    const text =
      'A bakery makes croissants and baguettes. Each croissant earns 2 euros and each baguette earns 3 euros. ' +
      'It must make at least 10 croissants. How many of each should it make to maximize profit?';
    const { status, diagnostics } = await session.solve(folder.write('bakery.problem', text), auto);
    expect(status).toBe('unbounded');
    expect(told(text, diagnostics)).toEqual([
      'unbounded «croissants» What is the most that “croissants” can be? Nothing in the text limits it from above, so profit has no limit.',
      'unbounded «baguettes» What is the most that “baguettes” can be? Nothing in the text limits it from above, so profit has no limit.',
    ]);
  });

  it('in words points at what may be the limit', async () => {
    const text =
      'A bakery makes croissants and baguettes. Each croissant earns 2 euros and each baguette earns 3 euros. ' +
      'It must make at least 10 croissants. The oven is 12 years old. How many of each should it make to maximize profit?';
    const { diagnostics } = await session.solve(folder.write('kitchen.problem', text), auto);
    const runaway = diagnostics.find(({ code }) => code === 'unbounded');
    const lines = new LineIndex(text);
    const related = runaway?.related?.map(({ range, message }) => {
      const { start, end } = lines.spanOf(range);
      return `${text.slice(start, end)}: ${message}`;
    });
    expect(related).toEqual(['12: This may be the limit: nothing in the model was made of it.']);
  });
});

describe('hints', () => {
  it('are found in a model', async () => {
    const text = 'var 0..9: x; var 0..9: y; constraint x <= 5; constraint x <= 7; solve maximize x + y;';
    expect((await session.hints(folder.write('model.mzn', text))).map(({ code }) => code)).toEqual([
      'redundant-constraint',
    ]);
  });

  it('of a problem are told in its words', async () => {
    const text =
      'A bakery makes croissants and baguettes. Each croissant earns 2 euros and each baguette earns 3 euros. ' +
      'It can make at most 30 croissants. It can make at most 40 baguettes. It can make at most 50 croissants. ' +
      'How many of each should it make to maximize profit?';
    const hints = await session.hints(folder.write('shop.problem', text));
    expect(told(text, hints)).toEqual([
      'redundant-constraint «at most 50 croissants» This never matters: what else is said is stricter in every case.',
    ]);
  });

  it('there are none in what cannot be read', async () => {
    expect(await session.hints(folder.write('broken.mzn', 'var 1..9 x;'))).toEqual([]);
    expect(await session.hints('/nowhere/at/all.mzn')).toEqual([]);
  });
});
