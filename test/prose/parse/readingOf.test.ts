import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../server/src/prose';
import { interpret } from '../../../server/src/prose/parse/interpret';
import { readingOf } from '../../../server/src/prose/parse/readingOf';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

const glpk = await loadGlpk();
const TEXT = 'Bake rye and oat. Bake at most 20 of the rye. No more than 30 oat fit. Make as much oat as you can.';
type Program = readonly (readonly [Symbol, string?])[];
const single: Symbol = { kind: 'reference', to: 'single' };
const operator = (name: '<=' | '>='): Symbol => ({ kind: 'operator', operator: name });
const limit = (name: '<=' | '>=', words: string, number: string): readonly (readonly [Symbol, string?])[] => [
  [operator(name)],
  [single, words],
  [{ kind: 'number' }, number],
];

function reading(statements: NonNullable<Said['statements']>, text = TEXT): Reading {
  const { input, parsed } = saidOf(text, {
    names: { thing: [['rye'], ['oat']] },
    singles: ['rye', 'oat'],
    statements: [
      { kind: 'objective', at: 'much', program: [[{ kind: 'direction', direction: 'maximize' }], [single, 'oat']] },
      ...statements,
    ],
  });
  return readingOf(text, input, parsed, interpret(input, parsed, glpk));
}

function told({ findings }: Reading): string[] {
  return findings.map(({ kind, span }) => `${kind}: ${TEXT.slice(span.start, span.end)}`);
}

/** What is told of towns of which one has no fee, in a text that lacks something so likely. */
function towns(lacking: number, last = 'Delft is far.'): (string | undefined)[][] {
  const text = `Three towns pay fees: Bergen 420, Cork 510 and Delft. Choose towns. ${last}`;
  const { input, parsed } = saidOf(text, {
    names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']], table: [['fees']], family: [['Choose']] },
    lacking,
    sets: [['towns', 'Bergen', 'Cork', 'Delft']],
    links: [
      ['cellLast', '420', 'Bergen', 3],
      ['cellLast', '510', 'Cork', 3],
      ['cellTable', '420', 'fees', 3],
      ['cellTable', '510', 'fees', 3],
    ],
    statements: [
      { kind: 'table', at: 'fees', program: [[{ kind: 'reference', to: 'set' }, 'towns'], [{ kind: 'end' }]] },
      {
        kind: 'family',
        at: 'Choose',
        program: [
          [{ kind: 'domain', domain: 'choice' }],
          [{ kind: 'reference', to: 'set' }, 'towns'],
          [{ kind: 'end' }],
        ],
      },
    ],
  });
  const { findings } = readingOf(text, input, parsed, interpret(input, parsed, glpk));
  return findings.map(({ kind, span, question }) => [kind, text.slice(span.start).slice(0, 10), question]);
}

describe('the reading of a whole graph', () => {
  it('says what it left out since nothing could satisfy it together with the rest', () => {
    const text = 'Bake rye and oat. Tins hold 20 rye. Friends want 30 rye. Make as much oat as you can.';
    const least = { kind: 'constraint', at: '30', program: limit('>=', 'rye', '30') } as const;
    const most = { kind: 'constraint', at: '20', program: limit('<=', 'rye', '20') } as const;
    const found = reading([least, { ...most, probability: 0.6 }], text);
    expect(found.graph.constraints).toMatchObject([{ kind: 'bound', comparator: 'at-least' }]);
    expect(found.findings.filter(({ message }) => message.includes('left out'))).toMatchObject([
      { kind: 'unread-limit', span: { start: text.indexOf('20'), end: text.indexOf('20') + 2 } },
    ]);
    // What the text surely says stays, though nothing can satisfy it.
    expect(reading([least, most], text).graph.constraints).toHaveLength(2);
  });

  it('has no limit that compares an amount with so many times itself', () => {
    const times = (words: string): (readonly [Symbol, string?])[] => [
      [operator('<=')],
      [{ kind: 'operator', operator: '*' }],
      [{ kind: 'number' }, '20'],
      [single, words],
      [{ kind: 'end' }],
      [single, 'rye'],
    ];
    const constraints = (words: string): number =>
      reading([{ kind: 'constraint', at: '20', program: times(words) }]).graph.constraints.length;
    expect([constraints('oat'), constraints('rye')]).toEqual([1, 0]);
  });

  it('makes the smallest amount large, and the largest one small', () => {
    const extreme = (direction: 'minimize' | 'maximize', call: 'min' | 'max'): Program => [
      [{ kind: 'direction', direction }],
      [{ kind: 'call', call, arity: 2 }],
      [single, 'rye'],
      [single, 'oat'],
    ];
    const aim = (program: Program): unknown => {
      const { input, parsed } = saidOf(TEXT, {
        names: { thing: [['rye'], ['oat']] },
        singles: ['rye', 'oat'],
        statements: [{ kind: 'objective', at: 'much', program }],
      });
      return interpret(input, parsed, glpk).graph.objective?.value;
    };
    expect(aim(extreme('maximize', 'max'))).toMatchObject({ kind: 'call', name: 'min' });
    expect(aim(extreme('minimize', 'min'))).toMatchObject({ kind: 'call', name: 'max' });
    expect(aim(extreme('minimize', 'max'))).toMatchObject({ kind: 'call', name: 'max' });
  });

  it('tells what else a row could be, with a way to write it', () => {
    const { doubts } = reading([
      { kind: 'constraint', at: '20', program: limit('<=', 'rye', '20'), or: limit('<=', 'oat', '20') },
      { kind: 'constraint', at: '30', program: limit('<=', 'oat', '30') },
    ]);
    expect(
      doubts.map(({ span, alternatives }) => [
        TEXT.slice(span.start, span.end),
        alternatives.map((each) => each.meaning),
      ]),
    ).toEqual([['20', ['at most 20 rye', 'at most 20 oat']]]);
    expect(doubts[0]?.alternatives[1]?.wordings.length).toBeGreaterThan(0);
  });

  it('asks for every limit that the words say and the graph has not', () => {
    const both = [
      { kind: 'constraint', at: '20', program: limit('<=', 'rye', '20') },
      { kind: 'constraint', at: '30', program: limit('<=', 'oat', '30') },
    ] as const;
    expect(told(reading(both))).toEqual([]);
    expect(told(reading([both[0]]))).toEqual(['unused-quantity: 30']);
  });

  it('asks once for what a table lacks, where the text names it without a number, and tells that nothing uses it', () => {
    expect(towns(0.5)).toEqual([
      ['unused-quantity', 'fees: Berg', undefined],
      ['missing-coefficient', 'Delft is f', "What is 'fees' for 'Delft'?"],
    ]);
  });

  it('asks for nothing in a text that seems to lack nothing, and tells what it takes', () => {
    expect(towns(0.02)).toEqual([
      ['unused-quantity', 'fees: Berg', undefined],
      ['missing-coefficient', 'Delft is f', undefined],
    ]);
  });

  it('asks where words say that something is not told, and what may be spent where money is spoken of', () => {
    expect(towns(0.02, 'The bank hasn’t answered.')).toContainEqual([
      'missing-limit',
      'hasn’t ans',
      'Which number does “hasn’t answered” stand for?',
    ]);
    expect(towns(0.02, 'As many as the money allows.')).toContainEqual([
      'missing-limit',
      'As many as',
      "How much may 'fees' come to in all?",
    ]);
    expect(towns(0.02, 'As many as the money allows, 700.')).toContainEqual([
      'unused-quantity',
      'fees: Berg',
      undefined,
    ]);
  });

  it('asks for what seems to be missing from a faint sign on', () => {
    const questions = (probability: number): unknown[] =>
      reading([
        { kind: 'missing', at: 'fit', probability, program: [[{ kind: 'missing', what: 'limit' }]] },
      ]).findings.flatMap(({ kind, question }) => (question && kind === 'missing-limit' ? [kind] : []));
    expect(questions(0.25)).toEqual(['missing-limit']);
    expect(questions(0.1)).toEqual([]);
  });

  it('takes the next way to read words that would compare a thing with itself, or with itself and more', () => {
    const itself = [[operator('<=')], [single, 'rye'], [single, 'rye']] as const;
    const plus: Symbol = { kind: 'operator', operator: '+' };
    const more: readonly (readonly [Symbol, string?])[] = [
      [operator('<=')],
      [plus],
      [single, 'rye'],
      [{ kind: 'number' }, '20'],
      [{ kind: 'end' }],
      [single, 'rye'],
    ];
    for (const program of [itself, more]) {
      const { graph } = reading([{ kind: 'constraint', at: '20', program, or: limit('<=', 'rye', '20') }]);
      expect(graph.constraints.map(({ kind }) => kind)).toEqual(['bound']);
    }
  });
});
