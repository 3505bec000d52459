import { partsOf, within, type Expression } from '../expression';
import { ProgramReader, symbols, Unreadable, type Step, type Things } from '../program';
import { stem } from '../read/tokens';
import type { Input } from './input';
import { groupsOf, pointedAt, type Group } from './names';
import type { Hypothesis, Parsed, ParsedStatement } from './parsed';
import { nonsenseOf } from './sense';
import { has } from './source';
import type { Structure } from './structure';

type Operation = Expression & { readonly kind: 'operation' };
type Family = Expression & { readonly kind: 'variable' };

/** What is decided of each thing of a set: an amount, or whether. */
type Decided = 'amount' | 'choice';

/** Statements that are less likely are no sign of a family, */
const leastSure = 0.5;
/** nor what they are less likely to say. */
const leastSaid = 0.15;
/** How likely a family is said to be that was overlooked: enough to be declared. */
const declaredBy = 0.5;
/** What it says about a family that a program points at its own words, in log odds. */
const ownWeight = 2;

/** Places that a program takes for families: for amounts, for yes and no, or for two of one kind. */
interface Sign {
  readonly amounts: readonly number[];
  readonly choices: readonly number[];
  readonly alike: readonly number[];
}

/**
 * The text again with a second family of variables, where one is declared and the programs speak of two: "only an open
 * depot can send, and no more than it holds" then limits what is opened by what is opened, and what is sent by the ton is
 * more than there are depots. The networks see both, the second one too faintly to declare it. undefined where there is no
 * such sign. (Of 2,356 problems that were never trained on, 40 get the right families by it that had not, and one loses
 * them.)
 */
export function withOverlooked<T extends Parsed>(
  input: Input,
  parsed: T,
  structure: Structure,
  about: readonly ParsedStatement[],
): T | undefined {
  const [only, more] = structure.variables.filter(({ index }) => index.length > 0);
  const told = parsed.statements.filter(({ kind }) => kind === 'family');
  const [sure, ...others] = [...told].sort((a, b) => b.probability - a.probability);
  const steps = sure?.hypotheses.find((each) => decidedBy(each) !== undefined)?.steps;
  if (!only || more || only.index.length > 1 || !sure || !steps) return undefined;

  const group = groupsOf(input, parsed, 'family').find((each) => has(each, sure.anchor)) ?? [];
  const words = wordsIn(input, told, sure.anchor, group);
  const signs = about.flatMap((each) => (isSure(each) ? signsOf(each, structure, words.areApart) : []));
  const amounts = signs.flatMap((sign) => sign.amounts);
  const choices = signs.flatMap((sign) => sign.choices);
  const alike = signs.flatMap((sign) => sign.alike);
  if (amounts.length + alike.length === 0) return undefined;

  const lean = Math.log(likely(sure, 'choice') / likely(sure, 'amount'));
  const sureIs = lean + ownWeight * (words.owned(choices) - words.owned(amounts)) > 0 ? 'choice' : 'amount';
  const otherIs = amounts.length > 0 && sureIs === 'amount' ? 'choice' : 'amount';
  const pointed = amounts.length === 0 ? alike : otherIs === 'amount' ? amounts : choices;
  const place = placeOfOther(pointed, others, otherIs, words);
  if (place === undefined) return undefined;

  const as = (decided: Decided): Hypothesis => {
    const domain = decided === 'choice' ? 'choice' : (amountOf(told) ?? 'integer');
    return { steps: [{ symbol: symbolOf(domain) }, ...steps.slice(1)], logProbability: 0 };
  };
  const fitting = sure.hypotheses.filter((each) => decidedBy(each) === sureIs);
  const declared: ParsedStatement[] = [
    { ...sure, hypotheses: fitting.length > 0 ? fitting : [as(sureIs)] },
    { kind: 'family', anchor: place, probability: declaredBy, hypotheses: [as(otherIs)], isApart: true },
  ];
  return { ...parsed, statements: [...parsed.statements.filter(({ kind }) => kind !== 'family'), ...declared] };
}

/** What the words at places say about which family they stand for. */
interface Words {
  /** Whether two places can stand for two families. */
  readonly areApart: (one: number, two: number) => boolean;
  /** Whether a place can stand for another family than the one that is declared. */
  readonly isOther: (place: number) => boolean;
  /** How much of places is of the one that is declared: the most that is of one of them. */
  readonly owned: (places: readonly number[]) => number;
  /** Whether the networks take a place for the one that is declared. */
  readonly isGrouped: (place: number) => boolean;
}

function wordsIn(input: Input, told: readonly ParsedStatement[], own: number, group: Group): Words {
  const stemAt = (place: number): string => stem(input.tokens[place - 1]?.text ?? '');
  const decidedAt = (place: number): Decided | undefined => {
    const said = told.find(({ anchor }) => anchor === place);
    return said && (likely(said, 'choice') > likely(said, 'amount') ? 'choice' : 'amount');
  };
  const areApart = (one: number, two: number): boolean =>
    stemAt(one) !== stemAt(two) || decidedAt(one) !== decidedAt(two);
  const isGrouped = (place: number): boolean => has(group, place);
  const owned = (place: number): number =>
    Number(place === own) + Number(stemAt(place) === stemAt(own)) + Number(isGrouped(place)) / 2;
  return {
    areApart,
    isOther: (place) => place !== own && areApart(place, own),
    owned: (places) => Math.max(0, ...places.map(owned)),
    isGrouped,
  };
}

/** Where the other family is told: where programs point, or else where the networks see a faint one of that kind. */
function placeOfOther(
  pointed: readonly number[],
  others: readonly ParsedStatement[],
  decided: Decided,
  { isOther, isGrouped }: Words,
): number | undefined {
  const faint = others.filter((each) => likely(each, decided) >= 0.5).map(({ anchor }) => anchor);
  const places = [pointed.filter(isOther), faint.filter(isOther)].find((each) => each.length > 0) ?? [];
  const seen = (place: number): number =>
    Math.max(
      0,
      ...others.filter(({ anchor }) => anchor === place).map((each) => each.probability * likely(each, decided)),
    );
  const worth = (place: number): number =>
    places.filter((each) => each === place).length / 10 - Number(isGrouped(place)) + seen(place);
  return [...places].sort((a, b) => worth(b) - worth(a))[0];
}

/** Whether likely statements speak of each family that is declared. */
export function speakOfAll({ variables, things }: Structure, parsed: Parsed): boolean {
  const spoken = new Set([...pointedAt(parsed, 'family')].map((place) => things.thing('family', place)));
  return variables.every(({ index }, id) => index.length === 0 || spoken.has(id));
}

export function isSure({ probability, hypotheses: [best] }: ParsedStatement): boolean {
  return probability >= leastSure && probability * Math.exp(best?.logProbability ?? -Infinity) >= leastSaid;
}

const AMOUNT = /^(?:free )?(?:integer|continuous)$/u;

export function domainIn({ steps }: Hypothesis): string | undefined {
  const symbol = symbols[steps[0]?.symbol ?? -1];
  return symbol?.kind === 'domain' ? symbol.domain : undefined;
}

function decidedBy(hypothesis: Hypothesis): Decided | undefined {
  const domain = domainIn(hypothesis) ?? '';
  return domain === 'choice' ? 'choice' : AMOUNT.test(domain) ? 'amount' : undefined;
}

export function symbolOf(domain: string): number {
  return symbols.findIndex((symbol) => symbol.kind === 'domain' && symbol.domain === domain);
}

/** How likely a family is of a kind, if it is there. */
function likely({ hypotheses }: ParsedStatement, decided: Decided): number {
  const sum = (list: readonly Hypothesis[]): number =>
    list.reduce((total, { logProbability }) => total + Math.exp(logProbability), 0);
  return Math.max(
    0.01,
    sum(hypotheses.filter((each) => decidedBy(each) === decided)) / Math.max(0.01, sum(hypotheses)),
  );
}

/** The likeliest domain of an amount. */
export function amountOf(told: readonly ParsedStatement[]): string | undefined {
  const scores = new Map<string, number>();
  for (const { probability, hypotheses } of told) {
    for (const each of hypotheses) {
      const domain = domainIn(each);
      if (domain === undefined || !AMOUNT.test(domain)) continue;
      scores.set(domain, (scores.get(domain) ?? 0) + probability * Math.exp(each.logProbability));
    }
  }
  return [...scores].sort(([, a], [, b]) => b - a)[0]?.[0];
}

type Apart = (one: number, two: number) => boolean;

/** The signs in the likeliest program of a statement. */
function signsOf(statement: ParsedStatement, structure: Structure, areApart: Apart): Sign[] {
  const steps = statement.hypotheses[0]?.steps ?? [];
  const { things } = structure;
  // Each place is a family of its own here.
  const apart: Things = { ...things, thing: (to, place) => (to === 'family' ? place : things.thing(to, place)) };
  const [read, together] = [apart, things].map((each) => readAll(statement, steps, each));
  const signs = (read ?? []).flatMap((expression) => signsIn(expression, areApart));
  if (statement.kind === 'objective') return signs;
  const isBeyond = together?.some((each) => nonsenseOf(each, structure) === 'a number that cannot be reached');
  const places = (read ?? [])
    .flatMap((each) => [...within(each)])
    .flatMap((each) => (each.kind === 'variable' && each.index.length > 0 ? [each.variable] : []));
  return isBeyond && places.length > 0 ? [...signs, { amounts: places, choices: [], alike: [] }] : signs;
}

export function readAll({ kind }: ParsedStatement, steps: readonly Step[], things: Things): Expression[] {
  if (kind !== 'constraint' && kind !== 'objective' && kind !== 'implied') return [];
  try {
    const reader = new ProgramReader(steps, things);
    if (kind === 'objective') reader.direction();
    return kind === 'implied' ? reader.untilEnd() : [reader.expression()];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [];
  }
}

const COMPARES = /^(?:<=|>=|<|>|=)$/u;
const ADDS = /^[+-]$/u;

function signsIn(expression: Expression, areApart: Apart): Sign[] {
  const own = expression.kind === 'operation' ? signIn(expression, areApart) : undefined;
  return [...(own ? [own] : []), ...partsOf(expression).flatMap((part) => signsIn(part, areApart))];
}

/** Whether two sides of a comparison, or two things that are added up, are of the same things and said in other words. */
function signIn({ operator, operands }: Operation, areApart: Apart): Sign | undefined {
  const isCompared = COMPARES.test(operator);
  if (!isCompared && !ADDS.test(operator)) return undefined;
  const terms = operands.flatMap((each) => termsOf(each));
  const twins = terms.filter(({ family: one }) =>
    terms.some(
      ({ family: two }) =>
        JSON.stringify(one.index) === JSON.stringify(two.index) && areApart(one.variable, two.variable),
    ),
  );
  if (twins.length === 0) return undefined;
  const places = (isTimes: boolean): number[] =>
    twins.filter((each) => each.isTimes === isTimes).map(({ family }) => family.variable);
  const [plain, times] = [places(false), places(true)];
  // What is sent is at most what is held, if opened.
  if (isCompared && plain.length > 0 && times.length > 0) return { amounts: plain, choices: times, alike: [] };
  return { amounts: [], choices: [], alike: [...plain, ...times] };
}

/** The families in sums, with or without a factor. */
function termsOf(expression: Expression, isTimes = false): { readonly family: Family; readonly isTimes: boolean }[] {
  if (expression.kind === 'variable') return expression.index.length > 0 ? [{ family: expression, isTimes }] : [];
  if (expression.kind !== 'operation') return [];
  const { operator, operands } = expression;
  if (ADDS.test(operator) || operator === 'negative') return operands.flatMap((each) => termsOf(each, isTimes));
  return operator === '*' ? operands.flatMap((each) => termsOf(each, true)) : [];
}
