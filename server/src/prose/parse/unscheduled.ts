import { symbols, type Step, type Symbol } from '../program';
import type { Hypothesis, Parsed, ParsedStatement } from './parsed';
import type { Structure } from './structure';

/** Statements that are less likely are no sign. */
const leastSure = 0.5;

/**
 * The text again with moments beside a choice, where things are only given to others ("each dress is sewn by one tailor") and
 * the programs reckon with when they begin: a time is added to the tailor, or the aim decides nothing at all. undefined where
 * there is no such sign.
 */
export function withMoments<T extends Parsed>(
  parsed: T,
  structure: Structure,
  about: readonly ParsedStatement[],
): T | undefined {
  const [only, more] = structure.variables.filter(({ index }) => index.length > 0);
  if (!only || more || only.index.length > 1 || typeof only.domain !== 'object' || only.domain.kind !== 'member')
    return undefined;
  const told = parsed.statements.filter(({ kind }) => kind === 'family');
  const given = told.flatMap(({ hypotheses }) => hypotheses.filter((each) => domainOf(each) === 'member'))[0];
  if (!given || !about.some((each) => each.probability >= leastSure && reckonsWithTime(each))) return undefined;
  const faint = told
    .filter(({ hypotheses: [best] }) => best && domainOf(best) === 'moment')
    .sort((a, b) => b.probability - a.probability)[0];
  const moment: Step = { symbol: symbols.findIndex((each) => each.kind === 'domain' && each.domain === 'moment') };
  const begins: ParsedStatement = {
    kind: 'family',
    anchor: faint?.anchor ?? 0,
    probability: leastSure,
    // The same things, without those that they are given to.
    hypotheses: [{ steps: [moment, ...given.steps.slice(2)], logProbability: 0 }],
    isApart: true,
  };
  return { ...parsed, statements: [...parsed.statements.filter((each) => each !== faint), begins] };
}

function domainOf({ steps }: Hypothesis): string | undefined {
  const symbol = symbols[steps[0]?.symbol ?? -1];
  return symbol?.kind === 'domain' ? symbol.domain : undefined;
}

/**
 * Whether a program takes whom a thing is given to for a time: adds it to what a table tells, or makes the last end early
 * without any beginning.
 */
function reckonsWithTime({ kind, hypotheses: [best] }: ParsedStatement): boolean {
  const said = (best?.steps ?? []).map(({ symbol }) => symbols[symbol]);
  const isFamily = (each: Symbol | undefined): boolean => each?.kind === 'reference' && each.to === 'family';
  const isNumbered = (each: Symbol | undefined): boolean => each?.kind === 'call' && each.call === 'enum2int';
  const isOperator = (each: Symbol | undefined, operator: string): boolean =>
    each?.kind === 'operator' && each.operator === operator;
  if (!said.some((each) => each?.kind === 'reference' && each.to === 'table')) return false;
  if (kind === 'objective') {
    const isLast = said.some((each) => each?.kind === 'over' && each.quantifier === 'max');
    return isLast && (!said.some(isFamily) || said.some((each) => isNumbered(each) || isOperator(each, '=')));
  }
  return said.some((each, at) => isOperator(each, '+') && isNumbered(said[at + 1]) && isFamily(said[at + 2]));
}
