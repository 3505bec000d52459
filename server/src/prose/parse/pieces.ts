import { isDigits } from '../read/tokens';

/** Word pieces of the language model by number, which is their line in its file. */
export type Pieces = ReadonlyMap<string, number>;

/** The first lines of every file of word pieces: padding, unknown, begin of a text, end of a text, hidden. */
export const specialPieces = { padding: 0, unknown: 1, begin: 2, end: 3, hidden: 4 } as const;
/** Of a longer token, the pieces behind these are left out. */
export const piecesPerToken = 6;

const longestPiece = 24;
/** Whole numbers up to this are shown as they are, since they may be names ("Shop 12"). */
const largestShown = 20;

/** The word pieces of a file with one in each line. */
export function piecesOf(lines: string): Pieces {
  return new Map(lines.split('\n').flatMap((piece, at) => (piece === '' ? [] : [[piece, at] as const])));
}

/**
 * The word pieces of a token, one at least: of each word the longest beginning that there is, then of the rest
 * (WordPiece; Wu et al. 2016, as in BERT: in lower case, without accents, signs apart). A number is shown by its size
 * alone: what a text means does not hang on whether it says 600 or 680.
 */
export function wordPieces(token: string, pieces: Pieces): number[] {
  const shown = isDigits(token) ? numberShown(token) : plain(token);
  const found = [...shown.matchAll(/[\p{L}\p{N}]+|[^\s]/gu)].flatMap(([word]) => piecesOfWord(word, pieces));
  return found.length === 0 ? [specialPieces.unknown] : found.slice(0, piecesPerToken);
}

function numberShown(token: string): string {
  const value = Number(token.replaceAll(',', ''));
  if (Number.isInteger(value) && value <= largestShown) return String(value);
  return value < 1 ? '0' : value <= 100 ? '50' : value <= 1000 ? '500' : '5000';
}

const signs = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['“', '"'],
  ['”', '"'],
]);

function plain(token: string): string {
  const lower = token.slice(0, piecesPerToken * longestPiece).toLowerCase();
  return lower
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[’‘“”]/gu, (sign) => signs.get(sign) ?? sign);
}

function piecesOfWord(word: string, pieces: Pieces): number[] {
  const found: number[] = [];
  for (let start = 0; start < word.length;) {
    let end = Math.min(word.length, start + longestPiece);
    let piece: number | undefined;
    for (; end > start && piece === undefined; end--)
      piece = pieces.get(`${start > 0 ? '##' : ''}${word.slice(start, end)}`);
    if (piece === undefined) return [specialPieces.unknown];
    found.push(piece);
    start = end + 1;
  }
  return found;
}
