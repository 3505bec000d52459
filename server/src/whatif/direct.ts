import type { Traced, TracedPart } from '../compile';
import type { AssumptionSession, CheckResult } from '../solvers';

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
  /** Milliseconds left; 0: stop. */
  readonly remaining: () => number;
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
  const found = await inSession(search, (check) => findBroken(asked, others, check));
  const proved = await inSession(search, async (check) => {
    const breaks: Break[] = [];
    for (const [index, core] of found.broken) {
      const part = parts[index];
      if (part && (await isMinimal([index, ...core], check)))
        breaks.push({ part, asked: core.flatMap((one) => parts[one] ?? []) });
    }
    return breaks;
  });
  return { breaks: proved, complete: found.complete && proved.length === found.broken.length };
}

type Check = (assumed: readonly number[]) => Promise<CheckResult>;

async function inSession<Result>(search: Search, use: (check: Check) => Promise<Result>): Promise<Result> {
  const { signal } = search;
  const session = await search.open();
  try {
    return await use((assumed) => {
      signal?.throwIfAborted();
      const timeLimitMs = Math.ceil(search.remaining());
      if (timeLimitMs <= 0) return Promise.resolve({ status: 'unknown', reason: 'time-limit' });
      return session.check(assumed, { timeLimitMs, ...(signal && { signal }) });
    });
  } finally {
    await session.close();
  }
}

function indicesOf(parts: readonly TracedPart[], test: (part: TracedPart) => boolean): readonly number[] {
  return parts.flatMap((part, index) => (test(part) ? [index] : []));
}

interface Found {
  readonly broken: readonly (readonly [part: number, asked: readonly number[]])[];
  readonly complete: boolean;
}

async function findBroken(asked: readonly number[], others: readonly number[], check: Check): Promise<Found> {
  const broken = new Map<number, readonly number[]>();
  const done = (complete: boolean): Found => ({ broken: [...broken].sort(([a], [b]) => a - b), complete });
  if ((await check(asked)).status !== 'sat') return done(false);
  let suspects = others;
  for (;;) {
    const together = await check([...asked, ...suspects]);
    if (together.status === 'sat') return done(true);
    // Undecided together, each may still be decided by itself.
    const tried = together.status === 'unsat' ? together.core.filter((index) => !asked.includes(index)) : suspects;
    let decided = together.status === 'unsat';
    const before = broken.size;
    for (const index of tried) {
      const alone = await check([...asked, index]);
      if (alone.status === 'unsat') broken.set(index, await shrinkAsked(index, alone.core, asked, check));
      if (alone.status === 'unknown') decided = false;
    }
    if (!decided || broken.size === before) return done(false);
    suspects = suspects.filter((index) => !broken.has(index));
  }
}

/** The least of what is asked that breaks a part, by deletion. */
async function shrinkAsked(
  part: number,
  core: readonly number[],
  asked: readonly number[],
  check: Check,
): Promise<readonly number[]> {
  let needed = asked.filter((index) => core.includes(index));
  for (const index of needed) {
    const fewer = needed.filter((other) => other !== index);
    if ((await check([...fewer, part])).status === 'unsat') needed = fewer;
  }
  return needed;
}

async function isMinimal(core: readonly number[], check: Check): Promise<boolean> {
  if ((await check(core)).status !== 'unsat') return false;
  for (const index of core) {
    if ((await check(core.filter((other) => other !== index))).status !== 'sat') return false;
  }
  return true;
}
