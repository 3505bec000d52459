import type { Value } from '../../../flatzinc';
import { argument, constantInt, impliesAll, withinRanges, type Conjunction, type Encoder } from './encoder';
import { iff, or, type Term } from './term';

/** `fzn_arg_max_int(x, place)`: the first of the largest (sign 1) or smallest (sign -1) elements, counted from 1. */
export function argumentOfBest(sign: 1 | -1): (args: readonly Value[], encoder: Encoder) => Conjunction {
  return (args, encoder) => {
    const values = encoder.array(argument(args, 0));
    const place = argument(args, 1);
    return [
      withinRanges(encoder, place, [{ low: 1, high: values.length }]),
      ...values.flatMap((best, index) => {
        const chosen = encoder.equals(place, index + 1);
        return values.flatMap((other, at) =>
          at === index ? [] : impliesAll(chosen, atMost(other, best, sign, at < index ? -1 : 0, encoder)),
        );
      }),
    ];
  };
}

/** sign * (a - b) <= slack */
function atMost(a: Value, b: Value, sign: 1 | -1, slack: 0 | -1, encoder: Encoder): Conjunction {
  const sum = [
    { coefficient: sign, value: a },
    { coefficient: -sign, value: b },
  ];
  return encoder.linear('le', sum, slack);
}

/** `inverse_offsets(f, first of f, g, first of g)`: f[i] = j exactly if g[j] = i; each leads into the other. */
export function inverse(args: readonly Value[], encoder: Encoder): Conjunction {
  const [f, g] = [encoder.array(argument(args, 0)), encoder.array(argument(args, 2))];
  const [firstOfF, firstOfG] = [constantInt(argument(args, 1)), constantInt(argument(args, 3))];
  const leads = (values: readonly Value[], first: number, length: number): Term[] =>
    values.map((value) => withinRanges(encoder, value, [{ low: first, high: first + length - 1 }]));
  return [
    ...leads(f, firstOfG, g.length),
    ...leads(g, firstOfF, f.length),
    ...f.flatMap((to, i) =>
      g.map((from, j) => iff(encoder.equals(to, firstOfG + j), encoder.equals(from, firstOfF + i))),
    ),
    // Every place is led to: what unit propagation cannot see by itself.
    ...g.map((_, j) => or(f.map((to) => encoder.equals(to, firstOfG + j)))),
    ...f.map((_, i) => or(g.map((from) => encoder.equals(from, firstOfF + i)))),
  ];
}
