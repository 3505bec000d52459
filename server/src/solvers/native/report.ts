import type { MiniZincMessage } from '../../compile';

/** What a run says of itself beside its solutions. */
export interface Report {
  take(message: MiniZincMessage): void;
  /** MiniZinc's last word for the outcome: `OPTIMAL_SOLUTION`, `UNSATISFIABLE`, ... */
  readonly status: string | undefined;
  readonly errors: readonly string[];
  /** Numbers the solver told about its search, the last of each name. */
  readonly statistics: Readonly<Record<string, number>>;
  /** The bound on the objective; undefined where it told none, or an infinite one. */
  readonly bound: number | undefined;
}

export function openReport(): Report {
  const statistics: Record<string, number> = {};
  const errors: string[] = [];
  let status: string | undefined;
  return {
    take(message) {
      if (message.type === 'status') status = message.status;
      else if (message.type === 'error') errors.push(message.message);
      else if (message.type === 'statistics') {
        for (const [name, value] of Object.entries(message.statistics)) {
          if (typeof value === 'number' && name !== 'paths') statistics[name] = value;
        }
      }
    },
    get status() {
      return status;
    },
    errors,
    statistics,
    get bound() {
      const { objectiveBound } = statistics;
      return objectiveBound !== undefined && Math.abs(objectiveBound) < 1e30 ? objectiveBound : undefined;
    },
  };
}
