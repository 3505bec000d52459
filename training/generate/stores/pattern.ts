/** A piece of a parsed pattern. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly ways: readonly (readonly Piece[])[] }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

const parsed = new Map<string, readonly Piece[]>();

/**
 * Reads a pattern: `(a|b)` is a choice, `[a]` may be left out, `{name}` is filled by the caller, and `<words>` are the
 * words that say a rule. A pattern may be a choice itself: `a|b`.
 */
export function parsePattern(source: string): readonly Piece[] {
  const known = parsed.get(source);
  if (known) return known;
  let at = 0;
  const ways = alternatives();
  if (at < source.length) throw new Error(`unbalanced: ${source}`);
  const [only] = ways;
  const pieces: readonly Piece[] = ways.length === 1 && only ? only : [{ kind: 'choice', ways }];
  parsed.set(source, pieces);
  return pieces;

  function alternatives(): (readonly Piece[])[] {
    const found: Piece[][] = [[]];
    while (at < source.length) {
      const sign = source[at] ?? '';
      if (sign === ')' || sign === ']') break;
      at++;
      const last = found[found.length - 1] ?? [];
      if (sign === '|') found.push([]);
      else if (sign === '(') last.push({ kind: 'choice', ways: inside() });
      else if (sign === '[') last.push({ kind: 'choice', ways: [...inside(), []] });
      else if (sign === '<') last.push({ kind: 'open' });
      else if (sign === '>') last.push({ kind: 'close' });
      else if (sign === '{') last.push({ kind: 'slot', name: upTo('}') });
      else last.push({ kind: 'text', text: sign + plain() });
    }
    return found;
  }

  function inside(): (readonly Piece[])[] {
    const found = alternatives();
    at++;
    return found;
  }

  function upTo(end: string): string {
    const from = at;
    at = source.indexOf(end, at) + 1;
    return source.slice(from, at - 1);
  }

  function plain(): string {
    const from = at;
    while (at < source.length && !'|()[]<>{}'.includes(source[at] ?? '')) at++;
    return source.slice(from, at);
  }
}

/** One pattern a line; empty lines do not count. */
export function lines(source: string): readonly string[] {
  return source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
