import { describe, expect, it } from 'vitest';
import { printMiniZinc, within } from '../../server/src/prose';
import { numbersOf } from '../../server/src/prose/cited/words';
import { annotatedOf, type Annotated } from '../../training/annotated';
import { corpusRecords } from '../../training/gold/files';
import { parseCorpus } from '../../training/gold/parse';
import { exchange, ruleBankOf } from '../../training/perturb/index';
import { namesOf } from '../../training/perturb/moved';
import { Random } from '../../training/random';

function annotated(source: string): Annotated {
  const [record] = parseCorpus(source).records;
  const found = record && annotatedOf(record);
  expect(found?.faults).toEqual([]);
  if (!found?.annotated) throw new Error('not read');
  return found.annotated;
}

const bakery = annotated(`=== one-001-bakery | linear | bakery | owner
We bake rye loaves and oat loaves. A rye loaf earns 2 dollars and an oat loaf 3 dollars. We need at least 20 rye loaves. At most 90 loaves fit in. Earn the most.
---
var rye "rye loaves" | "rye loaf": int
var oat "oat loaves" | "oat loaf": int
maximize "Earn the most": 2*rye + 3*oat
"at least 20": rye >= 20
"At most 90": rye + oat <= 90
= optimal ?
`);

const theatre = annotated(`=== two-001-theatre | linear | theatre | owner
We sell plain seats and box seats, for 20 and 50 euros. The club has ordered no fewer than 35 box seats. There is space for 400 seats. Earn as much as possible.
---
var plain "plain seats": int
var box "box seats": int
maximize "Earn as much as possible": 20*plain + 50*box
"no fewer than 35": box >= 35
"space for 400": plain + box <= 400
= optimal ?
`);

/** All texts that some seeds make, each once. */
function textsOf(source: Annotated, others: readonly Annotated[]): string[] {
  const bank = ruleBankOf(others);
  return [...new Set(Array.from({ length: 60 }, (_, seed) => exchange(source, new Random(seed), bank).text))];
}

describe('a text with rules in the words of others', () => {
  it('says the same of its own things, with the numbers of the new words', () => {
    const texts = textsOf(bakery, [theatre, bakery]);
    expect(texts).toContain(
      'We bake rye loaves and oat loaves. A rye loaf earns 2 dollars and an oat loaf 3 dollars. The club has ordered no fewer than 35 rye loaves. At most 90 loaves fit in. Earn the most.',
    );
    // A sentence that speaks of what is not in the text has no place in it.
    expect(texts.filter((text) => text.includes('box'))).toEqual([]);
    const [changed] = Array.from({ length: 60 }, (_, seed) =>
      exchange(bakery, new Random(seed), ruleBankOf([theatre, bakery])),
    ).filter(({ text, statements }) => text.includes('no fewer than 35 rye loaves') && statements.length === 3);
    const said = changed?.statements.map(({ spans }) => spans.map(({ start, end }) => changed.text.slice(start, end)));
    expect(said).toContainEqual(['no fewer than 35']);
    expect(printMiniZinc(changed?.graph ?? bakery.graph, 'bakery.problem', '').text).toMatch(/rye_loaves >= 35;/u);
  });

  it('says what is aimed at in other words, where these are about the same', () => {
    const profit = (id: string, words: string): Annotated =>
      annotated(`=== ${id} | linear | bakery | owner
We bake rye loaves and oat loaves. A rye loaf brings in 2 dollars and an oat loaf 3 dollars. ${words}
---
var rye "rye loaves" | "rye loaf": int
var oat "oat loaves" | "oat loaf": int
maximize "${words.replace(/[.?]$/u, '')}": 2*rye + 3*oat
= optimal ?
`);
    const others = ['How do we get the highest profit?', 'Spend as much as possible.'];
    const bank = [...others.map((words, at) => profit(`five-00${String(at)}-other`, words)), bakery];
    expect(textsOf(profit('four-001-mine', 'Earn the most.'), bank).sort()).toEqual([
      'We bake rye loaves and oat loaves. A rye loaf brings in 2 dollars and an oat loaf 3 dollars. Earn the most.',
      'We bake rye loaves and oat loaves. A rye loaf brings in 2 dollars and an oat loaf 3 dollars. How do we get the highest profit?',
    ]);
  });

  it('takes no rule that counts in other units', () => {
    const jobs = (id: string, unit: string, glued: string): Annotated =>
      annotated(`=== one-${id} | scheduling | workshop | owner
Sawing takes 2 ${unit} and gluing 3 ${unit}. Gluing ${glued}. Be done as early as possible.
---
set jobs: sawing "Sawing", gluing "gluing" | "Gluing"
data length[jobs] "takes": 2 3
var start[jobs]: time
"${glued}": start[gluing] >= ${/\d+/u.exec(glued)?.[0] ?? ''}
minimize "as early as possible": max(j in jobs)(start[j] + length[j])
= optimal ?
`);
    const hours = jobs('002-hours', 'hours', 'starts at hour 4 or later');
    const others = [
      jobs('003-minutes', 'minutes', 'cannot begin before minute 9'),
      jobs('004-hours', 'hours', 'cannot begin before hour 5'),
    ];
    const texts = textsOf(hours, others);
    expect(texts).toContain(
      'Sawing takes 2 hours and gluing 3 hours. Gluing cannot begin before hour 5. Be done as early as possible.',
    );
    expect(texts.filter((text) => text.includes('minute'))).toEqual([]);
  });

  it.each([1, 2])('has every name, number and rule at its words (seed %i)', (seed) => {
    const sources = corpusRecords()
      .filter((_, at) => at % 20 === 0)
      .flatMap((record) => annotatedOf(record).annotated ?? []);
    const bank = ruleBankOf(sources);
    const random = new Random(seed);
    let changed = 0;
    const wrong = sources.flatMap((source) => {
      const after = exchange(source, random, bank);
      changed += Number(after !== source);
      return wrongIn(after).map((what) => `${source.id}: ${what}`);
    });
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(sources.length / 4);
  });
});

function wrongIn({ text, graph, statements, numbers }: Annotated): string[] {
  const wrong: string[] = [];
  if (JSON.stringify(numbersOf(text, namesOf(graph))) !== JSON.stringify(numbers)) wrong.push('other numbers');
  for (const statement of statements) {
    if (statement.kind === 'missing') continue;
    const body = statement.kind === 'objective' ? statement.value : statement.body;
    for (const each of within(body)) {
      if (
        each.kind === 'quantity' &&
        text.slice(each.quantity.span.start, each.quantity.span.end) !== each.quantity.text
      )
        wrong.push(`${each.quantity.text} is not at its place`);
      const family = each.kind === 'variable' ? graph.variables[each.variable] : undefined;
      if (each.kind === 'variable' && !family) wrong.push('no such variable');
    }
    for (const { start, end } of statement.spans)
      if (start >= end || text.slice(start, end).trim() !== text.slice(start, end)) wrong.push('no words');
  }
  const members = graph.sets.flatMap((set) => ('first' in set.members ? [] : set.members));
  for (const { mentions } of [...graph.sets, ...members, ...graph.tables, ...graph.variables])
    for (const { start, end } of mentions)
      if (/\p{L}{2}/u.test(text.slice(start - 1, start + 1)) || /\p{L}{2}/u.test(text.slice(end - 1, end + 1)))
        wrong.push(`${text.slice(start - 3, end + 3)} is cut`);
  return wrong;
}
