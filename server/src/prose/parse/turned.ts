import { mapped, within, type Expression } from '../expression';
import type { Declarations } from './types';

/**
 * The ways to read an expression with the two indices of a table, or of a family of variables, the other way round: networks
 * mix up which of its sets comes first. Only for those over two sets, and always with both indices.
 */
export function* turned(
  expression: Expression,
  { tables, variables }: Pick<Declarations, 'tables' | 'variables'>,
): Generator<Expression> {
  const pairs = new Map<string, Expression>();
  for (const each of within(expression)) {
    if (each.kind !== 'table' && each.kind !== 'variable') continue;
    const { index = [] } = (each.kind === 'table' ? tables[each.table] : variables[each.variable]) ?? {};
    if (index.length === 2 && index[0] !== index[1] && each.index.length === 2) pairs.set(keyOf(each), each);
  }
  for (const key of pairs.keys())
    yield mapped(expression, (part) => {
      const isPair = (part.kind === 'table' || part.kind === 'variable') && keyOf(part) === key;
      return isPair ? { ...part, index: [...part.index].reverse() } : part;
    });
}

function keyOf(each: Expression & { readonly kind: 'table' | 'variable' }): string {
  return each.kind === 'table' ? `table ${String(each.table)}` : `variable ${String(each.variable)}`;
}
