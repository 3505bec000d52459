import { describe, expect, it } from 'vitest';
import { withWholeLists } from '../../../server/src/prose/parse/lists';
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
const member: Symbol = { kind: 'domain', domain: 'member' };

it('words that count the things of a set are none of them', () => {
  const text = 'Serve the three shops. Two shops want 4. Shop Two is big.';
  const said: Said = {
    names: { thing: [['the three'], ['Two']], set: [['shops', 'Shop']] },
    sets: [['shops', 'three', 'Two']],
  };
  expect(membersOf(structure(text, said))).toEqual([['Two']]);
});

it('things are called by their own names, whatever stands before them', () => {
  const text = 'Lecturer Ahn and lecturer Beck are the lecturers.';
  const names = { thing: [['Lecturer', 'lecturer'], ['Ahn']], set: [['lecturers']] };
  expect(membersOf(structure(text, { names, sets: [['lecturers', 'Lecturer', 'lecturer', 'Ahn']] }))).toEqual([
    ['Ahn', 'lecturer Beck'],
  ]);
});

describe('things of a list', () => {
  const members = (text: string, ...things: string[]): string[][] => {
    const { input, parsed } = saidOf(text, {
      names: { thing: things.map((each) => [each]), set: [['crops']] },
      sets: [['crops', ...things]],
    });
    return membersOf(structureOf(input, withWholeLists(input, parsed)));
  };

  it('are all of one set where two of them beside the third are', () => {
    const text = 'He grows the crops wheat, winter barley, oats and rye.';
    expect(members(text, 'winter barley', 'rye')).toEqual([['winter barley', 'oats', 'rye']]);
    expect(members(text, 'winter barley', 'oats')).toEqual([['winter barley', 'oats', 'rye']]);
  });

  it('are so with their numbers, and at the beginnings of lines', () => {
    expect(members('Of the crops wheat takes 3, oats 4, rye 2 and barley 5 days.', 'oats', 'barley')).toEqual([
      ['oats', 'rye', 'barley'],
    ]);
    const lines = 'The crops:\nwheat: 3 days\noats: 4 days\nrye: 2 days\nBudget: 40';
    expect(members(lines, 'wheat', 'rye')).toEqual([['wheat', 'oats', 'rye']]);
  });

  it('are amounts where two beside the third are', () => {
    const { input, parsed } = saidOf('For sale: loaves, rolls and cakes.', {
      names: { thing: [['loaves'], ['cakes']] },
      singles: ['loaves', 'cakes'],
    });
    const { variables } = structureOf(input, withWholeLists(input, parsed));
    expect(variables.map(({ name }) => name)).toEqual(['loaves', 'rolls', 'cakes']);
  });

  it('are no numbers, and no words behind a list of another set', () => {
    expect(members('The crops: wheat, 20, oats, rye.', 'wheat', 'oats', 'rye')).toEqual([['wheat', 'oats', 'rye']]);
    expect(members('The crops wheat, oats, rye all grow in one field.', 'wheat', 'oats')).toEqual([['wheat', 'oats']]);
  });
});

describe('a thing that is the only one of its kind', () => {
  const text = 'Rent a mini, a midi or a maxi skip.';
  const names = { thing: [['mini'], ['midi'], ['maxi']] };

  it('is an amount beside amounts', () => {
    const { variables, sets } = structure(text, { names, singles: ['midi', 'maxi'] });
    expect(variables.map(({ name }) => name)).toEqual(['mini', 'midi', 'maxi']);
    expect(sets).toEqual([]);
  });

  it('is a set where there are no others', () => {
    expect(membersOf(structure(text, { names: { thing: [['mini']] } }))).toEqual([['mini']]);
  });

  it('is no set where it is hardly a thing', () => {
    expect(membersOf(structure(text, { names: { thing: [{ words: 'mini', sure: 0.6 }] } }))).toEqual([]);
  });
});

describe('days of the week', () => {
  it('are no things of one set with others', () => {
    const things = ['early', 'late', 'Monday', 'Tuesday'];
    const found = structure('The shifts are early and late, on Monday and Tuesday.', {
      names: { thing: things.map((each) => [each]) },
      sets: [['shifts', ...things]],
    });
    expect(membersOf(found)).toEqual([
      ['early', 'late'],
      ['Monday', 'Tuesday'],
    ]);
  });

  it('are all there from the first to the last', () => {
    const found = structure('Our days are Monday to Thursday.', {
      names: { thing: [['Monday'], ['Thursday']], set: [['days']] },
      sets: [['days', 'Monday', 'Thursday']],
    });
    expect(membersOf(found)).toEqual([['Monday', 'Tuesday', 'Wednesday', 'Thursday']]);
  });
});

describe('things without names of their own', () => {
  const sets = (text: string): unknown[] =>
    structure(text, {
      names: { thing: [['Abra'], ['Bibu']], set: [['lands'], ['colours']] },
      sets: [['lands', 'Abra', 'Bibu']],
      links: [
        ['thingOfSet', 'Abra', 'colours', -5],
        ['thingOfSet', 'Bibu', 'colours', -5],
      ],
      statements: [{ kind: 'family', at: 'Colour', program: [[member], [set, 'colours'], [set, 'lands'], [end]] }],
    }).sets.map(({ name, members }) => [name, Array.isArray(members) ? members.length : members]);

  it('are counted where others are given one of them', () => {
    expect(sets('Colour the lands Abra and Bibu with three colours.')).toEqual([
      ['lands', 2],
      [
        'colours',
        {
          first: { kind: 'constant', value: 1 },
          last: { kind: 'quantity', quantity: expect.objectContaining({ value: 3, text: 'three' }) as unknown },
        },
      ],
    ]);
  });

  it('are none where the text does not say how many there are', () => {
    expect(sets('Colour the lands Abra and Bibu with other colours.')).toEqual([['lands', 2]]);
  });

  const counted = (text: string, name: string, ends: readonly [string, string]): unknown[] =>
    structure(text, {
      names: { set: [[name]] },
      statements: [{ kind: 'range', at: name, program: ends.map((each) => [{ kind: 'number' }, each] as const) }],
    }).sets.map(({ members }) => members);
  const upTo = (value: number): unknown =>
    expect.objectContaining({ last: { kind: 'quantity', quantity: expect.objectContaining({ value }) as unknown } });

  it('are as many as stands right before their name, whatever else is read', () => {
    expect(counted('There are 8 jobs, numbered from 2 to 5.', 'jobs', ['2', '5'])).toEqual([upTo(8)]);
    expect(counted('The jobs are numbered from 2 to 5.', 'jobs', ['2', '5'])).toEqual([upTo(5)]);
  });

  it('are more than one', () => {
    expect(counted('The jobs take 5 hours.', 'jobs', ['5', '5'])).toEqual([]);
  });

  it('are as many as all that the text speaks of', () => {
    const all = (text: string): unknown[] =>
      structure(text, { names: { set: [['quarter']] } }).sets.map(({ members }) => members);
    expect(all('Make candles each quarter. The need of the four quarters is known.')).toEqual([upTo(4)]);
    expect(all('Make candles each quarter. Two quarters need more.')).toEqual([]);
  });

  it('are as many as the others where few of them are wanted, and as many as are listed', () => {
    const packed = (aim: Symbol): unknown[] =>
      structure('Pack boxes of 4, 8 and 3 kg into few bags.', {
        names: { set: [['boxes'], ['bags']], table: [['kg']] },
        links: ['4', '8', '3'].map((number) => ['cellTable', number, 'kg', 3] as const),
        statements: [
          { kind: 'table', at: 'kg', program: [[set, 'boxes'], [end]] },
          { kind: 'family', at: 'Pack', program: [[member], [set, 'bags'], [set, 'boxes'], [end]] },
          { kind: 'objective', at: 'few', program: [[aim], [{ kind: 'constant', value: 1 }]] },
        ],
      }).sets.map(({ name, members }) => [name, members]);
    const upTo3 = { first: { kind: 'constant', value: 1 }, last: { kind: 'constant', value: 3 } };
    expect(packed({ kind: 'direction', direction: 'minimize' })).toEqual([
      ['boxes', upTo3],
      ['bags', upTo3],
    ]);
    expect(packed({ kind: 'direction', direction: 'maximize' })).toEqual([['boxes', upTo3]]);
  });
});

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

  it('keeps what numbers are told of, whatever the text seems to say of how many there are', () => {
    const found = structure(fees.replace('The towns', 'Of two towns these'), {
      names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']], table: [['fees']] },
      sets: [['towns', 'Bergen', 'Cork', 'Delft']],
      links: beside,
      statements: [{ kind: 'table', at: 'fees', program: [[set, 'towns'], [end]] }],
    });
    expect(membersOf(found)).toEqual([['Bergen', 'Cork', 'Delft']]);
  });

  it('finds a number that stands beside its thing as the others do', () => {
    const text = 'The three towns need this much: Bergen 420, Cork 510, Delft 230. Cork has 2 ports.';
    const found = structure(text, {
      names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']], table: [['need']] },
      sets: [['towns', 'Bergen', 'Cork', 'Delft']],
      links: [
        ['cellLast', '420', 'Bergen', 3],
        ['cellLast', '230', 'Delft', 3],
        ['cellTable', '420', 'need', 3],
        ['cellTable', '230', 'need', 3],
        ['cellTable', '510', '510', 3],
      ],
      statements: [{ kind: 'table', at: 'need', program: [[set, 'towns'], [end]] }],
    });
    expect(cellsOf(found)).toEqual({ need: [420, 510, 230] });
    expect(found.gaps).toEqual([]);
  });

  it('takes numbers with nothing but commas between them for a whole row', () => {
    const text = 'Demand of the towns is 420, 510 and 230, for Bergen, Cork, Delft.';
    const told = (numbers: readonly string[]): Record<string, number[]> =>
      cellsOf(
        structure(text, {
          names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']], table: [['Demand']] },
          sets: [['towns', 'Bergen', 'Cork', 'Delft']],
          links: [
            ...numbers.map((number) => ['cellTable', number, 'Demand', 3] as const),
            ['cellLast', '420', 'Bergen', 3],
          ],
          statements: [{ kind: 'table', at: 'Demand', program: [[set, 'towns'], [end]] }],
        }),
      );
    expect(told(['420', '230'])).toEqual({ Demand: [420, 510, 230] });
    // One of three is no row, and too little for a table.
    expect(told(['420'])).toEqual({});
  });

  const towns = {
    names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']], table: [['fee']] },
    sets: [['towns', 'Bergen', 'Cork', 'Delft']],
    statements: [{ kind: 'table', at: 'fee', program: [[set, 'towns'], [end]] }],
  } as const;

  it('takes a number that stands beside none of the things for all others', () => {
    const found = structure('The towns Bergen, Cork, Delft: the fee is 9 but for Cork, where it is 4.', {
      ...towns,
      links: [
        ['cellTable', '9', 'fee', 3],
        ['cellTable', '4', 'fee', 3],
        ['cellLast', '4', 'Cork', 3],
      ],
    });
    expect(cellsOf(found)).toEqual({ fee: [9, 4, 9] });
    expect(found.gaps).toEqual([]);
  });

  it('asks for no number that the text says there is none of', () => {
    const links = [
      ['cellTable', '9', 'fee', 3],
      ['cellTable', '4', 'fee', 3],
      ['cellLast', '9', 'Bergen', 3],
      ['cellLast', '4', 'Cork', 3],
    ] as const;
    const declares = towns.statements[0];
    const member: Symbol = { kind: 'reference', to: 'member' };
    const statements = [declares, { kind: 'constraint', at: 'has', program: [[member, 'Delft']] }] as const;
    const said = { ...towns, links, statements };
    const free = structure('The towns take a fee: Bergen 9, Cork 4; Delft has no such fee.', said);
    expect(cellsOf(free)).toEqual({ fee: [9, 4, 0] });
    expect(free.gaps).toEqual([]);
    const untold = structure('The towns take a fee: Bergen 9, Cork 4; Delft has no port.', said);
    expect(untold.gaps).toEqual([{ table: 0, member: 'Delft' }]);
  });

  it('asks for no number from a thing to itself or back', () => {
    const { gaps } = structure('The way between towns: Bergen to Cork 9, Cork to Delft 4, Bergen to Delft 7.', {
      names: { ...towns.names, table: [['way']] },
      sets: towns.sets,
      links: [
        ['cellTable', '9', 'way', 3],
        ['cellTable', '4', 'way', 3],
        ['cellTable', '7', 'way', 3],
        ['cellFirst', '9', 'Bergen', 3],
        ['cellLast', '9', 'Cork', 3],
        ['cellFirst', '4', 'Cork', 3],
        ['cellLast', '4', 'Delft', 3],
        ['cellFirst', '7', 'Bergen', 3],
        ['cellLast', '7', 'Delft', 3],
      ],
      statements: [{ kind: 'table', at: 'way', program: [[set, 'towns'], [set, 'towns'], [end]] }],
    });
    expect(gaps).toEqual([]);
  });

  it('counts the things where the words that name them first do, and not by a limit', () => {
    const found = (text: string): string[][] =>
      membersOf(
        structure(text, {
          names: { thing: [['Bergen'], ['Cork'], ['Delft']], set: [['towns']] },
          sets: [['towns', 'Bergen', 'Cork', 'Delft']],
        }),
      );
    const all = [['Bergen', 'Cork', 'Delft']];
    expect(found('Of Bergen, Cork and Delft serve at least two towns.')).toEqual(all);
    expect(found('The towns Bergen, Cork and Delft: two towns are enough.')).toEqual(all);
    expect(found('Two towns, Bergen and Cork. Not Delft.')).toEqual([['Bergen', 'Cork']]);
    expect(found('For 3, 1 and 2 towns go to Bergen, Cork and Delft.')).toEqual(all);
  });

  it('takes a letter for a name and not for an article', () => {
    const found = structure('The jobs A, B and C.', {
      names: { thing: [['A'], ['B'], ['C']], set: [['jobs']] },
      sets: [['jobs', 'A', 'B', 'C']],
    });
    expect(membersOf(found)).toEqual([['A', 'B', 'C']]);
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

  it('has one family of beginnings, however often the text speaks of ends', () => {
    const moment: Symbol = { kind: 'domain', domain: 'moment' };
    const family = (at: string) => ({ kind: 'family', at, program: [[moment], [set, 'jobs'], [end]] }) as const;
    const families = (...words: string[]): string[] =>
      structure('Two jobs: saw, glue. When are all done? Be finished at six; glue is dried.', {
        names: { thing: [['saw'], ['glue']], set: [['jobs']], family: words.map((each) => [each]) },
        sets: [['jobs', 'saw', 'glue']],
        statements: words.map(family),
      }).variables.map(({ name }) => name);
    expect(families('done', 'finished')).toEqual(['start']);
    expect(families('done', 'dried')).toEqual(['start', 'dried']);
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
