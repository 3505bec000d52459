import { isFunctionWord, isWord, stem, type Token } from './tokens';

/** A number with its unit and the words behind "of": "litres" and "skimmed milk" of "2 litres of skimmed milk". */
interface Counted {
  /** Index of the number. */
  readonly number: number;
  readonly unit: string;
  /** Stems, without function words. */
  readonly stuff: readonly string[];
}

/** Words of one phrase at most: "vanilla powder shakes". */
const longestPhrase = 3;

/**
 * What numbers count, where one unit measures several things: "heat" and "gas" in a text that has "3 units of heat" and
 * "2 units of gas". Undefined for numbers that say nothing of the kind, and where one unit measures one thing only.
 * @param ends by number: the token behind it
 * @returns by number: a stem, the same one for all numbers of the same thing
 */
export function stuffOf(tokens: readonly Token[], ends: readonly number[]): readonly (string | undefined)[] {
  const counted = ends.flatMap((end, number) => countedAt(tokens, end, number) ?? []);
  const found = new Array<string | undefined>(ends.length).fill(undefined);
  for (const unit of new Set(counted.map((each) => each.unit))) {
    const groups = alike(counted.filter((each) => each.unit === unit));
    if (groups.length < 2) continue;
    for (const group of groups) for (const { number } of group) found[number] = nameOf(group);
  }
  return found;
}

/** "5 units of the gas", "20 square feet of cloth". */
function countedAt(tokens: readonly Token[], end: number, number: number): Counted | undefined {
  const word = (at: number): string => tokens[at]?.text.toLowerCase() ?? '';
  const isName = (at: number): boolean => isWord(word(at)) && !isFunctionWord(word(at));
  const of = [end + 1, end + 2].find((at) => word(at) === 'of');
  if (of === undefined || !isName(end) || !isName(of - 1)) return undefined;
  let at = of + 1;
  while (isFunctionWord(word(at))) at++;
  const stuff: string[] = [];
  while (stuff.length < longestPhrase && isName(at)) stuff.push(stem(word(at++)));
  return stuff.length > 0 ? { number, unit: stem(word(of - 1)), stuff } : undefined;
}

/** Groups of phrases that share a word with another of their group. */
function alike(counted: readonly Counted[]): Counted[][] {
  let groups: Counted[][] = [];
  for (const each of counted) {
    const meets = (group: readonly Counted[]): boolean =>
      group.some(({ stuff }) => stuff.some((word) => each.stuff.includes(word)));
    groups = [...groups.filter((group) => !meets(group)), [...groups.filter(meets).flat(), each]];
  }
  return groups;
}

/** The word that most of a group have; of several the first. */
function nameOf(group: readonly Counted[]): string | undefined {
  const words = [...new Set(group.flatMap(({ stuff }) => stuff))];
  const shares = (word: string): number => group.filter(({ stuff }) => stuff.includes(word)).length;
  return words.reduce((best, word) => (shares(word) > shares(best) ? word : best), words[0] ?? '');
}
