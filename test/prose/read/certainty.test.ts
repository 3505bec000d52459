import { describe, expect, it } from 'vitest';
import { filled, provedFor, type Doubt, type Finding, type Reading } from '../../../server/src/prose';
import { readAs, type Script, type ScriptedRow } from './scripted';

/** How a text is read, by the rows that the words of this very text give. */
type ReadBy = (text: string) => Promise<Reading>;

const OPENING = 'Knives earn $10 and swords $30. ';
const CLOSING = ' Maximize the profit.';

/** Knives and swords to earn the most, with one row between. */
function smithy(rowsFor: (text: string) => readonly ScriptedRow[], more: Partial<Script> = {}): ReadBy {
  return (text) =>
    Promise.resolve(
      readAs(text, {
        direction: 'maximize',
        variables: [mentions(text, 'knives'), mentions(text, 'swords')],
        tags: [['OBJ_DIR', 'Maximize']],
        objective: ['10', '30'],
        rows: rowsFor(text),
        ...more,
      }),
    );
}

/** Every place where a name stands, begun with a capital or not. */
function mentions(text: string, name: string): readonly string[] {
  const forms = [name, name.slice(0, 1).toUpperCase() + name.slice(1)];
  return forms.flatMap((form) =>
    text
      .split(form)
      .slice(1)
      .map((_, index) => `${form}@${index + 1}`),
  );
}

/** The words in doubt, and every meaning with the text that was proved to say it. */
async function settled(text: string, read: ReadBy): Promise<readonly (readonly string[])[]> {
  const reading = await read(text);
  return Promise.all(reading.doubts.map((doubt) => told(text, reading, doubt, read)));
}

async function told(text: string, reading: Reading, about: Doubt | Finding, read: ReadBy): Promise<readonly string[]> {
  const proved = await provedFor(text, reading, about, read);
  const changed = proved.map((each) => {
    if (each.kind === 'skeleton') return filled(text, each.skeleton, ['_', '_', '_']);
    const [{ span, newText } = { span: { start: 0, end: 0 }, newText: '' }] = each.rewordings;
    return `${each.meaning}: ${text.slice(0, span.start)}${newText}${text.slice(span.end)}`;
  });
  return [text.slice(about.span.start, about.span.end), ...changed.map((each) => middle(each))];
}

function middle(text: string): string {
  return text.replace(OPENING, '').replace(CLOSING, '');
}

const sentence = (words: string): string => `${OPENING}${words}${CLOSING}`;

describe('words that can mean two things', () => {
  it('are told with both, each in words that leave no doubt', async () => {
    const read = smithy((text) => {
      const said = /at (?:most|least) 40/.exec(text)?.[0];
      const operator = said?.startsWith('at least') === true ? 'at-least' : 'at-most';
      return [
        {
          at: '40',
          class: 'bound',
          operator,
          slots: ['one', 'zero'],
          ...(!said && { orElse: { operator: 'at-least' } }),
        },
      ];
    });
    expect(await settled(sentence('There are 40 knives.'), read)).toEqual([
      [
        '40 knives',
        'at most 40 knives: There are at most 40 knives.',
        'at least 40 knives: There are at least 40 knives.',
      ],
    ]);
  });

  it('may be about each or about all together', async () => {
    const read = smithy((text) => {
      const rows = text
        .split('20')
        .slice(1)
        .map((_, index): ScriptedRow => {
          const slots = [index === 0 ? 'one' : 'zero', index === 0 ? 'zero' : 'one'] as const;
          return { at: `20@${index + 1}`, class: 'bound', operator: 'at-most', slots };
        });
      return rows.length > 1 ? rows : [{ at: '20', class: 'total', operator: 'at-most' }];
    });
    const text = sentence('They can sell at most 20 each.');
    const [doubt] = (await read(text)).doubts;
    expect(doubt?.message).toBe("'each' is taken as all together: it can also mean every one by itself.");
    expect(await settled(text, read)).toEqual([
      [
        'each',
        'together: They can sell at most 20 in total.',
        'every one by itself: There must be at most 20 Knives. There must be at most 20 swords.',
      ],
    ]);
  });

  it('are asked about for "or" between the things, not for any other', async () => {
    const read = smithy(() => [{ at: '20', class: 'total', operator: 'at-least' }]);
    expect((await settled(sentence('They need at least 20 knives or swords.'), read)).map(([words]) => words)).toEqual([
      'or',
    ]);
    expect(await settled(sentence('They need at least 20 today or tomorrow.'), read)).toEqual([]);
  });

  it('"more than" may leave the number itself out, where things are whole', async () => {
    const read = smithy((text) => {
      const at = text.includes('6') ? '6' : '5';
      return [{ at, class: 'bound', operator: 'at-least', slots: ['one', 'zero'] }];
    });
    expect(await settled(sentence('Make more than 5 knives.'), read)).toEqual([
      ['more than 5', 'at least 5: Make at least 5 knives.', 'at least 6: Make at least 6 knives.'],
    ]);
    expect(await settled(sentence('Make no fewer than 5 knives.'), read)).toEqual([]);
  });

  it('a multiple may be meant exactly', async () => {
    const read = smithy((text) => {
      const operator = text.includes('at least') ? 'at-least' : text.includes('at most') ? 'at-most' : 'equal';
      return [{ at: 'twice', class: 'multiple', operator, left: 0, right: 1 }];
    });
    expect(await settled(sentence('There are twice as many knives as swords.'), read)).toEqual([
      [
        'twice',
        'exactly twice: There are exactly twice as many knives as swords.',
        'at least twice: There are at least twice as many knives as swords.',
        'at most twice: There are at most twice as many knives as swords.',
      ],
    ]);
  });

  it('offer no change that is not read so', async () => {
    const read = smithy(() => [
      { at: '40', class: 'bound', operator: 'at-most', slots: ['one', 'zero'], orElse: { operator: 'at-least' } },
    ]);
    expect(await settled(sentence('There are 40 knives.'), read)).toEqual([['40 knives']]);
  });
});

describe('whether amounts are whole', () => {
  const read = smithy(() => [{ at: '40', class: 'total', operator: 'at-most' }], { divisible: 'maybe' });
  const text = sentence('There are at most 40 in total.');

  it('is assumed where the text leaves it open, and can be written behind it', async () => {
    const reading = await read(text);
    const [assumed] = reading.findings;
    expect(reading.findings.map(({ kind }) => kind)).toEqual(['assumed-integer']);
    expect(assumed && (await told(text, reading, assumed, read))).toEqual([
      'Knives',
      'are whole numbers: There are at most 40 in total. The amounts must be whole numbers.',
      'may be fractions: There are at most 40 in total. The amounts may be fractions.',
    ]);
  });

  it.each([
    ['The amounts may be fractions.', 'continuous'],
    ['Fractions of a knife are allowed.', 'continuous'],
    ['The weights can be divided!', 'continuous'],
    ['The amounts must be whole numbers.', 'integer'],
    ['Knives cannot be split.', 'integer'],
    ['Only whole swords can be sold.', 'integer'],
    ['Fractions are not allowed.', 'integer'],
  ])('is settled by %s', async (words, domain) => {
    const { graph, findings } = await read(`${text} ${words}`);
    expect(graph.variables.map((each) => each.domain)).toEqual([domain, domain]);
    expect(findings).toEqual([]);
  });

  it('is not settled by what sounds alike', async () => {
    const { findings } = await read(`${text} The work may be divided among the four smiths.`);
    expect(findings.map(({ kind }) => kind)).toContain('assumed-integer');
  });
});

describe('what is missing', () => {
  it('is asked for at the words of the limit, with a place for the number', async () => {
    const read = smithy((text) => {
      const said = /at most (\d+)/.exec(text)?.[1];
      return said === undefined ? [] : [{ at: said, class: 'total', operator: 'at-most' }];
    });
    const text = sentence('They can sell at most some pieces.');
    const reading = await read(text);
    expect(reading.findings).toMatchObject([
      { kind: 'missing-limit', question: 'What is the most that “at most some pieces” allows?' },
    ]);
    const [missing] = reading.findings;
    expect(missing && (await told(text, reading, missing, read))).toEqual([
      'at most',
      'They can sell at most _ some pieces.',
    ]);
  });

  it('is an aim, with sentences for two', async () => {
    const text = 'Make knives and swords. At most 20 in total.';
    const read = smithy(() => [{ at: '20', class: 'total', operator: 'at-most' }], {
      tags: [],
      objective: ['zero', 'zero'],
    });
    const aimed: ReadBy = (other) =>
      other === text
        ? read(other)
        : smithy(() => [{ at: '20', class: 'total', operator: 'at-most' }], {
            objective: ['7', '9'],
            tags: [['OBJ_DIR', /M(?:ax|in)imize/.exec(other)?.[0] ?? '']],
          })(other);
    const reading = await read(text);
    const asked = reading.findings.filter(({ question }) => question !== undefined);
    expect(asked.map(({ question }) => question)).toEqual(['What should be maximised or minimised?']);
    const [missing] = asked;
    expect(missing && (await told(text, reading, missing, aimed))).toEqual([
      'At most 20 in total.',
      `${text} The profit per knife is _ and the profit per sword is _. Maximize the total profit.`,
      `${text} The cost per knife is _ and the cost per sword is _. Minimize the total cost.`,
    ]);
  });

  it('is what one of the things earns, where the others do', async () => {
    const text = 'Make knives and swords. Knives earn $10. At most 20 in total. Maximize the profit.';
    const read = smithy(() => [{ at: '20', class: 'total', operator: 'at-most' }], {
      objective: ['10', 'zero'],
      tags: [
        ['OBJ_DIR', 'Maximize'],
        ['OBJ_NAME', 'profit'],
      ],
    });
    expect((await read(text)).findings).toMatchObject([
      { kind: 'missing-coefficient', question: "How much does one of 'swords' add to profit?" },
    ]);
  });

  it.each([
    'How many pieces do they make at least',
    'at least as many knives as swords',
    'at most half an hour',
    'up to 20 of both',
    'as many as they like',
  ])('is nothing where the limit is told: %s', async (words) => {
    const { findings } = await smithy(() => [])(sentence(`They make ${words}.`));
    expect(findings.filter(({ kind }) => kind === 'missing-limit')).toEqual([]);
  });
});

describe('what was read and not used', () => {
  it('is a limit that is no limit of the model', async () => {
    const text = sentence('They make at most 20 of both.');
    const { findings } = await smithy(() => [])(text);
    const words = findings.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
    expect(words).toContain('unread-limit at most 20');
  });

  it('is one end of a range', async () => {
    const text = sentence('They make between 10 and 20 knives.');
    const low: ScriptedRow = { at: '10@2', class: 'bound', operator: 'at-least', slots: ['one', 'zero'] };
    const high: ScriptedRow = { at: '20', class: 'bound', operator: 'at-most', slots: ['one', 'zero'] };
    const unread = async (rows: readonly ScriptedRow[]): Promise<readonly string[]> => {
      const { findings } = await smithy(() => rows)(text);
      return findings.flatMap(({ kind, span }) => (kind === 'unread-limit' ? [text.slice(span.start, span.end)] : []));
    };
    expect(await unread([low])).toEqual(['between 10 and 20']);
    expect(await unread([low, high])).toEqual([]);
  });

  it('is a unit: numbers in different ones are not added up silently', async () => {
    const read = smithy((text) => [
      { at: '8', class: 'linear', operator: 'at-most', slots: [text.includes('90') ? '90' : '1.5', '2'] },
    ]);
    const text = sentence('Knives take 90 minutes and swords 2 hours. There are at most 8 hours.');
    const reading = await read(text);
    const [mixed] = reading.findings;
    expect(reading.findings.map(({ message }) => message)).toEqual([
      '“90 minutes” is added up against “8 hours” as if both were counted alike; it would be 1.5 hours.',
    ]);
    expect(mixed && (await told(text, reading, mixed, read))).toEqual([
      '90 minutes',
      '1.5 hours: Knives take 1.5 hours and swords 2 hours. There are at most 8 hours.',
    ]);
  });
});
