import loadGlpk from 'glpk.js/node';
import { describe, expect, it } from 'vitest';
import { isContradictory } from '../../server/src/prose/contradiction';
import { corpusRecords } from '../../training/gold/files';
import { graphFrom, annotatedFrom } from './goldText';

const glpk = await loadGlpk();

/** Whether rules over some things, in the notation of the corpus, contradict each other. */
function contradict(declared: readonly string[], ...rules: readonly string[]): boolean {
  return isContradictory(graphFrom(declared, rules), glpk);
}

describe('rules that nothing can satisfy', () => {
  it.each([
    [['a + b <= 10', 'a >= 8', 'b >= 5'], true],
    [['a + b <= 10', 'a >= 8', 'b >= 2'], false],
    [['a >= 40%*(a + b)', 'b >= 70%*(a + b)', 'a + b >= 10'], true],
    [['abs(a - b) <= 2', 'a >= 10', 'b <= 5'], true],
  ])('are found over amounts: %j', (rules, is) => {
    expect(contradict(['var a "a": int', 'var b "b": real'], ...rules)).toBe(is);
  });

  it.each([
    [['go[x] -> go[y]', 'go[x]', 'not go[y]'], true],
    [['go[x] -> go[y]', 'not go[x]', 'not go[y]'], false],
    [['sum(p in people)(go[p]) >= 2', 'not (go[x] /\\ go[y])', 'not go[z]'], true],
    [['sum(p in people)(cost[p]*go[p]) <= 10', 'go[x]', 'go[y] \\/ go[z]'], true],
    [['sum(p in people)(cost[p]*go[p]) <= 12', 'go[x]', 'go[y] \\/ go[z]'], false],
    [['go[x] xor go[y]', 'go[x] <-> go[y]'], true],
  ])('are found over choices: %j', (rules, is) => {
    const people = ['set people "people": x "x", y "y", z "z"', 'data cost[people] "cost": 7 5 6'];
    expect(contradict([...people, 'var go[people] "go": bool'], ...rules)).toBe(is);
  });

  it.each([
    [['in_[x] = red', 'in_[x] = in_[y]', 'in_[y] != red'], true],
    [['count(in_, red) >= 2', 'in_[x] = blue', 'in_[z] = blue'], true],
    [['forall(r in rooms)(count(in_, r) <= 1)'], true],
    [['all_different(in_)'], true],
    [['in_[x] != in_[y]', 'in_[y] != in_[z]'], false],
    [['in_[x] != in_[y]', 'in_[y] != in_[z]', 'in_[x] != in_[z]'], true],
  ])('are found over members: %j', (rules, is) => {
    const sets = ['set people "people": x "x", y "y", z "z"', 'set rooms "rooms": red "red", blue "blue"'];
    expect(contradict([...sets, 'var in_[people] "in": rooms'], ...rules)).toBe(is);
  });

  it.each([
    [['all_different(at)', 'at[x] = 2', 'at[y] = 2'], true],
    [['all_different(at)', 'abs(at[x] - at[y]) = 1', 'at[x] = 1', 'at[y] = 3'], true],
    [['all_different(at)', 'at[x] < at[y]', 'at[y] < at[z]', 'at[z] = 2'], true],
    [['all_different(at)', 'at[x] = at[y] + 1', 'at[y] = 2'], false],
  ])('are found over places in a row: %j', (rules, is) => {
    const people = 'set people "people": x "x", y "y", z "z"';
    expect(contradict([people, 'var at[people] "at": position'], ...rules)).toBe(is);
  });

  it.each([
    [['start[x] + long[x] <= start[y]', 'start[y] <= 6'], true],
    [['start[x] + long[x] <= start[y]', 'start[y] + long[y] <= start[x]'], true],
    [['start[x] >= 2', 'max(p in people)(start[p] + long[p]) <= 8'], true],
    // That tasks must not overlap is left out.
    [['disjunctive(start, long)', 'max(p in people)(start[p] + long[p]) <= 8'], false],
  ])('are found over moments: %j', (rules, is) => {
    const people = ['set people "people": x "x", y "y", z "z"', 'data long[people] "long": 7 5 6'];
    expect(contradict([...people, 'var start[people] "start": time'], ...rules)).toBe(is);
  });
});

it('finds most problems of the corpus that have no solution, and none that has one', () => {
  const found = { feasible: 0, infeasible: 0, all: 0 };
  for (const [at, record] of corpusRecords().entries()) {
    const isInfeasible = record.answer.kind === 'infeasible';
    const isSolved = record.answer.kind === 'satisfied' || record.answer.value !== undefined;
    if (at % 12 !== 0 || !(isInfeasible || isSolved)) continue;
    const is = isContradictory(annotatedFrom(record).graph, glpk);
    found.all += Number(isInfeasible);
    if (is) found[isInfeasible ? 'infeasible' : 'feasible']++;
  }
  expect(found.feasible).toBe(0);
  expect(found.infeasible / found.all).toBeGreaterThan(0.7);
});
