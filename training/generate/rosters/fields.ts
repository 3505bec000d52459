/** The fields of a line of a lexicon, as "a, b, c". */
export function fields(list: string): string[] {
  return list
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '');
}

/** Singular and plural, as "box/boxes"; with an s where only one is told. */
export function pair(words: string): readonly [string, string] {
  const [one = '', many = `${one}s`] = words.split('/');
  return [one, many];
}
