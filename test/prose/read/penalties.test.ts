import { describe, expect, it } from 'vitest';
import { emptyGraph, penaltySentence, type RowConstraint } from '../../../server/src/prose';
import { documentOf } from '../../../server/src/prose/read/document';
import { withPenalties } from '../../../server/src/prose/read/penalties';

/** What the sentences of a text that give prices say: the price, and the side on which a limit is broken. */
function pricesIn(text: string): readonly (readonly [number, string | undefined])[] {
  return documentOf(text).penalties.map(({ perUnit, side }) => [perUnit.value, side]);
}

describe('a sentence that prices a broken limit', () => {
  it.each([
    ['Each unit short of this costs 10.', [10, 'short']],
    ['each missing unit costs $3 ', [3, 'short']],
    ['every hour over this limit costs 25', [25, 'over']],
    ['But every tonne below that target costs an extra 12.5.', [12.5, 'short']],
    ['For each hour over this, we pay €25.', [25, 'over']],
    ['Each hour above this costs the bakery $1,000.', [1000, 'over']],
    ['A penalty of $10 is charged for each rye loaf short of it.', [10, 'short']],
    ['We pay ten dollars per hour beyond this limit.', [10, 'over']],
    ['Each excess\r\nkilogram is penalised with 4.', [4, 'over']],
    ['Each unit away from this costs 2.', [2, undefined]],
  ])('is read: number %#', (sentence, price) => {
    expect(pricesIn(`At most 5 are made. ${sentence}`)).toEqual([price]);
    expect(pricesIn(`- at most 5 are made\n- ${sentence}\n- and so on`)).toEqual([price]);
  });

  it.each([
    'Each loaf costs $3.',
    'Each hour over 40 costs $30.',
    'Each additional ad costs $500.',
    'Every item below costs $10.',
    'Each missing unit costs $2 to replace and $3 to find.',
    'Each unit over this costs 5%.',
    'At most 5 hours, and each hour over this costs $3.',
  ])('is no other sentence: number %#', (sentence) => {
    expect(pricesIn(`At most 5 are made. ${sentence}`)).toEqual([]);
  });

  it('is blank to the network, and everything else stays where it was', () => {
    const text = 'Make 5.\r\n- Each hour over this\r\n  costs $3.\r\n- Make 6.';
    const read = documentOf(text);
    const blanks = ['- Each hour over this', '  costs $3.'].map((line) => ' '.repeat(line.length));
    expect(read.text).toBe(['Make 5.', ...blanks, '- Make 6.'].join('\r\n'));
    expect(read.numbers.map(({ quantity }) => text.slice(quantity.span.start, quantity.span.end))).toEqual(['5', '6']);
  });
});

/** Constraints on the sentences of a text that have a number, all of one comparator. */
function priced(text: string, comparator: RowConstraint['comparator'] = 'at-most'): readonly unknown[] {
  const document = documentOf(text);
  const constraints = document.numbers.map(({ quantity }): RowConstraint => {
    const sentence = document.sentences.spans.find(({ end }) => quantity.span.start < end) ?? quantity.span;
    return { kind: 'total', limit: quantity, span: quantity.span, sentence, comparator, confidence: 1 };
  });
  const { constraints: after, unplaced } = withPenalties(constraints, document);
  return [...after.map(({ penalty }) => penalty?.perUnit.text), ...unplaced.map(({ why }) => why)];
}

describe('a price', () => {
  it('belongs to the limit of the sentence right before it', () => {
    expect(priced('Make at most 5. Use at most 6. Each unit over this costs $3.')).toEqual([undefined, '$3']);
    expect(priced('Make at most 5.\n# a remark\nEach unit over this costs $3. Use at most 6.')).toEqual([
      '$3',
      undefined,
    ]);
    expect(priced('Make exactly 5. Each unit away from this costs $3.', 'equal')).toEqual(['$3']);
  });

  it('is refused where that is not exactly one limit, or none that is broken so', () => {
    expect(priced('Make bread. Each unit over this costs $3.')).toEqual(['the sentence before it states no limit']);
    expect(priced('Make at most 5 and 6. Each unit over this costs $3.')).toEqual([
      undefined,
      undefined,
      'the sentence before it states 2 limits: give each its own sentence',
    ]);
    expect(priced('Make at most 5. Each unit over this costs $3. Each excess unit costs $4.')).toEqual([
      '$3',
      'that limit has a price already',
    ]);
    expect(priced('By law make at most 5. Each unit over this costs $3.')).toEqual([
      undefined,
      'that limit is said to hold whatever happens',
    ]);
    expect(priced('Make at most 5. Each unit short of this costs $3.')).toEqual([
      undefined,
      'that limit cannot be broken so: say what each unit over it costs',
    ]);
    expect(priced('Make 5. Each unit over this costs $3.', 'equal')).toEqual([
      undefined,
      'that limit cannot be broken so: say what each unit away from it costs',
    ]);
  });

  it.each(['at-most', 'at-least', 'equal', 'less', 'greater'] as const)(
    'is written so that it is read as it was meant: %s',
    (comparator) => {
      const limit = 'Use 60 hours of oven time.';
      const { numbers, sentences } = documentOf(limit);
      const [mention] = numbers;
      const [sentence] = sentences.spans;
      if (!mention || !sentence) throw new Error('unread');
      const { quantity } = mention;
      const base = { span: quantity.span, sentence, comparator, confidence: 1 };
      const rye = { name: 'rye loaves', mentions: [], domain: 'integer', index: [], domainSpan: undefined } as const;
      const shapes: readonly RowConstraint[] = [
        { ...base, kind: 'linear', terms: [], limit: quantity },
        { ...base, kind: 'bound', variable: 0, limit: quantity },
        { ...base, kind: 'bound', variable: 1, limit: quantity },
      ];
      const variables = [rye, { ...rye, name: 'type 2 (large) rolls' }];
      const graph = { ...emptyGraph, variables, constraints: shapes };
      for (const shape of shapes) {
        const words = penaltySentence(shape, graph, limit, '$12.5');
        expect(priced(`${limit} ${words}`, comparator), words).toEqual(['$12.5']);
      }
    },
  );
});
