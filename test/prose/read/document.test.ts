import { describe, expect, it } from 'vitest';
import { documentOf, longestInput } from '../../../server/src/prose/read/document';
import { stem, tokenize } from '../../../server/src/prose/read/tokens';

const sentences = (text: string): string[] =>
  documentOf(text).sentences.spans.map(({ start, end }) => text.slice(start, end));

describe('tokens', () => {
  it('keeps numbers whole, splits hyphens, and covers every sign', () => {
    const words = tokenize("Mary's t-shirts cost $1,200.50 (25%)!").map(({ text }) => text);
    expect(words).toEqual(["Mary's", 't', '-', 'shirts', 'cost', '$', '1,200.50', '(', '25', '%', ')', '!']);
  });

  it.each([
    ['loaves', 'loaf'],
    ['candies', 'candy'],
    ['boxes', 'box'],
    ["company's", 'company'],
    ['tables', 'table'],
    ['curves', 'curve'],
    ['minibuses', 'minibus'],
    ['shoes', 'shoe'],
    ['lenses', 'lens'],
  ])('%s and %s are one thing', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });
});

describe('sentences', () => {
  it('end at a full stop before white space, not inside a number', () => {
    expect(sentences('A loaf takes 1.5 hours. How many?')).toEqual(['A loaf takes 1.5 hours.', 'How many?']);
  });

  it('end at an empty line and before a list item', () => {
    expect(sentences('Limits\n\n- 40 hours\n- 90 kg')).toEqual(['Limits', '- 40 hours', '- 90 kg']);
  });
});

describe('a document', () => {
  it('does not read comments, and keeps every place', () => {
    const text = '# 12 is a note\n  // and 13\nBake 14 loaves.';
    const document = documentOf(text);
    expect(document.numbers.map(({ quantity }) => text.slice(quantity.span.start, quantity.span.end))).toEqual(['14']);
  });

  it('is cut at a sentence when the network could not take it all in', () => {
    const text = 'A loaf takes 2 hours of baking. '.repeat(300);
    const document = documentOf(text);
    expect(document.tokens.length).toBeLessThanOrEqual(longestInput);
    expect(document.tokens.at(-1)?.text).toBe('.');
    expect(document.cutAt).toBe(document.tokens.length > 0 ? (document.tokens.at(-1)?.end ?? 0) + 1 : 0);
  });

  it('is cut somewhere even where nothing ends', () => {
    const document = documentOf('loaf '.repeat(2000));
    expect(document.tokens.length).toBe(longestInput);
  });
});
