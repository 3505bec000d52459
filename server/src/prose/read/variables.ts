import type { Document } from './document';
import { sigmoid, type Heads } from './heads';
import { decodeTags, type TaggedTokens } from './tags';
import { isFunctionWord, isWord, stem } from './tokens';

/** One reading of which things are to be decided: each variable with the token ranges that mention it, in order. */
export interface VariableSet {
  readonly variables: readonly (readonly TaggedTokens[])[];
  /** Log-probability-like: how well tags and coreference bear it out, compared with the other sets. */
  readonly score: number;
}

const mostVariables = 8;

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
    const mentions = decodeTags(heads, caution).filter(({ label }) => label === 'VAR');
    if (mentions.length === 0) continue;
    for (const threshold of [0, 2, -2]) {
      const clusters = cluster(document, heads, mentions, threshold);
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
  return [...sets.values()];
}

function linkOf(document: Document, heads: Heads, one: TaggedTokens, two: TaggedTokens): number {
  const link =
    (heads.pair('sameVariable', one.first + 1, two.first + 1) +
      heads.pair('sameVariable', two.first + 1, one.first + 1)) /
    2;
  const [a, b] = [stemsOf(document, one), stemsOf(document, two)];
  return a !== '' && a === b ? link + 4 : link;
}

function stemsOf(document: Document, { first, last }: TaggedTokens): string {
  const words = document.tokens.slice(first, last).map(({ text }) => text);
  return words
    .filter((word) => !isFunctionWord(word))
    .map((word) => (isWord(word) ? stem(word) : word))
    .join(' ');
}

/** Joins mentions while two groups are linked better than `threshold` on average (average linkage). */
function cluster(
  document: Document,
  heads: Heads,
  mentions: readonly TaggedTokens[],
  threshold: number,
): TaggedTokens[][] {
  let groups = mentions.map((mention) => [mention]);
  for (;;) {
    let best = threshold;
    let pair: readonly [number, number] | undefined;
    groups.forEach((one, i) => {
      groups.slice(i + 1).forEach((two, offset) => {
        let sum = 0;
        for (const a of one) for (const b of two) sum += linkOf(document, heads, a, b);
        const mean = sum / (one.length * two.length);
        if (mean > best) {
          best = mean;
          pair = [i, i + 1 + offset];
        }
      });
    });
    if (!pair) break;
    const [i, j] = pair;
    const joined = [...(groups[i] ?? []), ...(groups[j] ?? [])].sort((a, b) => a.first - b.first);
    groups = groups.map((group, index) => (index === i ? joined : group)).filter((_, index) => index !== j);
  }
  return groups.sort((a, b) => (a[0]?.first ?? 0) - (b[0]?.first ?? 0));
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
