import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../server/src/prose';
import { annotatedOf, type Annotated, type AnnotatedStatement } from '../../training/annotated';
import { annotatedOfLabelled } from '../../training/annotatedLabelled';
import { parseCorpus } from '../../training/gold/parse';
import type { LabelledText } from '../../training/labelled';

/** Each statement with its words, and the model that all but the wishes make. */
function told({ text, statements, graph }: Annotated): { readonly statements: string[]; readonly model: string[] } {
  const model = printMiniZinc(graph, text, 'a.problem').text.split('\n');
  const headOf = (statement: AnnotatedStatement): string => {
    if (statement.kind === 'objective') return statement.direction;
    return statement.kind === 'constraint' ? statement.force : `missing ${statement.what}`;
  };
  return {
    statements: statements.map((statement) =>
      [headOf(statement), ...statement.spans.map(({ start, end }) => text.slice(start, end))].join(' | '),
    ),
    model: model.filter((line) => /^(?:constraint|solve)/u.test(line)),
  };
}

describe('a problem of the corpus, annotated', () => {
  const annotate = (text: string, gold: string): ReturnType<typeof annotatedOf> => {
    const [record] = parseCorpus(`=== a-1 | linear | bakery | baker\n${text}\n---\n${gold}\n`).records;
    if (!record) throw new Error('not a problem of the corpus');
    return annotatedOf(record);
  };

  it('has its statements with their words; the graph holds all but the wishes', () => {
    const text = 'Rye takes 2 hours, we have 40. If possible 5 rye. As much rye as we can, please. Opened 1999.';
    const gold = [
      'var rye "rye": int',
      'maximize "As much rye as we can": rye',
      '"we have 40": 2*rye <= 40',
      'soft "If possible 5 rye": rye >= 5',
      'missing limit "please": How many?',
      'ignore 1999',
      '= incomplete',
    ];
    const { annotated, faults } = annotate(text, gold.join('\n'));
    expect(faults).toEqual([]);
    expect(annotated && told(annotated)).toEqual({
      statements: [
        'maximize | As much rye as we can',
        'asked | we have 40',
        'soft | If possible 5 rye',
        'missing limit | please',
      ],
      model: ['constraint 2 * rye <= 40;', 'solve maximize rye;'],
    });
    expect(annotated?.numbers.map(({ values }) => values)).toEqual([[2], [40], [5], [1999]]);
  });

  it('gives its faults where it does not fit its text', () => {
    const { annotated, faults } = annotate(
      'At most 4 rye.',
      'var rye "rye": int\nsoft "At most 4": rye <= 5\n= satisfied',
    );
    expect(annotated).toBeUndefined();
    expect(faults.map(({ message }) => message)).toContain(
      '5 is no number of the text (write `5` if everybody knows it)',
    );
  });

  it('holds nothing where the text is no problem', () => {
    const { annotated } = annotate('It rained for 3 days.', '= no problem');
    expect(annotated).toMatchObject({ problem: false, statements: [], graph: { variables: [], constraints: [] } });
  });
});

describe('a labelled text, annotated', () => {
  const text =
    'Rye loaves take 2 hours and wheat loaves take 2 hours; 40 hours are available. ' +
    'At least 25% must be rye loaves. Bake a minimum of 3 of each. Maximize profit: $4 for wheat loaves, $2 for rye loaves.';
  const span = (words: string, from = 0): { readonly start: number; readonly end: number } => {
    const start = text.indexOf(words, from);
    return { start, end: start + words.length };
  };
  const hours = [span('2'), span('2', 30)];
  const labelled: LabelledText = {
    text,
    tags: [
      { ...span('2'), label: 'PARAM' },
      { ...span('2', 30), label: 'PARAM' },
      { ...span('40'), label: 'LIMIT' },
      { ...span('available'), label: 'CONST_DIR' },
      { ...span('At least'), label: 'CONST_DIR' },
      { ...span('25'), label: 'LIMIT' },
      { ...span('minimum'), label: 'CONST_DIR' },
      { ...span('3'), label: 'LIMIT' },
      { ...span('Maximize'), label: 'OBJ_DIR' },
      { ...span('profit'), label: 'OBJ_NAME' },
    ],
    mentions: [
      { ...span('Rye loaves'), variable: 0 },
      { ...span('rye loaves'), variable: 0 },
      { ...span('wheat loaves'), variable: 1 },
    ],
    variables: 2,
    linked: true,
    rows: [
      { anchor: span('25'), class: 'share', operator: 'at-least', left: 0 },
      { anchor: span('40'), class: 'linear', operator: 'at-most', slots: [hours, hours] },
      { anchor: span('3'), class: 'each', operator: 'at-least', slots: ['one', 'one'] },
    ],
    objective: [[span('2', text.indexOf('$4'))], [span('4', text.indexOf('$4'))]],
    direction: 'maximize',
    problem: true,
    divisible: [false, undefined],
  };

  it('has its rows in the house style, each number where it is told of the thing', () => {
    const annotated = annotatedOfLabelled(labelled, 'b-1');
    expect(annotated && told(annotated)).toEqual({
      statements: [
        'maximize | Maximize profit',
        'asked | 40 hours are available',
        'asked | At least 25%',
        'asked | minimum of 3',
      ],
      model: [
        'constraint 2 * rye_loaves + 2 * wheat_loaves <= 40;',
        'constraint 100 * rye_loaves >= 25 * (rye_loaves + wheat_loaves);',
        'constraint rye_loaves >= 3 /\\ wheat_loaves >= 3;',
        'solve maximize 2 * rye_loaves + 4 * wheat_loaves;',
      ],
    });
    const [, resource] = annotated?.statements ?? [];
    const places = JSON.stringify(resource).match(/"start":\d+/gu);
    expect(places).toEqual([`"start":${String(span('40').start)}`, '"start":16', '"start":46', '"start":55']);
  });

  it('is left out where its rows are not known', () => {
    expect(annotatedOfLabelled({ ...labelled, linked: false }, 'b-2')).toBeUndefined();
    expect(annotatedOfLabelled({ ...labelled, problem: false }, 'b-3')).toMatchObject({
      problem: false,
      statements: [],
    });
  });
});
