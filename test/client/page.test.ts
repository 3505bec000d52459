import { describe, expect, it } from 'vitest';
import { emptyAnswer } from '../../client/src/answers';
import type { AnswerView } from '../../client/webview/messages';
import { formatDuration, formatNumber, formatValue } from '../../client/webview/render/format';
import { html } from '../../client/webview/render/html';
import { renderPage, type SectionId } from '../../client/webview/render/page';
import { sparkline } from '../../client/webview/render/progress';
import type { Outcome } from '../../server/src/protocol';
import { outcome } from '../lsp/scriptedSession';

const range = { start: { line: 2, character: 11 }, end: { line: 2, character: 16 } };

function view(fields: Partial<Outcome>, rest: Partial<AnswerView> = {}): AnswerView {
  return { ...emptyAnswer('shop.mzn'), outcome: outcome('/m/shop.mzn', fields), ...rest };
}

/** The words of a section, tags taken away. */
function text(of: AnswerView, section: SectionId): string {
  const markup = renderPage(of)[section];
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('html', () => {
  it('escapes every text, and joins lists', () => {
    expect(html`<p title="${'"&'}">${['<a>', html`<b>x</b>`]}${undefined}${false}${0}</p>`.markup).toBe(
      '<p title="&quot;&amp;">&lt;a&gt;<b>x</b>0</p>',
    );
  });
});

describe('format', () => {
  it('writes numbers, times and values for people', () => {
    expect([0.1 + 0.2, -3, 1e21, 22 / 7].map(formatNumber)).toEqual(['0.3', '-3', '1e+21', '3.14285714286']);
    expect([8.4, 1234, 125_000].map(formatDuration)).toEqual(['8 ms', '1.2 s', '2 min 5 s']);
    expect([{ set: [1, 3] }, { set: [] }, [[1, 2], [true]], 'Mon'].map(formatValue)).toEqual([
      '{1, 3}',
      '∅',
      '[[1, 2], [true]]',
      'Mon',
    ]);
  });
});

describe('the result view', () => {
  it('invites before the first answer', () => {
    const page = renderPage(emptyAnswer('shop.mzn'));
    expect(text(emptyAnswer('shop.mzn'), 'head')).toBe('shop.mzn Solve Not solved yet.');
    expect(Object.values(page).filter((markup) => markup !== '')).toHaveLength(1);
  });

  it('shows objective, solver, time, check and values by name', () => {
    const optimal = view({
      status: 'optimal',
      objective: 264,
      solver: 'glpk',
      paradigm: 'milp',
      wallMs: 1234,
      solution: {
        'sourdough loaves': 12,
        open: true,
        team: { set: ['Ann', 'Bo'] },
        plan: [
          [1, 0],
          [0, 1],
        ],
      },
      output: 'bake 12\n',
    });
    expect(text(optimal, 'head')).toBe('shop.mzn Solve again Optimal Proved: no better solution exists.');
    expect(text(optimal, 'figures')).toBe(
      'Objective 264 Solver GLPK Kind MILP Time 1.2 s Check ✓ every constraint holds',
    );
    expect(text(optimal, 'values')).toBe(
      'Values sourdough loaves 12 why not… open true why not… team {Ann, Bo} why not… plan 2 × 2 why not… 1 0 0 1',
    );
    expect(text(optimal, 'output')).toBe('Output bake 12');
  });

  it('shows a conflict by its parts, each leading to its place, and the repairs as buttons', () => {
    const infeasible = view({
      status: 'infeasible',
      conflicts: [
        {
          parts: [
            { file: '/m/shop.mzn', range, text: 'x < 2', indices: { i: '2', d: 'Tue' } },
            { file: '/m/shop.mzn', range, text: 'x > 3', indices: {} },
          ],
        },
      ],
      repairs: [{ title: 'Raise 2 to 5 · cost becomes 7', kind: 'relax', edits: [], objectiveAfter: 7 }],
    });
    expect(text(infeasible, 'head')).toContain('Find all conflicts Solve again Infeasible');
    expect(text(infeasible, 'conflicts')).toBe(
      'Conflict These 2 cannot hold together; without any one of them, the others can: ' +
        'x &lt; 2 i = 2, d = Tue shop.mzn:3 x &gt; 3 shop.mzn:3',
    );
    expect(renderPage(infeasible).conflicts).toContain('data-action="reveal"');
    expect(text(infeasible, 'repairs')).toBe(
      'Repairs Each of these alone makes it feasible. Raise 2 to 5 · cost becomes 7 change a number',
    );
    expect(renderPage(infeasible).repairs).not.toContain('disabled');
    const stale = { ...infeasible, stale: true };
    expect(text(stale, 'head')).toContain('Out of date The text has changed since.');
    expect(renderPage(stale).repairs).toContain('disabled');
  });

  it('shows what the limits of an LP cost, the dearest first, each leading to its place', () => {
    const limit = { file: '/m/shop.mzn', range, indices: {}, relation: 'limit', slack: 0 } as const;
    const priced = view({
      status: 'optimal',
      objective: 9,
      shadowPrices: [
        { ...limit, text: 'oven <= 40', price: 0.25 },
        { ...limit, text: 'flour <= 15', price: 1.2 },
        { ...limit, text: 'demand >= 5', price: 0, slack: 3 },
      ],
    });
    expect(text(priced, 'prices')).toBe(
      'What the limits cost How much better the objective gets for each unit by which a limit is relaxed, while the ' +
        'change is small. 1 more cost nothing. 1.2 flour &lt;= 15 shop.mzn:3 0.25 oven &lt;= 40 shop.mzn:3',
    );
    expect(renderPage(priced).prices).toContain('data-action="reveal"');
    const ranged = view({
      status: 'optimal',
      objective: 9,
      shadowPrices: [
        {
          ...limit,
          text: 'oven <= 40',
          price: 4.5,
          reach: { relax: 8, tighten: 8 },
          limit: { value: 40, low: 32, high: 48 },
        },
        { ...limit, text: 'a = b', relation: 'equation', price: 1, reach: { relax: null, tighten: 2 } },
      ],
      objectiveRanges: [{ name: 'rye', coefficient: 5, low: 2.5, high: null }],
    });
    expect(text(ranged, 'prices')).toContain('4.5 oven &lt;= 40 from 32 to 48 shop.mzn:3');
    expect(text(ranged, 'prices')).toContain('1 a = b right by any amount more, by 2 less shop.mzn:3');
    expect(text(ranged, 'prices')).toMatch(/What the solution bears .* rye 5 from 2\.5$/);
    expect(text(view({ status: 'optimal' }), 'prices')).toBe('');
  });

  it('shows the bound and the gap of a solution that is not proved the best, and who confirmed one that is', () => {
    const open = view({ status: 'satisfied', objective: 110, bound: 100, confirmedBy: null });
    expect(text(open, 'figures')).toContain('Bound 100 (gap 9.1 %)');
    const proved = view({ status: 'optimal', objective: 110, bound: 110, confirmedBy: 'native:org.gecode.gecode' });
    expect(text(proved, 'figures')).toContain('Confirmed by org.gecode.gecode');
  });

  it('asks the questions of an incomplete problem', () => {
    const incomplete = view({ status: 'incomplete', questions: [{ file: '/m/a.problem', range, text: 'How many?' }] });
    expect(text(incomplete, 'questions')).toBe('A question How many? a.problem:3');
  });

  it('shows notes on the text, conflicts apart', () => {
    const file = '/m/shop.mzn';
    const broken = view({
      status: 'error',
      diagnostics: [
        { file, range, severity: 'error', code: 'syntax-error', message: 'Something is missing here.' },
        { file, range, severity: 'error', code: 'conflict', message: 'never shown' },
      ],
    });
    expect(text(broken, 'diagnostics')).toBe('Notes on the text error Something is missing here. shop.mzn:3');
  });

  it('shows the way of the objective while it searches', () => {
    const incumbents = [10, 30, 20].map((objective) => ({ objective, solution: {} }));
    const running = { request: 'solve', stage: 'solving', bound: undefined } as const;
    const searching = { ...emptyAnswer('shop.mzn'), running, incumbents, found: 3 };
    expect(text(searching, 'head')).toBe('shop.mzn Stop Searching…');
    expect(text(searching, 'incumbents')).toBe('Found so far 3 10 30 20');
    const bounded = { ...searching, running: { ...running, bound: 42 } };
    expect(text(bounded, 'incumbents')).toBe('Found so far 3 10 30 20 No solution can be better than 42.');
    expect(sparkline([10, 30, 20])).toBe('3,37 120,3 237,20');
  });

  it('names the things that arrays are told of, where they have names', () => {
    const solution = {
      fund: [true, false],
      carry: [
        [3, 0],
        [0, 4],
      ],
      left: [1, 2],
    };
    const towns = ['Bergen', 'Cork'];
    const axes = { fund: [['library', 'clinic']], carry: [['van', 'bike'], towns], left: [['too', 'many', 'names']] };
    expect(text(view({ solution, axes }), 'values')).toBe(
      'Values fund 2 why not… library clinic true false carry 2 × 2 why not… Bergen Cork van 3 0 bike 0 4 left 2 why not… 1 2',
    );
  });

  it('lists all solutions side by side', () => {
    const several = view({ solutions: [{ x: 1, y: 2 }, { x: 2 }] });
    expect(text(several, 'solutions')).toBe('All solutions 2 # x y 1 1 2 2 2');
  });

  it('never lets a name or value become markup', () => {
    const sly = view({ solution: { '<img src=x>': '<script>' }, output: '</pre><script>' });
    expect(Object.values(renderPage(sly)).join('')).not.toMatch(/<script|<img/);
  });

  it('cuts very long arrays, and says so', () => {
    const long = view({ solution: { grid: Array.from({ length: 500 }, () => [1, 2]) } });
    expect(text(long, 'values')).toMatch(/grid 500 × 2 .* The first 200 of 500 rows\.$/);
  });
});
