import type { DecisionVariable, Domain } from '../graph';
import { plainDomains, symbols, Unreadable, type ProgramReader, type Step, type Things } from '../program';
import { stemsOf, tokenize } from '../read/tokens';
import { groupsOf, pointedAt, type Group } from './names';
import { domainsOf, type ParsedStatement } from './parsed';
import { indexIn, type SetDraft } from './setDrafts';
import { has, spansOf, statementAt, tryEach, wordsOf, type Source } from './source';
import { wholeOf } from './whole';

/** A family of variables, and the words that stand for it. */
export interface FamilyDraft {
  readonly group: Group;
  readonly variable: DecisionVariable;
}

/** The variable that a thing is by itself. */
export function singleVariable(source: Source, group: Group): DecisionVariable {
  const scores = new Float32Array(plainDomains.length);
  for (const { first } of group)
    domainsOf(source.parsed, first).forEach((score, k) => (scores[k] = (scores[k] ?? 0) + score));
  // A place in a row is a family's, one for each thing of a set.
  scores[plainDomains.indexOf('position')] = -Infinity;
  const best = scores.indexOf(Math.max(...scores));
  return {
    name: wordsOf(source, group[0], ''),
    mentions: spansOf(source, group),
    domain: plainDomains[best] ?? 'integer',
    index: [],
    domainSpan: undefined,
  };
}

/** Words of an end: moments are when something begins, and are not called so. */
const ofEnds = /^(?:all )?(?:be )?(?:done|finish(?:ed|es)?|end(?:ed|s)?|completed?|over|ready|through)$/iu;

/** A family that is less likely is read only where nothing else is to be decided. */
const leastSure = 0.4;

/**
 * The families of variables over the sets of a text.
 * @param isAlone whether there are no single variables
 */
export function familiesOf(source: Source, sets: readonly SetDraft[], things: Things, isAlone: boolean): FamilyDraft[] {
  const drafts = spokenOf(source, told(source));
  const sure = drafts.filter(({ said }) => said.probability >= leastSure);
  const families = (sure.length > 0 || !isAlone ? sure : drafts.slice(0, 1)).flatMap(({ group, said }) => {
    const shape = (reader: ProgramReader): { domain: Domain; index: number[] } => {
      const [domain, index] = [domainOf(reader), indexIn(reader, sets)];
      if (index.length === 0) throw new Unreadable('a family over nothing');
      if (domain === 'position' && index.length !== 1) throw new Unreadable('places of no set');
      return { domain, index };
    };
    const read = tryEach(said, things, shape) ?? tryEach(overKnown(said, things), things, shape);
    if (!read) return [];
    const named = group.filter(({ first }) => first > 0);
    const words = wordsOf(source, named[0], usualName(read.domain));
    const variable = {
      name: read.domain === 'moment' && ofEnds.test(words) ? usualName(read.domain) : words,
      mentions: spansOf(source, named),
      ...read,
      domainSpan: undefined,
    };
    return [{ group, variable }];
  });
  return asOne(families);
}

/** Amounts of things that are not known, of known things alone: "each nurse works five days" is how many begin on each day. */
function overKnown(said: ParsedStatement, things: Things): ParsedStatement {
  const isUnknown = ({ symbol, places }: Step): boolean => {
    const each = symbols[symbol];
    return each?.kind === 'reference' && each.to === 'set' && things.set(places?.[0] ?? -1) === undefined;
  };
  const hypotheses = said.hypotheses.flatMap((each) => {
    const domain = symbols[each.steps[0]?.symbol ?? -1];
    const isOfAmounts = domain?.kind === 'domain' && /^(?:integer|continuous)$/u.test(domain.domain);
    return isOfAmounts ? [{ ...each, steps: each.steps.filter((step) => !isUnknown(step)) }] : [];
  });
  return { ...said, hypotheses };
}

/**
 * Families that are one: those of one kind over the same sets that the text has no words of their own for, and an amount and
 * a choice of the same things with one name ("blend" and "blends"; of the corpus' families four are so).
 */
function asOne(families: readonly FamilyDraft[]): FamilyDraft[] {
  const found: FamilyDraft[] = [];
  for (const { group, variable } of families) {
    const twin = found.findIndex((each) => areOne(each.variable, variable));
    const known = found[twin];
    if (!known) {
      found.push({ group, variable });
      continue;
    }
    const kept = known.variable.domain === 'choice' ? variable : known.variable;
    found[twin] = {
      group: [...known.group, ...group],
      variable: { ...kept, mentions: [...known.variable.mentions, ...variable.mentions] },
    };
  }
  return found;
}

function areOne(one: DecisionVariable, two: DecisionVariable): boolean {
  if (one.index.join() !== two.index.join()) return false;
  if (one.domain === two.domain) return one.name === two.name && one.name === usualName(one.domain);
  const kinds = [one, two].map(({ domain }) => (domain === 'choice' ? 'choice' : isAmount(domain) ? 'amount' : ''));
  const [stems, others] = [one, two].map(({ name }) => stemsOf(tokenize(name)));
  return kinds.includes('choice') && kinds.includes('amount') && stems !== '' && stems === others;
}

function isAmount(domain: Domain): boolean {
  return domain === 'integer' || domain === 'continuous';
}

/** Families that a statement points at, where one does; all others are only another word for one of them. */
function spokenOf<T extends { readonly group: Group }>({ parsed }: Source, drafts: readonly T[]): readonly T[] {
  const pointed = [...pointedAt(parsed, 'family')];
  const spoken = drafts.filter(({ group }) => pointed.some((place) => has(group, place)));
  const isEachTold = pointed.every((place) => spoken.some(({ group }) => has(group, place)));
  return spoken.length > 0 && isEachTold ? spoken : drafts;
}

/** Families by what names them, or else by the place they are told from; the likeliest first. */
function told(source: Source): { readonly group: Group; readonly said: ParsedStatement }[] {
  const { input, parsed } = source;
  const apart = parsed.statements.flatMap(({ isApart, anchor }) => (isApart ? [anchor] : []));
  const named = groupsOf(input, parsed, 'family').flatMap((all) => {
    const group = all.filter((mention) => !apart.some((anchor) => has([mention], anchor)));
    const said = statementAt(source, 'family', (anchor) => has(group, anchor));
    return said ? [{ group, said }] : [];
  });
  const others = parsed.statements.flatMap((said) => {
    const isOther = said.kind === 'family' && !named.some(({ group }) => has(group, said.anchor));
    return isOther ? [{ group: [{ first: said.anchor, last: said.anchor }], said }] : [];
  });
  return [...named, ...others].sort((a, b) => b.said.probability - a.said.probability);
}

/** What a family is called that the text has no word for. */
function usualName(domain: Domain): string {
  if (domain === 'moment') return 'start';
  if (domain === 'position') return 'place';
  return domain === 'choice' || typeof domain === 'object' ? 'choice' : 'amount';
}

/** A domain whose ends, if it has any, are numbers of the text. */
function domainOf(reader: ProgramReader): Domain {
  const domain = reader.domain();
  if (typeof domain === 'object' && domain.kind === 'range') [domain.first, domain.last].forEach(wholeOf);
  return domain;
}
