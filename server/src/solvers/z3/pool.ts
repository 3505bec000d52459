import { Engine } from './engine';

/** Engines that run at the same time; more work waits. Each costs about 60 MB while it lives. */
const MOST_ENGINES = 4;
/** Engines kept warm while there is nothing to do: explaining asks two at a time, and a start costs more than a question. */
const MOST_IDLE = 2;

/** Lends engines, one borrower at a time. */
export interface EnginePool {
  /** Rejects with the signal's reason when it is aborted while waiting. */
  borrow(signal?: AbortSignal): Promise<Engine>;
  /** Takes an engine back; a lost one is forgotten. */
  giveBack(engine: Engine): void;
  dispose(): Promise<void>;
}

/** @param memoryLimitMb most megabytes of memory for each engine */
export function openEnginePool(memoryLimitMb?: number): EnginePool {
  const idle: Engine[] = [];
  const lent = new Set<Engine>();
  const waiting: ((engine: Engine) => void)[] = [];
  let disposed = false;

  const lend = (): Engine => {
    let engine = idle.pop();
    while (engine !== undefined && !engine.alive) engine = idle.pop();
    engine ??= new Engine(memoryLimitMb);
    lent.add(engine);
    return engine;
  };

  return {
    borrow(signal) {
      if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
      if (disposed) return Promise.reject(new Error('the Z3 solver is disposed of'));
      if (lent.size < MOST_ENGINES) return Promise.resolve(lend());
      return new Promise((resolve, reject) => {
        const proceed = (engine: Engine): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve(engine);
        };
        const giveUp = (): void => {
          const place = waiting.indexOf(proceed);
          if (place >= 0) waiting.splice(place, 1);
          reject(signal?.reason as Error);
        };
        waiting.push(proceed);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
    giveBack(engine) {
      if (!lent.delete(engine)) return;
      if (engine.alive) {
        if (disposed || (idle.length >= MOST_IDLE && waiting.length === 0)) void engine.stop();
        else idle.push(engine);
      }
      const next = disposed ? undefined : waiting.shift();
      if (next !== undefined) next(lend());
    },
    async dispose() {
      disposed = true;
      await Promise.all([...idle.splice(0), ...lent].map((engine) => engine.stop()));
      lent.clear();
    },
  };
}
