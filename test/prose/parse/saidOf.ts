import { inputOf, type Input } from '../../../server/src/prose/parse/input';
import { sameness } from '../../../server/src/prose/parse/names';
import { layers, relations, type Layer, type Parsed, type Relation } from '../../../server/src/prose/parse/parsed';
import { numberOf, type StatementKind, type Step, type Symbol } from '../../../server/src/prose/program';

/** What networks might say of a text, by its words. */
export interface Said {
  /** By layer: groups of words that name one thing; each place of the words is a mention, sure or as sure as told. */
  readonly names: Partial<
    Record<Layer, readonly (readonly string[] | { readonly words: string; readonly sure: number })[]>
  >;
  /** Things that belong to one set, by their words; the first is the name of the set. */
  readonly sets?: readonly (readonly string[])[];
  /** Things that are variables by themselves. */
  readonly singles?: readonly string[];
  readonly links?: readonly (readonly [Relation, string, string, number])[];
  /** How likely it seems to lack something. */
  readonly lacking?: number;
  readonly statements?: readonly {
    readonly kind: StatementKind;
    readonly at: string;
    readonly probability?: number;
    /** Symbols and, where they point, words. */
    readonly program: readonly (readonly [Symbol, string?])[];
    /** Another one that is nearly as likely. */
    readonly or?: readonly (readonly [Symbol, string?])[];
  }[];
}

/** A text with what was said of it, as `parse` would give it. */
export function saidOf(
  text: string,
  { names, sets = [], singles = [], links = [], statements = [], lacking = 0 }: Said,
): { input: Input; parsed: Parsed } {
  const input = inputOf(text, new Map());
  const { length } = input;
  const placesOf = (words: string): number[] =>
    [...text.matchAll(new RegExp(`(?<![\\p{L}\\d])${words}(?![\\p{L}\\d])`, 'gu'))].map(
      ({ index }) => input.tokens.findIndex(({ start }) => start === index) + 1,
    );
  const tags = new Float32Array(length * layers.length * 3);
  const thing = new Float32Array(length * 8).fill(-5);
  const pair = new Float32Array(relations.length * length * length).fill(-5);
  const link = (relation: Relation, one: number, two: number, score: number): void => {
    pair[(relations.indexOf(relation) * length + one) * length + two] = score;
  };
  for (const layer of layers) {
    for (const group of names[layer] ?? []) {
      const [forms, sure] = 'words' in group ? [[group.words], group.sure] : [group, 0.99];
      const places = forms.flatMap(placesOf);
      for (const place of places) {
        tags[(place * layers.length + layers.indexOf(layer)) * 3 + 1] = sure;
        for (const other of places) link(sameness[layer], place, other, 5);
      }
    }
    // The words after the first belong to a name, whatever names begin there elsewhere.
    for (const words of (names[layer] ?? []).flatMap((group) => ('words' in group ? [group.words] : group))) {
      const more = words.split(' ').length - 1;
      for (const place of placesOf(words))
        for (let at = place + 1; at <= place + more; at++) {
          tags[(at * layers.length + layers.indexOf(layer)) * 3 + 1] = 0;
          tags[(at * layers.length + layers.indexOf(layer)) * 3 + 2] = 0.99;
        }
    }
  }
  for (const [name = '', ...members] of sets) {
    const places = members.flatMap(placesOf);
    for (const one of places) {
      for (const two of places) link('sameSet', one, two, 5);
      for (const set of placesOf(name)) link('thingOfSet', one, set, 5);
    }
  }
  for (const place of singles.flatMap(placesOf)) thing[place * 8] = 5;
  for (const place of input.numberPositions)
    for (const relation of ['cellTable', 'cellLast', 'cellFirst'] as const) link(relation, place, 0, 0);
  for (const [relation, one, two, score] of links)
    for (const a of placesOf(one)) for (const b of placesOf(two)) link(relation, a, b, score);
  const parsed: Parsed = {
    lacking,
    length,
    problem: 1,
    names: tags,
    thing,
    pair,
    statements: statements.map(({ kind, at, probability = 0.9, program, or }) => ({
      kind,
      anchor: placesOf(at)[0] ?? 0,
      probability,
      hypotheses: [program, ...(or ? [or] : [])].map((each, k) => ({
        logProbability: Math.log(or ? 0.6 - 0.2 * k : 0.9),
        steps: each.map((step) => stepOf(step, placesOf)),
      })),
    })),
  };
  return { input, parsed };
}

function stepOf([symbol, words]: readonly [Symbol, string?], placesOf: (words: string) => number[]): Step {
  const number = numberOf(symbol);
  if (number === undefined) throw new Error(`no symbol ${JSON.stringify(symbol)}`);
  return words === undefined ? { symbol: number } : { symbol: number, places: placesOf(words) };
}
