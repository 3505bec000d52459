import { describe, expect, it } from 'vitest';
import { emptyGraph, printMiniZinc, type Constraint } from '../../../server/src/prose';
import { withStandings } from '../../../server/src/prose/read/standing';

/** Constraints at the stretches in brackets, each sentence on a line of its own. */
function read(marked: string): { readonly text: string; readonly constraints: readonly Constraint[] } {
  let text = '';
  const constraints: Constraint[] = [];
  for (const line of marked.split('\n')) {
    const sentence = { start: text.length, end: text.length + line.replace(/[[\]]/g, '').length };
    for (const piece of line.split(/(\[.*?\])/)) {
      const words = piece.replace(/[[\]]/g, '');
      const span = { start: text.length, end: text.length + words.length };
      text += words;
      if (words === piece) continue;
      const limit = { value: 5, kind: 'number', span, text: '5', unit: undefined } as const;
      constraints.push({ kind: 'bound', variable: 0, limit, span, sentence, comparator: 'at-least', confidence: 1 });
    }
    text += '\n';
  }
  return { text, constraints };
}

function standings(marked: string): readonly (string | undefined)[] {
  const { text, constraints } = read(marked);
  return withStandings(constraints, text).map(({ standing }) => standing);
}

describe('words of what may give way', () => {
  it.each([
    ['If possible, bake [at least 5 loaves].', ['negotiable']],
    ['Bake [at least 5 loaves], if possible.', ['negotiable']],
    ['Preferably [at least 5] are rye.', ['negotiable']],
    ['They would like [at least 5 loaves].', ['negotiable']],
    ['By law [at most 5 hours] are worked.', ['hard']],
    ['This is not negotiable: [at most 5 hours].', ['hard']],
    ['Bake [at least 5 loaves] and [at most 9 rolls].', [undefined, undefined]],
    ['Ideally, bake [at least 5 loaves] and [at most 9 rolls].', ['negotiable', 'negotiable']],
    ['Ideally, bake [at least 5 loaves], but sell [at most 9 rolls].', ['negotiable', undefined]],
    ['Bake [at least 5 loaves], and preferably [at most 9 rolls].', [undefined, 'negotiable']],
  ])('%s', (marked, expected) => {
    expect(standings(marked)).toEqual(expected);
  });

  it('takes "must" for hard only beside something that may give way', () => {
    expect(standings('There must be [at least 5 loaves].\nThere must be [at most 9 rolls].')).toEqual([
      undefined,
      undefined,
    ]);
    expect(standings('There must be [at least 5 loaves].\nThere should ideally be [at most 9 rolls].')).toEqual([
      'hard',
      'negotiable',
    ]);
  });

  it('prints them as annotations', () => {
    const { text, constraints } = read('Preferably [at least 5] are rye.');
    const rye = { name: 'rye', mentions: [], domain: 'integer', index: [], domainSpan: undefined } as const;
    const graph = { ...emptyGraph, variables: [rye], constraints: withStandings(constraints, text) };
    const model = printMiniZinc(graph, text, 'bakery.problem').text;
    expect(model).toContain('include "modelwright.mzn";');
    expect(model).toMatch(/constraint \(rye >= \w+\) :: negotiable;/);
  });
});
