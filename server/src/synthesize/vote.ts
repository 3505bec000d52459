import type { Candidate } from './judge';

/** The winner of a vote. */
export interface Elected {
  readonly candidate: Candidate;
  /** How many candidates came to the same. */
  readonly votes: number;
}

/**
 * The outcome that most candidates came to; of as many, the one of a candidate with fewest faults, then the earliest
 * (self-consistency, Wang et al. 2023). undefined where no candidate could be used.
 */
export function vote(candidates: readonly Candidate[]): Elected | undefined {
  let best: Elected | undefined;
  for (const group of groupsOf(candidates)) {
    const [candidate] = [...group].sort(byFaults);
    if (!candidate) continue;
    const elected = { candidate, votes: group.length };
    const isBetter =
      !best || elected.votes > best.votes || (elected.votes === best.votes && byFaults(candidate, best.candidate) < 0);
    if (isBetter) best = elected;
  }
  return best;
}

/** Whether candidates still to come cannot change which outcome wins. */
export function isSettled(candidates: readonly Candidate[], left: number): boolean {
  const [first = 0, second = 0] = groupsOf(candidates)
    .map(({ length }) => length)
    .sort((a, b) => b - a);
  return first > second + left;
}

/** Fewest faults first; one that can be used before all that cannot. */
export function byFaults(a: Candidate, b: Candidate): number {
  return Number(a.outcome === undefined) - Number(b.outcome === undefined) || weight(a) - weight(b);
}

function weight({ said, doubts }: Candidate): number {
  return said.length + doubts.length;
}

function groupsOf(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    // What was not solved in time agrees with nothing.
    const key = candidate.outcome === 'unknown' ? `unknown ${String(groups.size)}` : candidate.outcome;
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()];
}
