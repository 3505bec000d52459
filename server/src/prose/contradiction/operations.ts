import type { Operator } from '../expression';
import {
  compared,
  constant,
  isIt,
  itemsOf,
  not,
  NotLinear,
  numberOf,
  plus,
  sumOf,
  times,
  total,
  truthOf,
  unknown,
  type Sum,
  type Truth,
  type Value,
} from './values';

/** A longer range is not looked at. */
const mostNumbers = 4000;

/**
 * An operation on values.
 * @throws NotLinear
 */
export function operated(operator: Operator, values: readonly Value[]): Value {
  const [left, right] = values;
  if (!left) throw new NotLinear();
  const truth = (of: Truth): Value => ({ kind: 'truth', truth: of });
  switch (operator) {
    case '+':
      return added(values);
    case '-':
      if (left.kind === 'one' && right?.kind === 'one') return { kind: 'between', one: left.of, other: right.of };
      return { kind: 'sum', sum: values.slice(1).reduce((sum, each) => plus(sum, sumOf(each), -1), sumOf(left)) };
    case 'negative':
      return { kind: 'sum', sum: times(sumOf(left), -1) };
    case '*': {
      const sums = values.map(sumOf);
      const parts = sums.filter(({ terms }) => terms.size > 0);
      if (parts.length > 1) throw new NotLinear();
      const factor = sums.reduce((product, each) => (each.terms.size > 0 ? product : product * each.constant), 1);
      return { kind: 'sum', sum: times(parts[0] ?? constant(1), factor) };
    }
    case '/':
      return { kind: 'sum', sum: times(sumOf(left), 1 / numberOf(right ?? left)) };
    case 'div':
      return { kind: 'sum', sum: constant(Math.trunc(numberOf(left) / numberOf(right ?? left))) };
    case 'mod':
      return { kind: 'sum', sum: constant(numberOf(left) % numberOf(right ?? left)) };
    case '..': {
      const [first, last] = [numberOf(left), numberOf(right ?? left)];
      const length = Math.max(0, last - first + 1);
      if (length > mostNumbers) throw new NotLinear();
      return {
        kind: 'many',
        items: Array.from({ length }, (_, at): Value => ({ kind: 'sum', sum: constant(first + at) })),
      };
    }
    case 'in':
      return truth({ kind: 'literal', sum: total(itemsOf(right).map((item) => isIt(left, numberOf(item)))) });
    case 'not':
      return truth(not(truthOf(left)));
    case '/\\':
      return truth({ kind: 'all', parts: values.map(truthOf) });
    case '\\/':
      return truth({ kind: 'any', parts: values.map(truthOf) });
    case '->':
      return truth({ kind: 'any', parts: [not(truthOf(left)), truthOf(right ?? left)] });
    case '<->':
    case 'xor': {
      const [one, other] = [truthOf(left), truthOf(right ?? left)];
      if (one.kind !== 'literal' || other.kind !== 'literal' || values.length > 2) return truth(unknown);
      const both = operator === 'xor' ? plus(plus(one.sum, other.sum), constant(-1)) : plus(one.sum, other.sum, -1);
      return truth({ kind: 'rows', rows: [both, times(both, -1)] });
    }
    default:
      return truth(compared(operator, left, right ?? left));
  }
}

function added(values: readonly Value[]): Value {
  const [one, ...others] = [...values].sort((a, b) => Number(b.kind === 'one') - Number(a.kind === 'one'));
  if (one?.kind === 'one' && others.every((each) => each.kind === 'sum' && each.sum.terms.size === 0)) {
    const by = others.reduce((sum, each) => sum + numberOf(each), 0);
    return { kind: 'one', of: new Map([...one.of].map(([number, is]) => [number + by, is])) };
  }
  return { kind: 'sum', sum: total(values.map(sumOf)) };
}

/**
 * A function of values.
 * @throws NotLinear
 */
export function called(name: string, operands: readonly Value[]): Value {
  const [first, second, third] = operands;
  if (!first) throw new NotLinear();
  const truth = (of: Truth): Value => ({ kind: 'truth', truth: of });
  const counted = (list: Value | undefined, of: Value | undefined): Sum => {
    const number = numberOf(of ?? first);
    return total(itemsOf(list).map((item) => isIt(item, number)));
  };
  switch (name) {
    case 'abs':
      return { kind: 'size', of: first };
    case 'max':
    case 'min':
      return {
        kind: name === 'max' ? 'most' : 'least',
        of: operands.length === 1 ? itemsOf(first) : operands,
      };
    case 'sum':
      return { kind: 'sum', sum: total(itemsOf(first).map(sumOf)) };
    case 'bool2int':
    case 'enum2int':
      return first.kind === 'one' ? first : { kind: 'sum', sum: sumOf(first) };
    case 'count':
      return { kind: 'sum', sum: counted(first, second) };
    case 'at_most':
    case 'at_least':
    case 'exactly': {
      const operator = name === 'at_most' ? '<=' : name === 'at_least' ? '>=' : '=';
      return truth(compared(operator, { kind: 'sum', sum: counted(second, third) }, first));
    }
    case 'all_different': {
      const all = itemsOf(first).map((item) => {
        if (item.kind !== 'one') throw new NotLinear();
        return item.of;
      });
      const numbers = new Set(all.flatMap((of) => [...of.keys()]));
      const rows = [...numbers].map((number) => plus(total(all.flatMap((of) => of.get(number) ?? [])), constant(-1)));
      return truth({ kind: 'rows', rows });
    }
    default:
      throw new NotLinear();
  }
}
