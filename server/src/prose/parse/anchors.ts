import { statementKinds, type StatementKind } from '../program';
import type { Input } from './input';

/** Far more than any problem text tells; they only keep a text that is none from taking long. */
const mostStatements = 48;
/** Statements less likely than this are not read. */
const leastProbability = 0.2;
/** Families are read on a faint sign: a problem over sets decides something. */
const leastOfFamilies = 0.05;
/** What seems to be missing, too: a question costs less than a wrong model. */
const leastOfMissing = 0.12;
/** What is less likely to begin a statement than this is no sign of one. */
const faintest = 0.05;
/** Two statements of one sentence begin further apart than this. */
const nearest = 2;

const leastOf: Partial<Record<StatementKind, number>> = { family: leastOfFamilies, missing: leastOfMissing };

/** A place that seems to tell a statement. */
export interface Anchor {
  readonly kind: StatementKind;
  readonly anchor: number;
  readonly probability: number;
}

/**
 * Where statements are told from. A number tells its own exactly; words tell theirs within a sentence, where what several
 * of them seem to tell is added up.
 */
export function anchorsOf(scores: Float32Array, input: Input): Anchor[] {
  const isNumber = new Set(input.numberPositions);
  const all = statementKinds.flatMap((kind, at) => {
    const least = leastOf[kind] ?? leastProbability;
    const found: Anchor[] = [];
    const bySentence = new Map<number, Anchor[]>();
    for (let anchor = 0; anchor < input.length; anchor++) {
      const probability = probabilityOf(scores, anchor, at);
      if (anchor === 0 || isNumber.has(anchor)) {
        if (probability >= least) found.push({ kind, anchor, probability });
      } else if (probability >= faintest) {
        const sentence = input.sentences.ofToken[anchor - 1] ?? 0;
        bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), { kind, anchor, probability }]);
      }
    }
    for (const told of bySentence.values()) found.push(...added(told, least));
    return found;
  });
  const likely = [...all].sort((a, b) => b.probability - a.probability).slice(0, mostStatements);
  return all.filter((each) => likely.includes(each));
}

/** How likely the text seems to lack something, by the sentence that says most of it. */
export function lackingIn(scores: Float32Array, input: Input): number {
  const kind = statementKinds.indexOf('missing');
  const bySentence = new Map<number, number>();
  for (let anchor = 1; anchor < input.length; anchor++) {
    const sentence = input.sentences.ofToken[anchor - 1] ?? 0;
    const probability = probabilityOf(scores, anchor, kind);
    if (probability >= faintest) bySentence.set(sentence, (bySentence.get(sentence) ?? 0) + probability);
  }
  return Math.min(1, Math.max(0, ...bySentence.values()));
}

function probabilityOf(scores: Float32Array, anchor: number, kind: number): number {
  return 1 / (1 + Math.exp(-(scores[anchor * statementKinds.length + kind] ?? -20)));
}

/** The places of one sentence that tell something, each with the probability of those that it stands for. */
function added(told: readonly Anchor[], least: number): Anchor[] {
  const total = told.reduce((sum, { probability }) => sum + probability, 0);
  const most = Math.max(1, Math.round(total));
  const chosen: Anchor[] = [];
  for (const each of [...told].sort((a, b) => b.probability - a.probability)) {
    if (chosen.length < most && chosen.every(({ anchor }) => Math.abs(anchor - each.anchor) > nearest))
      chosen.push(each);
  }
  const rest = chosen.reduce((sum, { probability }) => sum - probability, total) / chosen.length;
  return chosen
    .map((each) => ({ ...each, probability: Math.min(1, each.probability + Math.max(0, rest)) }))
    .filter(({ probability }) => probability >= least);
}
