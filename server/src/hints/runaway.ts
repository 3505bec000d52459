import { inSession, limitOf, oracleOf, shrink, type Deadline, type Oracle, type ParsedFile } from '../explain';
import { domainBounds, type Assignment, type FlatZinc, type Value } from '../flatzinc';
import type { Declaration } from '../minizinc';
import { lowerLinear } from '../solvers/linear';
import { topDeclarations, type ModelFiles } from './modelFiles';
import { rayModel } from './ray';
import type { HintServices } from './types';

/** A declared decision that has to be bounded for the objective to have a limit. */
export interface Runaway {
  readonly file: ParsedFile;
  readonly declaration: Declaration;
  /** Where it runs to while the others are bounded. */
  readonly direction: 'up' | 'down' | 'either';
  /** Its smallest lower and largest upper bound, infinite where it has none. */
  readonly low: number;
  readonly high: number;
}

export type RunawaySearch =
  | { readonly kind: 'bounded' }
  /** Empty where the decisions that run away are none that are declared. */
  | { readonly kind: 'unbounded'; readonly runaways: readonly Runaway[] }
  | { readonly kind: 'unknown' };

interface Group {
  readonly file: ParsedFile;
  readonly declaration: Declaration;
  readonly names: readonly string[];
}

/**
 * The decisions that run away with the objective of a model that has a solution: a smallest set, in that none can be left
 * out, which bounds the objective once it is bounded. For linear models by the rays, for others by solving the model with
 * some of the decisions bounded.
 * @param proved whether the model is known to be unbounded; without that only linear models are told of
 */
export async function runaways(
  files: ModelFiles,
  model: FlatZinc,
  proved: boolean,
  services: HintServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<RunawaySearch> {
  if (model.goal.kind === 'satisfy') return { kind: 'bounded' };
  const all = groupsOf(files, model);
  // To bound what is optimised would always do, and never help: unless there is nothing else.
  const objective = objectiveNames(files);
  const groups = [
    ...all.filter(({ declaration }) => !objective.has(declaration.name)),
    ...all.filter(({ declaration }) => objective.has(declaration.name)),
  ];
  const others = groups.filter(({ declaration }) => !objective.has(declaration.name)).length;
  const lowered = lowerLinear(model);
  if (lowered.kind === 'linear') {
    const columnOf = new Map(lowered.program.columns.map(({ name }, column) => [name, column]));
    const columns = groups.map(({ names }) => names.flatMap((name) => columnOf.get(name) ?? []));
    return alongRays(lowered.program, groups, columns, others, model, services, deadline, signal);
  }
  if (!proved) return { kind: 'unknown' };
  return byBounding(groups, others, model, services, deadline, signal);
}

/** The declared decisions that have no bound on some side. */
function groupsOf(files: ModelFiles, model: FlatZinc): readonly Group[] {
  return topDeclarations(files).flatMap(({ file, item }) => {
    if (!item.type.isVar || item.value || item.type.isSet) return [];
    const values = item.type.isArray ? (model.arrays.get(item.name) ?? []) : [variable(item.name)];
    const names = values.flatMap((value) =>
      value.kind === 'variable' && isOpen(model, value.name) ? [value.name] : [],
    );
    return names.length > 0 ? [{ file, declaration: item, names }] : [];
  });
}

function variable(name: string): Value {
  return { kind: 'variable', name };
}

function isOpen(model: FlatZinc, name: string): boolean {
  const found = model.variables.get(name);
  if (found?.type !== 'int' && found?.type !== 'float') return false;
  const bounds = domainBounds(found.domain);
  return bounds !== undefined && (bounds.low === -Infinity || bounds.high === Infinity);
}

/** `profit` of `solve maximize profit`. */
function objectiveNames({ models }: ModelFiles): ReadonlySet<string> {
  return new Set(
    models.flatMap(({ syntax, text }) =>
      syntax.items.flatMap((item) =>
        item.kind === 'solve' && item.objective?.name === 'VariableName'
          ? [text.slice(item.objective.from, item.objective.to)]
          : [],
      ),
    ),
  );
}

/**
 * A subset of the first `count` groups, or failing that of all, that leaves no way out; undefined where it is not known.
 * Of several, one of late groups.
 */
async function smallest(oracle: Oracle, count: number, all: number): Promise<readonly number[] | undefined> {
  for (const tried of [count, all]) {
    const found = await oracle.check([...Array(tried).keys()]);
    if (found.status !== 'unsat') continue;
    // Shrinking tries to do without the last first.
    const { core } = await shrink(
      oracle,
      [...found.core].sort((a, b) => b - a),
      [],
    );
    return [...core].sort((a, b) => a - b);
  }
  return undefined;
}

async function alongRays(
  program: Parameters<typeof rayModel>[0],
  groups: readonly Group[],
  columns: readonly (readonly number[])[],
  others: number,
  model: FlatZinc,
  services: HintServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<RunawaySearch> {
  const rays = rayModel(program, columns);
  const open = () => services.openSession(rays.model, rays.still, signal);
  return inSession({ open }, async (session): Promise<RunawaySearch> => {
    const oracle = oracleOf(session, deadline, signal);
    const any = await oracle.check([]);
    if (any.status === 'unknown') return { kind: 'unknown' };
    if (any.status === 'unsat') return { kind: 'bounded' };
    const set = await smallest(oracle, others, groups.length);
    if (!set) return { kind: 'unbounded', runaways: [] };
    const found: Runaway[] = [];
    for (const index of set) {
      const ray = await oracle.check(set.filter((other) => other !== index));
      const changes = (columns[index] ?? []).map((column) => rays.change(column));
      found.push(...tell(groups[index], model, ray.status === 'sat' ? directionOf(ray.solution, changes) : 'either'));
    }
    return { kind: 'unbounded', runaways: found };
  });
}

function directionOf(ray: Assignment, names: readonly string[]): Runaway['direction'] {
  const signs = names.map((name) => {
    const value = ray.get(name);
    if (typeof value === 'number') return Math.sign(value);
    return typeof value === 'object' && 'numerator' in value
      ? value.numerator > 0n
        ? 1
        : value.numerator < 0n
          ? -1
          : 0
      : 0;
  });
  if (signs.every((sign) => sign >= 0)) return 'up';
  return signs.every((sign) => sign <= 0) ? 'down' : 'either';
}

function tell(group: Group | undefined, model: FlatZinc, direction: Runaway['direction']): readonly Runaway[] {
  if (!group) return [];
  const bounds = group.names.map(
    (name) => domainBounds(model.variables.get(name)?.domain) ?? { low: -Infinity, high: Infinity },
  );
  const low = Math.min(...bounds.map((bound) => bound.low));
  const high = Math.max(...bounds.map((bound) => bound.high));
  return [{ file: group.file, declaration: group.declaration, direction, low, high }];
}

/** As far as decisions are let to go where the model is solved with bounds. */
const FAR = 10_000;
/** Decisions of models that are not linear for which this is tried. */
const MOST_SOLVED = 12;

async function byBounding(
  groups: readonly Group[],
  others: number,
  model: FlatZinc,
  services: HintServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<RunawaySearch> {
  if (groups.length > MOST_SOLVED) return { kind: 'unbounded', runaways: [] };
  // Bounded is what has a best solution; that some decision runs away otherwise was proved before.
  const ends = (bounded: readonly number[], sides: Sides): ReadonlyMap<string, Sides> =>
    new Map(bounded.flatMap((index) => groups[index]?.names ?? []).map((name) => [name, sides]));
  const isBounded = async (sides: ReadonlyMap<string, Sides>): Promise<boolean> => {
    if (deadline.passed()) return false;
    const { status } = await services.solve(within(model, sides), { ...limitOf(deadline), ...(signal && { signal }) });
    signal?.throwIfAborted();
    return status === 'optimal';
  };
  const oracle: Oracle = {
    check: async (bounded) => {
      if (await isBounded(ends(bounded, 'both'))) return { status: 'unsat', core: bounded };
      return { status: 'unknown', reason: 'incomplete-search' };
    },
  };
  const set = (await smallest(oracle, others, groups.length)) ?? [];
  const found: Runaway[] = [];
  for (const index of set) {
    const rest = ends(
      set.filter((other) => other !== index),
      'both',
    );
    let direction: Runaway['direction'] = 'either';
    for (const [side, way] of [
      ['high', 'up'],
      ['low', 'down'],
    ] as const) {
      if (direction !== 'either') continue;
      if (await isBounded(new Map([...rest, ...ends([index], side)]))) direction = way;
    }
    found.push(...tell(groups[index], model, direction));
  }
  return { kind: 'unbounded', runaways: found };
}

/** Which ends of its domain a decision is bounded at. */
type Sides = 'low' | 'high' | 'both';

function within(model: FlatZinc, sides: ReadonlyMap<string, Sides>): FlatZinc {
  const variables = new Map(
    [...model.variables].map(([name, one]) => {
      const side = sides.get(name);
      if (!side) return [name, one] as const;
      const { low, high } = domainBounds(one.domain) ?? { low: -Infinity, high: Infinity };
      const bounded = {
        low: low > -Infinity || side === 'high' ? low : Math.min(-FAR, high - FAR),
        high: high < Infinity || side === 'low' ? high : Math.max(FAR, low + FAR),
      };
      return [name, { ...one, domain: [bounded] }] as const;
    }),
  );
  return { ...model, variables };
}
