import fc from 'fast-check';
import loadGlpk, { type GLPK } from 'glpk.js/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCompiler, type Compiler } from '../../../server/src/compile';
import { printMiniZinc, type Reading } from '../../../server/src/prose';
import { parse } from '../../../server/src/prose/parse/parse';
import { inputOf } from '../../../server/src/prose/parse/input';
import { interpret } from '../../../server/src/prose/parse/interpret';
import { readingOf } from '../../../server/src/prose/parse/readingOf';
import { documentOf } from '../../../server/src/prose/read/document';
import { wild } from './wild';

let glpk: GLPK;
let compiler: Compiler;
beforeAll(async () => {
  glpk = await loadGlpk();
  compiler = openCompiler();
});
afterAll(() => compiler.dispose());

async function readWildly(text: string, seed: number, sure: number): Promise<Reading> {
  const input = inputOf(documentOf(text).text, new Map());
  const parsed = await parse(input, wild(seed, sure));
  return readingOf(text, input, parsed, interpret(input, parsed, glpk));
}

/** What the MiniZinc compiler says of what was read: its errors, none where it compiles. */
async function errors({ graph }: Reading, text: string): Promise<readonly string[]> {
  const { text: model } = printMiniZinc(graph, text, '/problems/any.problem');
  const path = '/problems/any.problem.mzn';
  const result = await compiler.compile({ model: path, data: [], overlay: new Map([[path, model]]), library: 'std' });
  if (result.kind === 'compiled' || result.infeasible) return [];
  return result.diagnostics.map(({ message }) => `${message}\n${model}`);
}

const words = fc.constantFrom(
  'at least', 'at most', '12', '$3,000', 'half', 'twice', 'cakes', 'red vans', 'Ann', 'Ben', 'maximize', '.', ',', '\n\n', '25%', '🍞',
  '最大', 'the', 'and', '{', 'x = 3;', '- ', '1/3', '| a | b |\n', 'hours', '9:30', 'first', '\u0000', '\u202e', '.5.5.5', 'Monday', '3',
); // prettier-ignore
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(words, { maxLength: 40 }).map((each) => each.join(' ')),
);

describe('whatever the networks say', () => {
  it('any text gives a reading with words of the text', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer(), fc.constantFrom(1, 8, 40), async (text, seed, sure) => {
        const { graph, findings, confidence } = await readWildly(text, seed, sure);
        const inside = ({ start, end }: { start: number; end: number }): boolean =>
          0 <= start && start <= end && end <= text.length;
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(findings.every(({ span }) => inside(span))).toBe(true);
        expect(graph.variables.every(({ mentions }) => mentions.every(inside))).toBe(true);
        expect(graph.constraints.every(({ span, sentence }) => inside(span) && inside(sentence))).toBe(true);
        expect(printMiniZinc(graph, text, 'any.problem').text).toContain('solve');
      }),
      { numRuns: 30 },
    );
  });

  it('what is read compiles', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { minLength: 12, maxLength: 40 }).map((each) => each.join(' ')),
        fc.integer(),
        async (text, seed) => {
          expect(await errors(await readWildly(text, seed, 8), text)).toEqual([]);
        },
      ),
      {
        seed: 7,
        numRuns: 12,
        endOnFailure: true,
        examples: [['Monday at most the twice maximize .5.5.5 Ann half 最大 the red vans hours', 2147483632]],
      },
    );
  });
});
