import type { Span } from '../../text';
import { within, type Definition, type Expression } from '../expression';
import { emptyGraph, type Constraint, type Objective, type ProblemGraph } from '../graph';
import type { GLPK } from 'glpk.js/node';
import { ofOneNamed } from '../aimed';
import { ofNameBehind } from '../beside';
import { asComparative } from '../comparative';
import { asConditioned, asExclusive } from '../conditions';
import { isContradictory } from '../contradiction';
import { proportionIn } from '../proportions';
import { ProgramReader, symbols, Unreadable, type Step, type Symbol } from '../program';
import type { Hypothesis, Parsed, ParsedStatement } from './parsed';
import { pairOf } from './parsed';
import { numbersWithin, type Input } from './input';
import { inScale } from './averages';
import { asCompared } from './comparators';
import { isDate } from './dates';
import { chooseJointly, type Chosen } from './joint';
import { spanOf, type Group } from './names';
import { withImplied } from './implied';
import { plausibly } from './plausibly';
import { mixedSums } from './mixed';
import { objectiveOf, rowOf } from './rows';
import { has, numberAt } from './source';
import { structureOf, type Structure } from './structure';
import { hasIdleIndex, hasTwinSummands, nonsenseOf } from './sense';
import { untwinned } from './twins';
import { aimInOneUnit, inOneUnit } from './units';
import { hasTimeOff, inWindows } from './windows';
import { turned } from './turned';
import { isTyped, Mistyped, typeOf, type Declarations, type Type } from './types';

/** A statement as it was read, or why it was not. */
export interface ReadStatement {
  readonly statement: ParsedStatement;
  /** Of the likeliest hypothesis that fits what is declared. */
  readonly logProbability: number;
  readonly fault: string | undefined;
}

/** Why a statement was left out that was read: nothing could satisfy it together with all others. */
export const contradicts = 'contradicts the others';

/** What a text says, with all that was not understood. */
export interface Interpretation {
  readonly graph: ProblemGraph;
  readonly structure: Structure;
  readonly read: readonly ReadStatement[];
  /** Constraints that could be read in another way, with the ways that are likely enough. */
  readonly wavering: readonly Wavering[];
  /** What the text lacks. */
  readonly missing: readonly { readonly what: string; readonly span: Span }[];
}

/** What a constraint was taken for, and what else it could be. */
export interface Wavering {
  readonly taken: Constraint;
  readonly others: readonly Constraint[];
}

/** A statement read in one way that fits what is declared. */
interface Candidate {
  readonly logProbability: number;
  /** Positions of the numbers, and of the single variables, that it points at. */
  readonly numbers: readonly number[];
  readonly singles: readonly number[];
  readonly meaning: Meaning;
}

/** What a program says. */
type Meaning =
  | { readonly kind: 'constraints'; readonly made: readonly Constraint[]; readonly mixed: number }
  | { readonly kind: 'objective'; readonly objective: Objective; readonly mixed: number }
  | { readonly kind: 'missing'; readonly what: string; readonly span: Span };

/** From this probability on, among all ways to read it, another way to read a constraint is worth telling. */
const leastLikely = 0.2;

/** What seems to be missing with at least this probability is asked for: a question costs less than a wrong model. */
const leastMissing = 0.22;

/** What it costs (natural logarithms) to add up numbers of different units: of 10,900 sums of the corpus 158 do. */
const mixedCost = 2;

/** What the words of a proportion weigh against a program: of 260 such sentences of the corpus 257 are so. */
const proportionWeight = 4;

/** What the words that tie two clauses weigh (natural logarithms) against a program that ties them in another way. */
const conditionWeight = 3;

/**
 * The largest of some amounts made small, and the smallest made large: nobody wants the largest to be large. (No aim of the
 * corpus does.)
 */
function asExtreme(direction: Objective['direction'], value: Expression): Expression {
  const [odd, meant] = direction === 'maximize' ? (['max', 'min'] as const) : (['min', 'max'] as const);
  if (value.kind === 'over' && value.quantifier === odd) return { ...value, quantifier: meant };
  return value.kind === 'call' && value.name === odd ? { ...value, name: meant } : value;
}

/** The problem graph of what the networks said of a text; single variables that nothing speaks of are left out. */
export function interpret(input: Input, parsed: Parsed, glpk: GLPK): Interpretation {
  const structure = structureOf(input, parsed);
  const first = interpretWith(structure, input, parsed, glpk);
  const isUsed = (group: Group): boolean => [...first.singles].some((place) => has(group, place));
  const used = structure.singles.filter(isUsed).length;
  if (used === 0 || used === structure.singles.length) return first.found;
  return interpretWith(structureOf(input, parsed, isUsed), input, parsed, glpk).found;
}

/** What a text says, and the places where its statements point at single variables. */
function interpretWith(
  structure: Structure,
  input: Input,
  parsed: Parsed,
  glpk: GLPK,
): { readonly found: Interpretation; readonly singles: ReadonlySet<number> } {
  const singles = new Set<number>();
  const definitions: { group: Group; value: Expression; type: Type }[] = [];
  const declared = (): Declarations => ({ ...structure, definitions: definitions.map(({ type }) => type) });
  const definitionAt = (place: number): number | undefined => {
    const at = definitions.findIndex(({ group }) => has(group, place));
    return at < 0 ? undefined : at;
  };
  const things = {
    ...structure.things,
    thing: (to: Parameters<typeof structure.things.thing>[0], place: number) =>
      to === 'definition' ? definitionAt(place) : structure.things.thing(to, place),
  };
  const typed = (expression: Expression, wanted: (type: Type) => boolean): Expression => {
    const types = declared();
    try {
      if (!wanted(typeOf(expression, types))) throw new Mistyped('a value of another kind expected');
      return expression;
    } catch (error) {
      if (!(error instanceof Mistyped)) throw error;
      const other = [...turned(expression, types)].find((each) => isTyped(each, wanted, types));
      if (!other) throw error;
      return other;
    }
  };
  const isTruth = ({ kind }: Type): boolean => kind === 'truth';
  const isNumber = ({ kind }: Type): boolean => kind === 'number';

  /** @param isStrict whether an aim that nobody means is none */
  function meaningOf(statement: ParsedStatement, reader: ProgramReader, isStrict: boolean): Meaning {
    switch (statement.kind) {
      case 'constraint':
      case 'implied': {
        const isImplied = statement.kind === 'implied';
        const words = wordsOf(input, parsed, statement);
        const { sentence } = words;
        const bodies = (isImplied ? reader.untilEnd() : [reader.expression()])
          .map((body) => asCompared(typed(body, isTruth), input.text))
          .map((body) => asExclusive(body, sentence, input.text))
          .map((body) => inOneUnit(body, input.text, structure.tables))
          .map((body) => inScale(body, structure.tables))
          .map((body) => inWindows(body, input, structure));
        for (const body of bodies) {
          const nonsense = nonsenseOf(body, structure);
          if (nonsense !== undefined) throw new Mistyped(nonsense);
          if (hasTimeOff(body, input)) throw new Mistyped('nobody works on days off');
        }
        const confidence = confidenceOf(statement);
        const { variables } = structure;
        const mixed = bodies.reduce((sum, body) => sum + mixedSums(body, input), 0);
        const made = bodies
          .map((body) => rowOf({ kind: 'relation', body, ...words, confidence }, variables.length))
          .map((each) => ofNameBehind(each, variables, input.text))
          .map((each) => asComparative(each, input.text));
        return { kind: 'constraints', made, mixed };
      }
      case 'objective': {
        const direction = reader.direction();
        const aim = asExtreme(direction, untwinned(typed(reader.expression(), isNumber), structure));
        const value = aimInOneUnit(aim, input.text, structure.tables);
        if (isStrict && (hasIdleIndex(value) || hasTwinSummands(value))) throw new Mistyped('an odd sum');
        const { span } = wordsOf(input, parsed, statement);
        const asked = objectiveOf({ direction, name: undefined, terms: [], value, span });
        const objective = ofOneNamed(asked, structure.variables, input.text);
        return { kind: 'objective', objective, mixed: mixedSums(value, input) };
      }
      default: {
        const what = reader.missing();
        const { span } = wordsOf(input, parsed, statement);
        return { kind: 'missing', what, span };
      }
    }
  }

  const read: ReadStatement[] = [];
  const candidatesOf = (statement: ParsedStatement): readonly Candidate[] => {
    let fault = 'no program';
    const readAs = (isStrict: boolean): Candidate[] =>
      statement.hypotheses.flatMap(({ steps, logProbability }): Candidate[] => {
        try {
          const meaning = meaningOf(statement, new ProgramReader(steps, things), isStrict);
          const likely = logProbability - mixedCost * mixedIn(meaning);
          return [{ logProbability: likely, numbers: numbersIn(steps), singles: placesOf(steps, isSingle), meaning }];
        } catch (error) {
          if (!(error instanceof Unreadable || error instanceof Mistyped)) throw error;
          fault = error.message;
          return [];
        }
      });
    const strict = readAs(true);
    // An odd aim is better than none.
    const found = strict.length === 0 && statement.kind === 'objective' ? readAs(false) : strict;
    if (found.length === 0 && statement.probability >= 0.5) read.push({ statement, logProbability: -10, fault });
    const ways = merged([...found, ...proportioned(found, statement)]);
    return merged([...ways, ...conditioned(ways, structure, input.text)]);
  };

  /** What the sentence of a statement says of the proportion of two amounts. */
  function proportioned(ways: readonly Candidate[], statement: ParsedStatement): Candidate[] {
    if (statement.kind !== 'constraint' || statement.anchor === 0) return [];
    const { span, sentence } = wordsOf(input, parsed, statement);
    const positions = numbersWithin(input, sentence);
    const quantities = positions.flatMap((place) => numberAt({ input }, place, false) ?? []);
    const body = proportionIn(sentence, quantities, structure, input.text);
    if (!body) return [];
    const best = Math.max(-1, ...ways.map(({ logProbability }) => logProbability));
    const confidence = confidenceOf(statement);
    const made = rowOf({ kind: 'relation', body, span, sentence, confidence }, structure.variables.length);
    const parts = [...within(body)];
    const used = parts.flatMap((each) => (each.kind === 'quantity' ? [each.quantity.span.start] : []));
    const named = parts.flatMap((each) =>
      each.kind === 'variable' ? (structure.singles[each.variable]?.[0] ?? []) : [],
    );
    return [
      {
        logProbability: Math.min(0, best) + proportionWeight,
        numbers: positions.filter((place) => used.includes(input.tokens[place - 1]?.start ?? -1)),
        singles: named.map(({ first }) => first),
        meaning: { kind: 'constraints', made: [made], mixed: 0 },
      },
    ];
  }

  for (const statement of parsed.statements) {
    if (statement.kind !== 'definition' || statement.probability < 0.5) continue;
    const group = structure.definitions.find((each) => has(each, statement.anchor));
    for (const { steps } of group ? statement.hypotheses : []) {
      try {
        const value = new ProgramReader(steps, things).expression();
        const type = typeOf(value, declared());
        if (type.kind === 'many') continue;
        definitions.push({ group: group ?? [], value, type });
        for (const place of placesOf(steps, isSingle)) singles.add(place);
        break;
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof Mistyped)) throw error;
      }
    }
  }
  const kinds: readonly ParsedStatement['kind'][] = ['constraint', 'implied', 'objective', 'missing'];
  const statements = parsed.statements.filter(({ kind, anchor }) => kinds.includes(kind) && !isDated(input, anchor));
  const bestObjective = statements
    .filter(({ kind }) => kind === 'objective')
    .sort((a, b) => b.probability - a.probability)[0];
  const asked = statements.filter((statement) => statement.kind !== 'objective' || statement === bestObjective);
  const candidates = asked.map(candidatesOf);
  const choices = asked.map(({ probability, kind }, at) => ({
    logOdds: logOddsOf(probability) - (kind === 'missing' ? logOddsOf(leastMissing) : 0),
    options: (candidates[at] ?? []).map(({ logProbability, numbers }) => ({ logProbability, numbers })),
    shares: kind === 'objective',
  }));
  const { sets, tables, variables } = structure;
  const defined = definitions.map(({ group, value }): Definition => {
    const mentions = group.map((mention) => spanOf(input, mention));
    const [first] = mentions;
    return { name: first ? input.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : 'total', mentions, value };
  });
  const declaredGraph = { ...emptyGraph, sets, tables, variables, definitions: defined };
  const jointly = chooseJointly(glpk, choices, input.numberPositions, freeNumbers(input, structure));
  const graphOf = (each: Chosen): ProblemGraph => ({ ...declaredGraph, ...said(asked, candidates, each) });
  const chosen = plausibly(choices, jointly, graphOf, (graph) => isContradictory(graph, glpk));
  asked.forEach((statement, at) => {
    const candidate = candidates[at]?.[chosen[at] ?? -1];
    if (!candidate) {
      if (jointly[at] !== undefined) read.push({ statement, logProbability: -10, fault: contradicts });
      return;
    }
    for (const place of candidate.singles) singles.add(place);
    read.push({ statement, logProbability: candidate.logProbability, fault: undefined });
  });
  const { objective, constraints: told, wavering, missing } = said(asked, candidates, chosen);
  const whole = { ...declaredGraph, objective, constraints: told };
  const graph = withImplied(whole, input, missing.length === 0);
  return { found: { graph, structure, read, wavering, missing }, singles };
}

/** Whether a place is the day of a date: nothing is told from there. */
function isDated({ text, numbers, numberPositions }: Input, place: number): boolean {
  const found = numbers[numberPositions.indexOf(place)];
  return found !== undefined && isDate(text, found.span);
}

function mixedIn(meaning: Meaning): number {
  return meaning.kind === 'missing' ? 0 : meaning.mixed;
}

function logOddsOf(probability: number): number {
  const capped = Math.min(probability, 0.999);
  return Math.log(capped / (1 - capped));
}

/** Ways to read a statement, each meaning once and as likely as all programs that say it. */
function merged(candidates: readonly Candidate[]): Candidate[] {
  const byMeaning = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = JSON.stringify(candidate.meaning);
    const known = byMeaning.get(key);
    const logProbability = known
      ? known.logProbability + Math.log1p(Math.exp(candidate.logProbability - known.logProbability))
      : candidate.logProbability;
    byMeaning.set(key, { ...(known ?? candidate), logProbability });
  }
  return [...byMeaning.values()].sort((a, b) => b.logProbability - a.logProbability);
}

/** The likeliest way to read a rule as the words that tie its clauses say it, where it says something else. */
function conditioned(ways: readonly Candidate[], declared: Structure, text: string): Candidate[] {
  const [best] = ways;
  if (best?.meaning.kind !== 'constraints' || best.meaning.made.length !== 1) return [];
  const [rule] = best.meaning.made;
  if (rule?.kind !== 'relation') return [];
  const body = asConditioned(rule.body, rule.sentence, declared, text);
  if (!body) return [];
  const total = ways.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
  const other = Math.max(0.01, 1 - Math.exp(best.logProbability) / total);
  const logProbability = Math.log(total * other) + conditionWeight;
  return [{ ...best, logProbability, meaning: { kind: 'constraints', made: [{ ...rule, body }], mixed: 0 } }];
}

/** What statements say, each in the way that was chosen, in the order of the text. */
function said(
  statements: readonly ParsedStatement[],
  candidates: readonly (readonly Candidate[])[],
  chosen: Chosen,
): Pick<ProblemGraph, 'objective' | 'constraints'> & Pick<Interpretation, 'wavering' | 'missing'> {
  const constraints: { readonly anchor: number; readonly made: readonly Constraint[] }[] = [];
  const wavering: Wavering[] = [];
  const missing: { what: string; span: Span }[] = [];
  let objective: Objective | undefined;
  statements.forEach(({ anchor }, at) => {
    const ways = candidates[at] ?? [];
    const candidate = ways[chosen[at] ?? -1];
    if (!candidate) return;
    const { meaning } = candidate;
    if (meaning.kind === 'objective') objective = meaning.objective;
    else if (meaning.kind === 'missing') missing.push(meaning);
    else {
      constraints.push({ anchor, made: meaning.made });
      const [taken] = meaning.made;
      const others = likely(ways, candidate).flatMap((each) =>
        each.meaning.kind === 'constraints' && each.meaning.made.length === 1 ? each.meaning.made : [],
      );
      if (taken && meaning.made.length === 1) wavering.push({ taken, others });
    }
  });
  const ordered = constraints.sort((a, b) => a.anchor - b.anchor).flatMap(({ made }) => made);
  return { objective, constraints: withoutTwins(ordered), wavering, missing };
}

/** Each constraint once: what a text says twice in one way, of the same numbers, holds at its first words. */
function withoutTwins(constraints: readonly Constraint[]): Constraint[] {
  const told = constraints.map((each) => JSON.stringify({ ...each, span: 0, sentence: 0, confidence: 0 }));
  return constraints.filter((_, at) => told.indexOf(told[at] ?? '') === at);
}

/** The other ways to read a statement that are likely enough. */
function likely(all: readonly Candidate[], taken: Candidate): Candidate[] {
  const total = all.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
  return all.filter((each) => each !== taken && Math.exp(each.logProbability) >= leastLikely * total);
}

/** Positions of the numbers that a program points at. */
function numbersIn(steps: readonly Step[]): number[] {
  return placesOf(steps, ({ kind }) => kind === 'number' || kind === 'other number');
}

function isSingle(symbol: Symbol): boolean {
  return symbol.kind === 'reference' && symbol.to === 'single';
}

/** Where the steps of some symbols point. */
function placesOf(steps: readonly Step[], isWanted: (symbol: Symbol) => boolean): number[] {
  return steps.flatMap(({ symbol, places }) => {
    const said = symbols[symbol];
    return said && isWanted(said) ? [...(places ?? [])] : [];
  });
}

/** Numbers that tables hold, and those that a text may tell for nothing: "one", "first", how many things there are. */
function freeNumbers(input: Input, { cells, sets, variables }: Structure): Set<number> {
  const sizes = new Set(sets.flatMap(({ members }) => (Array.isArray(members) ? [members.length] : [])));
  sizes.add(variables.length);
  const free = new Set(cells);
  input.numbers.forEach(({ small, values }, at) => {
    const position = input.numberPositions[at];
    if (position !== undefined && (small || values.some((value) => sizes.has(value)))) free.add(position);
  });
  return free;
}

function confidenceOf({ probability, hypotheses }: ParsedStatement): number {
  const best: Hypothesis | undefined = hypotheses[0];
  return Math.min(1, probability) * Math.exp(best?.logProbability ?? -10);
}

/** The words of a statement and the sentence they stand in. */
function wordsOf(
  input: Input,
  parsed: Parsed,
  { anchor }: ParsedStatement,
): { readonly span: Span; readonly sentence: Span } {
  const whole = { start: 0, end: input.text.length };
  if (anchor === 0) return { span: whole, sentence: whole };
  const own = input.sentences.ofToken[anchor - 1] ?? 0;
  const choose = (relation: 'first' | 'last', fits: (place: number) => boolean): number => {
    let best = anchor;
    for (let place = 1; place < input.length; place++) {
      const isBetter = pairOf(parsed, relation, anchor, place) > pairOf(parsed, relation, anchor, best);
      if (fits(place) && isBetter) best = place;
    }
    return best;
  };
  const isNear = (place: number): boolean => input.sentences.ofToken[place - 1] === own;
  const first = choose('first', (place) => isNear(place) && place <= anchor);
  const last = choose('last', (place) => isNear(place) && place >= anchor);
  return { span: spanOf(input, { first, last }), sentence: input.sentences.spans[own] ?? whole };
}
