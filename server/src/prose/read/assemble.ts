import { chooseTogether, type Need } from './ascend';
import { choicesOf, type Choice, type Choices } from './choices';
import type { Document } from './document';
import { cost } from './habits';
import type { Heads } from './heads';
import { rowCandidates, type RowCandidate, type Slot } from './rows';
import { simpleRow, type AssembledRow } from './simpleRow';
import type { TaggedTokens } from './tags';
import { stem } from './tokens';
import type { VariableSet } from './variables';

export type { AssembledRow } from './simpleRow';

/** A whole problem: rows and objective with every slot chosen. */
export interface Assembly {
  readonly variables: VariableSet['variables'];
  readonly objective: readonly Slot[];
  readonly rows: readonly AssembledRow[];
  /** Probability of the objective's slots, the geometric mean. */
  readonly objectiveProbability: number;
  readonly score: number;
}

/** Rows the network is of two minds about that are tried without; more would only take time. */
const mostDoubtful = 6;

/**
 * Chooses all slots of all rows at once, for one set of variables: each number is used about once, numbers of one row
 * have one unit, and every variable takes part.
 */
export function assemble(document: Document, heads: Heads, tags: readonly TaggedTokens[], set: VariableSet): Assembly {
  const { variables } = set;
  const inVariable = (token: number): boolean =>
    variables.some((mentions) => mentions.some(({ first, last }) => first <= token && token < last));
  const numbers = document.numbers.flatMap(({ first }, index) => (inVariable(first) ? [] : [index]));
  const choices = choicesOf(document, heads, variables, numbers, aimOf(document, tags));
  const needs = numbers.map((number): Need => ({ number, weight: need(document, heads, number) }));
  const solve = (rows: readonly RowCandidate[]): Assembly => solveRows(heads, variables, choices, needs, rows);
  const candidates = rowCandidates(document, heads, tags, inVariable);
  let best = solve(candidates);
  // A row the network is of two minds about stays only where the whole is better with it.
  for (const doubtful of candidates.filter((each) => each.doubtful).slice(0, mostDoubtful)) {
    const without = solve(best.rows.filter((row) => row.token !== doubtful.token));
    if (without.score > best.score) best = without;
  }
  return { ...best, score: best.score + set.score };
}

/** Stems of the words that name the objective. */
function aimOf({ tokens }: Document, tags: readonly TaggedTokens[]): ReadonlySet<string> {
  const named = tags
    .filter(({ label }) => label === 'OBJ_NAME')
    .flatMap(({ first, last }) => tokens.slice(first, last));
  return new Set(named.map(({ text }) => stem(text)));
}

function solveRows(
  heads: Heads,
  variables: VariableSet['variables'],
  choices: Choices,
  needs: readonly Need[],
  candidates: readonly RowCandidate[],
): Assembly {
  const limits = new Set(candidates.flatMap(({ number }) => (number === undefined ? [] : [number])));
  const open = candidates.filter((row) => row.class === 'linear');
  const fixed = candidates.filter((row) => row.class !== 'linear').map((row) => simpleRow(heads, variables, row));
  const objectives = choices(0, undefined).filter(({ slots }) => slots.some((slot) => slot !== 'zero'));
  const { picks, score } = chooseTogether(
    [objectives, ...open.map((row) => choices(row.token + 1, row.number))],
    needs.filter(({ number }) => !limits.has(number)),
    limits,
  );
  const [objective, ...chosen] = picks.map((pick) => filled(pick, variables.length));
  const slots = objective?.slots ?? [];
  const rows = [
    ...fixed,
    ...open.map((row, index) => ({
      ...row,
      left: undefined,
      right: undefined,
      ...(chosen[index] ?? filled(undefined, 0)),
    })),
  ].sort((a, b) => a.token - b.token);
  let sum = score - idleness(variables.length, slots, rows);
  for (const row of candidates) sum += existence(heads, row);
  for (const row of fixed) sum += Math.log(Math.max(row.slotProbability, 1e-4));
  return { variables, objective: slots, objectiveProbability: objective?.slotProbability ?? 0, rows, score: sum };
}

function filled(choice: Choice | undefined, size: number): Pick<AssembledRow, 'slots' | 'slotProbability'> {
  if (!choice) return { slots: new Array<Slot>(size).fill('zero'), slotProbability: 0 };
  return { slots: choice.slots, slotProbability: Math.exp(choice.logProbability / Math.max(1, choice.slots.length)) };
}

/** What speaks for a row being there, against its number being none. */
function existence(heads: Heads, row: RowCandidate): number {
  const there = 0.5 * Math.log(Math.max(row.probability, 1e-3));
  return row.number === undefined
    ? there
    : there - 0.5 * Math.log(Math.max(heads.rowClass(row.token + 1, 'none'), 1e-3));
}

function idleness(size: number, objective: readonly Slot[], rows: readonly AssembledRow[]): number {
  let idle = 0;
  for (let variable = 0; variable < size; variable++) {
    const taken = (slots: readonly Slot[]): boolean => slots[variable] !== undefined && slots[variable] !== 'zero';
    const busy =
      taken(objective) ||
      rows.some(
        (row) => row.class !== 'total' && (taken(row.slots) || row.left === variable || row.right === variable),
      );
    if (!busy) idle++;
  }
  return cost.idleVariable * idle + cost.variable * size + (size < 2 ? cost.single : 0);
}

/** How much a number wants to be used: what the tags say, less for small numbers in words. */
function need(document: Document, heads: Heads, number: number): number {
  const mention = document.numbers[number];
  if (!mention) return 0;
  const outside = Math.exp(heads.tag(mention.first + 1, 0));
  const { kind, value } = mention.quantity;
  const habit = kind !== 'word' ? 1 : value === 1 ? 0.15 : value <= 4 ? 0.3 : 1;
  return habit * Math.max(0.1, 1 - outside);
}
