import type { Span } from '../../text';
import type { Quantity } from '../graph';
import { stuffOf } from './stuff';
import { isDigits, isFunctionWord, isWord, type Token } from './tokens';

/** A number of the text, whatever it turns out to be for. */
export interface NumberMention {
  /** Tokens [first, last) of the number itself; "$1,200" starts at the digits. */
  readonly first: number;
  readonly last: number;
  readonly quantity: Quantity;
  /** "twice", "three times", "half": the number may compare two things. */
  readonly multiplies: boolean;
  /** What it counts, where its unit alone does not tell it (stuff.ts). */
  readonly stuff: string | undefined;
}

const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  dozen: 12,
};
const parts: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  eighth: 8,
  eighths: 8,
  tenth: 10,
  tenths: 10,
};
const multiples: Readonly<Record<string, number>> = { twice: 2, double: 2, thrice: 3, triple: 3, quadruple: 4 };
const currencies = new Set(['$', '€', '£', '¥']);

interface Found {
  readonly last: number;
  readonly value: number;
  readonly kind: Quantity['kind'];
  readonly multiplies?: boolean;
  /** "thousand" in "20 thousand". */
  readonly scale?: number;
}

type Bare = Omit<NumberMention, 'stuff'>;

/** A number that shares the word behind the last one of its list: the scale in "12, 9 and 6 thousand". */
interface Scaled extends Bare {
  readonly scale: number | undefined;
}

/** Finds every number of a tokenised text, in digits or words, with its value, sign and unit. */
export function findNumbers(text: string, tokens: readonly Token[]): NumberMention[] {
  const mentions: Scaled[] = [];
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? '';
  for (let first = 0; first < tokens.length;) {
    const found = isPower(tokens, first) ? undefined : (digitsAt(text, tokens, first) ?? wordsAt(tokens, first));
    if (!found) {
      first++;
      continue;
    }
    mentions.push({ ...describe(text, tokens, first, found, word), scale: found.scale });
    first = Math.max(found.last, first + 1);
  }
  const stuff = stuffOf(
    tokens,
    mentions.map(({ last }) => last),
  );
  return mentions.map((each, at) => ({ ...withShared(each, at, mentions, tokens), stuff: stuff[at] }));
}

/** The 3 of "20 m3", "per m3" and "€/m^3" is no number. */
function isPower(tokens: readonly Token[], at: number): boolean {
  const digit = tokens[at];
  if (digit?.text !== '2' && digit?.text !== '3') return false;
  const caret = tokens[at - 1]?.text === '^' ? 1 : 0;
  const [before, unit] = [tokens[at - 2 - caret], tokens[at - 1 - caret]];
  const isGlued = tokens[at - 1]?.end === digit.start && (caret === 0 || unit?.end === tokens[at - 1]?.start);
  if (!isGlued || !/^(?:[cdkm]?m|in|ft|yd)$/iu.test(unit?.text ?? '')) return false;
  return before !== undefined && (isDigits(before.text) || /^(?:per|\/|a)$/iu.test(before.text));
}

/** "11, 12 thousand" may be two numbers of different things; "and", "or", "to" before the last one make a list. */
const inLists = new Set([',', 'and', 'or', 'to', '-', '–', 'through']);
/** A number that a scale may still apply to: nobody says "2000, 3000 and 4 thousand". */
const leastScaled = 1000;

/** A number of a list whose last one alone says the scale or the percent sign: "12, 9 and 6 thousand", "10 to 20%". */
function withShared(
  { scale, ...mention }: Scaled,
  at: number,
  mentions: readonly Scaled[],
  tokens: readonly Token[],
): Bare {
  const { quantity } = mention;
  if (scale !== undefined || quantity.kind !== 'number' || quantity.unit !== undefined) return mention;
  if (quantity.value >= leastScaled) return mention;
  let end = mention.last;
  for (let after = at + 1; after < mentions.length; after++) {
    const next = mentions[after];
    if (!next) break;
    const between = tokens.slice(end, next.first);
    if (between.length === 0 || between.length > 2 || !between.every(({ text }) => inLists.has(text.toLowerCase())))
      break;
    const isClosed = between.some(({ text }) => text !== ',');
    if (isClosed && next.quantity.kind === 'percent')
      return { ...mention, quantity: { ...quantity, value: rounded(quantity.value / 100), kind: 'percent' } };
    if (isClosed && next.scale !== undefined)
      return { ...mention, quantity: { ...quantity, value: rounded(quantity.value * next.scale) } };
    if (next.quantity.kind !== 'number' || next.quantity.unit !== undefined) break;
    end = next.last;
  }
  return mention;
}

/** Without the error of a product or a quotient of decimal numbers. */
function rounded(value: number): number {
  return Number(value.toPrecision(15));
}

function describe(
  text: string,
  tokens: readonly Token[],
  first: number,
  found: Found,
  word: (index: number) => string,
): Bare {
  let { value, kind } = found;
  let last = found.last;
  const currency = currencies.has(word(first - 1)) ? word(first - 1) : undefined;
  if (word(last) === '%' || word(last) === 'percent') {
    last += 1;
    value /= 100;
    kind = 'percent';
  } else if (word(last) === 'per' && word(last + 1) === 'cent') {
    last += 2;
    value /= 100;
    kind = 'percent';
  } else if (word(last) === 'percentage' && word(last + 1).startsWith('point')) kind = 'percent';
  const from = tokens[currency ? first - 1 : first];
  const to = tokens[last - 1];
  const span: Span = { start: from?.start ?? 0, end: to?.end ?? 0 };
  const unit = currency ?? (kind === 'percent' ? undefined : unitAfter(tokens, last));
  return {
    first,
    last,
    quantity: {
      value: kind === 'fraction' ? value : rounded(value),
      kind,
      span,
      text: text.slice(span.start, span.end),
      unit,
    },
    multiplies: found.multiplies === true || kind === 'fraction' || word(last) === 'times',
  };
}

/** Letters that touch digits and stand for zeros. A capital M does so after a sign of money alone; "5M" may be metres. */
const suffixes: Readonly<Record<string, number>> = { k: 1e3, bn: 1e9 };

/** "½" and its like, each a sign of its own; undefined for every other token. */
function signOfPart(token: Token | undefined): number | undefined {
  if (token === undefined || token.text.charCodeAt(0) < 128) return undefined;
  const [above, below] = token.text.normalize('NFKC').split('\u2044').map(Number);
  return above === undefined || below === undefined || !(above / below > 0) ? undefined : above / below;
}

/** Digits, with what may follow them: "2/3", "1 1/2", "1½", "2 and a half", "1.5 million", "10k", "$2M". */
function digitsAt(text: string, tokens: readonly Token[], first: number): Found | undefined {
  const token = tokens[first];
  const alone = signOfPart(token);
  if (alone !== undefined) return { last: first + 1, value: alone, kind: 'fraction' };
  if (!token || !isDigits(token.text)) return undefined;
  const plain = Number(token.text.replace(/,/gu, ''));
  const touching = (index: number): boolean => tokens[index]?.end === tokens[index + 1]?.start;
  const fraction = (at: number): number | undefined => {
    const over = tokens[at + 2];
    if (tokens[at + 1]?.text !== '/' || !over || !isDigits(over.text) || !touching(at) || !touching(at + 1))
      return undefined;
    const below = Number(over.text.replace(/,/gu, ''));
    const above = Number((tokens[at]?.text ?? '').replace(/,/gu, ''));
    return below === 0 ? undefined : above / below;
  };
  const grouped = groupedAt(text, tokens, first);
  if (grouped) return grouped;
  const own = fraction(first);
  if (own !== undefined) return { last: first + 3, value: own, kind: 'fraction' };
  const next = tokens[first + 1];
  if (next && isDigits(next.text)) {
    const added = fraction(first + 1);
    if (added !== undefined && added < 1) return { last: first + 4, value: plain + added, kind: 'number' };
  }
  const part = signOfPart(next);
  if (part !== undefined) return { last: first + 2, value: plain + part, kind: 'number' };
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? '';
  if (word(first + 1) === 'and' && word(first + 2) === 'a' && word(first + 3) === 'half') {
    return { last: first + 4, value: plain + 0.5, kind: 'number' };
  }
  const isMoney = currencies.has(tokens[first - 1]?.text ?? '');
  const suffix = isMoney && /^m$/iu.test(next?.text ?? '') ? 1e6 : suffixes[word(first + 1)];
  if (next?.start === token.end && suffix !== undefined) {
    return { last: first + 2, value: plain * suffix, kind: 'number' };
  }
  const scale = scales[word(first + 1)];
  if (scale !== undefined) return { last: first + 2, value: plain * scale, kind: 'number', scale };
  return { last: first + 1, value: plain, kind: 'number' };
}

/** Groups of three digits with a space between them: "40 000", or any with a space that breaks no line. */
function groupedAt(text: string, tokens: readonly Token[], first: number): Found | undefined {
  const end = tokens[first]?.start ?? 0;
  const [words, digits] = /^(\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+)(?![\d.,]\d|\d)/u.exec(text.slice(end)) ?? [];
  if (words === undefined || digits === undefined) return undefined;
  if (words.includes(' ') && !words.endsWith(' 000')) return undefined;
  const last = tokens.findIndex(({ start }, at) => at > first && start >= end + words.length);
  const value = Number(digits.replace(/\D/gu, ''));
  return { last: last < 0 ? tokens.length : last, value, kind: 'number' };
}

/** Numbers in words: "twenty five", "two thirds", "a half", "one hundred and fifty", "twice". */
function wordsAt(tokens: readonly Token[], first: number): Found | undefined {
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? '';
  const multiple = multiples[word(first)];
  if (multiple !== undefined) return { last: first + 1, value: multiple, kind: 'word', multiplies: true };
  if (word(first) === 'half') return { last: first + 1, value: 0.5, kind: 'fraction' };
  if (word(first) === 'a' || word(first) === 'an') {
    const part = parts[word(first + 1)];
    if (part !== undefined && !isOrdinalUse(tokens, first + 2))
      return { last: first + 2, value: 1 / part, kind: 'fraction' };
    return scales[word(first + 1)] === undefined ? undefined : cardinalAt(tokens, first + 1, one);
  }
  if (word(first) === 'third' || word(first) === 'quarter') {
    // Alone it is a fraction only where something is taken of it: "third of the cleaners".
    return word(first + 1) === 'of' || word(first + 1) === 'the'
      ? { last: first + 1, value: 1 / (parts[word(first)] ?? 1), kind: 'fraction' }
      : undefined;
  }
  return cardinalAt(tokens, first);
}

function isOrdinalUse(tokens: readonly Token[], after: number): boolean {
  const next = tokens[after]?.text.toLowerCase() ?? '';
  return isWord(next) && !isFunctionWord(next) && next !== 'as';
}

/** A number in words as far as it is read: what is below the next "thousand" is in `group`. */
interface Cardinal {
  readonly total: number;
  readonly group: number;
  readonly last: 'nothing' | 'unit' | 'ten' | 'hundred' | 'scale';
}

/** The number with one more word, or undefined where the word does not go on with it. */
function extend({ total, group, last }: Cardinal, word: string): Cardinal | undefined {
  const open = last === 'nothing' || last === 'hundred' || last === 'scale';
  const ten = tens[word];
  if (ten !== undefined) return open ? { total, group: group + ten, last: 'ten' } : undefined;
  const unit = units[word];
  if (unit !== undefined) {
    return open || (last === 'ten' && unit < 10) ? { total, group: group + unit, last: 'unit' } : undefined;
  }
  const scale = scales[word];
  if (scale === undefined || last === 'scale' || (last === 'nothing' && scale !== 12)) return undefined;
  if (scale === 12)
    return last === 'hundred' ? undefined : { total: total + Math.max(1, group) * 12, group: 0, last: 'scale' };
  if (scale === 100) return last === 'hundred' ? undefined : { total, group: group * 100, last: 'hundred' };
  return { total: total + group * scale, group: 0, last: 'scale' };
}

const nothing: Cardinal = { total: 0, group: 0, last: 'nothing' };
/** What the "a" of "a hundred and fifty" stands for. */
const one: Cardinal = { total: 0, group: 1, last: 'unit' };

function cardinalAt(tokens: readonly Token[], first: number, begin = nothing): Found | undefined {
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? '';
  let number = begin;
  let at = first;
  for (;;) {
    const begun = number.last !== 'nothing';
    const link = begun && (word(at) === '-' || (word(at) === 'and' && number.last === 'hundred')) ? 1 : 0;
    const next = extend(number, word(at + link));
    if (!next) break;
    number = next;
    at += link + 1;
  }
  if (number.last === 'nothing') return undefined;
  const value = number.total + number.group;
  const hyphen = word(at) === '-' ? 1 : 0;
  const part = parts[word(at + hyphen)];
  // "Five third-class seats" are no five thirds.
  const isPart = value === 1 || word(at + hyphen).endsWith('s') || word(at + hyphen + 1) === 'of';
  // As many parts as make a whole, or more, are counted: "the four quarters of the year".
  if (part !== undefined && isPart && value < part)
    return { last: at + hyphen + 1, value: value / part, kind: 'fraction' };
  if (word(at) === 'and' && word(at + 1) === 'a' && word(at + 2) === 'half') {
    return { last: at + 3, value: value + 0.5, kind: 'word' };
  }
  return { last: at, value, kind: 'word' };
}

/** The word right after a number, where it can be a unit: "hours", "mg", "acres". */
function unitAfter(tokens: readonly Token[], last: number): string | undefined {
  const next = tokens[last]?.text ?? '';
  return isWord(next) && !isFunctionWord(next) && next.toLowerCase() !== 'times' ? next : undefined;
}
