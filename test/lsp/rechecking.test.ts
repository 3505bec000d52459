import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../server/src/lsp/dataFiles';
import { pathOf, uriOf } from '../../server/src/lsp/places';
import { rechecking } from '../../server/src/lsp/rechecking';
import { defaultSettings, type Settings } from '../../server/src/lsp/settings';
import type { Conflict, Outcome } from '../../server/src/protocol';
import type { SolveFileOptions } from '../../server/src/session';
import { outcome, untilAborted } from './scriptedSession';
import { onFakeClock, pass, storeThat, typedDocument } from './typing';

const FILE = '/models/shop.mzn';
const URI = uriOf(FILE);
const MODEL = 'var 1..9: x;\nconstraint x > 3;\nsolve maximize x;\n';

type Solve = (options: SolveFileOptions, signal: AbortSignal) => Promise<Outcome>;

/** A re-check of one open document, its session and settings the test's own; the log is all that it does. */
function bench(solve: Solve, settings: Partial<Settings> = {}) {
  const log: string[] = [];
  const { documents, type } = typedDocument(FILE, MODEL);
  const work = rechecking({
    session: {
      solve: (file, options, signal) => {
        log.push(`solve ${String(options.timeLimitMs)}`);
        return solve(options, signal ?? new AbortController().signal).then((found) => ({ ...found, file }));
      },
    },
    documents,
    data: dataFiles(),
    store: storeThat((owner, diagnostics) =>
      log.push(`${owner.replace(URI, '')}${diagnostics.map(({ code }) => code).join()}`),
    ),
    settings: () => Promise.resolve({ ...defaultSettings, when: 'type', ...settings }),
    accept: (_, { status }) => log.push(`outcome ${status}`),
    notify: (event) => log.push(event.kind === 'rechecked' ? `rechecked ${event.verdict}` : event.kind),
    mayRun: () => true,
    onIdle: () => log.push('idle'),
    quietMs: 500,
    log: (message) => log.push(message),
  });
  return {
    log,
    work,
    type: (changed: string) => {
      type(changed);
      work.changed(pathOf(URI) ?? '');
      work.want(URI, FILE);
    },
    /** What happened since it was last asked. */
    happened: () => log.splice(0),
  };
}

const found = (status: Outcome['status']): Promise<Outcome> => Promise.resolve(outcome(FILE, { status }));

const CONFLICT: Conflict = {
  parts: [
    {
      file: FILE,
      range: { start: { line: 1, character: 11 }, end: { line: 1, character: 16 } },
      text: 'x > 3',
      indices: {},
    },
  ],
};

describe('the re-check while one types', () => {
  onFakeClock();

  it('only is there where the setting says so', async () => {
    const { type, happened } = bench(() => found('satisfied'), { when: 'save' });
    type(MODEL);
    await pass(1_000);
    expect(happened()).toEqual(['idle']);
  });

  it('is enough with the first solution', async () => {
    const { type, happened } = bench(async ({ onProgress }, signal) => {
      onProgress?.({ kind: 'solution', objective: 4, solution: { x: 4 } });
      return untilAborted(signal);
    });
    type(MODEL);
    await pass(499);
    expect(happened()).toEqual([]);
    await pass(1);
    expect(happened()).toEqual(['rechecking', 'solve 5000', 'rechecked feasible', 'idle']);
    type(`${MODEL}% more\n`);
    expect(happened()).toEqual(['rechecked unknown']);
  });

  it('shows a conflict at once, and the outcome with its repairs afterwards', async () => {
    let repaired: (value: Outcome) => void = () => undefined;
    const { type, happened } = bench(({ onProgress }) => {
      onProgress?.({ kind: 'stage', stage: 'explaining' });
      onProgress?.({ kind: 'conflict', conflict: CONFLICT });
      return new Promise((resolve) => {
        repaired = resolve;
      });
    });
    type(MODEL);
    await pass(500);
    expect(happened()).toEqual(['rechecking', 'solve 5000', 'recheck conflict']);
    // Explaining has a time limit of its own: the budget for an answer is over long ago.
    await pass(60_000);
    expect(happened()).toEqual([]);
    repaired(outcome(FILE, { status: 'infeasible', conflicts: [CONFLICT] }));
    await pass(0);
    expect(happened()).toEqual(['recheck ', 'outcome infeasible', 'rechecked infeasible', 'idle']);
  });

  it('is given up at the next keystroke, with what it showed, and an older answer never counts', async () => {
    const { type, happened } = bench(async ({ onProgress }, signal) => {
      onProgress?.({ kind: 'conflict', conflict: CONFLICT });
      await untilAborted(signal).catch(() => undefined);
      return outcome(FILE, { status: 'infeasible', conflicts: [CONFLICT] });
    });
    type(MODEL);
    await pass(500);
    happened();
    type(`${MODEL}% more\n`);
    expect(happened()).toEqual(['recheck ']);
    await pass(0);
    expect(happened()).toEqual(['rechecked unknown']);
    await pass(500);
    expect(happened()).toEqual(['rechecking', 'solve 5000', 'recheck conflict']);
  });

  it('leaves what took too long alone until it shrinks or the user asks for it', async () => {
    const { type, happened, work } = bench((_, signal) => untilAborted(signal), { budgetMs: 2_000 });
    type(MODEL);
    await pass(500);
    await pass(1_999);
    expect(happened()).toEqual(['rechecking', 'solve 2000']);
    await pass(1);
    expect(happened()).toEqual(['rechecked unknown', 'idle']);
    type(`${MODEL}constraint x < 8;\n`);
    await pass(5_000);
    expect(happened()).toEqual(['idle']);
    type(MODEL.replace('constraint x > 3;\n', ''));
    await pass(2_500);
    expect(happened()).toEqual(['rechecking', 'solve 2000', 'rechecked unknown', 'idle']);
    type(MODEL);
    work.asked(URI);
    await pass(500);
    expect(happened()).toEqual(['rechecking', 'solve 2000']);
  });

  it('says nothing of its own about a text in error, and leaves libraries alone', async () => {
    const { type, happened } = bench(() => found('error'));
    type(MODEL);
    await pass(500);
    expect(happened()).toEqual(['rechecking', 'solve 5000', 'rechecked error', 'idle']);
    type('predicate p(var int: x) = x > 0;');
    await pass(1_000);
    expect(happened()).toEqual([]);
  });

  it('goes on where solving failed', async () => {
    const { type, happened } = bench(() => Promise.reject(new Error('no engine')));
    type(MODEL);
    await pass(500);
    expect(happened().slice(0, 3)).toEqual(['rechecking', 'solve 5000', 'rechecked unknown']);
  });
});
