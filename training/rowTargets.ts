import type { Input } from '../server/src/prose/parse/input';
import { findNumbers } from '../server/src/prose/read/numbers';
import type { Span } from '../server/src/text';
import { labels, operators, rowClasses, type Slot } from './labelled';
import type { RowsOf } from './rowsOf';

/** What the heads of rows are to learn of a text, by positions of its input. Plain JSON. */
export interface RowTargets {
  /** Whether rows say all of it. */
  readonly all: number;
  /** [position, tag] of all that is tagged: 1 + 2k is B- and 2 + 2k is I- of label k. */
  readonly tags: readonly (readonly [number, number])[];
  /** Positions of which no tag and no class is taught. */
  readonly unknown: readonly number[];
  readonly numbers: readonly number[];
  readonly mentions: readonly (readonly [position: number, variable: number])[];
  readonly variables: number;
  readonly divisible: readonly number[];
  /** [position, class, operator, left, right, slots]; a slot is [] for zero, [-1] for one, else indices of `numbers`. */
  readonly rows: readonly (readonly [number, number, number, number, number, readonly (readonly number[])[]])[];
  readonly linked: number;
  readonly direction: number;
}

/**
 * @returns undefined where a number of the rows is none that rules find or both limit and coefficient, or a side of one has
 * no name in the text
 */
export function rowTargetsOf({ labelled, isAll, unsaid }: RowsOf, { text, tokens }: Input): RowTargets | undefined {
  const inSpan = (span: Span): number[] =>
    tokens.flatMap(({ start, end }, at) => (start < span.end && end > span.start ? [at + 1] : []));
  const tag = new Map<number, number>();
  for (const each of labelled.tags)
    inSpan(each).forEach((position, at) => tag.set(position, 1 + 2 * labels.indexOf(each.label) + Number(at > 0)));
  const found = findNumbers(text, tokens);
  let isLost = false;
  const numberOf = (span: Span): number => {
    const at = found.findIndex(({ quantity }) => quantity.span.start < span.end && quantity.span.end > span.start);
    isLost ||= at < 0;
    return at;
  };
  const numbers = found.map(({ first }) => first + 1);
  const slotsOf = (slots: readonly Slot[]): number[][] =>
    slots.map((slot) => (slot === 'zero' ? [] : slot === 'one' ? [-1] : slot.map(numberOf)));
  const rows = labelled.rows.map((row) => {
    const at = row.class === 'comparison' ? inSpan(row.anchor)[0] : numbers[numberOf(row.anchor)];
    return [
      at ?? 0,
      rowClasses.indexOf(row.class),
      operators.indexOf(row.operator),
      row.left ?? -1,
      row.right ?? -1,
      slotsOf(row.slots ?? []),
    ] as const;
  });
  const objective = labelled.objective ? [[0, -1, -1, -1, -1, slotsOf(labelled.objective)] as const] : [];
  // A variable that the text does not name cannot be pointed at.
  const named = new Set(labelled.mentions.map(({ variable }) => variable));
  const isNameless = labelled.rows.some(({ left, right }) =>
    [left, right].some((side) => side !== undefined && !named.has(side)),
  );
  // A number that is the limit of its row cannot be a coefficient of it.
  const isTwice = rows.some(([at, , , , , slots]) =>
    slots.some((slot) => slot.length > 0 && slot.every((number) => numbers[number] === at)),
  );
  if (isLost || isNameless || isTwice || rows.some(([at]) => at === 0)) return undefined;
  return {
    all: Number(isAll && labelled.problem),
    tags: [...tag],
    unknown: [...new Set(unsaid.flatMap(inSpan))].filter((at) => !tag.has(at)),
    numbers,
    mentions: labelled.mentions.flatMap((mention) =>
      inSpan(mention)
        .slice(0, 1)
        .map((at) => [at, mention.variable] as const),
    ),
    variables: labelled.variables,
    divisible: labelled.divisible.map((each) => (each === undefined ? -1 : Number(each))),
    rows: labelled.linked ? [...objective, ...rows] : [],
    linked: Number(labelled.linked),
    direction: labelled.direction === undefined ? -1 : Number(labelled.direction === 'maximize'),
  };
}
