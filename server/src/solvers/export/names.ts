/**
 * Names that a format allows, one for each given name and all different: other characters become `_`, and names that
 * then meet get a number. Names differ as strings; `taken` are names the format keeps for itself.
 *
 * @param allowed matches the characters that may stand in a name
 * @param start matches names whose beginning the format allows; others get `v_` in front
 */
export function uniqueNames(
  names: readonly string[],
  {
    allowed,
    start,
    longest,
    taken = [],
  }: { allowed: RegExp; start: RegExp; longest: number; taken?: readonly string[] },
): string[] {
  const used = new Set<string>(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    const clean = Array.from(name, (character) => (allowed.test(character) ? character : '_')).join('');
    const base = (start.test(clean) ? clean : `v_${clean}`).slice(0, longest - 8);
    let unique = base;
    for (let number = 2; used.has(unique.toLowerCase()); number++) unique = `${base}_${number}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
