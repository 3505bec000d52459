// Models without a solution for bench/explain.ts: from the problem sets, and made from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelInstances } from './instances';
import { parseModel } from '../server/src/minizinc';
import { LineIndex, type Position } from '../server/src/text';

interface LatinSquares {
  readonly id: string;
  readonly model: string;
  nameOf(line: number, indices: Readonly<Record<string, string>>): string;
  /** Names of the members, in order, for each conflict. */
  readonly conflicts: readonly string[];
}

/** FindMUS's latin squares with its twelve conflicts. */
export function latinSquares(sets: string): LatinSquares {
  const folder = join(sets, 'unsat/findmus');
  const model = readFileSync(join(folder, 'latin_squares.mzn'), 'utf8');
  const known = JSON.parse(readFileSync(join(folder, 'latin_squares.muses.json'), 'utf8')) as {
    readonly all_muses: readonly (readonly string[])[];
  };
  const lines = model.split('\n');
  return {
    id: 'latin squares',
    model,
    conflicts: known.all_muses.map((names) => [...names].sort().join(' ')),
    nameOf: (line, { i, j }) => {
      const text = lines[line] ?? '';
      if (text.includes('alldifferent')) return i === undefined ? `dc${j}` : `dr${i}`;
      const index = Number(i ?? j);
      return `${text.includes('lex_less') ? 'lr' : 'gc'}${index}${index + 1}`;
    },
  };
}

interface WordProblemRecord {
  readonly id: string;
  readonly document: string;
  readonly rows_le: readonly (readonly number[])[];
  readonly rows_align_with_declarations: boolean;
  readonly mus_integer: readonly (readonly number[])[];
  readonly const_declarations: readonly {
    readonly limit?: string;
    readonly param?: string;
    readonly direction: string;
  }[];
}

interface WordProblem {
  readonly id: string;
  readonly text: string;
  /** Its rows as a model, one on each line from `firstLine` on. */
  readonly model: string;
  readonly firstLine: number;
  /** Row numbers, in order, for each conflict. */
  readonly conflicts: readonly string[];
  /** The sentences of each conflict as numbers, in order. */
  readonly sentences: readonly string[];
  sentenceAt(position: Position): number;
}

/** Word problems without a solution, with all their conflicts. */
export function wordProblems(sets: string): readonly WordProblem[] {
  return readFileSync(join(sets, 'unsat/nl4opt-infeasible.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => wordProblem(JSON.parse(line) as WordProblemRecord));
}

function wordProblem(record: WordProblemRecord): WordProblem {
  const { id, document, rows_le, mus_integer, const_declarations } = record;
  const count = (rows_le[0]?.length ?? 1) - 1;
  const declarations = Array.from({ length: count }, (_, index) => `var 0..: x${index};`);
  const rows = rows_le.map((row) => {
    const sum = row.slice(0, count).map((factor, index) => `${decimal(factor)} * x${index}`);
    return `constraint ${sum.join(' + ')} <= ${decimal(row[count] ?? 0)};`;
  });
  const starts = [0, ...[...document.matchAll(/[.!?]\s+(?=[A-Z])/g)].map((match) => match.index + match[0].length)];
  const sentenceOf = (offset: number): number => starts.filter((start) => start <= offset).length - 1;
  // Where rows and what was annotated do not match, the number of a row tells where it was said.
  const limits = rows_le.map((row) => ({ limit: String(Math.abs(row[count] ?? 0)), param: undefined, direction: '' }));
  const said = record.rows_align_with_declarations ? const_declarations : limits;
  const sentenceOfRow = said.map(({ limit, param, direction }) => {
    const numbers = [limit, param].filter((word) => word !== undefined);
    const places = numbers.flatMap((word) => [
      ...document.matchAll(new RegExp(`(?<![\\d.])${escaped(word)}(?![\\d])`, 'g')),
    ]);
    const found = places.map(({ index }) => sentenceOf(index));
    return found.find((at) => document.slice(starts[at], starts[at + 1]).includes(direction)) ?? found[0];
  });
  const lines = new LineIndex(document);
  return {
    id,
    text: document,
    model: [...declarations, ...rows, ''].join('\n'),
    firstLine: count,
    conflicts: mus_integer.map((row) => [...row].map(String).sort().join(' ')),
    sentences: mus_integer.map((row) =>
      [...new Set(row.map((index) => sentenceOfRow[index] ?? -1))].sort((a, b) => a - b).join(' '),
    ),
    sentenceAt: (position) => sentenceOf(lines.offsetAt(position)),
  };
}

function escaped(word: string): string {
  return word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

/** Thirds and the like are the fractions that were meant. */
function decimal(number: number): string {
  for (let below = 1; below <= 1000; below++) {
    const above = Math.round(number * below);
    if (Math.abs(above / below - number) < 1e-12) return below === 1 ? String(above) : `(${above} / ${below})`;
  }
  return String(number);
}

export interface InfeasibleModel {
  readonly id: string;
  readonly model: string;
  readonly data: readonly string[];
}

/** Real models of which more is asked than there is: a shorter horizon, one room less, a larger yield. */
export function beyondOptimum(sets: string): readonly InfeasibleModel[] {
  return modelInstances(sets).flatMap(({ id, model, data, status, objective }): readonly InfeasibleModel[] => {
    if (status !== 'optimal' || objective === null) return [];
    const text = readFileSync(model, 'utf8');
    const solve = parseModel(text).items.find((item) => item.kind === 'solve');
    if (solve?.kind !== 'solve' || !solve.objective) return [];
    const goal = text.slice(solve.objective.from, solve.objective.to);
    const step = Math.max(1, Math.round(Math.abs(objective) / 5));
    const limit =
      solve.goal === 'minimize' ? `<= ${Math.round(objective) - step}` : `>= ${Math.round(objective) + step}`;
    return [{ id, data, model: `${text.replace(/;?\s*$/, ';')}\nconstraint (${goal}) ${limit};\n` }];
  });
}

/** A model of so many constraints on pairs of numbers, three of which cannot hold together; one constraint a line. */
export function manyConstraints(size: number): readonly string[] {
  const variables = Math.ceil(size / 2);
  let state = 1;
  const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
  const hidden = Array.from({ length: variables }, () => below(100));
  const lines = Array.from({ length: size - 3 }, () => {
    const [first, second] = [below(variables), below(variables)];
    const sum = (hidden[first] ?? 0) + (hidden[second] ?? 0);
    return below(2) === 0
      ? `constraint x[${first + 1}] + x[${second + 1}] <= ${sum + below(5)};`
      : `constraint x[${first + 1}] + x[${second + 1}] >= ${sum - below(5)};`;
  });
  lines.splice(Math.floor(size / 3), 0, 'constraint u >= v + 5;');
  lines.splice(Math.floor(size / 2), 0, 'constraint v >= w + 10;');
  lines.splice(Math.floor(size / 1.5), 0, 'constraint w >= u - 14;');
  return [`array[1..${variables}] of var 0..100: x;`, 'var 0..100: u;', 'var 0..100: v;', 'var 0..100: w;', ...lines];
}
