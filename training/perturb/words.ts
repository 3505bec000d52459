import type { Annotated } from '../annotated';
import type { Span } from '../../server/src/text';
import type { Random } from '../random';
import type { Edit, EditList } from './edits';
import { inCase } from './numbers';

/** Words of which each may stand for the others wherever it stands. */
const synonyms: readonly string[] = [
  'kg|kilos|kilograms',
  'litres|liters',
  'tonnes|tons',
  'kilometres|km|kilometers',
  'euros|dollars|pounds',
  '€|$|£',
  'hours|hrs',
  'shops|stores',
  'workers|employees',
  'trucks|lorries|vans',
  'truck|lorry|van',
  'customers|clients|buyers',
  'customer|client|buyer',
  'jobs|tasks',
  'job|task',
  'depots|warehouses',
  'depot|warehouse',
  'projects|proposals|schemes',
  'project|proposal|scheme',
  'boxes|crates|cartons',
  'box|crate|carton',
  'teams|crews|squads',
  'team|crew|squad',
  'choose|pick|select',
  'assign|allocate',
  "cannot|can't|can not",
  'may not|must not',
  'at least|no less than|not less than|a minimum of|at the very least',
  'at most|no more than|not more than|a maximum of|at the most',
  'as little as possible|as low as possible|as small as possible',
  'maximise|maximize',
  'minimise|minimize',
  'altogether|in total|all told',
  'lowest|smallest',
  'highest|largest|greatest',
  'exactly|precisely',
];
/** Words that others may stand for, but not the other way round. */
const substitutes: readonly string[] = [
  'factories|plants',
  'money|cash',
  'make|produce',
  'buy|purchase',
  'requires|needs',
  'require|need',
  'must|shall',
  'up to|at most',
  'cheapest|least expensive',
  'available|on hand|at our disposal',
  'because|since|as',
  'overall|in total',
];
const others = new Map<string, readonly string[]>();
for (const group of synonyms.map((words) => words.split('|'))) for (const word of group) others.set(word, group);
for (const group of substitutes.map((words) => words.split('|'))) others.set(group[0] ?? '', group);
const known = [...others.keys()].filter((word) => /^[a-z]/u.test(word)).sort((a, b) => b.length - a.length);
const KNOWN = new RegExp(`(?<![\\p{L}\\d'’-])(?:${known.join('|')})(?![\\p{L}\\d'’-])|[€$£]`, 'giu');

/** These words within longer ones ("cubic-metre-kilometres"). */
const JOINED = new RegExp(
  `(?<=[\\p{L}\\d]-)(?:${known.join('|')})(?![\\p{L}\\d])|(?<![\\p{L}\\d])(?:${known.join('|')})(?=-[\\p{L}\\d])`,
  'giu',
);
const keyOf = (word: string): string => ((others.get(word) ?? [word])[0] ?? '').replace(/e?s$/u, '');

/**
 * Other words of the same meaning, the same one for a word wherever it stands, and alike for singular and plural. A word
 * that a name, a number or a longer word holds stays.
 */
export function reword({ text }: Annotated, random: Random, list: EditList, names: readonly Span[]): void {
  const groups = new Map<string, Edit[]>();
  const held = new Set([...text.matchAll(JOINED)].map(([word]) => keyOf(word.toLowerCase())));
  const turn = random.integer(1, 11);
  for (const match of text.matchAll(KNOWN)) {
    const [old] = match;
    const word = old.toLowerCase();
    const span = { start: match.index, end: match.index + old.length };
    const group = others.get(word) ?? [word];
    const key = keyOf(word);
    // "At least as many" cannot be "a minimum of as many".
    const isComparison =
      / (?:least|most)$/u.test(word) && /^\s+(?:as|that|this)\b/iu.test(text.slice(span.end, span.end + 7));
    if (isComparison || names.some((name) => name.start < span.end && span.start < name.end)) held.add(key);
    const fresh = group[(group.indexOf(word) + turn) % group.length] ?? word;
    groups.set(key, [...(groups.get(key) ?? []), { ...span, text: inCase(fresh, old) }]);
  }
  for (const [key, edits] of groups) if (!held.has(key) && random.chance(0.5)) list.add(edits);
}

const FUNCTION_WORDS =
  /(?<![\p{L}\d'’-])(?:the|and|with|that|this|from|have|must|will|which|there|their|they|should|would|could|because|before|after|when|where|only|also|than|more|each|every|between|through|please|about|need|does|want|make|enough|together|cannot|available|exactly)(?![\p{L}\d'’-])/giu;

/** Slips of the keyboard in three of a hundred function words. */
export function mistype({ text }: Annotated, random: Random, list: EditList, names: readonly Span[]): void {
  for (const match of text.matchAll(FUNCTION_WORDS)) {
    if (!random.chance(0.03)) continue;
    const [word] = match;
    const span = { start: match.index, end: match.index + word.length };
    if (!names.some((name) => name.start < span.end && span.start < name.end))
      list.add([{ ...span, text: slip(word, random) }]);
  }
}

function slip(word: string, random: Random): string {
  const at = random.integer(1, word.length - 2);
  const [one = '', two = ''] = [word[at], word[at + 1]];
  switch (random.integer(0, 2)) {
    case 0:
      return word.slice(0, at) + two + one + word.slice(at + 2);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    default:
      return word.slice(0, at) + one + word.slice(at);
  }
}
