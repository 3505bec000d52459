/** Work on documents that nobody waits for: in quiet moments, one document at a time, given up at the next keystroke. */
export interface Background {
  /** A document needs it. The one named last comes first, after the quiet. */
  want(uri: string): void;
  /** Somebody types: what runs is stopped and waits for the next quiet, with everything else. */
  interrupt(): void;
  /** Something that `mayRun` asks for changed. */
  poke(): void;
  /** Nothing runs or waits. */
  readonly idle: boolean;
  forget(uri: string): void;
  dispose(): void;
}

export function background(services: {
  /** Milliseconds without a change before anything starts. */
  readonly quietMs: number;
  /** Stops for good when aborted, whatever it then gives. */
  readonly run: (uri: string, signal: AbortSignal) => Promise<void>;
  readonly mayRun: () => boolean;
  /** Everything is done. */
  readonly onIdle: () => void;
  readonly log: (message: string) => void;
}): Background {
  const { quietMs, run, mayRun, onIdle, log } = services;
  /** The first is next. */
  let waiting: string[] = [];
  let quiet: NodeJS.Timeout | undefined;
  let running: { readonly uri: string; readonly controller: AbortController } | undefined;
  let disposed = false;

  const next = (): void => {
    if (disposed || running || quiet !== undefined || !mayRun()) return;
    const uri = waiting.shift();
    if (uri === undefined) return;
    const own = { uri, controller: new AbortController() };
    running = own;
    run(uri, own.controller.signal)
      .catch((error: unknown) => {
        if (!own.controller.signal.aborted) log(`Work in the background on ${uri} failed: ${String(error)}`);
      })
      .finally(() => {
        if (running !== own) return;
        running = undefined;
        next();
        if (isIdle()) onIdle();
      });
  };

  const waitForQuiet = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      quiet = undefined;
      next();
    }, quietMs);
  };

  const stop = (): string | undefined => {
    const stopped = running;
    running = undefined;
    stopped?.controller.abort();
    return stopped?.uri;
  };

  const isIdle = (): boolean => !running && waiting.length === 0;

  return {
    want(uri) {
      if (running?.uri === uri) stop();
      waiting = [uri, ...waiting.filter((other) => other !== uri)];
      waitForQuiet();
    },
    interrupt() {
      const stopped = stop();
      if (stopped !== undefined && !waiting.includes(stopped)) waiting = [stopped, ...waiting];
      if (waiting.length > 0) waitForQuiet();
    },
    poke: next,
    get idle() {
      return isIdle();
    },
    forget(uri) {
      waiting = waiting.filter((other) => other !== uri);
      if (running?.uri === uri) stop();
      next();
    },
    dispose() {
      disposed = true;
      clearTimeout(quiet);
      waiting = [];
      stop();
    },
  };
}
