// What runs of engines come to: proved answers, and how far `auto` is from the best engine in hindsight. Pure.

export interface Run {
  readonly id: string;
  readonly solver: string;
  readonly repetition: number;
  /** See `modelClass`; absent for engines that do not say. */
  readonly class?: string;
  /** From the files to the start of the search. */
  readonly compileMs?: number;
  /** From the files to the answer. */
  readonly wallMs: number;
  /** Of the whole process, its workers included. */
  readonly cpuMs: number;
  readonly status: string;
  readonly objective: number | null;
  /** Proved, and right as far as is known. */
  readonly proved: boolean;
  /** Which engine answered. */
  readonly by: string | null;
  readonly paradigm: string | null;
  readonly reason?: string;
}

/** The least time of a solver on an instance; undefined where it proved nothing. */
export function bestTime(runs: readonly Run[], id: string, solver: string): number | undefined {
  const times = runs.filter((run) => run.id === id && run.solver === solver && run.proved).map(({ wallMs }) => wallMs);
  return times.length === 0 ? undefined : Math.min(...times);
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/**
 * A table of the solvers, and for each instance that a single engine proved the ratio of `auto` to the best of them
 * (the time limit where `auto` proved nothing).
 */
export function summarise(runs: readonly Run[], timeLimitMs: number): string {
  const ids = [...new Set(runs.map(({ id }) => id))];
  const solvers = [...new Set(runs.map(({ solver }) => solver))];
  const lines = solvers.map((solver) => {
    const times = ids.map((id) => bestTime(runs, id, solver)).filter((time) => time !== undefined);
    const mean = times.length === 0 ? '-' : `${Math.round(geometricMean(times))} ms`;
    return `${solver.padEnd(10)} proved ${times.length} of ${ids.length}, geometric mean of these ${mean}`;
  });
  if (!solvers.includes('auto')) return lines.join('\n');
  const ratios = ids.flatMap((id) => {
    const singles = solvers.filter((solver) => solver !== 'auto');
    const times = singles.map((solver) => ({ solver, time: bestTime(runs, id, solver) }));
    const proved = times.flatMap(({ solver, time }) => (time === undefined ? [] : [{ solver, time }]));
    const [best] = proved.sort((a, b) => a.time - b.time);
    if (best === undefined) return [];
    const auto = bestTime(runs, id, 'auto');
    return [{ id, best, auto, ratio: (auto ?? timeLimitMs) / best.time }];
  });
  if (ratios.length === 0) return lines.join('\n');
  const worst = [...ratios].sort((a, b) => b.ratio - a.ratio);
  return [
    ...lines,
    `auto / best engine in hindsight: geometric mean ${geometricMean(ratios.map(({ ratio }) => ratio)).toFixed(2)}, worst ${worst[0]?.ratio.toFixed(2) ?? '-'}, over ${ratios.length} instances`,
    ...worst.map(
      ({ id, best, auto, ratio }) =>
        `  ${ratio.toFixed(2).padStart(6)}  ${id.padEnd(45)} auto ${auto === undefined ? 'not proved' : `${auto} ms`}, ${best.solver} ${best.time} ms`,
    ),
  ].join('\n');
}
