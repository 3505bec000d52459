import { childrenOf, declarationsOf, descendants, parseModel, type DeclaredType, type Item } from '../minizinc';

/** What a question can name. */
export interface Vocabulary {
  readonly declarations: ReadonlyMap<string, DeclaredType>;
  /** Decision variables and parameters, the members of enums: for suggestions, variables first. */
  readonly names: readonly string[];
  /** The user's own words, where the model was made from words; `code` is the MiniZinc they stand for. */
  readonly words: readonly OwnWords[];
  /** Whether the elements of a variable are no whole numbers. */
  isFloat(name: string): boolean;
}

export interface OwnWords {
  readonly words: string;
  readonly code: string;
  /** A decision variable; else the objective. */
  readonly isVariable: boolean;
}

export function vocabularyOf(
  files: readonly { readonly kind: 'model' | 'data'; readonly text: string }[],
  words: readonly OwnWords[] = [],
): Vocabulary {
  const models = files.map(({ kind, text }) => ({ kind, syntax: parseModel(text), text }));
  const declarations = declarationsOf(models.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax));
  const all = [...declarations];
  const members = models.flatMap(({ syntax, text }) => syntax.items.flatMap((item) => membersOf(item, text)));
  const floats = new Set<string>();
  for (const { syntax, text } of models) {
    for (const item of syntax.items)
      if (item.kind === 'declaration' && isFloatType(item.type, text, declarations)) floats.add(item.name);
  }
  return {
    declarations,
    names: [
      ...all.filter(([, { isVar }]) => isVar).map(([name]) => name),
      ...members,
      ...all.filter(([, { isVar }]) => !isVar).map(([name]) => name),
    ],
    words,
    isFloat: (name) => floats.has(name),
  };
}

/** The members of an enum that stand in its declaration or in its assignment. */
function membersOf(item: Item, text: string): readonly string[] {
  const value = item.kind === 'enum' ? item.body : item.kind === 'assignment' ? item.value : undefined;
  if (value?.name !== 'SetLiteral') return [];
  return childrenOf(value)
    .filter(({ name }) => name === 'VariableName')
    .map(({ from, to }) => text.slice(from, to));
}

function isFloatType(
  { primitive, domain }: DeclaredType,
  text: string,
  declarations: ReadonlyMap<string, DeclaredType>,
): boolean {
  if (primitive === 'float') return true;
  if (!domain) return false;
  return descendants(domain, () => true).some(
    ({ name, from, to }) =>
      name === 'Float' || (name === 'VariableName' && declarations.get(text.slice(from, to))?.primitive === 'float'),
  );
}

/**
 * The MiniZinc that words stand for: the whole of the user's words, or some of them that stand for nothing else
 * ("sourdough" for "sourdough loaves").
 */
export function codeOfWords(said: string, { words }: Vocabulary): OwnWords | undefined {
  const asked = stems(said);
  if (asked.length === 0) return undefined;
  const same = words.find((own) => stems(own.words).join(' ') === asked.join(' '));
  if (same) return same;
  const candidates = words.filter((own) => {
    const stemmed = stems(own.words);
    return asked.every((stem) => stemmed.includes(stem));
  });
  return candidates.length === 1 ? candidates[0] : undefined;
}

function stems(words: string): readonly string[] {
  return (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !/^(the|a|an|of|number|total)$/.test(word))
    .map((word) => (word.length > 3 ? word.replace(/(?:ves|s)$/, (end) => (end === 'ves' ? 'f' : '')) : word));
}

/** The name that is most like an unknown one, if any is near enough (a third of its letters may differ). */
export function nearestName(unknown: string, { names, words }: Vocabulary): string | undefined {
  const known = [...words.map((own) => own.words), ...names];
  const scored = known
    .map((name) => ({ name, distance: editDistance(unknown.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(unknown.length, name.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  return scored[0]?.name;
}

/** Levenshtein's distance. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
