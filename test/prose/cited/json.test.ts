import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../server/src/prose';
import { citedSchema, graphOf, readCitedJson, resolve } from '../../../server/src/prose/cited';
import { bakery, bakeryModel, replyWith, replyWithConstraint } from '../../synthesize/bakery';

/** All that is wrong with a reply, under its places. */
function faultsOf(reply: string, text = bakery): string[] {
  const { model, places, faults } = readCitedJson(reply, text);
  const resolved = resolve(model);
  return [...faults, ...graphOf(resolved).faults, ...resolved.faults].map(({ line, message }) =>
    [...places.slice(line - 1, line), message].join(': '),
  );
}

/** The model a reply becomes, as far as it is one. */
function printed(reply: string, text = bakery): string {
  return printMiniZinc(graphOf(resolve(readCitedJson(reply, text).model)).graph, text, 'a.problem').text;
}

const constraint = (expression: string): string[] => faultsOf(replyWithConstraint(2, expression));

describe('a cited model as JSON', () => {
  it('is what the corpus says in its own format', () => {
    expect(faultsOf(replyWith())).toEqual([]);
    const text =
      'Depots Lyon (30) and Turin (20) serve Nice. Lyon is shut on 2 of 3 days; not more than 9 go from Turin.';
    const reply = JSON.stringify({
      sets: [
        {
          id: 'depots',
          quotes: ['Depots'],
          members: [
            { id: 'lyon', quotes: ['Lyon'] },
            { id: 'turin', quotes: ['Turin'] },
          ],
        },
        { id: 'days', quotes: ['days'], from: '1', to: 3 },
      ],
      data: [{ id: 'stock', sets: ['depots'], quotes: [], values: [30, '20'] }],
      pairs: [{ id: 'works', sets: ['depots', 'days'], quotes: [], pairs: [['lyon', 3]] }],
      variables: [{ id: 'ship', sets: ['depots'], quotes: ['serve'], type: 'int' }],
      constraints: [{ quotes: ['Turin@2'], expression: 'ship[turin] <= 9' }],
      ignore: ['2 of'],
    });
    expect(faultsOf(reply, text)).toEqual([]);
    expect(printed(reply, text)).toContain('constraint serve[turin] <= 9;');
  });

  it('names what breaks the schema, and leaves it out', () => {
    const reply = replyWith({
      sets: [{ id: '../../etc/passwd', quotes: ['flour'], members: [] }, 7],
      variables: 'baguette',
      objective: { direction: 'up', quotes: [], expression: 'baguette' },
      constraints: [{ quotes: [], expression: '' }],
      missing: [{ what: 'all', quotes: [3], question: 'a\u0000\u202Eb' }],
    });
    expect(readCitedJson(reply, bakery).faults.map(({ message }) => message)).toEqual([
      '"id" is a name: a letter, then letters, digits and _',
      '"members" is missing: at least one, or "from" and "to"',
      'an object expected',
      '"variables" is a list',
      '"direction" is one of minimize, maximize',
      'a constraint needs quotes: the words that say it',
      '"expression" is missing',
      '"what" is one of coefficient, limit, objective, data, meaning',
      'a quote is some words of the text',
    ]);
  });

  it('takes nothing that is no JSON object', () => {
    for (const reply of ['', 'null', '[]', '{"sets": [', '{"a": 1} }', 'undefined', '\u0000', '\ud800{']) {
      const { faults, model } = readCitedJson(reply, bakery);
      expect(faults, reply).toHaveLength(1);
      expect(model.statements).toEqual([]);
    }
    expect(faultsOf(`<think>{"sets": 1}</think> \`\`\`json\n${replyWith()}\n\`\`\``)).toEqual([]);
    expect(readCitedJson(`{"a": "${'x'.repeat(300_000)}"}`, bakery).faults).toHaveLength(1);
    expect(readCitedJson(`{"sets": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, bakery).faults).toHaveLength(1);
  });

  it('keeps what is told within bounds', () => {
    const family = (sets: readonly string[]): object[] => [{ id: 'x', sets, quotes: [], type: 'int' }];
    const days = { id: 'days', quotes: [], from: '1', to: '120' };
    const large = replyWith({ sets: [days], variables: family(['days', 'days', 'days']) });
    expect(readCitedJson(large, bakery).faults.map(({ message }) => message)).toEqual(['x has more than 5000 entries']);
    const endless = replyWith({ sets: [{ ...days, to: '1e9' }] });
    expect(readCitedJson(endless, bakery).faults.map(({ message }) => message)).toEqual([
      'from 1 to 1e9 are no members, or more than 200',
    ]);
    const short = replyWith({ sets: [days], data: [{ id: 'd', sets: ['days'], quotes: [], values: ['10'] }] });
    expect(readCitedJson(short, bakery).faults.map(({ message }) => message)).toEqual(['d needs 120 values, not 1']);
    const many = replyWith({
      ignore: Array.from({ length: 299 }, () => 'flour'),
      lets: Array.from({ length: 100 }, (_, at) => ({
        id: `l${String(at)}`,
        quotes: Array.from({ length: 20 }, () => 'flour'),
        expression: '1',
      })),
    });
    expect(readCitedJson(many, bakery).faults.map(({ message }) => message)).toEqual([
      'the model has more than 1000 quotes',
    ]);
  });

  it('has expressions that only say something over its names', () => {
    expect(constraint('brioche >= 10')).toEqual([]);
    expect(constraint('brioche >= system("rm")')[0]).toBe('constraints[2]: not understood: "rm")');
    expect(constraint('brioche >= file(10)')[0]).toBe('constraints[2]: no function file');
    expect(constraint('brioche toString 10')[0]).toBe('constraints[2]: not understood: toString 10');
    expect(constraint('constructor(brioche) >= 10')[0]).toBe('constraints[2]: no function constructor');
    expect(constraint('__proto__ >= 10')[0]).toBe('constraints[2]: an expression expected, not __proto__');
    expect(constraint('brioche >= 10; solve satisfy')[0]).toBe('constraints[2]: not understood: ; solve satisfy');
    expect(constraint('brioche >= 10 % ignore')[0]).toMatch(/^constraints\[2\]: not understood/);
    expect(constraint('sum(let in {1})(10) <= brioche')[0]).toBe('constraints[2]: let is a word of MiniZinc, no name');
    expect(constraint('brioche >= 10/0')[0]).toMatch(/^constraints\[2\]/);
    expect(constraint('brioche >= `1e999`')[0]).toBe('constraints[2]: 1e999 is no number');
    expect(constraint(`brioche >= ${'('.repeat(900)}10${')'.repeat(900)}`)[0]).toBe(
      'constraints[2]: nested too deeply',
    );
    expect(constraint(`brioche >= 10 ${'- 1 '.repeat(400)}`)[0]).toBe('constraints[2]: too many operations in a row');
    expect(constraint(`brioche >= ${'-'.repeat(1500)}10`)[0]).toBe('constraints[2]: nested too deeply');
    expect(constraint(`brioche >= 10 ${'+ 1'.repeat(1000)}`)[0]).toBe(
      'constraints[2]: "expression" is longer than 2000 characters',
    );
  });

  it('cites only words that stand in the text', () => {
    const named = (quote: string): string[] =>
      faultsOf(
        replyWith({
          variables: [{ id: 'baguette', sets: [], quotes: [quote], type: 'int' }, bakeryModel['variables']],
        }),
      );
    expect(named('croissants')).toContain('variables[0]: "croissants" does not stand in the text');
    for (const quote of ['\ud800', '\u0000', '.*', '(', '[', '\\', '$&']) {
      expect(named(quote), quote).toContain(`variables[0]: "${quote}" does not stand in the text`);
    }
  });

  it('has a schema that names every field it reads', () => {
    expect(Object.keys(citedSchema['properties'] as object)).toEqual(Object.keys(bakeryModel));
  });

  const nasty = fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '../x',
    '__proto__',
    'flour',
    '10',
    '-1',
    'sum(i in S)(x)',
    '`',
    '{}',
    '"',
    'a@2',
    '10@99',
  );
  const value: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      nasty,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'quotes',
          'sets',
          'members',
          'type',
          'expression',
          'values',
          'from',
          'to',
          'what',
          'question',
          'pairs',
          '__proto__',
        ),
        tie('any'),
        { maxKeys: 6 },
      ),
    ),
  })).any;

  it('never throws, whatever the JSON', () => {
    const parts = fc.dictionary(fc.constantFrom(...Object.keys(bakeryModel)), value);
    fc.assert(
      fc.property(parts, (changed) => {
        const { model, faults } = readCitedJson(JSON.stringify({ ...bakeryModel, ...changed }), bakery);
        const { graph, faults: inGraph } = graphOf(resolve(model));
        if (faults.length + inGraph.length === 0)
          expect(printMiniZinc(graph, bakery, 'a.problem').text).toMatch(/solve/);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('never throws, whatever the expression', () => {
    const piece = fc.constantFrom(
      'baguette',
      'brioche',
      '10',
      '3',
      '`60`',
      '25%',
      '1/3',
      '9:30',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '|',
      ',',
      '+',
      '-',
      '*',
      '/',
      'div',
      '<=',
      '=',
      '->',
      '/\\',
      '\\/',
      'not',
      'in',
      'where',
      'sum',
      'forall',
      'max',
      'i',
      ':',
      '..',
      'true',
      'toString',
      '@',
      '"',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const reply = replyWithConstraint(2, pieces.join(' '));
        const { model, faults } = readCitedJson(reply, bakery);
        const { graph, faults: inGraph } = graphOf(resolve(model));
        if (faults.length + inGraph.length === 0)
          expect(printMiniZinc(graph, bakery, 'a.problem').text).toMatch(/solve/);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('never throws, whatever the text of the reply', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 50 }), (reply, text) => {
        expect(readCitedJson(reply, text).model.statements.length).toBe(0);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
