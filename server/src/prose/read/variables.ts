import type { Document } from './document';
import { sigmoid, type Heads } from './heads';
import { decodeTags, type TaggedTokens } from './tags';
import { stemsOf } from './tokens';

/** One reading of which things are to be decided: each variable with the token ranges that mention it, in order. */
export interface VariableSet {
  readonly variables: readonly (readonly TaggedTokens[])[];
  /** Log-probability-like: how well tags and coreference bear it out, compared with the other sets. */
  readonly score: number;
}

const mostVariables = 8;
/** Far more than any problem text has; they only keep a text that is none from taking long. */
const mostMentions = 80;
const mostSets = 12;

function surest(heads: Heads, mentions: readonly TaggedTokens[]): readonly TaggedTokens[] {
  if (mentions.length <= mostMentions) return mentions;
  const doubt = ({ first }: TaggedTokens): number => heads.tag(first + 1, 0);
  const kept = new Set([...mentions].sort((a, b) => doubt(a) - doubt(b)).slice(0, mostMentions));
  return mentions.filter((mention) => kept.has(mention));
}

/**
 * Several readings of the set of decision variables, none twice. The right one is not always the one the tags favour;
 * the assembly of the whole problem decides (the wrong set is the largest source of wrong readings).
 */
export function variableSets(document: Document, heads: Heads): VariableSet[] {
  const sets = new Map<string, VariableSet>();
  const add = (set: VariableSet): void => {
    if (set.variables.length === 0 || set.variables.length > mostVariables) return;
    const key = JSON.stringify(set.variables.map((mentions) => mentions.map(({ first }) => first)));
    const known = sets.get(key);
    if (!known || known.score < set.score) sets.set(key, set);
  };
  for (const caution of [0, 1.5, -1.5]) {
    const mentions = surest(
      heads,
      decodeTags(heads, caution).filter(({ label }) => label === 'VAR'),
    );
    if (mentions.length === 0) continue;
    const links = mentions.map((one) => mentions.map((two) => linkOf(document, heads, one, two)));
    for (const threshold of [0, 2, -2]) {
      const clusters = cluster(links, mentions, threshold);
      const score = (kept: readonly (readonly TaggedTokens[])[]): number => scoreOf(document, heads, mentions, kept);
      add({ variables: clusters, score: score(clusters) });
      const bySize = [...clusters].sort((a, b) => b.length - a.length);
      const strong = clusters.filter((each) => each.length > 1);
      if (strong.length >= 2 && strong.length < clusters.length) add({ variables: strong, score: score(strong) });
      for (const size of [2, 3, 4]) {
        if (size >= clusters.length) continue;
        const largest = bySize.slice(0, size);
        const kept = clusters.filter((each) => largest.includes(each));
        add({ variables: kept, score: score(kept) });
      }
    }
  }
  return [...sets.values()].sort((a, b) => b.score - a.score).slice(0, mostSets);
}

function linkOf(document: Document, heads: Heads, one: TaggedTokens, two: TaggedTokens): number {
  const link =
    (heads.pair('sameVariable', one.first + 1, two.first + 1) +
      heads.pair('sameVariable', two.first + 1, one.first + 1)) /
    2;
  const [a, b] = [one, two].map(({ first, last }) => stemsOf(document.tokens.slice(first, last)));
  return a !== '' && a === b ? link + 4 : link;
}

/** Joins mentions while two groups are linked better than `threshold` on average (average linkage, by sums of links). */
function cluster(
  links: readonly (readonly number[])[],
  mentions: readonly TaggedTokens[],
  threshold: number,
): TaggedTokens[][] {
  const groups = mentions.map((mention): TaggedTokens[] | undefined => [mention]);
  const sums = links.map((row) => [...row]);
  const size = (index: number): number => groups[index]?.length ?? 0;
  for (;;) {
    let best = threshold;
    let one = -1;
    let two = -1;
    for (let i = 0; i < groups.length; i++) {
      for (let j = i + 1; j < groups.length && groups[i]; j++) {
        const mean = groups[j] ? (sums[i]?.[j] ?? 0) / (size(i) * size(j)) : -Infinity;
        if (mean > best) [best, one, two] = [mean, i, j];
      }
    }
    const [into, from] = [groups[one], groups[two]];
    if (!into || !from) break;
    groups[one] = [...into, ...from].sort((a, b) => a.first - b.first);
    groups[two] = undefined;
    for (const [index, row] of sums.entries()) {
      row[one] = (row[one] ?? 0) + (row[two] ?? 0);
      const mine = sums[one];
      if (mine) mine[index] = (mine[index] ?? 0) + (sums[two]?.[index] ?? 0);
    }
  }
  return groups.filter((group) => group !== undefined).sort((a, b) => (a[0]?.first ?? 0) - (b[0]?.first ?? 0));
}

/** Coreference inside and between the kept groups, and what leaving mentions out costs. */
function scoreOf(
  document: Document,
  heads: Heads,
  all: readonly TaggedTokens[],
  kept: readonly (readonly TaggedTokens[])[],
): number {
  const flat = kept.flatMap((group, index) => group.map((mention) => ({ mention, index })));
  let score = 0;
  flat.forEach((one, i) => {
    for (const two of flat.slice(i + 1)) {
      const same = sigmoid(linkOf(document, heads, one.mention, two.mention));
      score += Math.log(Math.max(1e-3, one.index === two.index ? same : 1 - same)) / flat.length;
    }
  });
  const keptMentions = new Set(flat.map(({ mention }) => mention));
  for (const mention of all) {
    const doubt =
      heads.tag(mention.first + 1, 0) - Math.max(heads.tag(mention.first + 1, 1), heads.tag(mention.first + 1, 2));
    const margin = Math.max(-4, Math.min(4, doubt));
    score += keptMentions.has(mention) ? -0.25 * Math.max(0, margin) : 0.35 * Math.min(0, margin);
  }
  return score;
}
