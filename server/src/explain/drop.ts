import { saidBy } from '../minizinc';
import { excerpt } from '../text';
import { concurrently } from './concurrently';
import { samePart } from './conflictModel';
import type { Reasons } from './droppable';
import { exceptionFor, type Exception } from './exception';
import { negotiableItems, costOfItems, type ConstraintItem } from './items';
import { inSession, oracleOf } from './oracle';
import { proved, type RepairSearch } from './prove';
import { fileAt, type SourceModel } from './sourceModel';
import { takeOut } from './takeOut';
import type { DropRepair } from './types';

const LANES = 2;
/** One case of a loop costs this share of the whole loop. */
const CASE = 1 / 2;

/** Takes sets of items out of the model, each solved again with the user's own goal before it is offered. */
export async function removals(
  sets: readonly (readonly ConstraintItem[])[],
  search: RepairSearch,
): Promise<readonly DropRepair[]> {
  const repairs = await concurrently(LANES, sets, async (set) => {
    const repair = await proved(removalTitle(set, search.model), takeOut(set, search.model), search);
    if (!repair) return undefined;
    const drop: DropRepair = {
      kind: 'drop',
      ...repair,
      cost: costOfItems(set),
      items: set.map(({ file, range }) => ({ file, range })),
    };
    search.onRepair(drop);
    return drop;
  });
  return repairs.flatMap((repair) => repair ?? []);
}

/** Cases of a loop of which one alone makes the model feasible when it need not hold. */
export async function exceptions(
  { conflicts, model: conflictModel }: Reasons,
  enough: number,
  search: RepairSearch,
): Promise<readonly DropRepair[]> {
  if (!conflictModel) return [];
  const { model, deadline, signal } = search;
  const items = negotiableItems(conflictModel.traced.parts);
  const [first = [], ...others] = conflicts;
  const inAll = first.filter((part) => others.every((members) => members.some((other) => samePart(part, other))));
  const cases = await inSession(conflictModel, async (session) => {
    const oracle = oracleOf(session, deadline, signal);
    const found: { readonly item: ConstraintItem; readonly text: string; readonly exception: Exception }[] = [];
    for (const part of inAll) {
      if (found.length >= enough || deadline.passed()) break;
      const item = items.find(({ parts }) => parts.length > 1 && parts.some((other) => samePart(other, part)));
      const exception = item && exceptionFor(part, model);
      if (!exception) continue;
      const rest = conflictModel.candidates.filter((index) =>
        conflictModel.groups[index]?.some((other) => !samePart(other, part)),
      );
      if ((await oracle.check(rest)).status === 'sat') found.push({ item, text: part.origin.text, exception });
    }
    return found;
  });
  const repairs = await concurrently(LANES, cases, async ({ item, text, exception }) => {
    const title = `Make an exception of ${exception.of} in “${excerpt(text)}”`;
    const repair = await proved(title, exception.edits, search);
    if (!repair) return undefined;
    const { file, range, weight } = item;
    const drop: DropRepair = {
      kind: 'drop',
      ...repair,
      cost: weight * CASE,
      items: [{ file, range }],
      exception: true,
    };
    search.onRepair(drop);
    return drop;
  });
  return repairs.flatMap((repair) => repair ?? []);
}

/** Names what is taken out: a fix is offered at every member of the conflict, not only where it cuts. */
function removalTitle(items: readonly ConstraintItem[], model: SourceModel): string {
  const texts = items.map((item) => `“${excerpt(itemText(item, model))}”`);
  const [first = '', second = ''] = texts;
  if (texts.length === 1) return `Remove ${first}`;
  return texts.length === 2 ? `Remove ${first} and ${second}` : `Remove ${first} and ${texts.length - 1} more`;
}

/** What a constraint item says: without its keyword, semicolon and annotations. */
export function itemText({ file: path, range }: ConstraintItem, model: SourceModel): string {
  const file = fileAt(model, path);
  const start = file?.lines.spanOf(range).start;
  const item = file?.syntax.items.find(({ span }) => span.start === start);
  if (!file || item?.kind !== 'constraint') return '';
  const { start: from, end: to } = saidBy(item.expression);
  return file.text.slice(from, to);
}
