import type { Quantity } from '../graph';
import { symbols, Unreadable, type StatementKind, type Symbol } from '../program';
import { isWord, stem } from '../read/tokens';
import type { CellGroup } from './cells';
import type { Input } from './input';
import type { Group } from './names';
import { areNumbered } from './numbered';
import { pairOf } from './parsed';
import { sizeOf, thingsOf, type SetDraft } from './setDrafts';
import { has, mean, numberAt, statementAt, tryEach, type Source } from './source';
import { wholeOf } from './whole';

/** Sets that are only counted have no more things than this. */
const mostCounted = 200;
type Range = NonNullable<SetDraft['range']>;

/** By name: the numbers of a set that is only counted. */
export function rangesOf(
  source: Source,
  names: readonly Group[],
  sets: readonly (readonly Group[])[],
  cells: readonly CellGroup[],
): Map<Group, Range> {
  const found = new Map<Group, Range>();
  const isCounted = (name: Group): boolean => !sets.some((set) => areNumbered(source.input, set, name));
  for (const name of names.filter(isCounted)) {
    const said = statementAt(source, 'range', (anchor) => has(name, anchor));
    const range =
      said &&
      tryEach(said, thingsOf(source, []), (reader) => {
        const ends = { first: reader.expression(), last: reader.expression() };
        const [first, last] = [wholeOf(ends.first), wholeOf(ends.last)];
        if (first >= last || last - first >= mostCounted) throw new Unreadable('no range of whole numbers');
        return ends;
      });
    if (range) found.set(name, besideOf(source, name) ?? range);
  }
  const isTold = found.size > 0;
  // A set without a name of its own is called by the names of its things.
  const isThing = (name: Group): boolean =>
    sets.some((set) => set.some((group) => name.some(({ first }) => has(group, first))));
  const isOther = (name: Group): boolean =>
    !found.has(name) && !isThing(name) && isCounted(name) && sets.every((set) => fit(source, set, name) < 0);
  for (const name of names.filter(isOther)) {
    const range =
      (isTold ? undefined : choicesOf(source, name)) ?? listedOf(source, name, cells) ?? allOf(source, name);
    if (range) found.set(name, range);
  }
  const sizeAt = (place: number): number | undefined => {
    const [, range] = [...found].find(([name]) => has(name, place)) ?? [];
    if (range) return sizeOf({ names: [], members: [], range });
    return sets.find(
      (set) =>
        set.some((group) => has(group, place)) || names.some((name) => has(name, place) && fit(source, set, name) >= 0),
    )?.length;
  };
  for (const name of names.filter(isOther)) {
    const range = enoughOf(source, name, sizeAt);
    if (range) found.set(name, range);
  }
  return found;
}

/** The count right before the words that name a set first ("8 jobs"): of the corpus' 391 sets with one 387 are so large. */
function besideOf(source: Source, name: Group): Range | undefined {
  const count = countOf(source, [name]);
  const first = Math.min(...name.map((mention) => mention.first));
  const quantity = count?.place === first - 1 ? numberAt(source, count.place, false) : undefined;
  return quantity && quantity.value <= mostCounted ? from1To(quantity) : undefined;
}

/** Words before a number that counts all there are: "the four quarters", "the next 5 weeks". */
const WHOLE = /^(?:the|these|those|our|all|next|following|coming)$/iu;

/** The count of things that the text speaks of as all of them, wherever it does. */
function allOf({ input }: Source, name: Group): Range | undefined {
  const { tokens, numberPositions } = input;
  const word = (place: number): string => tokens[place - 1]?.text ?? '';
  const stems = new Set(name.map(({ last }) => stem(word(last))));
  const counts = numberPositions.filter(
    (place) => WHOLE.test(word(place - 1)) && isWord(word(place + 1)) && stems.has(stem(word(place + 1))),
  );
  const [found, ...others] = counts.flatMap((place) => numberAt({ input }, place, false) ?? []);
  const isCount = found && found.value >= 2 && Number.isInteger(found.value) && found.value <= mostCounted;
  return isCount && others.every(({ value }) => value === found.value) ? from1To(found) : undefined;
}

function from1To(quantity: Quantity): Range {
  return { first: { kind: 'constant', value: 1 }, last: { kind: 'quantity', quantity } };
}

/** Where the likeliest programs of a kind point, and with what. */
function saidOf(
  { parsed }: Source,
  kind: StatementKind,
): (readonly { readonly symbol: Symbol; readonly place: number }[])[] {
  return parsed.statements.flatMap((each) => {
    const [best] = each.hypotheses;
    if (each.kind !== kind || each.probability < 0.5 || !best) return [];
    return [
      best.steps.flatMap(({ symbol: number, places }) => {
        const symbol = symbols[number];
        return symbol ? [{ symbol, place: places?.[0] ?? -1 }] : [];
      }),
    ];
  });
}

/** The things over which a set is what each of them is given one of, by where they are named; undefined for another set. */
function givenTo(source: Source, name: Group): readonly number[] | undefined {
  for (const [domain, of, ...index] of saidOf(source, 'family')) {
    const isMember = domain?.symbol.kind === 'domain' && domain.symbol.domain === 'member';
    if (isMember && of && has(name, of.place)) return index.flatMap(({ place }) => (place < 0 ? [] : [place]));
  }
  return undefined;
}

/** The numbers of things without names of their own that others are given: "with three colours". */
function choicesOf(source: Source, name: Group): Range | undefined {
  const count = givenTo(source, name) ? countOf(source, [name]) : undefined;
  // "Two per row" says nothing of how many rows there are.
  if (count && /^(?:per|an?|each|every)$/iu.test(source.input.tokens[count.place]?.text ?? '')) return undefined;
  const quantity = count && numberAt(source, count.place, false);
  return quantity && from1To(quantity);
}

/** The numbers of things without names that a table lists: "boxes of 4, 8, 1 and 3 kg", "cost = [[4, 7], [3, 5]]". */
function listedOf(source: Source, name: Group, tables: readonly CellGroup[]): Range | undefined {
  const counts = source.parsed.statements.flatMap(({ kind, probability, anchor, hypotheses: [best] }) => {
    if (kind !== 'table' || probability < 0.5) return [];
    const isSet = ({ symbol }: { readonly symbol: number }): boolean => symbols[symbol]?.kind !== 'end';
    const index = best?.steps.filter(isSet).map(({ places }) => places?.[0] ?? -1) ?? [];
    const axes = index.flatMap((place, axis) => (has(name, place) ? [axis] : []));
    if (axes.length === 0) return [];
    const table = tables.find(({ group, cells }) => has(group, anchor) || cells.includes(anchor));
    const shape = table?.shape ?? [table?.cells.length ?? 0];
    return shape.length === index.length ? axes.map((axis) => shape[axis] ?? 0) : [];
  });
  const [count, other] = new Set(counts);
  return count !== undefined && count >= 2 && other === undefined ? upTo(count) : undefined;
}

/** As many of what others are given as there are of those, where few of them are wanted: more are never needed. */
function enoughOf(source: Source, name: Group, sizeAt: (place: number) => number | undefined): Range | undefined {
  const [place, second] = givenTo(source, name) ?? [];
  const isFew = saidOf(source, 'objective').some(
    ([aim]) => aim?.symbol.kind === 'direction' && aim.symbol.direction === 'minimize',
  );
  const count = isFew && place !== undefined && second === undefined ? sizeAt(place) : undefined;
  return count !== undefined && count >= 2 ? upTo(count) : undefined;
}

function upTo(count: number): Range {
  return { first: { kind: 'constant', value: 1 }, last: { kind: 'constant', value: count } };
}

/** How well a name fits a set, in log odds. */
export function fit({ parsed }: Source, set: readonly Group[], name: Group): number {
  const one = (member: Group): number =>
    mean(member, (a) => mean(name, (b) => pairOf(parsed, 'thingOfSet', a.first, b.first)));
  return set.reduce((sum, member) => sum + one(member), 0) / Math.max(1, set.length);
}

/** Words beside a number that make it a limit, not a count. */
const limiting = new Set(
  'least most than fewer more less exactly precisely between minimum maximum up to only under over first last any every per'.split(
    ' ',
  ),
);

/** "3, 2 and 3 drivers" is no count of the drivers. */
function isLastOfList({ tokens, numberPositions }: Input, place: number): boolean {
  return /^(?:,|and|or|to|-|–)$/iu.test(tokens[place - 2]?.text ?? '') && numberPositions.includes(place - 2);
}

/** How many things a set has, where the first words that name it say so ("the five pickers"). */
export function countOf(
  { input }: Source,
  names: readonly Group[],
): { readonly value: number; readonly place: number } | undefined {
  const [name] = names.flat().sort((a, b) => a.first - b.first);
  if (!name) return undefined;
  for (const before of [name.first - 1, name.first - 2]) {
    const number = input.numbers[input.numberPositions.indexOf(before)];
    const value = number?.values[0];
    const isCount = number?.kind === 'number' || number?.kind === 'word';
    const led = input.tokens.slice(Math.max(0, before - 4), before - 1);
    if (led.some(({ text }) => limiting.has(text.toLowerCase())) || isLastOfList(input, before)) continue;
    if (isCount && value !== undefined && value >= 2 && Number.isInteger(value)) return { value, place: before };
  }
  return undefined;
}
