import { describe, expect, it } from 'vitest';
import { begin } from '../../../server/src/model/decoder/automaton';
import { choose, randomFrom } from '../../../server/src/model/decoder/choose';
import { grammarOf } from '../../../server/src/model/decoder/grammar';
import { vocabularyOf } from '../../../server/src/model/decoder/vocabulary';

const letters = Object.fromEntries(Array.from({ length: 95 }, (_, at) => [String.fromCharCode(0x20 + at), at]));
const words = ['true', 'tr', 'false', 'fa', 'no', 'truely'];
const vocab = { ...letters, ...Object.fromEntries(words.map((word, at) => [word, 95 + at])) };
const vocabulary = vocabularyOf({ model: { vocab }, decoder: { type: 'Metaspace' } });
const state = begin(grammarOf({ type: 'boolean' }));

/** What is written next, where these are liked so much and all others are not. */
function next(liked: Readonly<Record<string, number>>, temperature = 0, topP = 1, seed = 1): string | undefined {
  const logits = new Float32Array(vocabulary.bytes.length).fill(-50);
  for (const [word, logit] of Object.entries(liked)) logits[vocab[word] ?? -1] = logit;
  const choice = choose(logits, vocabulary, state, { temperature, topP }, randomFrom(seed));
  return choice && Buffer.from(vocabulary.bytes[choice.token] ?? []).toString();
}

describe('the next token', () => {
  it('is the likeliest of those that are allowed', () => {
    expect(next({ true: 1, false: 2, no: 9, truely: 9 })).toBe('false');
    expect(next({ no: 90, truely: 90, fa: -40 })).toBe('fa');
    expect(next({ true: NaN, false: Infinity, tr: 0 })).toBe('tr');
  });

  it('is drawn as often as it is likely, of those that make up the share', () => {
    const liked = { true: Math.log(6), false: Math.log(3), fa: Math.log(1), no: 5 };
    const drawn = (temperature: number, topP: number): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (let seed = 1; seed <= 2_000; seed++) {
        const word = next(liked, temperature, topP, seed) ?? '';
        counts[word] = (counts[word] ?? 0) + 1 / 2_000;
      }
      return counts;
    };
    const all = drawn(1, 1);
    expect(all['true']).toBeCloseTo(0.6, 1);
    expect(all['false']).toBeCloseTo(0.3, 1);
    expect(all['fa']).toBeCloseTo(0.1, 1);
    expect(Object.keys(drawn(1, 0.8)).sort()).toEqual(['false', 'true']);
    expect(Object.keys(drawn(1, 0.5))).toEqual(['true']);
    expect(drawn(0.1, 1)['true']).toBeGreaterThan(0.99);
  });
});

describe('the tokens of a model', () => {
  it('are bytes, of byte-level BPE and of SentencePiece', () => {
    const bytesOf = (pieces: readonly string[], decoder: string): (string | undefined)[] => {
      const all = { ...letters, ...Object.fromEntries(pieces.map((piece, at) => [piece, 95 + at])) };
      const { bytes } = vocabularyOf({
        model: { vocab: decoder === 'ByteLevel' ? { ...all, Ġ: 0 } : all },
        decoder: { type: decoder },
        added_tokens: [{ id: 200, content: '<end>', special: true }],
      });
      return [...pieces.map((_, at) => Buffer.from(bytes[95 + at] ?? []).toString('hex')), typeof bytes[200]];
    };
    expect(bytesOf(['Ġthe', 'Ã', 'Ċ', '€'], 'ByteLevel')).toEqual(['20746865', 'c3', '0a', '', 'undefined']);
    expect(bytesOf(['▁the', '<0xC3>', 'é'], 'Metaspace')).toEqual(['20746865', 'c3', 'c3a9', 'undefined']);
    expect(() => bytesOf([], 'WordPiece')).toThrow('neither byte-level nor SentencePiece');
  });
});
