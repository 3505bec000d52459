import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../../server/src/prose/parse/interpret';
import { quantitiesOf } from '../../../server/src/prose/quantities';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf } from './saidOf';

const glpk = await loadGlpk();
const single: Symbol = { kind: 'reference', to: 'single' };
const operator = (name: '<=' | '+' | '*'): Symbol => ({ kind: 'operator', operator: name });
type Program = readonly (readonly [Symbol, string?])[];

/** "rye takes so many, oat so many, at most 40" */
function limit(rye: string, oat: string): Program {
  const times = (number: string, thing: string): Program => [
    [operator('*')],
    [{ kind: 'number' }, number],
    [single, thing],
    [{ kind: 'end' }],
  ];
  return [
    [operator('<=')],
    [operator('+')],
    ...times(rye, 'rye'),
    ...times(oat, 'oat'),
    [{ kind: 'end' }],
    [{ kind: 'number' }, '40'],
  ];
}

/** The numbers of the constraint, where one way to read it is a little likelier than another. */
function chosen(text: string, program: Program, or: Program): number[] {
  const { input, parsed } = saidOf(text, {
    names: { thing: [['rye'], ['oat']] },
    singles: ['rye', 'oat'],
    statements: [{ kind: 'constraint', at: '40', program, or }],
  });
  return quantitiesOf(interpret(input, parsed, glpk).graph).map(({ value }) => value);
}

describe('a sum', () => {
  it('rather adds up numbers of one unit', () => {
    const text = 'Each rye takes 2 kg and 3 hours, each oat 5 kg and 4 hours. There are 40 hours.';
    expect(chosen(text, limit('3', '5'), limit('3', '4'))).toEqual([3, 4, 40]);
  });

  it('is read as it seems where no units are told', () => {
    const text = 'Each rye takes 2, then 3; each oat 5, then 4. There are 40.';
    expect(chosen(text, limit('3', '5'), limit('3', '4'))).toEqual([3, 5, 40]);
  });
});
