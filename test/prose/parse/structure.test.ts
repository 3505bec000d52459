import { describe, expect, it } from 'vitest';
import { structureOf, type Structure } from '../../../server/src/prose/parse/structure';
import type { Symbol } from '../../../server/src/prose/program';
import { saidOf, type Said } from './saidOf';

function structure(text: string, said: Said): Structure {
  const { input, parsed } = saidOf(text, said);
  return structureOf(input, parsed);
}

function membersOf({ sets }: Structure): string[][] {
  return sets.map(({ members }) => (Array.isArray(members) ? members.map(({ name }: { name: string }) => name) : []));
}

function cellsOf({ tables }: Structure): Record<string, number[]> {
  return Object.fromEntries(
    tables.map(({ name, cells }) => [
      name,
      cells.map((cell) => (typeof cell === 'object' && cell.kind === 'quantity' ? cell.quantity.value : 0)),
    ]),
  );
}

const set: Symbol = { kind: 'reference', to: 'set' };
const end: Symbol = { kind: 'end' };
const choice: Symbol = { kind: 'domain', domain: 'choice' };

describe('what a text declares', () => {
  const fees = 'The towns pay fees: Bergen CZK 420, Cork CZK 510, Delft CZK 230.';
  const beside = [
    ['cellLast', '420', 'Bergen', 3],
    ['cellLast', '510', 'Cork', 3],
    ['cellLast', '230', 'Delft', 3],
    ['cellTable', '420', 'fees', 3],
    ['cellTable', '510', 'fees', 3],
    ['cellTable', '230', 'fees', 3],
  ] as const;

  it('leaves out of a set what no number is told of, where numbers are told of the others', () => {
    const found = structure(fees, {
      names: { thing: [['Bergen'], ['Cork'], ['Delft'], ['CZK']], set: [['towns']], table: [['fees']] },
      sets: [['towns', 'Bergen', 'Cork', 'Delft', 'CZK']],
      links: beside,
      statements: [{ kind: 'table', at: 'fees', program: [[set, 'towns'], [end]] }],
    });
    expect(membersOf(found)).toEqual([['Bergen', 'Cork', 'Delft']]);
    expect(cellsOf(found)).toEqual({ fees: [420, 510, 230] });
    expect(found.gaps).toEqual([]);
  });

  const unsure = (...pairs: [string, string][]): NonNullable<Said['links']> =>
    pairs.flatMap(([one, two]) => [['sameThing', one, two, -2] as const, ['sameThing', two, one, -2] as const]);

  it('takes some of the words of one name, and of no other, for the same thing', () => {
    const found = structure('Repair for Mr Paz, Dr Kuhn and Ann Lee. Paz waits, Kuhn does not.', {
      names: { thing: [['Mr Paz'], ['Dr Kuhn'], ['Ann Lee'], ['Paz'], ['Kuhn']] },
      sets: [['Repair', 'Mr Paz', 'Dr Kuhn', 'Ann Lee', 'Paz', 'Kuhn']],
      links: unsure(['Paz', 'Mr Paz'], ['Kuhn', 'Dr Kuhn']),
    });
    expect(membersOf(found)).toEqual([['Mr Paz', 'Dr Kuhn', 'Ann Lee']]);
    const vans = structure('Choose vans: small van, big van. The van waits.', {
      names: { thing: [['small van'], ['big van'], ['The van']], set: [['vans']] },
      sets: [['vans', 'small van', 'big van', 'The van']],
      links: unsure(['The van', 'small van'], ['The van', 'big van']),
    });
    expect(membersOf(vans)).toEqual([['small van', 'big van', 'The van']]);
  });

  it('has no family that no statement points at, where they point at another', () => {
    const family = (at: string) => ({ kind: 'family', at, program: [[choice], [set, 'jobs'], [end]] }) as const;
    const text = 'Two jobs: saw, glue. All done? They begin and stop.';
    const names = { thing: [['saw'], ['glue']], set: [['jobs']], family: [['done'], ['begin']] } as const;
    const said = { names, sets: [['jobs', 'saw', 'glue']] };
    const begin: Symbol = { kind: 'reference', to: 'family' };
    const variables = (more: NonNullable<Said['statements']>): string[] =>
      structure(text, { ...said, statements: [family('done'), family('begin'), ...more] }).variables.map(
        ({ name }) => name,
      );
    expect(variables([])).toEqual(['done', 'begin']);
    expect(variables([{ kind: 'constraint', at: 'stop', program: [[begin, 'begin']] }])).toEqual(['begin']);
  });

  it('keeps as many things as the text says there are', () => {
    const found = structure('Three judges sit in a row: Ann, Ben, er, Cleo. Er is no judge.', {
      names: { thing: [['Ann'], ['Ben'], { words: 'er', sure: 0.8 }, ['Cleo']], set: [['judges']] },
      sets: [['judges', 'Ann', 'Ben', 'er', 'Cleo']],
    });
    expect(membersOf(found)).toEqual([['Ann', 'Ben', 'Cleo']]);
  });

  it('gives the numbers of a column to the table that heads it, whatever single numbers seem to be', () => {
    const text = ['| product | milk | labour |', '|---|---|---|', '| butter | 21 | 6 |', '| edam | 10 | 9 |'].join(
      '\n',
    );
    const found = structure(text, {
      names: { thing: [['butter'], ['edam']], set: [['product']], table: [['milk'], ['labour']] },
      sets: [['product', 'butter', 'edam']],
      links: [
        ['cellLast', '21', 'butter', 3],
        ['cellLast', '6', 'butter', 3],
        ['cellLast', '10', 'edam', 3],
        ['cellLast', '9', 'edam', 3],
        ['cellTable', '21', 'milk', 3],
        ['cellTable', '6', 'labour', 3],
        ['cellTable', '10', 'labour', 1],
        ['cellTable', '9', 'labour', 3],
      ],
    });
    expect(cellsOf(found)).toEqual({ milk: [21, 10], labour: [6, 9] });
  });

  it('takes numbers in the order of the things, unless words beside them say otherwise', () => {
    const said = (score: number): Said => ({
      names: { thing: [['Ann'], ['Ben'], ['Cleo']], set: [['friends']], table: [['hours']] },
      sets: [['friends', 'Ann', 'Ben', 'Cleo']],
      links: [
        ['cellLast', '7', 'Ann', 1],
        ['cellLast', '5', 'Ben', 1],
        ['cellLast', '9', 'Cleo', 1],
        ['cellLast', '5', 'Ann', score],
        ['cellLast', '7', 'Ben', score],
        ['cellTable', '7', 'hours', 3],
        ['cellTable', '5', 'hours', 3],
        ['cellTable', '9', 'hours', 3],
      ],
    });
    const text = 'The friends Ann, Ben and Cleo have 7, 5 and 9 hours.';
    expect(cellsOf(structure(text, said(3)))).toEqual({ hours: [7, 5, 9] });
    expect(cellsOf(structure(text, said(9)))).toEqual({ hours: [5, 7, 9] });
  });

  it('reads a family on a faint sign only where nothing else is to be decided', () => {
    const statements = [
      { kind: 'family', at: 'choose', probability: 0.1, program: [[choice], [set, 'jobs'], [end]] },
    ] as const;
    const text = 'We choose among the jobs paint and sand.';
    const said: Said = {
      names: { thing: [['paint'], ['sand']], set: [['jobs']] },
      sets: [['jobs', 'paint', 'sand']],
      statements,
    };
    expect(structure(text, said).variables.map(({ name, index }) => [name, index])).toEqual([['choose', [0]]]);
    const single = structure('We choose among the jobs paint and sand, for some money.', {
      ...said,
      names: { ...said.names, thing: [['paint'], ['sand'], ['money']] },
      singles: ['money'],
    });
    expect(single.variables.map(({ name }) => name)).toEqual(['money']);
  });
});
