import type { Value } from '../../flatzinc';
import type { AssumptionSession, CheckResult } from '../types';
import { deadlineIn, guarded } from './deadline';
import { openDialogue, type Dialogue } from './dialogue';
import type { Engine } from './engine';
import type { Lowered } from './lower';
import type { EnginePool } from './pool';
import { endingOf, gaveUp } from './ending';

/**
 * A model loaded once, its parts switched on by assumptions. If the engine dies, or is ended because a check was
 * cancelled or ran over its time, the next check loads the model again into another.
 */
export function openSession(pool: EnginePool, lowered: Lowered, parts: readonly Value[]): AssumptionSession {
  const terms = parts.map((part) => lowered.encoder.bool(part));
  const partOf = new Map(terms.map((term, part) => [term.replace(/^\|(.*)\|$/, '$1'), part]));
  let loaded: { readonly engine: Engine; readonly dialogue: Dialogue } | undefined;
  let closed = false;

  const release = (): void => {
    if (loaded !== undefined) pool.giveBack(loaded.engine);
    loaded = undefined;
  };

  const dialogueOn = async (engine: Engine): Promise<Dialogue> => {
    if (loaded?.engine === engine) return loaded.dialogue;
    const dialogue = await openDialogue(engine, lowered, '(set-option :produce-unsat-assumptions true)');
    loaded = { engine, dialogue };
    return dialogue;
  };

  const check: AssumptionSession['check'] = async (assumed, { timeLimitMs, signal }) => {
    if (closed) throw new Error('the session is closed');
    const switchedOff = assumed.find((part) => terms[part] === 'false');
    if (switchedOff !== undefined) return { status: 'unsat', core: [switchedOff] };
    const deadline = deadlineIn(timeLimitMs);
    let engine: Engine | undefined;
    try {
      if (loaded !== undefined && !loaded.engine.alive) release();
      const borrowed = (engine = loaded?.engine ?? (await pool.borrow(signal)));
      return await guarded(borrowed, deadline, signal, async (): Promise<CheckResult> => {
        const dialogue = await dialogueOn(borrowed);
        const wanted = assumed.map((part) => terms[part] ?? 'false').filter((term) => term !== 'true');
        const verdict = await dialogue.check([...new Set(wanted)], deadline.remaining());
        if (verdict === 'sat') return { status: 'sat', solution: (await dialogue.snapshot()).assignment };
        if (verdict === 'unsat') return { status: 'unsat', core: await coreOf(dialogue, wanted.length, partOf) };
        const { reason, detail } = await gaveUp({ deadline, dialogue, progress: nothing });
        return unknown(reason, detail);
      });
    } catch (error) {
      if (engine !== undefined && loaded?.engine !== engine) pool.giveBack(engine);
      if (loaded !== undefined && !loaded.engine.alive) release();
      const { reason, detail } = endingOf(error, deadline, signal);
      return unknown(reason, detail);
    }
  };

  // Checks of one session wait for each other: they share one engine.
  let last: Promise<unknown> = Promise.resolve();
  return {
    check(assumed, options) {
      const result = last.then(() => check(assumed, options));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      closed = true;
      await last;
      release();
    },
  };
}

const nothing = { solutions: [], objective: undefined, bound: undefined, statistics: {} };

function unknown(
  reason: Extract<CheckResult, { status: 'unknown' }>['reason'] | undefined,
  detail: string | undefined,
): CheckResult {
  return { status: 'unknown', reason: reason ?? 'incomplete-search', ...(detail === undefined ? {} : { detail }) };
}

async function coreOf(dialogue: Dialogue, assumed: number, partOf: ReadonlyMap<string, number>): Promise<number[]> {
  if (assumed === 0) return [];
  const core = new Set<number>();
  for (const literal of await dialogue.core()) {
    const part = typeof literal === 'string' ? partOf.get(literal) : undefined;
    if (part !== undefined) core.add(part);
  }
  return [...core].sort((a, b) => a - b);
}
