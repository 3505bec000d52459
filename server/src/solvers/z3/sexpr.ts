/** A parsed S-expression: an atom as it stands (quotes of `|symbols|` removed) or a list. */
export type SExpression = string | readonly SExpression[];

/**
 * Reads every S-expression of an SMT-LIB 2.6 answer, in order. Strings keep their quotes, so that an atom starting
 * with `"` is a string. Comments are skipped. An unfinished expression (a cut answer) throws.
 */
export function parseSExpressions(text: string): readonly SExpression[] {
  const top: SExpression[] = [];
  const open: SExpression[][] = [];
  let current = top;
  let position = 0;
  while (position < text.length) {
    const character = text.charAt(position);
    if (character === '(') {
      const list: SExpression[] = [];
      current.push(list);
      open.push(current);
      current = list;
      position++;
    } else if (character === ')') {
      const parent = open.pop();
      if (parent === undefined) throw new Error('unexpected ) in an answer of Z3');
      current = parent;
      position++;
    } else if (character === ';') {
      const end = text.indexOf('\n', position);
      position = end < 0 ? text.length : end + 1;
    } else if (character === '|') {
      const end = text.indexOf('|', position + 1);
      if (end < 0) throw new Error('unfinished symbol in an answer of Z3');
      current.push(text.slice(position + 1, end));
      position = end + 1;
    } else if (character === '"') {
      let end = position + 1;
      // A doubled quote inside a string stands for one.
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      current.push(text.slice(position, end + 1));
      position = end + 1;
    } else if (/\s/.test(character)) {
      position++;
    } else {
      let end = position + 1;
      while (end < text.length && !/[\s()|";]/.test(text.charAt(end))) end++;
      current.push(text.slice(position, end));
      position = end;
    }
  }
  if (open.length > 0) throw new Error('unfinished answer of Z3');
  return top;
}
