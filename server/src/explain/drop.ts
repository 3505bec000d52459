import type { TracedPart } from '../compile';
import { excerpt, LineIndex, type SourceEdit, type SourceRange } from '../text';
import { commentOut } from './commentOut';
import { inSession, type ConflictModel } from './conflictModel';
import { limitOf, type Deadline } from './deadline';
import { oracleOf, type Oracle } from './oracle';
import { titleWith } from './title';
import type { DropRepair, EditedAnswer, ExplainServices, SourceFile } from './types';

/**
 * Corrections: constraint items without which the model has a solution. Single items first; where none is enough, one
 * minimal correction subset. Each is solved again with the user's own goal before it is offered.
 */
export async function corrections(
  conflicts: readonly (readonly TracedPart[])[],
  model: ConflictModel | undefined,
  files: readonly SourceFile[],
  services: ExplainServices,
  deadline: Deadline,
  enough: number,
  signal?: AbortSignal,
): Promise<readonly DropRepair[]> {
  const solveWithout = (without: readonly Item[]): Promise<EditedAnswer> =>
    services.solveEdited(takeOut(without, files), { ...limitOf(deadline), ...(signal && { signal }) });
  const members = conflicts.flat().filter(({ kind }) => kind === 'constraint');
  const items = distinctItems(members);
  const search = async (feasibleWithout: ItemOracle): Promise<readonly (readonly Item[])[]> => {
    const single: Item[][] = [];
    for (const item of items) {
      if (single.length >= enough || deadline.passed()) break;
      if (await feasibleWithout([item])) single.push([item]);
    }
    if (single.length > 0) return single;
    const all = model ? distinctItems(model.traced.parts.filter(isConstraint)) : items;
    const several = await minimalCorrection(feasibleWithout, all, items);
    return several ? [several] : [];
  };
  const sets = model
    ? await inSession(model, (session) => search(itemOracle(model, oracleOf(session, deadline, signal))))
    : await search(async (without) => !deadline.passed() && isFeasible(await solveWithout(without)));
  const repairs: DropRepair[] = [];
  for (const set of sets) {
    if (deadline.passed()) break;
    const edits = takeOut(set, files);
    const after = await solveWithout(set);
    if (!isFeasible(after)) continue;
    repairs.push({
      kind: 'drop',
      title: titleWith(removalTitle(set, files), after.objective),
      edits,
      objectiveAfter: after.objective,
      items: set.map(({ file, range }) => ({ file, range })),
      dropped: members.filter((part) => set.some((item) => isIn(part, item))),
    });
  }
  return repairs;
}

type Item = SourceRange;

function takeOut(items: readonly Item[], files: readonly SourceFile[]): readonly SourceEdit[] {
  return items.flatMap(({ file, range }) => {
    const source = files.find(({ path }) => path === file);
    return source ? commentOut(file, source.text, range) : [];
  });
}

/** Names what is taken out: a fix is offered at every member of the conflict, not only where it cuts. */
function removalTitle(items: readonly Item[], files: readonly SourceFile[]): string {
  const [item] = items;
  const source = files.find(({ path }) => path === item?.file);
  if (items.length !== 1 || !item || !source) return `Remove ${items.length} constraints`;
  const { start, end } = new LineIndex(source.text).spanOf(item.range);
  return `Remove “${excerpt(source.text.slice(start, end).replace(/^constraint\b|;$/g, ''))}”`;
}

function isFeasible({ status }: EditedAnswer): boolean {
  return status === 'optimal' || status === 'satisfied' || status === 'unbounded';
}

function isConstraint({ kind }: TracedPart): boolean {
  return kind === 'constraint';
}

function distinctItems(parts: readonly TracedPart[]): readonly Item[] {
  const items = new Map<string, Item>();
  for (const { origin, item } of parts)
    items.set(JSON.stringify([origin.file, item]), { file: origin.file, range: item });
  return [...items.values()];
}

function isIn({ origin, item }: TracedPart, { file, range }: Item): boolean {
  return origin.file === file && JSON.stringify(item) === JSON.stringify(range);
}

/** Whether the model has a solution without these items; false also where that is not known. */
type ItemOracle = (without: readonly Item[]) => Promise<boolean>;

function itemOracle(model: ConflictModel, oracle: Oracle): ItemOracle {
  return async (without) => {
    const on = model.candidates.filter((index) =>
      model.groups[index]?.some((part) => !without.some((item) => isIn(part, item))),
    );
    return (await oracle.check(on)).status === 'sat';
  };
}

/** Takes out items, those of the conflicts first, until the model is feasible, then puts back what it can. */
async function minimalCorrection(
  feasibleWithout: ItemOracle,
  all: readonly Item[],
  preferred: readonly Item[],
): Promise<Item[] | undefined> {
  const order = [...preferred, ...all.filter((item) => !preferred.some((other) => same(item, other)))];
  let out: Item[] = [];
  for (const item of order) {
    out.push(item);
    if (out.length > 1 && (await feasibleWithout(out))) break;
  }
  if (!(await feasibleWithout(out))) return undefined;
  for (const item of [...out]) {
    const fewer = out.filter((other) => other !== item);
    if (await feasibleWithout(fewer)) out = fewer;
  }
  return out;
}

function same(left: Item, right: Item): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
