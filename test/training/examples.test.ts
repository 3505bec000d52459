import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Expression, ProblemGraph } from '../../server/src/prose';
import {
  ProgramReader,
  ProgramState,
  statementKinds,
  symbols,
  type Step,
  type Things,
} from '../../server/src/prose/program';
import { kindsOf } from '../../server/src/prose/parse/kinds';
import { annotatedOf } from '../../training/annotated';
import { exampleOf, type Example } from '../../training/examples';
import { parseCorpus } from '../../training/gold/parse';

const CORPUS = 'training/corpus';
const records = readdirSync(CORPUS)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => parseCorpus(readFileSync(join(CORPUS, name), 'utf8')).records)
  .filter((_, at) => at % 8 === 0);

const examples = records.flatMap((record) => {
  const { annotated } = annotatedOf(record);
  const example = annotated && exampleOf(annotated, new Map());
  return example ? [{ annotated, example }] : [];
});

/** What the places of a text stand for, from its targets. */
function thingsOf({ targets, input }: Example, { sets, variables, tables }: ProblemGraph): Things {
  const [things = [], setNames = [], tableNames = [], families = [], definitions = []] = targets.names;
  const at = (layer: typeof things, place: number): number | undefined =>
    layer.find(([first, last]) => first <= place && place <= last)?.[2];
  const members = sets.flatMap(({ members: each }, set) =>
    Array.isArray(each) ? each.map((_, member) => ({ set, member })) : [],
  );
  const singles = variables.flatMap(({ index }, variable) => (index.length === 0 ? [variable] : []));
  const many = variables.flatMap(({ index }, variable) => (index.length > 0 ? [variable] : []));
  const unnamed = many.findIndex((variable) => variables[variable]?.mentions.length === 0);
  const memberAt = (place: number) => members[at(things, place) ?? -1];
  return {
    number: (place, other) => {
      const number = input.numbers[input.numberPositions.indexOf(place)];
      const value = number?.values[Number(other)];
      return number && value !== undefined
        ? { value, kind: number.kind, span: number.span, text: '', unit: undefined }
        : undefined;
    },
    member: memberAt,
    set: (place) => at(setNames, place) ?? memberAt(place)?.set,
    thing: (to, place) => {
      if (to === 'definition') return at(definitions, place);
      if (to === 'family') return many[at(families, place) ?? (many.length === 1 ? 0 : unnamed)];
      if (to === 'single') return singles[(at(things, place) ?? -1) - members.length];
      const cell = targets.cells.find(([position]) => position === place);
      return at(tableNames, place) ?? (cell && tables[cell[1]] ? cell[1] : undefined);
    },
  };
}

/** An expression with its indices named by depth and its numbers by value. */
function shape(expression: Expression): string {
  const names: string[] = [];
  const rename = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(rename);
    if (typeof each !== 'object' || each === null) return each;
    const node = each as Readonly<Record<string, unknown>>;
    if (node['kind'] === 'quantity') return (node['quantity'] as { value: number }).value.toPrecision(12);
    if (node['kind'] === 'index') return `index ${String(names.lastIndexOf(String(node['name'])))}`;
    if (node['kind'] !== 'over')
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rename(value)]));
    const depth = names.length;
    const binders = (node['binders'] as { name: string; over: unknown }[]).map(({ name, over }) => {
      const range = rename(over);
      names.push(name);
      return range;
    });
    const inside = [rename(node['where']), rename(node['body'])];
    names.length = depth;
    return ['over', node['quantifier'], binders, inside];
  };
  return JSON.stringify(rename(expression));
}

describe('programs of the corpus', () => {
  it('are what the grammar takes, to the last step', () => {
    for (const { example } of examples) {
      for (const [kind, , , , steps] of example.targets.statements) {
        const name = statementKinds[kind] ?? 'constraint';
        let state = ProgramState.of(name);
        for (const [symbol = -1] of steps) {
          const next = symbols[symbol];
          if (!next) throw new Error(`no symbol ${String(symbol)}`);
          state = state.after(next);
        }
        expect(state.isDone).toBe(true);
      }
    }
  });

  it('keep to what is declared, but where a place in an order is a thing of a set', () => {
    const stray: string[] = [];
    for (const { annotated, example } of examples) {
      if (!annotated || example.lost.length > 0) continue;
      const kinds = kindsOf({ ...annotated.graph, things: thingsOf(example, annotated.graph) });
      for (const [kind, , , , steps] of example.targets.statements) {
        let state = ProgramState.of(statementKinds[kind] ?? 'constraint', kinds);
        for (const [symbol = -1, place] of steps) {
          const next = symbols[symbol];
          if (!next || !state.allows(next, place)) {
            stray.push(`${example.id}: ${JSON.stringify(next)} at ${String(place)} in ${JSON.stringify(steps)}`);
            break;
          }
          state = state.after(next, place);
        }
      }
    }
    expect(stray.length, stray.join('\n')).toBeLessThan(examples.length / 100);
  });

  it('read back as what they were written from', () => {
    let count = 0;
    for (const { annotated, example } of examples) {
      if (!annotated || example.lost.length > 0) continue;
      const things = thingsOf(example, annotated.graph);
      const told = annotated.statements.flatMap((each) =>
        each.kind === 'constraint' && each.force === 'asked' ? [shape(each.body)] : [],
      );
      const read = example.targets.statements.flatMap(([kind, , , , steps]) => {
        if (statementKinds[kind] !== 'constraint') return [];
        const written = steps.map(([symbol = -1, ...places]): Step =>
          places.length > 0 ? { symbol, places } : { symbol },
        );
        return [shape(new ProgramReader(written, things).expression())];
      });
      expect([example.id, ...read].sort()).toEqual([example.id, ...told].sort());
      count += read.length;
    }
    expect(count).toBeGreaterThan(600);
  });

  it('say nearly everything: 98 of 100 problems whole', () => {
    const whole = examples.filter(({ example }) => example.lost.length === 0);
    expect(whole.length / examples.length).toBeGreaterThan(0.97);
  });
});
