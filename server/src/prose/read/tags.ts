import { tagCount, tagLabels, type Heads, type TagLabel } from './heads';

/** Tokens [first, last) with one tag. */
export interface TaggedTokens {
  readonly label: TagLabel;
  readonly first: number;
  readonly last: number;
}

/**
 * The most probable well-formed sequence of tags (Viterbi): an I- only follows B- or I- of its label.
 * @param caution is taken from the log-probability of every VAR tag; negative finds more variables.
 */
export function decodeTags(heads: Heads, caution = 0): TaggedTokens[] {
  const tokens = heads.positions - 1;
  if (tokens === 0) return [];
  const emit = (token: number, tag: number): number =>
    heads.tag(token + 1, tag) - (tag === 1 || tag === 2 ? caution : 0);
  const isInside = (tag: number): boolean => tag > 0 && tag % 2 === 0;
  let scores = Array.from({ length: tagCount }, (_, tag) => (isInside(tag) ? -Infinity : emit(0, tag)));
  const origins: number[][] = [];
  for (let token = 1; token < tokens; token++) {
    const best = scores.indexOf(Math.max(...scores));
    const from: number[] = [];
    const next = scores.map((own, tag) => {
      let origin = best;
      if (isInside(tag)) origin = (scores[tag - 1] ?? -Infinity) > own ? tag - 1 : tag;
      from.push(origin);
      return (scores[origin] ?? -Infinity) + emit(token, tag);
    });
    origins.push(from);
    scores = next;
  }
  let tag = scores.indexOf(Math.max(...scores));
  const path = [tag];
  for (const from of origins.reverse()) {
    tag = from[tag] ?? 0;
    path.push(tag);
  }
  return collect(path.reverse());
}

function collect(path: readonly number[]): TaggedTokens[] {
  const found: { label: TagLabel; first: number; last: number }[] = [];
  path.forEach((tag, token) => {
    const label = tagLabels[(tag - 1) >> 1];
    if (tag === 0 || label === undefined) return;
    const last = found.at(-1);
    if (tag % 2 === 0 && last?.last === token && last.label === label) last.last = token + 1;
    else found.push({ label, first: token, last: token + 1 });
  });
  return found;
}
