import type { Traced, TracedPart } from '../compile';
import { inSession, isMinimalConflict, oracleOf, shrink, type Deadline, type Oracle } from '../explain';
import type { AssumptionSession } from '../solvers';

/** A part of the model that what is asked breaks all by itself, with as much of what is asked as that takes. */
export interface Break {
  readonly part: TracedPart;
  readonly asked: readonly TracedPart[];
}

export interface Breaks {
  /** In the order of the model's text; each was proved by a fresh session. */
  readonly breaks: readonly Break[];
  /** Every part that is broken by itself is among them. */
  readonly complete: boolean;
}

interface Search {
  /** Opens a fresh session over the parts of the model, in their order. */
  readonly open: () => Promise<AssumptionSession>;
  readonly isAsked: (part: TracedPart) => boolean;
  readonly deadline: Deadline;
  readonly signal?: AbortSignal;
}

/**
 * All parts that cannot hold once what is asked holds, each by itself: for a whole solution these are exactly the
 * constraints that it breaks. Asks for everything together and looks into the core, so that only as many checks are
 * made as parts are broken. Empty where what is asked contradicts itself, or where parts are broken only together.
 */
export async function directBreaks(traced: Traced, search: Search): Promise<Breaks> {
  const { parts } = traced;
  const asked = indicesOf(parts, search.isAsked);
  const others = indicesOf(parts, (part) => !search.isAsked(part) && part.kind !== 'data');
  const oracle = (session: AssumptionSession): Oracle => oracleOf(session, search.deadline, search.signal);
  const found = await inSession(search, (session) => findBroken(asked, others, oracle(session)));
  const proved = await inSession(search, async (session) => {
    const breaks: Break[] = [];
    for (const [index, core] of found.broken) {
      const part = parts[index];
      if (part && (await isMinimalConflict(oracle(session), [index, ...core])))
        breaks.push({ part, asked: core.flatMap((one) => parts[one] ?? []) });
    }
    return breaks;
  });
  return { breaks: proved, complete: found.complete && proved.length === found.broken.length };
}

function indicesOf(parts: readonly TracedPart[], test: (part: TracedPart) => boolean): readonly number[] {
  return parts.flatMap((part, index) => (test(part) ? [index] : []));
}

interface Found {
  readonly broken: readonly (readonly [part: number, asked: readonly number[]])[];
  readonly complete: boolean;
}

async function findBroken(asked: readonly number[], others: readonly number[], oracle: Oracle): Promise<Found> {
  const broken = new Map<number, readonly number[]>();
  const done = (complete: boolean): Found => ({ broken: [...broken].sort(([a], [b]) => a - b), complete });
  if ((await oracle.check(asked)).status !== 'sat') return done(false);
  let suspects = others;
  for (;;) {
    const together = await oracle.check([...asked, ...suspects]);
    if (together.status === 'sat') return done(true);
    // Undecided together, each may still be decided by itself.
    const tried = together.status === 'unsat' ? together.core.filter((index) => !asked.includes(index)) : suspects;
    let decided = together.status === 'unsat';
    const before = broken.size;
    for (const index of tried) {
      const alone = await oracle.check([...asked, index]);
      if (alone.status === 'unsat') {
        const { core } = await shrink(oracle, alone.core, [index]);
        broken.set(
          index,
          asked.filter((one) => core.includes(one)),
        );
      }
      if (alone.status === 'unknown') decided = false;
    }
    if (!decided || broken.size === before) return done(false);
    suspects = suspects.filter((index) => !broken.has(index));
  }
}
