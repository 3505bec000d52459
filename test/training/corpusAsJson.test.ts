import { describe, expect, it } from 'vitest';
import { graphOf, readCitedJson, resolve, uncoveredLimits, type Quote } from '../../server/src/prose/cited';
import { corpusRecords } from '../../training/gold/files';
import type { GoldRecord } from '../../training/gold/record';

/** A part of the corpus, of every writer and area. */
const EVERY = 15;

function records(): GoldRecord[] {
  return corpusRecords().filter((_, at) => at % EVERY === 0);
}

const quotesOf = (quotes: readonly Quote[]): string[] =>
  quotes.map(({ words, place }) => (place === undefined ? words : `${words}@${String(place)}`));

/** A gold as a language model would write it. */
function jsonOf({ statements, isProblem }: GoldRecord): string {
  const lists: Record<string, unknown[]> = {};
  const add = (key: string, value: unknown): void => void (lists[key] ??= []).push(value);
  let objective: unknown = null;
  for (const statement of statements) {
    const quotes = quotesOf(statement.quotes);
    switch (statement.kind) {
      case 'set': {
        const members = statement.members.map((member) => ({ id: member.id, quotes: quotesOf(member.quotes) }));
        add('sets', { id: statement.id, quotes, members });
        break;
      }
      case 'range':
        add('sets', { id: statement.id, quotes, from: statement.from, to: statement.to });
        break;
      case 'data': {
        const { id, sets, fallback, values } = statement;
        add('data', { id, sets, quotes, default: fallback ?? null, values: values.length > 1 ? values : values[0] });
        break;
      }
      case 'pairs':
        add('pairs', { id: statement.id, sets: statement.sets, quotes, pairs: statement.pairs });
        break;
      case 'var':
        add('variables', { id: statement.id, sets: statement.sets, quotes, type: statement.type });
        break;
      case 'let':
        add('lets', { id: statement.id, quotes, expression: statement.expression });
        break;
      case 'objective':
        objective = { direction: statement.direction, quotes, expression: statement.expression };
        break;
      case 'constraint':
        add('constraints', { quotes, force: statement.force, expression: statement.expression });
        break;
      case 'missing':
        add('missing', { what: statement.what, quotes, question: statement.question });
        break;
      case 'ignore':
        for (const each of [...quotes, ...statement.numbers]) add('ignore', each);
        break;
      case 'either':
        break;
    }
  }
  return JSON.stringify({ problem: isProblem, ...lists, objective });
}

describe('the corpus as a language model would write it', () => {
  const all = records();

  it('is read without a fault, and becomes what the gold becomes', () => {
    const wrong = all.flatMap((record) => {
      const { model, faults } = readCitedJson(jsonOf(record), record.text);
      const resolved = resolve(model);
      const made = graphOf(resolved);
      const said = [...faults, ...resolved.faults, ...made.faults].map(({ message }) => message);
      const gold = graphOf(resolve(record)).graph;
      const count = ({ variables, constraints, tables }: typeof gold): string =>
        [variables.length, constraints.length, tables.length].join(' ');
      if (count(gold) !== count(made.graph)) said.push('another graph');
      return said.length === 0 ? [] : [`${record.id}: ${said.join('; ')}`];
    });
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('speaks of nearly every word of a limit', () => {
    const uncovered = all.filter((record) => record.isProblem && uncoveredLimits(resolve(record)).length > 0);
    expect(uncovered.length / all.length).toBeLessThan(0.05);
  });
});
