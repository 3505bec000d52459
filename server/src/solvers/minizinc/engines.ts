import type { FlatZinc } from '../../flatzinc';
import { lowerLinear, type LinearProgram } from '../linear';
import type { Solver } from '../types';
import { encodeForCp } from './cpEncoding';
import type { Encoding } from './encoding';
import { encodeForMip } from './mipEncoding';

export type MiniZincSolverId = 'gecode' | 'chuffed' | 'highs' | 'cbc';

/** What is particular to one of the engines in MiniZinc's WASM. */
export interface Engine {
  /** With version, for people. */
  readonly name: string;
  readonly library: Solver['library'];
  /** Its name for MiniZinc's `--solver`. */
  readonly solver: string;
  /** It can enumerate. */
  readonly listsAll: boolean;
  encode(model: FlatZinc): Encoded;
}

export type Encoded =
  | {
      readonly kind: 'encoded';
      readonly encoding: Encoding;
      /** Why what the engine takes for proved need not be so, a sentence; undefined: its proofs hold. */
      readonly unproved: string | undefined;
    }
  /** A row of constants already shows it. */
  | { readonly kind: 'infeasible' }
  /** `reason` is a sentence for the user. */
  | { readonly kind: 'unsupported'; readonly reason: string };

export const engines: Readonly<Record<MiniZincSolverId, Engine>> = {
  gecode: {
    name: 'Gecode 6.4.0',
    library: 'gecode',
    solver: 'gecode',
    listsAll: true,
    encode: (model) => encodeFinite(model, { name: 'Gecode', floats: true, sets: true }),
  },
  chuffed: {
    name: 'Chuffed 0.14.0',
    library: 'chuffed',
    solver: 'chuffed',
    listsAll: true,
    encode: (model) => encodeFinite(model, { name: 'Chuffed', floats: false, sets: false }),
  },
  highs: {
    name: 'HiGHS 1.15.1',
    library: 'linear',
    solver: 'highs',
    listsAll: false,
    encode: (model) => encodeLinear(model, { name: 'HiGHS', zero: 1e-9 }),
  },
  cbc: {
    name: 'CBC 2.10.13',
    library: 'linear',
    solver: 'cbc',
    listsAll: false,
    encode: (model) => encodeLinear(model, { name: 'CBC', zero: 0 }),
  },
};

/** Both engines of finite domains compute with integers of 32 bits. */
const largest = 2 ** 31 - 3;

function encodeFinite(model: FlatZinc, can: { name: string; floats: boolean; sets: boolean }): Encoded {
  for (const { name, type, domain } of model.variables.values()) {
    if (type === 'float' && !can.floats) return unsupported(`${can.name} has no floats, and ${name} is one.`);
    if (type === 'set of int' && !can.sets) return unsupported(`${can.name} has no set variables, and ${name} is one.`);
    const tooLarge = type === 'int' && domain?.some(({ low, high }) => isTooLarge(low) || isTooLarge(high));
    if (tooLarge) return unsupported(`${can.name} has integers of 32 bits, and the domain of ${name} is larger.`);
  }
  if (!can.sets && model.constraints.some(({ id }) => id === 'array_set_element')) {
    return unsupported(`${can.name} cannot choose from an array of sets.`);
  }
  return { kind: 'encoded', encoding: encodeForCp(model), unproved: unboundedReason(can.name, model) };
}

function isTooLarge(bound: number): boolean {
  return Number.isFinite(bound) && Math.abs(bound) > largest;
}

/** What the engines of linear programs take for infinity. */
const infinite = 1e20;

/** @param zero coefficients up to this are dropped by the engine without a word */
function encodeLinear(model: FlatZinc, { name, zero }: { name: string; zero: number }): Encoded {
  const lowered = lowerLinear(model);
  if (lowered.kind === 'impossible') return unsupported(lowered.reason);
  if (lowered.contradictory) return { kind: 'infeasible' };
  const { columns, rows, objective } = lowered.program;
  for (const { coefficient } of [...rows, objective].flatMap((sum) => sum?.terms ?? [])) {
    if (Math.abs(coefficient) <= zero) return unsupported(`${name} takes the coefficient ${coefficient} for 0.`);
  }
  const tooLarge = [...columns, ...rows]
    .flatMap(({ low, high }) => [low, high])
    .find((bound) => Number.isFinite(bound) && Math.abs(bound) >= infinite);
  if (tooLarge !== undefined) return unsupported(`${name} takes ${tooLarge} for infinity.`);
  const unproved = outgrowsDoubles(lowered.program)
    ? `Sums of whole numbers in this model can be larger than ${name} computes exactly, so it proves nothing here.`
    : undefined;
  return { kind: 'encoded', encoding: encodeForMip(lowered), unproved };
}

/** Whether a sum of whole numbers has terms that a double cannot hold to the unit, by the bounds of their columns. */
function outgrowsDoubles({ columns, rows }: LinearProgram): boolean {
  return rows.some(
    ({ terms }) =>
      terms.every(({ column, coefficient }) => columns[column]?.integer === true && Number.isInteger(coefficient)) &&
      terms.some(({ column, coefficient }) => {
        const { low = 0, high = 0 } = columns[column] ?? {};
        return [low, high].some((end) => Number.isFinite(end) && !Number.isSafeInteger(coefficient * end));
      }),
  );
}

function unsupported(reason: string): Encoded {
  return { kind: 'unsupported', reason };
}

/** An unbounded variable is searched between the engine's own bounds. */
function unboundedReason(engine: string, model: FlatZinc): string | undefined {
  for (const { name, type, domain } of model.variables.values()) {
    if (type !== 'int' && type !== 'float') continue;
    if (domain === undefined || domain.some(({ low, high }) => !Number.isFinite(low) || !Number.isFinite(high))) {
      return `${engine} searches a bounded part of the values only, and ${name} has no bounds: give it some.`;
    }
  }
  return undefined;
}
