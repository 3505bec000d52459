import { bruteForce } from './bruteForce';

/** A small model without a solution, with its data. */
export interface RandomModel {
  readonly model: string;
  readonly data: string;
}

/** Random numbers that are the same each time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The infeasible model of a seed: a few integers, limits in the model, in parameters, in arrays and in data. */
export function infeasibleModel(seed: number): RandomModel {
  const random = generator(seed);
  for (;;) {
    const candidate = draw(random);
    if (!bruteForce(candidate.model, candidate.data).feasible) return candidate;
  }
}

function draw(random: () => number): RandomModel {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Entry>(...entries: readonly [Entry, ...Entry[]]): Entry => entries[below(entries.length)] ?? entries[0];
  const size = 2 + below(2);
  const high = 2 + below(3);
  const need = Array.from({ length: size }, () => below(high + 2));
  const [cap, low] = [below(7), below(5)];
  const variable = (): string => (random() < 0.75 ? `x[${1 + below(size)}]` : 'y');
  const term = (): string => pick(variable(), `${2 + below(2)} * ${variable()}`);
  const sum = (): string => pick(term(), `${term()} + ${term()}`, `${term()} - ${variable()}`);
  const limit = (): string => pick(String(below(9)), 'cap', 'low', `need[${1 + below(size)}]`, `low + ${below(3)}`);
  const comparison = (): string => `${sum()} ${pick('<=', '>=', '=', '<', '>', '!=')} ${limit()}`;
  const constraint = (): string =>
    pick(
      comparison(),
      comparison(),
      comparison(),
      `${comparison()} /\\ ${comparison()}`,
      `${comparison()} -> ${comparison()}`,
      `forall(i in 1..${size})(x[i] ${pick('>=', '<=')} need[i])`,
      `sum(x) ${pick('>=', '<=')} ${limit()}`,
    );
  const constraints = Array.from({ length: 2 + below(4) }, () => `constraint ${constraint()};\n`);
  const goal = pick('solve satisfy', `solve ${pick('minimize', 'maximize')} ${sum()} + y`);
  const model = `int: cap;
int: low = ${low};
array[1..${size}] of int: need = [${need.join(', ')}];
array[1..${size}] of var 0..${high}: x;
var 0..3: y;
${constraints.join('')}${goal};
`;
  return { model, data: `cap = ${cap};\n` };
}
