import type { Annotated } from '../annotated';
import { plural } from '../generate/names';
import { numbersOf } from '../../server/src/prose/cited/words';
import type { Random } from '../random';
import type { Span } from '../../server/src/text';
import type { Edit, EditList } from './edits';
import { inCase } from './numbers';

/** Something with a name that all its mentions share. */
interface Thing {
  readonly name: Name;
  /** Its name in each mention, without an article. */
  readonly places: readonly Span[];
  /** What it is one of: "people", "depot"; what is decided of it where it stands alone: "integer", "choice". */
  readonly sort: string;
  /** Index into the graph's sets. */
  readonly set: number | undefined;
}

interface Name {
  /** Without an article; in the singular where the text has both numbers. */
  readonly words: string;
  readonly isProper: boolean;
  /** Whether the text has it in one form only, and which, or in the singular and the plural. */
  readonly form: 'singular' | 'plural' | 'both';
}

/** Names to draw from, by what they are names of. */
export interface Pools {
  readonly names: ReadonlyMap<string, readonly Name[]>;
  /** The members of whole sets. */
  readonly sets: ReadonlyMap<string, readonly (readonly Name[])[]>;
}

const people =
  'person people nurse worker employee driver student teacher friend player guest child kid volunteer staff member doctor cook singer musician guard tutor colleague helper trainer actor engineer technician singer dancer clerk agent rider pupil crew waiter reviewer';
const placeWords =
  'place city town village depot shop store site stop district warehouse plant factory customer market school station harbour port region location branch client destination island zone hub';
const sorts = new Map([
  ...people.split(' ').map((word) => [word, 'people'] as const),
  ...placeWords.split(' ').map((word) => [word, 'places'] as const),
]);
const times = new Set(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter morning afternoon evening night noon midday midnight early late day weekend today tomorrow first second third last'.split(
    ' ',
  ),
);
const timeSets =
  /^(?:day|week|month|season|quarter|year|shift|slot|hour|time|period|night|morning|evening|weekday|round|term)$/u;

/** The names of all texts, to draw from. */
export function poolsOf(sources: readonly Annotated[]): Pools {
  const names = new Map<string, Map<string, Name>>();
  const sets = new Map<string, (readonly Name[])[]>();
  for (const source of sources) {
    const things = thingsOf(source).filter(({ name }) => isUsable(name.words));
    for (const { name, sort } of things) {
      for (const key of new Set([keyOf(name, sort), keyOf(name, widerOf(sort))])) {
        const pool = names.get(key) ?? new Map<string, Name>();
        names.set(key, pool.set(name.words.toLowerCase(), name));
      }
    }
    for (const at of source.graph.sets.keys()) {
      const own = things.filter(({ set }) => set === at);
      const [first] = own;
      if (!first || own.length < 2 || own.some(({ name }) => shapeOf(name) !== shapeOf(first.name))) continue;
      const key = keyOf(first.name, first.sort);
      sets.set(key, [...(sets.get(key) ?? []), own.map(({ name }) => name)]);
    }
  }
  return { names: new Map([...names].map(([key, pool]) => [key, [...pool.values()]])), sets };
}

function keyOf({ isProper, form }: Name, sort: string): string {
  return `${sort} ${isProper ? 'proper' : 'common'} ${form}`;
}

function shapeOf(name: Name): string {
  return keyOf(name, MEMBER);
}

const MEMBER = 'member';
const AMOUNT = 'amount';

/** The sort to draw from where there are few names of a sort: amounts stay amounts. */
function widerOf(sort: string): string {
  return sort === AMOUNT || sort === 'choice' || sort === 'moment' ? sort : MEMBER;
}

/** Letters that no rule takes for a number, and enough of them to be no initial. */
function isUsable(words: string): boolean {
  const isName = /^\p{L}[\p{L}'’ -]{2,30}$/u.test(words) && !/[\s-]\p{L}$/u.test(words);
  return isName && numbersOf(words, []).length === 0 && !hasTime(words);
}

/** Whether a day, a month or a time of day is named. */
export function hasTime(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[\s-]+/u)
    .some((word) => times.has(word.replace(/s$/u, '')) || times.has(word));
}

const ARTICLE = /^(?:the|an?|our|my|your|his|her|their)\s+/iu;

/** The things whose mentions all have one name; days and months, and names with a number, are left as they are. */
function thingsOf({ text, graph }: Annotated): Thing[] {
  const named = graph.sets.flatMap(({ members, name }, set) =>
    'first' in members ? [] : members.map(({ mentions }) => ({ mentions, sort: sortOf(name), set })),
  );
  const singles = graph.variables
    .filter(({ index }) => index.length === 0)
    .map(({ mentions, domain }) => ({
      mentions,
      sort: domain === 'choice' || domain === 'moment' ? domain : AMOUNT,
      set: undefined,
    }));
  const all = [...named, ...singles];
  return all.flatMap(({ mentions, sort, set }) => {
    const places = mentions.map(({ start, end }) => {
      const article = ARTICLE.exec(text.slice(start, end))?.[0].length ?? 0;
      return { start: start + article, end };
    });
    const isShared = all.some(
      (other) =>
        other.mentions !== mentions &&
        other.mentions.some((there) => mentions.some((here) => here.start < there.end && there.start < here.end)),
    );
    const name = nameOf(places.map(({ start, end }) => text.slice(start, end)));
    if (!name || isShared || !isUsable(name.words) || timeSets.test(sort)) return [];
    return [{ name, places, sort, set }];
  });
}

/** The head of the user's word for a set, in the singular; one word for people and one for places. */
function sortOf(set: string): string {
  const head = set.toLowerCase().split(/\s+/u).at(-1) ?? '';
  const word = head
    .replace(/ies$/u, 'y')
    .replace(/(?<=ch|sh|x|ss)es$/u, '')
    .replace(/(?<=[^s])s$/u, '');
  return sorts.get(word) ?? sorts.get(head) ?? word;
}

/** The name that some words share but for a plural s; undefined where they share none. */
function nameOf(mentions: readonly string[]): Name | undefined {
  const plain = mentions.map((words) => words.replace(/\s+/gu, ' '));
  const [first = ''] = plain;
  const [one, two, ...rest] = [...new Set(plain.map((words) => words.toLowerCase()))].sort(
    (a, b) => a.length - b.length,
  );
  if (one === undefined || rest.length > 0 || (two !== undefined && two !== `${one}s`)) return undefined;
  const isProper =
    plain.every((words) => /^\p{Lu}/u.test(words)) && plain.some((words) => words !== words.toUpperCase());
  const shortest = plain.find((words) => words.toLowerCase() === one) ?? first;
  const isPlural = one.endsWith('s') && !/(?:ss|us|is)$/u.test(one);
  const form = two !== undefined ? 'both' : isPlural && !isProper ? 'plural' : 'singular';
  return { words: isProper ? shortest : one, isProper, form };
}

/** Gives things other names of their sort, all members of a set those of another set at times. */
export function rename(source: Annotated, random: Random, pools: Pools, list: EditList): void {
  const things = thingsOf(source);
  const taken = new Set<string>();
  const lower = source.text.toLowerCase();
  const isFree = (words: string): boolean => {
    const plain = words.toLowerCase();
    return !lower.includes(plain) && ![...taken].some((other) => other.includes(plain) || plain.includes(other));
  };
  const sets = new Set(things.map(({ set }) => set));
  for (const set of sets) {
    if (!random.chance(0.75)) continue;
    const own = things.filter((thing) => thing.set === set);
    const [first] = own;
    const others =
      first && set !== undefined && random.chance(0.5) ? wholeSet(first, own.length, pools, random) : undefined;
    for (const [at, thing] of own.entries()) {
      const candidates = poolFor(thing, pools);
      for (let tries = 0; tries < 4; tries++) {
        const fresh =
          (tries === 0 ? others?.[at] : undefined) ?? (candidates.length > 0 ? random.pick(candidates) : undefined);
        if (!fresh || !isFree(fresh.words) || shapeOf(fresh) !== shapeOf(thing.name)) continue;
        if (list.add(editsOf(thing, fresh, source.text))) taken.add(fresh.words.toLowerCase());
        break;
      }
    }
  }
}

function wholeSet(first: Thing, size: number, pools: Pools, random: Random): readonly Name[] | undefined {
  const sets = (pools.sets.get(keyOf(first.name, first.sort)) ?? []).filter((names) => names.length >= size);
  return sets.length > 1 ? random.shuffle(random.pick(sets)) : undefined;
}

/** Names of the same sort, or where these are few any of the same shape. */
function poolFor({ name, sort }: Thing, pools: Pools): readonly Name[] {
  const own = pools.names.get(keyOf(name, sort)) ?? [];
  return own.length >= 8 ? own : (pools.names.get(keyOf(name, widerOf(sort))) ?? own);
}

function editsOf(thing: Thing, fresh: Name, text: string): Edit[] {
  return thing.places.flatMap((place) => {
    const old = text.slice(place.start, place.end);
    const isPlural = thing.name.form === 'both' && old.replace(/\s+/gu, ' ').length > thing.name.words.length;
    const words = inCase(isPlural ? plural(fresh.words) : fresh.words, old);
    const article = articleBefore(place, words, text);
    return [{ ...place, text: words }, ...(article ? [article] : [])];
  });
}

/** "a" or "an" as the new name wants it. */
function articleBefore({ start }: Span, words: string, text: string): Edit | undefined {
  const before = text.slice(Math.max(0, start - 6), start);
  // A capital A inside a sentence may be a name.
  const article = /(?:(?<![\p{L}\d])an?|(?<=^|[.?!:\n]\s*)An?)\s$/u.exec(before)?.[0].trim() ?? '';
  const wanted = /^[aeiou]/iu.test(words) ? 'an' : 'a';
  if (article === '' || article.toLowerCase() === wanted) return undefined;
  return { start: start - 1 - article.length, end: start - 1, text: inCase(wanted, article) };
}
