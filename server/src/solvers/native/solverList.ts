import type { NativeSolverInfo } from './types';

/**
 * The solvers of `minizinc --solvers-json` that can be given FlatZinc, each once; undefined where that is no list. What
 * is missing or of the wrong kind in an entry is left out. The format differs between versions: MiniZinc 2.6 says
 * `supportsFzn`, 2.10 `inputType`.
 */
export function readSolverList(printed: string): readonly NativeSolverInfo[] | undefined {
  const listed = parseList(printed)?.filter(isObject).flatMap(readSolver);
  if (listed === undefined) return undefined;
  const newest = new Map<string, Listed>();
  for (const solver of listed) {
    const known = newest.get(solver.id);
    if (known === undefined || compareVersions(solver.version, known.version) > 0) newest.set(solver.id, solver);
  }
  return [...newest.values()]
    .filter((solver) => !isStandIn(solver, listed))
    .map(({ id, ...solver }) => {
      const several = listed.some((other) => other.id === id && other.version !== solver.version);
      const exact = several && /^[\w.+-]+$/.test(solver.version);
      return { id: `native:${id}` as const, solver: exact ? `${id}@${solver.version}` : id, ...solver };
    });
}

type Json = Readonly<Record<string, unknown>>;

interface Listed extends Omit<NativeSolverInfo, 'id' | 'solver'> {
  readonly id: string;
}

function parseList(printed: string): readonly unknown[] | undefined {
  // Libraries of solvers greet on the same stream.
  const list = printed.slice(printed.search(/^\[/m), printed.lastIndexOf(']') + 1);
  try {
    const json: unknown = JSON.parse(list);
    return Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function readSolver(json: Json): readonly Listed[] {
  const id = json['id'];
  // The id becomes an argument: it must be no option and no file (`--solver FILE.msc` reads a configuration).
  if (typeof id !== 'string' || !/^\w[\w.+-]{0,99}$/.test(id) || /\.msc$/i.test(id)) return [];
  const takesFlatZinc = json['supportsFzn'] === true || ['FZN', 'JSON', 'NL'].includes(String(json['inputType']));
  if (!takesFlatZinc || json['isGUIApplication'] === true) return [];
  const version = plain(json['version']);
  return [
    {
      id,
      name: plain(json['name']) || id,
      version: /unknown/.test(version) ? '' : version,
      tags: texts(json['tags']),
      flags: texts(json['stdFlags']),
      requires: texts(json['requiredFlags']),
    },
  ];
}

/** The Gecode that MiniZinc has inside for its own use, beside the real one. */
function isStandIn({ id, name }: Listed, all: readonly Listed[]): boolean {
  return id.endsWith('_presolver') && all.some((other) => other.id !== id && other.name === name);
}

/** By their numbers, as `6.10.0` is newer than `6.9.1`. */
function compareVersions(left: string, right: string): number {
  const numbers = (version: string) => (version.match(/\d+/g) ?? []).map(Number);
  const [ours, theirs] = [numbers(left), numbers(right)];
  const place = ours.findIndex((number, index) => number !== theirs[index]);
  if (place === -1) return ours.length - theirs.length;
  return (ours[place] ?? 0) - (theirs[place] ?? -1);
}

function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null;
}

/** In one short line, whatever somebody put there. */
function plain(json: unknown): string {
  return typeof json === 'string'
    ? json
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim()
        .slice(0, 60)
    : '';
}

function texts(json: unknown): readonly string[] {
  return Array.isArray(json) ? json.filter((each): each is string => typeof each === 'string') : [];
}
