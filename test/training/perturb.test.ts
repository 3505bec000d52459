import { describe, expect, it } from 'vitest';
import { printMiniZinc, within, type Expression } from '../../server/src/prose';
import type { Span } from '../../server/src/text';
import { annotatedOf, type Annotated } from '../../training/annotated';
import { corpusRecords } from '../../training/gold/files';
import { parseCorpus } from '../../training/gold/parse';
import { numbersOf } from '../../server/src/prose/cited/words';
import { perturb, poolsOf } from '../../training/perturb/index';
import { Random } from '../../training/random';

const sources = corpusRecords()
  .filter((_, at) => at % 7 === 0)
  .flatMap((record) => annotatedOf(record).annotated ?? []);
const pools = poolsOf(sources);

function bodiesOf({ graph, statements }: Annotated): Expression[] {
  const said = statements.flatMap((each) =>
    each.kind === 'objective' ? [each.value] : each.kind === 'constraint' ? [each.body] : [],
  );
  const cells = graph.tables.flatMap((table) =>
    table.cells.flatMap((cell) => (typeof cell === 'boolean' ? [] : [cell])),
  );
  return [...said, ...cells, ...graph.definitions.map(({ value }) => value)];
}

/** A body without its values and the direction in which it compares. */
function skeletonOf(body: Expression): string {
  return JSON.stringify(body, (key: string, value: unknown) => {
    if (key === 'quantity') return '#';
    return key === 'operator' && /^[<>]=?$/u.test(String(value)) ? String(value).replace(/[<>]/u, '~') : value;
  });
}

function mentionsOf({ graph }: Annotated): (readonly Span[])[] {
  const members = graph.sets.flatMap((set) => ('first' in set.members ? [] : set.members));
  return [...graph.sets, ...members, ...graph.tables, ...graph.definitions, ...graph.variables].map(
    ({ mentions }) => mentions,
  );
}

/** The names of something, each once. */
function namesAt(text: string, mentions: readonly Span[]): string[] {
  return [...new Set(mentions.map(({ start, end }) => text.slice(start, end).toLowerCase().replace(/\s+/gu, ' ')))];
}

/** What is not as it has to be in a perturbed text. */
function wrongIn(before: Annotated, after: Annotated): string[] {
  const { text, graph, numbers } = after;
  const wrong: string[] = [];
  const singles = graph.variables.filter(({ index }) => index.length === 0);
  const members = graph.sets.flatMap((set) => ('first' in set.members ? [] : set.members));
  const names = [...members, ...singles].flatMap(({ mentions }) => mentions);
  if (JSON.stringify(numbersOf(text, names)) !== JSON.stringify(numbers)) wrong.push('other numbers');
  for (const quantity of bodiesOf(after).flatMap((body) => [...within(body)])) {
    if (quantity.kind !== 'quantity') continue;
    const { span, value, text: words } = quantity.quantity;
    const found = numbers.find((number) => number.span.start === span.start && number.span.end === span.end);
    const isValue = found?.values.some((each) => Math.abs(each - value) <= 1e-9 * Math.max(1, Math.abs(value)));
    if (isValue !== true || words !== text.slice(span.start, span.end)) wrong.push(`${words} is not ${String(value)}`);
  }
  const [one, other] = [before, after].map((each) => bodiesOf(each).map(skeletonOf));
  if (JSON.stringify(one) !== JSON.stringify(other)) wrong.push('another body');
  for (const [at, mentions] of mentionsOf(after).entries()) {
    const old = mentionsOf(before)[at] ?? [];
    const [few, many] = [namesAt(text, mentions), namesAt(before.text, old)];
    if (mentions.length !== old.length || few.length > many.length) wrong.push(`${few.join()} for ${many.join()}`);
    for (const { start, end } of mentions)
      if (/\p{L}{2}/u.test(text.slice(start - 1, start + 1)) || /\p{L}{2}/u.test(text.slice(end - 1, end + 1)))
        wrong.push(`${text.slice(start - 3, end + 3)} is cut`);
  }
  for (const { start, end } of after.statements.flatMap(({ spans }) => spans))
    if (start >= end || end > text.length || text.slice(start, end).trim() !== text.slice(start, end))
      wrong.push('no words');
  return wrong;
}

describe('a perturbed text', () => {
  it.each([1, 2, 3])('has every name, number and rule at its words (seed %i)', (seed) => {
    const random = new Random(seed);
    const wrong = sources.flatMap((source) =>
      wrongIn(source, perturb(source, random, pools)).map((what) => `${source.id}: ${what}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is another text, the same for the same seed', () => {
    const texts = (seed: number): string[] => {
      const random = new Random(seed);
      return sources.slice(0, 60).map((source) => perturb(source, random, pools).text);
    };
    expect(texts(1)).toEqual(texts(1));
    const changed = texts(1).filter((text, at) => text !== sources[at]?.text);
    expect(changed.length).toBeGreaterThan(45);
  });
});

describe('a change of meaning', () => {
  const annotate = (text: string, gold: string): Annotated => {
    const [record] = parseCorpus(`=== a-1 | linear | bakery | baker\n${text}\n---\n${gold}\n`).records;
    const annotated = record && annotatedOf(record).annotated;
    if (!annotated) throw new Error('not a problem of the corpus');
    return annotated;
  };
  /** The texts of many seeds, each with its model and the values of its constraints. */
  const perturbed = (
    source: Annotated,
  ): { readonly text: string; readonly model: string; readonly values: readonly number[] }[] =>
    Array.from({ length: 60 }, (_, seed) => {
      const changed = perturb(source, new Random(seed), pools);
      const values = bodiesOf(changed)
        .flatMap((body) => [...within(body)])
        .flatMap((each) => (each.kind === 'quantity' ? [each.quantity.value] : []));
      return { text: changed.text, model: printMiniZinc(changed.graph, changed.text, 'a.problem').text, values };
    });

  it('is in the words and in the model', () => {
    const source = annotate(
      'Bake at least 40 rye loaves. Maximise rye loaves.',
      'var rye "rye loaves": int\nmaximize "Maximise": rye\n"at least 40": rye >= 40\n= unbounded',
    );
    for (const { text, model } of perturbed(source)) {
      const isLeast = /at least|less than|fewer than|minimum of|at the very least/u.test(text.toLowerCase());
      expect({ text, isLeast }).toEqual({ text, isLeast: / >= \d+;/u.test(model) });
      expect({ text, isMost: /maximi[sz]e/iu.test(text) }).toEqual({ text, isMost: model.includes('solve maximize') });
    }
  });

  it('keeps the order of times of day and how far they are apart', () => {
    const source = annotate(
      'Start at 9:00 or later and stop by 5 pm.',
      'var start "Start": time\n"at 9:00 or later": start >= 9:00\n"by 5 pm": start <= 17:00\n= satisfied',
    );
    const times = perturbed(source).map(({ values }) => values);
    expect(new Set(times.map(([first = 0, last = 0]) => last - first))).toEqual(new Set([480]));
    expect(new Set(times.map(([first]) => first)).size).toBeGreaterThan(2);
  });

  it('follows lines that change places', () => {
    const source = annotate(
      'Bakes:\n- Kochere: 14 min\n- Huila: 16 min\n- Quark: 99 min\nAs short as can be.',
      'set bakes "Bakes": a "Kochere", b "Huila", c "Quark"\ndata time[bakes] "min": 14 16 99\nvar on[bakes] "Bakes": bool\nminimize "As short": sum(i in bakes)(time[i]*on[i])\n= optimal 0',
    );
    const texts = perturbed(source).map(({ text, model }) => ({
      listed: text.match(/\d+(?= min)/gu) ?? [],
      told: /\[(\d+), (\d+), (\d+)\]/u.exec(model)?.slice(1) ?? [],
    }));
    for (const { listed, told } of texts) expect([...told].sort()).toEqual([...listed].sort());
    expect(texts.some(({ listed, told }) => listed.join() !== told.join())).toBe(true);
  });
});
