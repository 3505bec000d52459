import type { Span } from '../../text';

/** A word, a number or a single sign of the text. */
export interface Token extends Span {
  readonly text: string;
}

const pattern =
  /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+|\p{L}+(?:['’](?:s|t|re|ve|ll|d)(?!\p{L}))?|[^\s\p{L}\d]/gu;

/**
 * Splits a text into tokens: numbers with their separators ("1,200.50"), words (a hyphen splits them), single signs.
 * Every character that is not white space is in exactly one token, except digits of other scripts, which are skipped.
 * Between square brackets commas part numbers ("[150,200,300]").
 */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const match of text.slice(from, to).matchAll(pattern)) {
    const [found] = match;
    if (found === '[') depth++;
    else if (found === ']') depth = Math.max(0, depth - 1);
    let start = from + match.index;
    for (const part of depth > 0 ? (found.match(/,|[^,]+/gu) ?? []) : [found]) {
      tokens.push({ start, end: start + part.length, text: part });
      start += part.length;
    }
  }
  return tokens;
}

export function isDigits(token: string): boolean {
  const first = token.charCodeAt(0);
  return (first >= 48 && first <= 57) || (first === 46 && token.length > 1);
}

export function isWord(token: string): boolean {
  return /^\p{L}/u.test(token);
}

const functionWords = new Set(
  (
    'the a an of to and or in for is are be at on with it its can as by that this these those each every per has have ' +
    'from must should will would not than more less fewer least most number total amount how many much they he she ' +
    'his her their them one if while whereas also there only into out up no all any some both either make made makes'
  ).split(' '),
);

/** Words that say nothing about which thing is meant; they never make two places of a text alike. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word.toLowerCase());
}

/** A crude English stem: enough to see that "loaves" and "loaf", "candies" and "candy" are one thing. */
export function stem(word: string): string {
  let text = word.toLowerCase().replace(/['’]s$/u, '');
  if (singulars.has(text)) return text;
  if (text.length > 4 && text.endsWith('ies')) text = text.slice(0, -3) + 'y';
  else if (text.length > 4 && /(?:s|x|z|ch|sh|o)es$/u.test(text)) text = text.slice(0, -2);
  else if (text.length > 3 && text.endsWith('s') && !text.endsWith('ss')) text = text.slice(0, -1);
  if (text.length > 4 ? text.endsWith('e') : /..[sxzo]e$/u.test(text)) text = text.slice(0, -1);
  // "Loaf" and "loaves", "curve" and "curves".
  return text.replace(/v$/u, 'f');
}

/** Words of one thing that look like many. */
const singulars: ReadonlySet<string> = new Set([
  'lens',
  'gas',
  'bus',
  'bias',
  'canvas',
  'series',
  'species',
  'yes',
  'this',
  'minibus',
  'trolleybus',
  'bonus',
  'virus',
  'status',
]);

/**
 * What a phrase names, so that "the large buses" and "large bus" are equal: its words stemmed, less function words. "A" alone is a
 * name, no article.
 */
export function stemsOf(tokens: readonly Token[]): string {
  if (tokens.length === 1 && tokens[0]?.text === 'A') return 'A';
  return tokens
    .filter(({ text }) => !isFunctionWord(text))
    .map(({ text }) => (isWord(text) ? stem(text) : text))
    .join(' ');
}
