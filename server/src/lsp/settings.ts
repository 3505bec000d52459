import type { Connection, ClientCapabilities } from 'vscode-languageserver/node';
import {
  isSolverChoice,
  ownModelDefaults,
  type Complete,
  type EngineSettings,
  type OwnModel,
  type SolveFileOptions,
  type SolverChoice,
} from '../session';

/** The settings the server reads; `package.json` describes them for people. */
export interface Settings {
  readonly solver: SolverChoice;
  /** Wall milliseconds; undefined: no limit. */
  readonly timeLimitMs: number | undefined;
  readonly when: 'command' | 'save' | 'type';
  /** Wall milliseconds for finding out in the background whether there is a solution. */
  readonly budgetMs: number;
  readonly hints: {
    readonly enabled: boolean;
    /** Wall milliseconds; undefined: no limit. */
    readonly timeLimitMs: number | undefined;
  };
  /** What may give way where a model has no solution and does not say. */
  readonly domains: 'hard' | 'negotiable';
  readonly limits: 'hard' | 'negotiable';
  readonly allSolutions: boolean;
  /** A share, 0.01 for 1 %; undefined: search to the end. */
  readonly gap: number | undefined;
  /** A second engine confirms. */
  readonly crossCheck: boolean;
  /** How Z3 writes integers; undefined: as its cost model has it. */
  readonly integers: SolveFileOptions['integers'];
}

export const defaultSettings: Settings = {
  solver: 'auto',
  timeLimitMs: 60_000,
  when: 'command',
  budgetMs: 5_000,
  hints: { enabled: true, timeLimitMs: 10_000 },
  domains: 'hard',
  limits: 'negotiable',
  allSolutions: false,
  gap: undefined,
  crossCheck: false,
  integers: undefined,
};

/** Reads the editor's value of the section `modelwright`. A value of the wrong kind gives way to the default. */
export function readSettings(section: unknown): Settings {
  const top = record(section);
  const solve = record(top['solve']);
  const solver = top['solver'];
  const gap = solve['gap'];
  const { integers } = record(top['z3']);
  const seconds = solve['timeLimit'];
  const when = solve['when'];
  const budget = solve['budget'];
  const hints = record(top['hints']);
  const explain = record(top['explain']);
  const patience = hints['timeLimit'];
  return {
    solver: isSolverChoice(solver) ? solver : defaultSettings.solver,
    timeLimitMs: typeof seconds === 'number' && seconds >= 0 ? millisecondsOf(seconds) : defaultSettings.timeLimitMs,
    when: when === 'save' || when === 'type' ? when : defaultSettings.when,
    budgetMs: typeof budget === 'number' && budget > 0 ? Math.round(budget * 1000) : defaultSettings.budgetMs,
    hints: {
      enabled: hints['enabled'] !== false,
      timeLimitMs:
        typeof patience === 'number' && patience >= 0 ? millisecondsOf(patience) : defaultSettings.hints.timeLimitMs,
    },
    domains: explain['domains'] === 'negotiable' ? 'negotiable' : defaultSettings.domains,
    limits: explain['limits'] === 'hard' ? 'hard' : defaultSettings.limits,
    allSolutions: solve['allSolutions'] === true,
    gap: typeof gap === 'number' && gap > 0 ? gap / 100 : undefined,
    crossCheck: solve['crossCheck'] === true,
    integers: integers === 'booleans' || integers === 'integers' ? integers : undefined,
  };
}

/**
 * Reads `EngineParams` of the client; without them no program is started and no model asked.
 * @param ask asks a model of the editor by its name
 */
export function readEngineSettings(params: unknown, ask?: (name: string) => Complete): EngineSettings {
  const { minizinc, memoryLimit, model } = record(params);
  return {
    minizinc: typeof minizinc === 'string' && minizinc.trim() !== '' ? minizinc.trim() : undefined,
    memoryLimitMb: typeof memoryLimit === 'number' && memoryLimit > 0 ? Math.ceil(memoryLimit) : undefined,
    ownModel: readOwnModel(record(model), ask),
  };
}

function readOwnModel(
  { source, url, folder, name, samples, repairs }: Readonly<Record<string, unknown>>,
  ask: ((name: string) => Complete) | undefined,
): OwnModel | undefined {
  const known = typeof name === 'string' ? name.trim() : '';
  const common = {
    name: known,
    samples: wholeUpTo(samples, 1, 9) ?? ownModelDefaults.samples,
    repairs: wholeUpTo(repairs, 0, 5) ?? ownModelDefaults.repairs,
  };
  if (source === 'server') return { source, url: typeof url === 'string' ? url.trim() : '', ...common };
  if (source === 'folder') return { source, folder: typeof folder === 'string' ? folder.trim() : '', ...common };
  return source === 'editor' && ask ? { source, complete: ask(known), ...common } : undefined;
}

function wholeUpTo(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.max(least, Math.min(most, Math.round(value)))
    : undefined;
}

/** Seconds as the user gives them, where 0 means no limit. */
export function millisecondsOf(seconds: number): number | undefined {
  return seconds > 0 ? Math.round(seconds * 1000) : undefined;
}

/** The settings that hold for a document: asked of the client if it can be asked, else the defaults. */
export async function settingsFor(
  uri: string,
  connection: Pick<Connection, 'workspace'>,
  capabilities: ClientCapabilities,
): Promise<Settings> {
  if (capabilities.workspace?.configuration !== true) return defaultSettings;
  return readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'modelwright' }));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
