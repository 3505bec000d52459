import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import {
  emptyGraph,
  type Comparator,
  type Expression,
  type Reading,
  type RelationConstraint,
} from '../../server/src/prose';
import { agreed } from '../../server/src/prose/agreement';
import { rowOf } from '../../server/src/prose/parse/rows';
import { problemText } from './problemText';

const TEXT = 'Bake rye and spelt for profit of 3 and 4. At most 40 hours, 2 for rye, 5 for spelt. At least 6 rye.';

const glpk = await loadGlpk();
const both = (rows: Reading, whole: Reading): Reading => agreed(TEXT, { rows, whole, isAll: 1 }, glpk);

/** The reading of TEXT; `least` is the limit of its last sentence. */
function reading(least: number, confidence: number, turned = false): Reading {
  const say = problemText(TEXT);
  const [rye, spelt] = [say.variable('rye'), say.variable('spelt')];
  const at = (variable: number): number => (turned ? 1 - variable : variable);
  const objective = say.objective('profit', {
    direction: 'maximize',
    name: 'profit',
    terms: [
      { variable: at(0), coefficient: say.number('3') },
      { variable: at(1), coefficient: say.number('4') },
    ],
  });
  const limit = say.number('40', 'hours');
  const terms = [
    { variable: at(0), coefficient: say.number('2') },
    { variable: at(1), coefficient: say.number('5') },
  ];
  const constraints = [
    say.constraint('At most 40 hours', 'at-most', { kind: 'linear', terms, limit }),
    say.constraint('At least 6 rye', 'at-least', {
      kind: 'bound',
      variable: at(0),
      limit: say.number('6', undefined, least),
    }),
  ];
  const graph = { ...emptyGraph, variables: turned ? [spelt, rye] : [rye, spelt], objective, constraints };
  return { graph, findings: [], doubts: [], confidence };
}

/** The same, its last row as sure as said. */
function withRow(whole: Reading, confidence: number, comparator: Comparator = 'at-least'): Reading {
  const { constraints } = whole.graph;
  const changed = constraints.map((each, at) => (at === 1 ? { ...each, confidence, comparator } : each));
  return { ...whole, graph: { ...whole.graph, constraints: changed } };
}

describe('two readings', () => {
  it('are surer together where they say the same, whatever the order of their variables', () => {
    const found = both(reading(6, 0.8), reading(6, 0.5, true));
    expect(found.confidence).toBeCloseTo(0.9);
    expect(found.graph.variables.map(({ name }) => name)).toEqual(['rye', 'spelt']);
    expect(found.findings).toEqual([]);
  });

  it('are merged row by row where they part: the surer row is taken, and its words tell the other way', () => {
    const rows = withRow(reading(6, 0.7), 0.9);
    const taken = both(rows, withRow(reading(6, 0.6), 0.95, 'at-most'));
    const kept = both(rows, withRow(reading(6, 0.9), 0.6, 'at-most'));
    expect(taken.graph.constraints[1]).toMatchObject({ kind: 'bound', comparator: 'at-most' });
    expect(kept.graph.constraints[1]).toMatchObject({ kind: 'bound', comparator: 'at-least' });
    expect([taken.confidence, kept.confidence]).toEqual([0.45, 0.45]);
    const told = kept.doubts.map(({ span, alternatives }) => [
      TEXT.slice(span.start, span.end),
      ...alternatives.map(({ meaning }) => meaning),
    ]);
    expect(told).toEqual([['At least 6 rye', 'at least 6 rye', 'at most 6 rye']]);
  });

  it('keep a row of the rows alone unless it is far from sure, and say which number then has no use', () => {
    const rows = withRow(reading(6, 0.7), 0.1);
    const whole = reading(6, 0.5);
    const less = { ...whole, graph: { ...whole.graph, constraints: whole.graph.constraints.slice(0, 1) } };
    expect(both(reading(6, 0.7), less).graph.constraints).toHaveLength(2);
    const found = both(rows, less);
    expect(found.graph.constraints).toHaveLength(1);
    expect(found.findings.map(({ kind, span }) => [kind, TEXT.slice(span.start, span.end)])).toEqual([
      ['unused-quantity', '6'],
    ]);
    expect(both(less, reading(6, 0.9)).graph.constraints).toHaveLength(1);
  });

  it('take the row that leaves no number without a use, though the other be a little surer', () => {
    const rows = withRow(reading(6, 0.7), 0.7);
    const twice = reading(6, 0.6);
    const terms = twice.graph.objective?.terms ?? [];
    const [hours] = twice.graph.constraints;
    const other = hours?.kind === 'linear' ? [{ ...hours, terms, confidence: 0.9 }] : [];
    const constraints = [...other, ...twice.graph.constraints.slice(1)];
    const found = both(rows, { ...twice, graph: { ...twice.graph, constraints } });
    expect(found.graph.constraints[0]).toEqual(rows.graph.constraints[0]);
  });

  it('take the objective that uses the numbers told for nothing else', () => {
    const counting = reading(6, 0.7);
    const { objective } = counting.graph;
    const bare = objective && {
      ...objective,
      terms: objective.terms.map(({ variable }) => ({ variable, coefficient: undefined })),
    };
    const whole = reading(6, 0.6);
    const found = both({ ...counting, graph: { ...counting.graph, objective: bare } }, whole);
    expect(found.graph.objective).toEqual(objective);
    expect(found.findings.map(({ kind, span }) => [kind, TEXT.slice(span.start, span.end)])).toEqual([
      ['low-confidence', 'profit'],
    ]);
  });

  it('take of the rows that part those that have a solution together', () => {
    const least = reading(6, 0.7);
    const unsure = least.graph.constraints.map((each) => ({ ...each, confidence: 0.4 }));
    const rows = { ...least, graph: { ...least.graph, constraints: unsure } };
    const whole = withRow(reading(60, 0.5), 0.6);
    // 40 hours exactly, which is surer than at most 40, and at least 60 rye, which is surer than 6 but takes 120 hours.
    const [hours, rye] = whole.graph.constraints;
    const exactly = hours?.kind === 'linear' ? [{ ...hours, comparator: 'equal' as const, confidence: 0.8 }] : [];
    const found = both(rows, { ...whole, graph: { ...whole.graph, constraints: [...exactly, ...(rye ? [rye] : [])] } });
    expect(found.graph.constraints).toMatchObject([
      { kind: 'linear', comparator: 'equal' },
      { kind: 'bound', comparator: 'at-least', limit: { value: 6 } },
    ]);
  });

  it('are the whole where the rows have no solution and it has one', () => {
    const whole = reading(6, 0.3);
    expect(both(reading(60, 0.95), whole)).toBe(whole);
    expect(both(whole, reading(60, 0.95))).not.toMatchObject({
      graph: { constraints: [{}, { limit: { value: 60 } }] },
    });
  });

  it('are the rows where the whole has taken one thing for two', () => {
    const whole = reading(6, 0.9);
    const [rye] = whole.graph.variables;
    const more = { ...whole, graph: { ...whole.graph, variables: [...whole.graph.variables, ...(rye ? [rye] : [])] } };
    expect(both(reading(6, 0.5), more).graph.variables).toHaveLength(2);
    expect(both(reading(6, 0.3), more).graph.variables).toHaveLength(3);
  });

  it('are the rows alone where those are very sure', () => {
    const rows = reading(6, 0.95);
    expect(both(rows, reading(7, 0.7))).toBe(rows);
  });

  it('leave whole graphs to the reader that knows them, unless the rows are sure', () => {
    const whole = reading(6, 0.3);
    const set = { name: 'breads', mentions: [], members: [{ name: 'rye', mentions: [] }] };
    const sets = { ...whole, graph: { ...whole.graph, sets: [set] } };
    expect(both(reading(6, 0.2), sets)).toBe(sets);
    expect(both(reading(6, 0.9), sets)).toMatchObject({ graph: { sets: [] }, confidence: 0.45 });
    const asking = { kind: 'missing-objective', span: { start: 0, end: 4 }, message: '', question: 'What?' } as const;
    expect(both({ ...reading(6, 0.9), findings: [asking] }, sets)).toBe(sets);
  });
});

describe('what is no problem', () => {
  const none: Reading = {
    graph: emptyGraph,
    findings: [{ kind: 'not-a-problem', span: { start: 0, end: 4 }, message: '' }],
    doubts: [],
    confidence: 0.9,
  };

  it('is for the reader to say that knows more kinds of problems', () => {
    expect(both(none, reading(6, 0.2)).graph.variables).toHaveLength(2);
    expect(both(reading(6, 0.9), none)).toBe(none);
  });
});

describe('an aim', () => {
  it('is asked for where neither reading of single amounts has one', () => {
    const aimless = (confidence: number): Reading => {
      const { graph, ...rest } = reading(6, confidence);
      return { ...rest, graph: { ...graph, objective: undefined } };
    };
    const question = { kind: 'missing-objective', span: { start: 0, end: 4 }, message: '', question: 'What?' } as const;
    const rows = { ...aimless(0.5), findings: [question] };
    expect(both(rows, aimless(0.9))).toBe(rows);
  });
});

describe('a relation over single amounts', () => {
  const say = problemText('a b at 12 25% twice');
  const single = (variable: number): Expression => ({ kind: 'variable', variable, index: [] });
  const [limit, share, factor] = [say.number('12'), say.number('25%'), say.number('twice', undefined, 2)];
  const number = (quantity: typeof limit): Expression => ({ kind: 'quantity', quantity });
  const operation = (operator: '+' | '*' | '<=' | '>=' | '!=', ...operands: Expression[]): Expression => ({
    kind: 'operation',
    operator,
    operands,
  });
  const sum = operation('+', single(0), single(1));
  const row = (body: Expression): unknown => {
    const span = { start: 0, end: 1 };
    const relation: RelationConstraint = { kind: 'relation', body, span, sentence: span, confidence: 1 };
    return rowOf(relation, 2);
  };

  it('is the row that says the same', () => {
    expect(row(operation('<=', single(0), number(limit)))).toMatchObject({
      kind: 'bound',
      comparator: 'at-most',
      variable: 0,
      limit,
    });
    expect(row(operation('<=', number(limit), single(0)))).toMatchObject({
      kind: 'bound',
      comparator: 'at-least',
      variable: 0,
      limit,
    });
    expect(row(operation('<=', sum, number(limit)))).toMatchObject({ kind: 'total', comparator: 'at-most', limit });
    expect(row(operation('>=', single(1), operation('*', number(share), sum)))).toMatchObject({
      kind: 'share',
      comparator: 'at-least',
      variable: 1,
      fraction: share,
    });
    expect(row(operation('>=', single(1), operation('*', number(factor), single(0))))).toMatchObject({
      kind: 'ratio',
      comparator: 'at-least',
      left: 1,
      factor,
      right: 0,
    });
    expect(
      row(operation('<=', operation('+', operation('*', number(factor), single(0)), single(1)), number(limit))),
    ).toMatchObject({
      kind: 'linear',
      comparator: 'at-most',
      terms: [
        { variable: 0, coefficient: factor },
        { variable: 1, coefficient: undefined },
      ],
      limit,
    });
  });

  it('stays a relation where no row says it', () => {
    expect(row(operation('!=', single(0), number(limit)))).toMatchObject({ kind: 'relation' });
    expect(row(operation('<=', operation('*', single(0), single(1)), number(limit)))).toMatchObject({
      kind: 'relation',
    });
  });
});
