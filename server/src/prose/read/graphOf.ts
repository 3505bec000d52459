import {
  emptyGraph,
  type Constraint,
  type DecisionVariable,
  type Objective,
  type ProblemGraph,
  type Quantity,
  type RowConstraint,
  type Term,
} from '../graph';
import { ofOneNamed } from '../aimed';
import { ofNameBehind } from '../beside';
import { asComparative } from '../comparative';
import type { Assembly, AssembledRow } from './assemble';
import type { Document } from './document';
import type { Heads } from './heads';
import { withPenalties, type UnplacedPenalty } from './penalties';
import type { Slot } from './rows';
import { constraintSpan, sentenceOf, spanOf } from './spans';
import { withStandings } from './standing';
import type { TaggedTokens } from './tags';

/** A graph, and the rows that could not become constraints because no variable has a number or a place in them. */
export interface Built {
  readonly graph: ProblemGraph;
  readonly emptyRows: readonly AssembledRow[];
  /** Tokens of the words that ask for the objective; undefined where there are none. */
  readonly asked: TaggedTokens | undefined;
  /** Prices that belong to no constraint, and why. */
  readonly unplaced: readonly UnplacedPenalty[];
  /** What a row, one that was read or another, becomes; without what the words around it add. */
  readonly constraintsFrom: (row: AssembledRow) => readonly RowConstraint[];
}

/** Turns an assembly into the problem graph, every node with the words it came from. */
export function graphOf(read: Document, heads: Heads, tags: readonly TaggedTokens[], assembly: Assembly): Built {
  const document = withoutNamesAsUnits(read, assembly);
  const asked = askedFor(heads, tags);
  const variables = assembly.variables.map((mentions) => variableOf(document, heads, mentions, assembly));
  const constraints: Constraint[] = [];
  const emptyRows: AssembledRow[] = [];
  for (const row of assembly.rows) {
    const made = constraintsOf(document, tags, assembly, row)
      .map((each) => ofNameBehind(each, variables, read.text))
      .map((each) => asComparative(each, read.text));
    if (made.length === 0) emptyRows.push(row);
    constraints.push(...made);
  }
  const objective =
    asked && assembly.variables.length > 0
      ? ofOneNamed(objectiveOf(document, heads, tags, assembly, asked), variables, read.text)
      : undefined;
  const priced = withPenalties(constraints, read);
  const graph = { ...emptyGraph, variables, objective, constraints: withStandings(priced.constraints, read.text) };
  const constraintsFrom = (row: AssembledRow) => constraintsOf(document, tags, assembly, row);
  return { graph, emptyRows, asked, unplaced: priced.unplaced, constraintsFrom };
}

/** "40 rye loaves": the word after a number is no unit where it is a variable's name. */
function withoutNamesAsUnits(document: Document, assembly: Assembly): Document {
  const isName = (token: number): boolean =>
    assembly.variables.some((mentions) => mentions.some(({ first, last }) => first <= token && token < last));
  const numbers = document.numbers.map((mention) => {
    const { unit } = mention.quantity;
    const named = unit !== undefined && unit === document.tokens[mention.last]?.text && isName(mention.last);
    return named ? { ...mention, quantity: { ...mention.quantity, unit: undefined } } : mention;
  });
  return { ...document, numbers };
}

function variableOf(
  document: Document,
  heads: Heads,
  mentions: readonly TaggedTokens[],
  assembly: Assembly,
): DecisionVariable {
  const spans = mentions.map((mention) => spanOf(document, mention));
  // All variables of a text are of one kind, so all mentions have a say.
  const all = assembly.variables.flat();
  const likely = all.reduce((sum, { first }) => sum + heads.divisible(first + 1), 0) / Math.max(1, all.length);
  const isDivisible = document.wholeness ? !document.wholeness.whole : likely > 0.5;
  const [first] = spans;
  return {
    name: first ? document.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : '',
    mentions: spans,
    index: [],
    domain: isDivisible ? 'continuous' : 'integer',
    domainSpan: document.wholeness?.span ?? (isDivisible ? spans[0] : undefined),
  };
}

/** The words that ask for the objective: as tagged, else the likeliest place where the tags waver. */
function askedFor(heads: Heads, tags: readonly TaggedTokens[]): TaggedTokens | undefined {
  const tagged = tags.filter(({ label }) => label === 'OBJ_DIR');
  const begin = 9; // B-OBJ_DIR
  const sure = (each: TaggedTokens): number => heads.tag(each.first + 1, begin);
  if (tagged.length > 0) return tagged.reduce((best, each) => (sure(each) > sure(best) ? each : best));
  let best: TaggedTokens | undefined;
  for (let token = 0; token + 1 < heads.positions; token++) {
    if (heads.tag(token + 1, begin) > Math.log(0.15) && (!best || heads.tag(token + 1, begin) > sure(best)))
      best = { label: 'OBJ_DIR', first: token, last: token + 1 };
  }
  return best;
}

function objectiveOf(
  document: Document,
  heads: Heads,
  tags: readonly TaggedTokens[],
  assembly: Assembly,
  asked: TaggedTokens,
): Objective {
  const here = document.sentences.ofToken[asked.first];
  const names = tags.filter(({ label, first }) => label === 'OBJ_NAME' && document.sentences.ofToken[first] === here);
  const after = names.find(({ first }) => first >= asked.last) ?? names.at(-1);
  const name = after ?? tags.find(({ label }) => label === 'OBJ_NAME');
  const span = spanOf(document, {
    first: Math.min(asked.first, after?.first ?? asked.first),
    last: Math.max(asked.last, after?.last ?? asked.last),
  });
  const words = name && spanOf(document, name);
  return {
    direction: heads.maximize > 0.5 ? 'maximize' : 'minimize',
    name: words && document.text.slice(words.start, words.end).replace(/\s+/gu, ' '),
    terms: termsOf(document, assembly.objective),
    span,
  };
}

function termsOf(document: Document, slots: readonly Slot[]): Term[] {
  return slots.flatMap((slot, variable): Term[] => {
    if (slot === 'zero') return [];
    return [{ variable, coefficient: slot === 'one' ? undefined : document.numbers[slot]?.quantity }];
  });
}

function constraintsOf(
  document: Document,
  tags: readonly TaggedTokens[],
  assembly: Assembly,
  row: AssembledRow,
): RowConstraint[] {
  const limit = row.number === undefined ? undefined : document.numbers[row.number]?.quantity;
  const size = assembly.variables.length;
  const about = (...variables: readonly number[]) => ({
    span: constraintSpan(
      document,
      tags,
      row,
      variables.map((variable) => assembly.variables[variable] ?? []),
    ),
    sentence: sentenceOf(document, row.token),
    comparator: row.operator,
    confidence: Math.min(row.probability, row.slotProbability),
  });
  const { left, right } = row;
  if (row.class === 'comparison' || row.class === 'multiple') {
    return left === undefined || right === undefined || left === right || size < 2
      ? []
      : [{ kind: 'ratio', ...about(left, right), left, factor: row.class === 'multiple' ? limit : undefined, right }];
  }
  if (!limit) return [];
  if (row.class === 'share')
    return left === undefined ? [] : [{ kind: 'share', ...about(left), variable: left, fraction: asFraction(limit) }];
  const terms = termsOf(document, row.slots);
  const [first] = terms;
  const counted = terms.every(({ coefficient }) => coefficient === undefined);
  if (!first) return [];
  if (row.class === 'each') return terms.map(({ variable }) => ({ kind: 'bound', ...about(), variable, limit }));
  if (counted && terms.length === 1)
    return [{ kind: 'bound', ...about(first.variable), variable: first.variable, limit }];
  if (counted && terms.length === size) return [{ kind: 'total', ...about(), limit }];
  return [{ kind: 'linear', ...about(), terms, limit }];
}

/** "at least 25 of the money": a share told as a plain number is meant in percent. */
function asFraction(quantity: Quantity): Quantity {
  return quantity.kind === 'number' && quantity.value > 1
    ? { ...quantity, kind: 'percent', value: quantity.value / 100 }
    : quantity;
}
