import { describe, expect, it } from 'vitest';
import { emptyGraph, type Constraint, type Reading, type Term } from '../../../server/src/prose';
import { readAs as read, type Script } from './scripted';

/** A reading in a few words a line. */
function told({ graph }: Pick<Reading, 'graph'>): string[] {
  const name = (variable: number): string => graph.variables[variable]?.name ?? '?';
  const terms = (list: readonly Term[]): string =>
    list.map(({ variable, coefficient }) => `${String(coefficient?.value ?? 1)} ${name(variable)}`).join(' + ');
  const row = (each: Constraint): string => {
    switch (each.kind) {
      case 'linear':
        return `${terms(each.terms)} ${each.comparator} ${String(each.limit.value)}`;
      case 'bound':
        return `${name(each.variable)} ${each.comparator} ${String(each.limit.value)}`;
      case 'total':
        return `all ${each.comparator} ${String(each.limit.value)}`;
      case 'share':
        return `${name(each.variable)} ${each.comparator} ${String(each.fraction.value)} of all`;
      case 'ratio':
        return `${name(each.left)} ${each.comparator} ${String(each.factor?.value ?? 1)} ${name(each.right)}`;
      case 'relation':
        return 'a relation';
    }
  };
  const objective = graph.objective ? [`${graph.objective.direction} ${terms(graph.objective.terms)}`] : [];
  return [...objective, ...graph.constraints.map(row)];
}

const text =
  'A smith makes knives and swords. Each knife takes 2 hours and 3 kg of iron. Each sword takes 5 hours and 3 kg of iron. ' +
  'There are at most 40 hours and 60 kg of iron. A knife earns $10 and a sword $30. Maximize the profit.';
const script: Script = {
  direction: 'maximize',
  variables: [
    ['knives', 'knife', 'knife@2'],
    ['swords', 'sword@2', 'sword@3'],
  ],
  tags: [
    ['CONST_DIR', 'at most'],
    ['OBJ_DIR', 'Maximize'],
    ['OBJ_NAME', 'profit'],
  ],
  objective: ['10', '30'],
  rows: [
    { at: '40', class: 'linear', operator: 'at-most', slots: ['2', '5'] },
    { at: '60', class: 'linear', operator: 'at-most', slots: ['3', '3@2'] },
  ],
};

describe('reading what the network says', () => {
  it('gives the whole problem graph with the words of every node', () => {
    const { graph, findings, confidence } = read(text, script);
    const words = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
    expect(told({ graph })).toEqual([
      'maximize 10 knives + 30 swords',
      '2 knives + 5 swords at-most 40',
      '3 knives + 3 swords at-most 60',
    ]);
    expect(graph.variables.map(({ name, mentions, domain }) => [name, mentions.map(words), domain])).toEqual([
      ['knives', ['knives', 'knife', 'knife'], 'integer'],
      ['swords', ['swords', 'sword', 'sword'], 'integer'],
    ]);
    expect(graph.objective).toMatchObject({ name: 'profit' });
    expect(graph.objective && words(graph.objective.span)).toBe('Maximize the profit');
    expect(graph.constraints.map(({ span, sentence }) => [words(span), words(sentence)])).toEqual([
      ['at most 40 hours', 'There are at most 40 hours and 60 kg of iron.'],
      ['60 kg', 'There are at most 40 hours and 60 kg of iron.'],
    ]);
    expect(graph.objective?.terms[0]?.coefficient).toEqual({
      value: 10,
      kind: 'number',
      span: { start: text.indexOf('$10'), end: text.indexOf('$10') + 3 },
      text: '$10',
      unit: '$',
    });
    expect(findings).toEqual([]);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it('uses every number once where the network wavers between two', () => {
    // Both hours are said to belong to the knife; 5 would be left over.
    const wavering: Script = {
      ...script,
      rows: [
        { at: '40', class: 'linear', operator: 'at-most', slots: ['2', '2'] },
        { at: '40', class: 'linear', operator: 'at-most', slots: ['2', '5'] },
        { at: '60', class: 'linear', operator: 'at-most', slots: ['3', '3@2'] },
      ],
    };
    expect(told(read(text, wavering))).toContain('2 knives + 5 swords at-most 40');
  });

  it('reads totals, bounds, shares, multiples and comparisons', () => {
    const sentence =
      'Use at least 10 of 100 boats or trams: half must be boats, twice as many trams as boats, more trams than boats, and 5 of each. Minimize the number.';
    const reading = read(sentence, {
      direction: 'minimize',
      variables: [
        ['boats', 'boats@2', 'boats@3'],
        ['trams', 'trams@2', 'trams@3'],
      ],
      tags: [
        ['OBJ_DIR', 'Minimize'],
        ['CONST_DIR', 'more'],
      ],
      objective: ['one', 'one'],
      rows: [
        { at: '10', class: 'bound', operator: 'at-least', slots: ['one', 'zero'] },
        { at: '100', class: 'total', operator: 'equal' },
        { at: 'half', class: 'share', operator: 'at-least', left: 0 },
        { at: 'twice', class: 'multiple', operator: 'at-most', left: 1, right: 0 },
        { at: 'more', class: 'comparison', operator: 'at-least', left: 1, right: 0 },
        { at: '5', class: 'each', operator: 'at-least', slots: ['one', 'one'] },
      ],
    });
    expect(told(reading)).toEqual([
      'minimize 1 boats + 1 trams',
      'boats at-least 10',
      'all equal 100',
      'boats at-least 0.5 of all',
      'trams at-most 2 boats',
      'trams at-least 1 boats',
      'boats at-least 5',
      'trams at-least 5',
    ]);
  });

  it('reads words and the number they lead to as one thing', () => {
    const sentence =
      'The number of boats must be at least twice that of trams. Use no more than 9 boats. Minimize the number.';
    const reading = read(sentence, {
      variables: [['boats', 'boats@2'], ['trams']],
      tags: [['OBJ_DIR', 'Minimize']],
      objective: ['one', 'one'],
      rows: [
        { at: 'more', class: 'comparison', operator: 'at-most', left: 0, right: 1 },
        { at: '9', class: 'bound', operator: 'at-most', slots: ['one', 'zero'] },
        { at: 'must', class: 'comparison', operator: 'at-least', left: 0, right: 1 },
        { at: 'twice', class: 'multiple', operator: 'at-least', left: 0, right: 1 },
      ],
    });
    expect(told(reading)).toEqual(['minimize 1 boats + 1 trams', 'boats at-least 2 trams', 'boats at-most 9']);
  });

  it('takes a share told as a plain number in percent', () => {
    const sentence = 'At least 25 of the boats and trams are boats. Minimize the number.';
    const reading = read(sentence, {
      variables: [['boats', 'boats@2'], ['trams']],
      tags: [['OBJ_DIR', 'Minimize']],
      objective: ['one', 'one'],
      rows: [{ at: '25', class: 'share', operator: 'at-least', left: 0 }],
    });
    expect(told(reading)).toContain('boats at-least 0.25 of all');
    expect(reading.findings).toMatchObject([
      { kind: 'low-confidence', span: { start: 9, end: 11 }, message: "'25' is taken as 25 percent of the whole." },
    ]);
  });

  it('lets variables be fractions where the network says so, and names the words', () => {
    const { graph } = read(text, { ...script, divisible: true });
    expect(graph.variables.map(({ domain, domainSpan }) => [domain, domainSpan])).toEqual([
      ['continuous', { start: 14, end: 20 }],
      ['continuous', { start: 25, end: 31 }],
    ]);
  });
});

describe('what could not be placed', () => {
  const kinds = ({ findings }: Reading): (string | boolean)[][] =>
    findings.map(({ kind, span, question }) => [
      kind,
      `${String(span.start)}-${String(span.end)}`,
      question !== undefined,
    ]);

  it('is a finding on each unused number', () => {
    const more = `${text} It weighs 77 tons.`;
    const reading = read(more, script);
    expect(reading.findings).toEqual([
      {
        kind: 'unused-quantity',
        span: { start: more.indexOf('77'), end: more.indexOf('77') + 2 },
        message: "'77' was read, but nothing in the model uses it.",
      },
    ]);
    expect(reading.confidence).toBeLessThan(read(text, script).confidence);
  });

  it('asks for the objective', () => {
    const reading = read(text, { ...script, tags: [['CONST_DIR', 'at most']] });
    expect(reading.graph.objective).toBeUndefined();
    expect(reading.findings).toMatchObject([
      { kind: 'missing-objective', question: 'What should be maximised or minimised?' },
    ]);
  });

  it('asks how much of a limited thing each variable uses', () => {
    const short = 'Knives earn $10 and swords $30. At most 40 hours. Maximize the profit.';
    const reading = read(short, {
      direction: 'maximize',
      variables: [['Knives'], ['swords']],
      tags: [
        ['OBJ_DIR', 'Maximize'],
        ['CONST_DIR', 'At most'],
      ],
      objective: ['10', '30'],
      rows: [{ at: '40', class: 'linear', operator: 'at-most', slots: ['zero', 'zero'] }],
    });
    expect(reading.graph.constraints).toEqual([]);
    expect(reading.findings).toMatchObject([
      { kind: 'missing-coefficient', question: "How much of hours does each of 'Knives' and 'swords' use?" },
    ]);
  });

  it('asks for the number of a variable that only borrows that of another', () => {
    const short =
      'Knives take 2 hours, and swords too. At most 40 hours. Knives earn $10, swords $30. Maximize the profit.';
    const reading = read(short, {
      direction: 'maximize',
      variables: [
        ['Knives', 'Knives@2'],
        ['swords', 'swords@2'],
      ],
      tags: [
        ['OBJ_DIR', 'Maximize'],
        ['CONST_DIR', 'At most'],
      ],
      objective: ['10', '30'],
      rows: [{ at: '40', class: 'linear', operator: 'at-most', slots: ['2'] }],
    });
    expect(reading.findings).toMatchObject([
      {
        kind: 'missing-coefficient',
        span: { start: 12, end: 13 },
        question: "What takes the place of '2' for 'swords'?",
      },
    ]);
  });

  it('asks for the number of a limit', () => {
    const short = 'Knives earn $10 and swords $30. Use at most some hours. Maximize the profit.';
    const reading = read(short, {
      direction: 'maximize',
      variables: [['Knives'], ['swords']],
      tags: [
        ['OBJ_DIR', 'Maximize'],
        ['CONST_DIR', 'at most'],
      ],
      objective: ['10', '30'],
    });
    expect(kinds(reading)).toEqual([['missing-limit', '36-43', true]]);
  });

  it.each([
    ['of robusta', "the sentence names 'Robusta' and not 'Arabica'"],
    ['in all', "the sentence does not name 'Arabica'"],
    ['of arabica', undefined],
  ])('doubts a limit whose sentence does not name what it is about: %s', async (end, why) => {
    const mixed = `Mix Arabica and Robusta. At most 40 kg ${end}. Maximize the amount.`;
    const reading = read(mixed, {
      direction: 'maximize',
      variables: [['Arabica'], ['Robusta']],
      tags: [['OBJ_DIR', 'Maximize']],
      objective: ['one', 'one'],
      rows: [{ at: '40', class: 'bound', operator: 'at-most', slots: ['one', 'zero'] }],
    });
    const doubt = {
      kind: 'low-confidence',
      span: { start: mixed.indexOf('40'), end: mixed.indexOf('40 kg') + 5 },
      message: `Read as a limit on 'Arabica', but ${why ?? ''}. Check it, or say it in plainer words.`,
    };
    expect(reading.findings).toEqual(why === undefined ? [] : [doubt]);
  });

  it('asks for variables where there are none', () => {
    expect(kinds(read('Maximize 3.', {}))).toEqual([
      ['missing-variables', '0-11', true],
      ['unused-quantity', '9-10', false],
    ]);
  });

  it('asks what the problem is where the network sees none', () => {
    const reading = read('Dear Anna, it rained for 3 days.', { problem: false });
    expect(kinds(reading)).toEqual([['not-a-problem', '0-32', true]]);
    expect(reading.graph).toEqual(emptyGraph);
  });

  it.each(['', '  \n\t', '# only a note\n// and another'])('asks for a text: %j', async (empty) => {
    expect(kinds(read(empty, {}))).toEqual([['empty', `0-${String(empty.length)}`, true]]);
  });

  it('says where a long text was cut', () => {
    const long = text + ' They talk about iron and other things.'.repeat(200);
    const reading = read(long, script);
    expect(reading.findings.filter(({ kind }) => kind === 'low-confidence')).toHaveLength(1);
    expect(told(reading)).toHaveLength(3);
  });
});
