import { readSources, type CompileRequest } from '../compile';
import { operation, parseModel, withoutParentheses } from '../minizinc';
import type { ShadowPrice } from '../outcome';
import { parameterNamed, parametersOf, readTexts } from '../whatif';

/**
 * Says of each price with a reach between which numbers it holds, where the text has a number, or a parameter whose
 * value is written out, on one side of the comparison: `... <= 40.0`, `... >= need[n]`.
 */
export async function withLimits(
  prices: readonly ShadowPrice[],
  request: CompileRequest,
): Promise<readonly ShadowPrice[]> {
  if (!prices.some(({ reach, relation }) => reach && relation === 'limit')) return prices;
  const parameters = parametersOf(readTexts((await readSources(request)).files));
  const valueOf = (text: string, indices: ShadowPrice['indices']): number => {
    if (/^-?\s*[\d.]/.test(text)) return Number(text.replace(/\s/g, ''));
    const name = text.replace(/[\p{L}_][\p{L}\p{N}_]*/gu, (word, at: number) =>
      at > 0 ? (indices[word] ?? word) : word,
    );
    return Number(parameterNamed(name, parameters)?.value.replace(/\s/g, '') ?? NaN);
  };
  return prices.map((price) => {
    const { reach, relation, text, indices } = price;
    const sides = reach && relation === 'limit' ? sidesOf(text) : undefined;
    if (!reach || !sides) return price;
    const values = [valueOf(sides.left, indices), valueOf(sides.right, indices)];
    const [left = NaN, right = NaN] = values;
    // With a number on both sides, or on neither, there is no one limit.
    if (Number.isNaN(left) === Number.isNaN(right)) return price;
    const value = Number.isNaN(right) ? left : right;
    // `sum <= 40` and `40 >= sum` are relaxed upwards.
    const isUpper = sides.operator.startsWith('<') !== Number.isNaN(right);
    const above = isUpper ? reach.relax : reach.tighten;
    const below = isUpper ? reach.tighten : reach.relax;
    const limit = { value, low: below === null ? null : value - below, high: above === null ? null : value + above };
    return { ...price, limit };
  });
}

function sidesOf(
  text: string,
): { readonly operator: string; readonly left: string; readonly right: string } | undefined {
  const model = `constraint ${text};`;
  const [item] = parseModel(model).items;
  if (item?.kind !== 'constraint') return undefined;
  const binary = operation(withoutParentheses(item.expression), model);
  const [left, right] = binary?.operands ?? [];
  if (!binary || !left || !right || !/^[<>]=?$|^[≤≥]$/.test(binary.operator)) return undefined;
  const said = ({ from, to }: typeof left): string => model.slice(from, to).trim();
  const operator = binary.operator.replace('≤', '<=').replace('≥', '>=');
  return { operator, left: said(left), right: said(right) };
}
