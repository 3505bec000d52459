import { describe, expect, it } from 'vitest';
import type { Constraint } from '../../server/src/prose';
import { ofNameBehind } from '../../server/src/prose/beside';
import { problemText } from './problemText';

/** What a limit of cars, or of all things, becomes. */
function limited(text: string, kind: 'bound' | 'total'): string {
  const names = problemText('cars and buses');
  const at = text.indexOf('10');
  const mentionsOf = (word: string): { start: number; end: number }[] =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ start: index, end: index + word.length }));
  const variables = ['cars', 'buses'].map((word) => ({ ...names.variable(word), mentions: mentionsOf(word) }));
  const say = problemText(text);
  const limit = { ...say.number('10'), span: { start: at, end: at + 2 } };
  const constraint: Constraint = say.constraint(
    '10',
    'at-least',
    kind === 'total' ? { kind, limit } : { kind, variable: 0, limit },
  );
  const found = ofNameBehind(constraint, variables, text);
  return found.kind === 'bound' ? (variables[found.variable]?.name ?? '') : found.kind;
}

describe('a limit', () => {
  it('is of the thing whose name stands behind its number', () => {
    expect(limited('Rent cars; at least 10 buses.', 'bound')).toBe('buses');
    expect(limited('Rent cars; at least 10 buses, please.', 'total')).toBe('buses');
  });

  it('is of the thing that the number is a part for', () => {
    expect(limited('Of cars and buses at least 10 of them must be on buses.', 'total')).toBe('buses');
    expect(limited('Of cars and buses at least 10 of them are red.', 'total')).toBe('total');
  });

  it('is left as it was read where two names stand there, or none', () => {
    expect(limited('At least 10 buses and cars.', 'total')).toBe('total');
    expect(limited('At least 10 buses or cars.', 'bound')).toBe('cars');
    expect(limited('Of cars and buses at least 10 big ones.', 'bound')).toBe('cars');
    expect(limited('Of cars and buses at least 10', 'total')).toBe('total');
  });
});
