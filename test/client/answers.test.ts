import { describe, expect, it } from 'vitest';
import { answerAfter, emptyAnswer } from '../../client/src/answers';
import { statusText } from '../../client/src/statusText';
import type { AnswerView } from '../../client/webview/messages';
import type { Outcome, SolvingEvent } from '../../server/src/protocol';
import { outcome } from '../lsp/scriptedSession';

const uri = 'file:///m/shop.mzn';

function after(...events: readonly SolvingEvent[]): AnswerView {
  return events.reduce(answerAfter, emptyAnswer('shop.mzn'));
}

const started: SolvingEvent = { kind: 'started', uri, request: 'solve' };
const incumbent = (objective: number): SolvingEvent => ({
  kind: 'progress',
  uri,
  progress: { kind: 'solution', objective, solution: { x: objective } },
});
const done = (fields: Partial<Outcome>, stale = false): SolvingEvent => ({
  kind: 'outcome',
  uri,
  outcome: outcome('/m/shop.mzn', fields),
  stale,
});

describe('the answer of a document', () => {
  it('follows a run: stages, incumbents, outcome', () => {
    const stage: SolvingEvent = { kind: 'progress', uri, progress: { kind: 'stage', stage: 'solving' } };
    const running = after(started, stage, incumbent(3), incumbent(5));
    expect(running.running).toEqual({ request: 'solve', stage: 'solving', bound: undefined });
    expect(running.incumbents.map(({ objective }) => objective)).toEqual([3, 5]);
    const finished = answerAfter(running, done({ status: 'optimal', objective: 5 }));
    expect(finished).toMatchObject({ running: undefined, stale: false, found: 2, outcome: { objective: 5 } });
  });

  it('keeps the old outcome in view while the next one is sought, and forgets the old incumbents', () => {
    const again = after(started, incumbent(3), done({ status: 'satisfied' }), started);
    expect(again.outcome?.status).toBe('satisfied');
    expect(again.found).toBe(0);
  });

  it('goes stale with the text, and says so', () => {
    const stale = after(started, done({ status: 'optimal', objective: 42 }), { kind: 'stale', uri });
    expect(stale.stale).toBe(true);
    expect(statusText(stale).text).toBe('$(history) Modelwright: optimal 42 (out of date)');
    expect(after({ kind: 'stale', uri }).stale).toBe(false);
  });

  it('ignores progress that comes after the end', () => {
    const stopped = after(started, { kind: 'stopped', uri, message: 'Stopped.' }, incumbent(9));
    expect(stopped).toMatchObject({ running: undefined, found: 0, notice: 'Stopped.' });
  });

  it('keeps the latest of very many incumbents, and counts all', () => {
    const view = after(started, ...Array.from({ length: 1000 }, (_, index) => incumbent(index)));
    expect(view.found).toBe(1000);
    expect(view.incumbents).toHaveLength(200);
    expect(view.incumbents.at(-1)?.objective).toBe(999);
  });
});

describe('the status item', () => {
  it.each([
    [undefined, '$(circle-large-outline) Modelwright', 'plain'],
    [after(started), '$(sync~spin) Starting…', 'plain'],
    [after(done({ status: 'optimal', objective: 0.1 + 0.2 })), '$(check) Modelwright: optimal 0.3', 'plain'],
    [after(done({ status: 'satisfied' })), '$(check) Modelwright: satisfied', 'plain'],
    [after(done({ status: 'infeasible' })), '$(error) Modelwright: infeasible', 'error'],
    [after(done({ status: 'incomplete' })), '$(warning) Modelwright: incomplete', 'warning'],
    [after(started, { kind: 'stopped', uri, message: 'Stopped.' }), '$(circle-slash) Modelwright: stopped', 'plain'],
  ] as const)('%#: %s', (view, text, mood) => {
    expect(statusText(view)).toEqual({ text, mood });
  });
});

describe('the status item while one types', () => {
  const rechecking: SolvingEvent = { kind: 'rechecking', uri };
  const rechecked = (verdict: Extract<SolvingEvent, { kind: 'rechecked' }>['verdict']): SolvingEvent => ({
    kind: 'rechecked',
    uri,
    verdict,
  });
  const text = (...events: readonly SolvingEvent[]): string => statusText(after(...events)).text;

  it('says quietly that it looks, and whether there is a solution', () => {
    expect(text(rechecking)).toBe('$(ellipsis) Modelwright: looking');
    expect(text(rechecking, rechecked('feasible'))).toBe('$(check) Modelwright: has a solution');
    expect(text(rechecking, rechecked('unknown'))).toBe('$(circle-large-outline) Modelwright');
    expect(text(rechecking, done({ status: 'infeasible' }), rechecked('infeasible'))).toBe(
      '$(error) Modelwright: infeasible',
    );
  });

  it('never hides a fresh answer, and forgets what was found with the next edit', () => {
    const solved = [started, done({ status: 'optimal', objective: 42 })];
    expect(text(...solved, rechecking)).toBe('$(check) Modelwright: optimal 42');
    const edited: SolvingEvent = { kind: 'stale', uri };
    expect(text(...solved, edited, rechecking, rechecked('feasible'))).toBe('$(check) Modelwright: has a solution');
    expect(text(...solved, edited, rechecking, rechecked('feasible'), rechecking)).toBe(
      '$(ellipsis) Modelwright: looking',
    );
    expect(text(...solved, edited, rechecking, rechecked('feasible'), started)).toContain('$(sync~spin)');
  });
});
