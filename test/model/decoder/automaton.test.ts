import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceAll, begin, completion, isDone } from '../../../server/src/model/decoder/automaton';
import { grammarOf } from '../../../server/src/model/decoder/grammar';
import { citedSchema } from '../../../server/src/prose/cited';
import { bakeryModel } from '../../synthesize/bakery';
import { faultIn } from './schemaFault';

const cited = grammarOf(citedSchema);
const small = grammarOf({
  type: 'object',
  properties: {
    who: { enum: ['ann', 'anna'] },
    said: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'null' }] },
    sure: { type: 'boolean' },
  },
});
const empty = grammarOf({ type: 'object', properties: {} });

/** How a text ends up: `whole`, a text to be gone on with, or refused. */
function after(text: string | Uint8Array, grammar = small): string {
  const state = advanceAll(begin(grammar), Buffer.from(text));
  if (!state) return 'refused';
  return isDone(state) ? 'whole' : `… ${Buffer.from(completion(state)).toString()}`;
}

describe('JSON under a schema', () => {
  it.each([
    ['', '… {"who":"ann","said":[],"sure":true}'],
    ['{"who":"ann', '… ","said":[],"sure":true}'],
    ['{"who":"anna","said":', '… [],"sure":true}'],
    ['{"who":"ann","said":["a\\', '… n"],"sure":true}'],
    ['{"who":"ann","said":["a\\u00', '… 00"],"sure":true}'],
    ['{"who":"ann","said":["a","b"],"sure":f', '… alse}'],
    ['{"who":"ann","said":null,"sure":true}', 'whole'],
    ['{"who":"ann","said":["é 𝛼 \\" \\u00e9"],"sure":false}', 'whole'],
    ['{"who":"bob', 'refused'],
    ['{ "who"', 'refused'],
    ['{"said"', 'refused'],
    ['{"who":"ann","said":["a",]', 'refused'],
    ['{"who":"ann","said":["\n', 'refused'],
    ['{"who":"ann","said":["\\x', 'refused'],
    ['{"who":"ann","said":null,"sure":true} ', 'refused'],
  ])('%s', (text, expected) => {
    expect(after(text)).toBe(expected);
  });

  it('is text in UTF-8', () => {
    const begun = Buffer.from('{"who":"ann","said":["');
    const refused = [[0x80], [0xc0], [0xe0, 0x9f], [0xed, 0xa0], [0xf0, 0x8f], [0xf4, 0x90], [0xf5], [0xe2, 0x41]];
    for (const bytes of refused)
      expect(after(Buffer.concat([begun, Buffer.from(bytes)])), String(bytes)).toBe('refused');
    for (const bytes of [[0xc3], [0xe2], [0xe2, 0x82], [0xf0, 0x9d], [0xed], [0xe0], [0xf4]]) {
      const state = advanceAll(begin(small), Buffer.concat([begun, Buffer.from(bytes)]));
      const text = Buffer.concat([begun, Buffer.from(bytes), completion(state ?? [])]).toString();
      expect(text).not.toContain('\uFFFD');
      expect(JSON.parse(text)).toMatchObject({ sure: true });
    }
  });

  it('has an end, however long a string or a list would be', () => {
    expect(after(`{"who":"ann","said":["${'x'.repeat(2_001)}`)).toBe('refused');
    expect(after(`{"who":"ann","said":["${'x'.repeat(2_000)}"],"sure":true}`)).toBe('whole');
    expect(after(`{"who":"ann","said":[${'"",'.repeat(299)}"",`)).toBe('refused');
    expect(after(`{"who":"ann","said":[${'"",'.repeat(299)}""],"sure":true}`)).toBe('whole');
    expect(after('{}', empty)).toBe('whole');
  });

  it('is what the models are that a good language model writes', () => {
    expect(after(JSON.stringify(bakeryModel), cited)).toBe('whole');
    const set = '{"problem":true,"sets":[{"id":"a","quotes":[],';
    expect(after(`${set}"members":[`, cited)).toMatch(/^… \]\}\],"data":/u);
    expect(after(`${set}"from":"1","to":"3"}],"data":[`, cited)).toMatch(/^… \],"pairs":/u);
  });

  it('comes out of any bytes, as far as they are allowed', () => {
    const letters = fc.array(fc.constantFrom(...Buffer.from('{}[]",:\\tfn0aé')), { maxLength: 400 });
    fc.assert(
      fc.property(letters, fc.boolean(), (wanted, isCited) => {
        const grammar = isCited ? cited : small;
        const written: number[] = [];
        let state = begin(grammar);
        for (const byte of wanted) {
          const next = advanceAll(state, Uint8Array.of(byte));
          // Where there is but one way on, it is taken.
          const forced = next ? undefined : completion(state)[0];
          const step = next ?? (forced === undefined ? undefined : advanceAll(state, Uint8Array.of(forced)));
          if (!step) break;
          written.push(next ? byte : (forced ?? 0));
          state = step;
        }
        const text = Buffer.concat([Buffer.from(written), completion(state)]).toString();
        const value: unknown = JSON.parse(text);
        if (isCited) expect(faultIn(value, citedSchema)).toBeUndefined();
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('is not made of a schema that is not understood', () => {
    expect(() => grammarOf({ type: 'number' })).toThrow('A schema of the type number is not supported.');
  });
});
