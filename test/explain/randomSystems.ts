/** What a part says of a point: `x[1]`, `x[2]`, `y`, `b` (0 or 1), `cap`, `need[1]`, `need[2]`. */
type Says = (point: readonly number[]) => boolean;

export interface SystemPart {
  /** Where it stands, with loop values and calls: see `keyOf`. */
  readonly key: string;
  readonly kind: 'constraint' | 'domain' | 'data';
  readonly hard: boolean;
  readonly says: Says;
  /** The coordinates it is about. */
  readonly about: readonly number[];
}

/** A small model without a solution, and what each of its parts says, known without reading the model. */
export interface RandomSystem {
  readonly model: string;
  readonly parts: readonly SystemPart[];
}

/** What trying every point says of a system: sets of keys, each in order. */
export interface Truth {
  /** Minimal conflicts of what may give way, above what must hold; of the latter alone where that is contradictory. */
  readonly conflicts: readonly (readonly string[])[];
  readonly corrections: readonly (readonly string[])[];
}

/** 0-based line and character, loop values, and the calls that lead there. */
export function keyOf(
  start: { readonly line: number; readonly character: number },
  indices: Readonly<Record<string, string>> = {},
  calls: readonly { readonly line: number; readonly character: number }[] = [],
): string {
  const loops = Object.entries(indices).map(([name, value]) => `${name}=${value}`);
  return [start, ...calls].map(({ line, character }) => `${line}:${character}`).join('<') + loops.join();
}

/** Random numbers that are the same each time (mulberry32). */
function generator(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** The infeasible system of a seed. */
export function infeasibleSystem(seed: number): RandomSystem {
  const below = generator(seed);
  for (;;) {
    const system = draw(below);
    if (truthOf(system).conflicts.length > 0) return system;
  }
}

/** A stretch of a line, and what it says. */
interface Piece {
  readonly text: string;
  readonly says: Says;
  readonly about: readonly number[];
}

const NAMES = ['x[1]', 'x[2]', 'y', 'b', 'cap', 'need[1]', 'need[2]'] as const;
const [B, CAP, NEED] = [3, 4, 5];
const RELATIONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
};

function draw(below: (limit: number) => number): RandomSystem {
  const pick = <Entry>(entries: readonly Entry[]): Entry => {
    const entry = entries[below(entries.length)];
    if (entry === undefined) throw new Error('nothing to pick from');
    return entry;
  };
  const at = (point: readonly number[], coordinate: number): number => point[coordinate] ?? NaN;
  const [cap, need1, need2] = [below(7), below(6), below(6)];
  const [highX, highY] = [1 + below(3), 1 + below(3)];
  const lines = [
    `int: cap = ${cap};`,
    `array[1..2] of int: need = [${need1}, ${need2}];`,
    `array[1..2] of var 0..${highX}: x;`,
    `var 0..${highY}: y;`,
    'var bool: b;',
    'predicate apart(var int: u, var int: v) = u - v >= 2 /\\ u != 3;',
  ];
  const data = (line: number, character: number, coordinate: number, value: number): SystemPart => ({
    key: keyOf({ line, character }),
    kind: 'data',
    hard: false,
    says: (point) => at(point, coordinate) === value,
    about: [coordinate],
  });
  const within = (line: number, character: number, coordinate: number, high: number, index?: string): SystemPart => ({
    key: keyOf({ line, character }, index === undefined ? {} : { index }),
    kind: 'domain',
    hard: true,
    says: (point) => at(point, coordinate) >= 0 && at(point, coordinate) <= high,
    about: [coordinate],
  });
  const parts: SystemPart[] = [
    data(0, 11, CAP, cap),
    data(1, 28, NEED, need1),
    data(1, 31, NEED + 1, need2),
    within(2, 19, 0, highX, '1'),
    within(2, 19, 1, highX, '2'),
    within(3, 4, 2, highY),
  ];

  const comparison = (): Piece => {
    const relation = pick(Object.keys(RELATIONS));
    const holds = RELATIONS[relation] ?? (() => false);
    const [first, second, factor] = [below(3), below(3), 1 + below(2)];
    const sign = pick([0, 1, -1]);
    const limit = pick([-1, -1, CAP, NEED, NEED + 1]);
    const number = below(9);
    const left = `${factor === 1 ? '' : `${factor} * `}${NAMES[first]}`;
    const right = sign === 0 ? '' : ` ${sign > 0 ? '+' : '-'} ${NAMES[second]}`;
    return {
      text: `${left}${right} ${relation} ${limit < 0 ? number : NAMES[limit]}`,
      says: (point) =>
        holds(factor * at(point, first) + sign * at(point, second), limit < 0 ? number : at(point, limit)),
      about: [first, ...(sign === 0 ? [] : [second]), ...(limit < 0 ? [] : [limit])],
    };
  };
  const add = (character: number, piece: Piece, more: Partial<SystemPart> = {}): void => {
    const key = keyOf({ line: lines.length, character });
    parts.push({ key, kind: 'constraint', hard: false, says: piece.says, about: piece.about, ...more });
  };
  const START = 'constraint '.length;
  const constraint = (): void => {
    const line = lines.length;
    switch (below(8)) {
      case 0: {
        const [left, right] = [comparison(), comparison()];
        add(START, left);
        add(START + left.text.length + 4, right);
        lines.push(`constraint ${left.text} /\\ ${right.text};`);
        return;
      }
      case 1: {
        const then = comparison();
        const piece: Piece = {
          text: `b -> ${then.text}`,
          says: (point) => at(point, B) === 0 || then.says(point),
          about: [B, ...then.about],
        };
        add(START, piece);
        lines.push(`constraint ${piece.text};`);
        return;
      }
      case 2: {
        const wanted = below(2);
        const text = wanted === 1 ? 'b' : 'not b';
        add(START, { text, says: (point) => at(point, B) === wanted, about: [B] });
        lines.push(`constraint ${text};`);
        return;
      }
      case 3: {
        const relation = pick(['>=', '<=']);
        const holds = RELATIONS[relation] ?? (() => false);
        for (const i of [0, 1]) {
          const says: Says = (point) => holds(at(point, i), at(point, NEED + i));
          const character = START + 'forall(i in 1..2)('.length;
          const key = keyOf({ line, character }, { i: String(i + 1) });
          add(character, { text: '', says, about: [i, NEED + i] }, { key });
        }
        lines.push(`constraint forall(i in 1..2)(x[i] ${relation} need[i]);`);
        return;
      }
      case 4: {
        const [u, v] = [below(3), below(3)];
        const call = { line, character: START };
        const [first, second] = [
          'predicate apart(var int: u, var int: v) = ',
          'predicate apart(var int: u, var int: v) = u - v >= 2 /\\ ',
        ];
        add(
          START,
          { text: '', says: (point) => at(point, u) - at(point, v) >= 2, about: [u, v] },
          {
            key: keyOf({ line: 5, character: first.length }, {}, [call]),
          },
        );
        add(
          START,
          { text: '', says: (point) => at(point, u) !== 3, about: [u] },
          {
            key: keyOf({ line: 5, character: second.length }, {}, [call]),
          },
        );
        lines.push(`constraint apart(${NAMES[u]}, ${NAMES[v]});`);
        return;
      }
      case 5: {
        const piece = comparison();
        add(START + 1, piece, { hard: true });
        lines.push(`constraint (${piece.text}) :: hard;`);
        return;
      }
      default: {
        const piece = comparison();
        add(START, piece);
        lines.push(`constraint ${piece.text};`);
      }
    }
  };
  for (let count = 3 + below(4); count > 0; count--) constraint();
  return { model: `${lines.join('\n')}\n`, parts };
}

/** Every point that a range for each coordinate allows. */
function* pointsOf(ranges: readonly (readonly number[])[]): Generator<readonly number[]> {
  const [first, ...rest] = ranges;
  if (!first) {
    yield [];
    return;
  }
  for (const inner of pointsOf(rest)) for (const value of first) yield [value, ...inner];
}

function between(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

/** The values of a coordinate: those that its domain or data allow where these are asked for, else far around. */
function valuesOf(coordinate: number, parts: readonly SystemPart[], isFree: boolean): readonly number[] {
  if (coordinate === B) return [0, 1];
  const [own] = parts.filter((part) => part.kind !== 'constraint' && part.about[0] === coordinate);
  const wide = between(isFree ? -48 : 0, isFree ? 48 : 0);
  if (!own) return wide;
  return between(-1, 9).filter((value) => own.says(NAMES.map((_, other) => (other === coordinate ? value : 0))));
}

/** Conflicts and corrections among the constraints, with every domain and all data as they are. */
export function truthOf({ parts }: RandomSystem): Truth {
  const declared = parts.filter(({ kind }) => kind !== 'constraint');
  const constraints = parts.filter(({ kind }) => kind === 'constraint');
  const hard = constraints.filter((part) => part.hard);
  const soft = constraints.filter((part) => !part.hard);
  const points = [...pointsOf(NAMES.map((_, coordinate) => valuesOf(coordinate, declared, false)))];
  const allowed = points.filter((point) => hard.every(({ says }) => says(point)));
  const choice = allowed.length > 0 ? soft : hard;
  const masks = new Set(
    (allowed.length > 0 ? allowed : points).map((point) =>
      choice.reduce((mask, { says }, index) => (says(point) ? mask | (1 << index) : mask), 0),
    ),
  );
  const all = 2 ** choice.length - 1;
  const satisfiable = Array.from({ length: all + 1 }, () => false);
  for (const mask of masks) satisfiable[mask] = true;
  for (let mask = all; mask >= 0; mask--) {
    satisfiable[mask] ||= choice.some((_, index) => (mask & (1 << index)) === 0 && satisfiable[mask | (1 << index)]);
  }
  const members = (mask: number): readonly number[] => [...choice.keys()].filter((index) => mask & (1 << index));
  const keys = (mask: number): readonly string[] =>
    members(mask)
      .map((index) => choice[index]?.key ?? '')
      .sort();
  const minimal = (holds: (mask: number) => boolean): readonly (readonly string[])[] =>
    between(0, all)
      .filter((mask) => holds(mask) && members(mask).every((index) => !holds(mask & ~(1 << index))))
      .map(keys);
  const conflicts = minimal((mask) => !satisfiable[mask]);
  if (satisfiable[all]) return { conflicts: [], corrections: [] };
  return { conflicts, corrections: allowed.length > 0 ? minimal((mask) => satisfiable[all & ~mask] === true) : [] };
}

/**
 * Whether parts can hold together by themselves, with every domain and number that is not among them free. Far values
 * stand for all: the coefficients are small.
 */
export function canHold(parts: readonly SystemPart[]): boolean {
  const about = new Set(parts.flatMap((part) => part.about));
  const constraints = parts.filter(({ kind }) => kind === 'constraint');
  const ranges = NAMES.map((_, coordinate) => valuesOf(coordinate, parts, about.has(coordinate)));
  // The widest ranges last: what is said of few coordinates fails early.
  const order = [...ranges.keys()].sort((a, b) => (ranges[a]?.length ?? 0) - (ranges[b]?.length ?? 0));
  const point = NAMES.map(() => 0);
  const search = (depth: number): boolean => {
    const coordinate = order[depth];
    if (coordinate === undefined) return true;
    const known = new Set(order.slice(0, depth + 1));
    const decided = constraints.filter(
      (part) => part.about.includes(coordinate) && part.about.every((one) => known.has(one)),
    );
    return (ranges[coordinate] ?? []).some((value) => {
      point[coordinate] = value;
      return decided.every(({ says }) => says(point)) && search(depth + 1);
    });
  };
  return constraints.every(({ about: own, says }) => own.length > 0 || says(point)) && search(0);
}
