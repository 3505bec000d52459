import { describe, expect, it } from 'vitest';
import { answerAfter, emptyAnswer } from '../../client/src/answers';
import { askAfter } from '../../client/src/asks';
import type { AnswerView } from '../../client/webview/messages';
import { renderPage, type SectionId } from '../../client/webview/render/page';
import type { Parameter, WhatIf, WhyNot } from '../../server/src/protocol';
import { outcome } from '../lsp/scriptedSession';

const file = '/m/shop.mzn';
const range = { start: { line: 2, character: 11 }, end: { line: 2, character: 16 } };
const solved: AnswerView = {
  ...emptyAnswer('shop.mzn'),
  outcome: outcome(file, { status: 'optimal', objective: 264, solution: { x: 12, made: [1, 2] } }),
};
const part = { file, range, text: 'x <= 15', indices: {} };
const parameters: readonly Parameter[] = [
  { name: 'limit', label: 'limit', value: '40', place: { file, range } },
  { name: 'demand[Mon]', label: 'demand[Mon]', value: '3', place: { file, range }, array: 'demand' },
];

/** The words of a section, tags taken away. */
function text(of: AnswerView, section: SectionId): string {
  const markup = renderPage(of)[section];
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function answered(answer: Partial<WhyNot> & Pick<WhyNot, 'kind' | 'title'>): AnswerView {
  const whole = { file, question: 'x = 20', ...answer } as WhyNot;
  return askAfter(solved, { kind: 'whyNot', question: 'x = 20', answer: whole });
}

describe('why not, in the result view', () => {
  it('is offered with each value, labelled for whom cannot see it', () => {
    const page = renderPage(solved);
    expect(page.values).toContain('data-question="x = 12"');
    expect(page.values).toContain('data-question="made = [1, 2]"');
    expect(page.values).toContain('aria-label="Why not another value for x?"');
    expect(text(solved, 'whyNot')).toMatch(/^Why not… Ask for something that should hold, .* Ask$/);
    expect(renderPage({ ...solved, stale: true }).values).not.toContain('data-question');
    expect(renderPage({ ...solved, stale: true }).whyNot).toBe('');
  });

  it('waits, and can be stopped', () => {
    const waiting = askAfter(solved, { kind: 'whyNot', question: 'x = 20' });
    expect(text(waiting, 'whyNot')).toMatch(/x = 20 Ask Stop Looking…$/);
  });

  it('shows what it costs beside the best', () => {
    const possible = answered({
      kind: 'possible',
      title: '“x = 20” is possible: profit 252 instead of 264.',
      objective: 252,
      best: 264,
      objectiveName: 'profit',
      changes: [{ name: 'x', before: 12, after: 20 }],
    });
    expect(text(possible, 'whyNot')).toContain(
      '“x = 20” is possible: profit 252 instead of 264. The best With it profit 264 252 (−12) x 12 20 (+8)',
    );
  });

  it('shows what it breaks, each constraint leading to its place', () => {
    const asked = [{ text: 'x = 20', span: { start: 0, end: 6 } }];
    const direct = answered({
      kind: 'impossible',
      title: '“x = 20” breaks a constraint.',
      conflicts: [{ parts: [part], asked }],
      direct: true,
      complete: true,
      diagnostics: [],
    });
    expect(text(direct, 'whyNot')).toContain(
      'Clear “x = 20” breaks a constraint. Each of these is broken by itself: x &lt;= 15 shop.mzn:3',
    );
    expect(renderPage(direct).whyNot).toContain('data-action="reveal"');
    const together = answered({
      kind: 'impossible',
      title: 'No.',
      conflicts: [{ parts: [part, { ...part, indices: { i: '2' } }], asked }],
      direct: false,
      complete: false,
      diagnostics: [],
    });
    expect(text(together, 'whyNot')).toContain(
      'These together do not allow “x = 20”; without any one of them it could be had: x &lt;= 15 shop.mzn:3 x &lt;= 15 i = 2',
    );
  });

  it('marks what is wrong with the question, and never lets it become markup', () => {
    const wrong = askAfter(solved, {
      kind: 'whyNot',
      question: '<b> = 20',
      answer: {
        file,
        question: '<b> = 20',
        kind: 'question',
        title: 'No such name.',
        problems: [{ span: { start: 0, end: 3 }, message: 'No such name.' }],
      },
    });
    expect(renderPage(wrong).whyNot).toContain('<mark>&lt;b&gt;</mark> = 20');
    expect(renderPage(wrong).whyNot).not.toContain('<b>');
  });

  it('is gone with the next edit and the next answer', () => {
    const view = answered({ kind: 'unknown', title: 'No answer was found in time.' });
    expect(answerAfter(view, { kind: 'stale', uri: 'file:///m/shop.mzn' }).whyNot).toBeUndefined();
    const event = { kind: 'outcome', uri: 'file:///m/shop.mzn', outcome: outcome(file, {}), stale: false } as const;
    expect(answerAfter(view, event).whyNot).toBeUndefined();
    expect(askAfter(view, { kind: 'cleared', what: 'whyNot' }).whyNot).toBeUndefined();
  });
});

describe('what if, in the result view', () => {
  const listed = askAfter(solved, { kind: 'parameters', parameters });

  it('lists parameters with their values, arrays by their entries', () => {
    expect(text(solved, 'whatIf')).toBe('');
    expect(text(listed, 'whatIf')).toMatch(/limit demand Mon Try Reset$/);
    expect(renderPage(listed).whatIf).toMatch(/data-parameter="demand\[Mon\]"\s+data-before="3"/);
    expect(renderPage(listed).whatIf).toContain('aria-label="demand[Mon]"');
  });

  it('shows the answer beside the old one, and what would write it into the source', () => {
    const changes = [{ name: 'limit', value: '50' }];
    const answer: WhatIf = {
      file,
      kind: 'outcome',
      title: 'The profit becomes 300 instead of 264.',
      before: outcome(file, { status: 'optimal', objective: 264, solution: { x: 12 } }),
      after: outcome(file, { status: 'optimal', objective: 300, solution: { x: 15 } }),
      changed: [{ name: 'limit', label: 'limit', before: '40', value: '50' }],
      values: [{ name: 'x', before: 12, after: 15 }],
      edits: [{ file, range, newText: '50' }],
    };
    const tried = askAfter(listed, { kind: 'whatIf', changes, answer });
    expect(text(tried, 'whatIf')).toContain(
      'The profit becomes 300 instead of 264. Now What if limit 40 50 Status Optimal Optimal Objective 264 300 ' +
        'Value now What if x 12 15 (+3) Apply to Source',
    );
    const infeasible = outcome(file, { status: 'infeasible', conflicts: [{ parts: [part] }] });
    const none = askAfter(listed, { kind: 'whatIf', changes, answer: { ...answer, after: infeasible, edits: [] } });
    expect(text(none, 'whatIf')).toContain('These could not hold together then: x &lt;= 15 shop.mzn:3');
    expect(text(none, 'whatIf')).not.toContain('Apply');
  });

  it('marks the value that is wrong', () => {
    const changes = [{ name: 'limit', value: 'many' }];
    const answer: WhatIf = { file, kind: 'wrong', index: 0, title: '“many” is no value for limit.' };
    const wrong = askAfter(listed, { kind: 'whatIf', changes, answer });
    expect(renderPage(wrong).whatIf).toMatch(/value="many"[^>]*aria-invalid=true/);
  });
});
