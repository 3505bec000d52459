import type { TracedPart } from '../compile';
import type { SourceRange } from '../text';
import { weightOf } from './told';

/** A `constraint` item of the user's, whole, with the parts that stand in it. */
export interface ConstraintItem extends SourceRange {
  readonly parts: readonly TracedPart[];
  /** What giving it up costs: 1, or the largest weight in it. */
  readonly weight: number;
}

/** The items that constraints stand in; not those of which something must hold. */
export function negotiableItems(parts: readonly TracedPart[]): readonly ConstraintItem[] {
  const items = new Map<string, TracedPart[]>();
  for (const part of parts.filter(({ kind }) => kind === 'constraint')) {
    const key = itemKey(part);
    const known = items.get(key);
    if (known) known.push(part);
    else items.set(key, [part]);
  }
  return [...items.values()].flatMap((own): readonly ConstraintItem[] => {
    const [first] = own;
    if (!first || own.some(({ standing }) => standing?.kind === 'hard')) return [];
    return [{ file: first.origin.file, range: first.item, parts: own, weight: Math.max(...own.map(weightOf)) }];
  });
}

export function itemKey({ origin: { file }, item }: TracedPart): string {
  return JSON.stringify([file, item]);
}

export function isIn({ origin, item }: TracedPart, { file, range }: SourceRange): boolean {
  return origin.file === file && JSON.stringify(item) === JSON.stringify(range);
}

/** What giving them all up costs. */
export function costOfItems(items: readonly ConstraintItem[]): number {
  return items.reduce((sum, { weight }) => sum + weight, 0);
}
