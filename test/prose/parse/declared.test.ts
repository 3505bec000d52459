import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import { declarations, declaredOf } from '../../../server/src/prose/parse/declared';
import { interpret } from '../../../server/src/prose/parse/interpret';
import { structureOf } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf } from './saidOf';

const glpk = await loadGlpk();
const end: Symbol = { kind: 'end' };
const set: Symbol = { kind: 'reference', to: 'set' };

describe('what the second stage is told of a text', () => {
  it('tells sets by the order in which the text names them, and what runs over which', () => {
    const { input, parsed } = saidOf(
      'Jobs paint and sand go to the rooms hall and attic; work paint 3, sand 2. Choose.',
      {
        names: {
          thing: [['paint'], ['sand'], ['hall'], ['attic']],
          set: [['Jobs'], ['rooms']],
          table: [['work']],
          family: [['Choose']],
        },
        sets: [
          ['rooms', 'hall', 'attic'],
          ['Jobs', 'paint', 'sand'],
        ],
        links: [
          ['cellTable', '3', 'work', 3],
          ['cellTable', '2', 'work', 3],
          ['cellLast', '3', 'paint', 3],
          ['cellLast', '2', 'sand', 3],
        ],
        statements: [
          {
            kind: 'family',
            at: 'Choose',
            program: [[{ kind: 'domain', domain: 'member' }], [set, 'rooms'], [set, 'Jobs'], [end]],
          },
        ],
      },
    );
    const structure = structureOf(input, parsed);
    const told = declaredOf(input, { ...structure, definitions: [] }).map(
      ([position, what]) => `${input.tokens[position - 1]?.text ?? ''}: ${declarations[what] ?? ''}`,
    );
    expect(told.sort()).toEqual([
      '2: cell',
      '3: cell',
      'Choose: family over 0',
      'Choose: some member',
      'Jobs: set 0',
      'attic: member 1',
      'hall: member 1',
      'paint: member 0',
      'paint: member 0',
      'rooms: set 1',
      'sand: member 0',
      'sand: member 0',
      'work: table over 0',
    ]);
  });
});

describe('what a text means', () => {
  it('declares no single variable that nothing speaks of', () => {
    const single: Symbol = { kind: 'reference', to: 'single' };
    const { input, parsed } = saidOf('Bake rye and oat in pans: at most 20 rye, and make as much oat as you can.', {
      names: { thing: [['rye'], ['oat'], ['pans']] },
      singles: ['rye', 'oat', 'pans'],
      statements: [
        {
          kind: 'constraint',
          at: '20',
          program: [[{ kind: 'operator', operator: '<=' }], [single, 'rye'], [{ kind: 'number' }, '20']],
        },
        { kind: 'objective', at: 'much', program: [[{ kind: 'direction', direction: 'maximize' }], [single, 'oat']] },
      ],
    });
    const { graph } = interpret(input, parsed, glpk);
    expect(graph.variables.map(({ name }) => name)).toEqual(['rye', 'oat']);
    expect(graph.constraints).toMatchObject([{ kind: 'bound', variable: 0, comparator: 'at-most' }]);
    expect(graph.objective).toMatchObject({ direction: 'maximize', terms: [{ variable: 1 }] });
  });
});
