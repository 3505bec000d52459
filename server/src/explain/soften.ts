import type { Item, SolveItem } from '../minizinc';
import { lineBreakOf, type SourceEdit } from '../text';
import { commentOut } from './commentOut';
import { concurrently } from './concurrently';
import { itemText } from './drop';
import type { ConstraintItem } from './items';
import { defaultPenalty } from './penalty';
import { bestOf, isFeasible, solveAfter, type RepairSearch } from './prove';
import { fileAt, freeName, replace, type ParsedFile, type SourceModel } from './sourceModel';
import { takeOut } from './takeOut';
import { softenTitle } from './title';
import type { SoftenRepair } from './types';
import { violationOf, type Violation } from './violation';

const LANES = 2;

/**
 * Constraints as penalties: each stays as a comment, and what it is broken by is paid for in the objective; a model
 * without one then breaks it as little as it can. Each is solved again before it is offered.
 */
export async function softenings(
  items: readonly ConstraintItem[],
  search: RepairSearch,
): Promise<readonly SoftenRepair[]> {
  if (items.length === 0) return [];
  const goal = goalOf(search.model);
  const hasObjective = goal !== undefined && goal.item.goal !== 'satisfy';
  const usual = hasObjective ? await defaultPenalty(takeOut(items, search.model), search) : 1;
  const repairs = await concurrently(LANES, items, async (item) => {
    const softened = soften(item, item.weight === 1 ? usual : item.weight, goal, search.model);
    if (!softened) return undefined;
    const { edits, violation, penalty } = softened;
    const counted = countViolation(item, violation, search.model);
    const after = await solveAfter([...edits, ...counted.edits], search, { hasMaxima: true, named: true });
    if (!isFeasible(after)) return undefined;
    const best = bestOf(after);
    const value = after.values[counted.name];
    const broken = after.status === 'optimal' && typeof value === 'number' ? value : undefined;
    const { file, range, weight } = item;
    const repair: SoftenRepair = {
      kind: 'soften',
      title: softenTitle(itemText(item, search.model), {
        broken,
        counts: violation.counts,
        objective: penalty && { value: withoutPenalty(penalty, best, broken), name: search.objective },
      }),
      edits,
      objectiveAfter: best,
      cost: weight,
      items: [{ file, range }],
      penalty: penalty?.rate,
    };
    search.onRepair(repair);
    return repair;
  });
  return repairs.flatMap((repair) => repair ?? []);
}

interface Softened {
  readonly edits: readonly SourceEdit[];
  readonly violation: Violation;
  /** What a unit of it costs; undefined: the model had no objective, and the violation is it. */
  readonly penalty: { readonly rate: number; readonly direction: 'minimize' | 'maximize' } | undefined;
}

interface Goal {
  readonly file: ParsedFile;
  readonly item: SolveItem;
}

function goalOf({ models }: SourceModel): Goal | undefined {
  for (const file of models) {
    const item = file.syntax.items.find((other: Item): other is SolveItem => other.kind === 'solve');
    if (item) return { file, item };
  }
  return undefined;
}

function soften(
  { file: path, range }: ConstraintItem,
  penalty: number,
  goal: Goal | undefined,
  model: SourceModel,
): Softened | undefined {
  const file = fileAt(model, path);
  const start = file?.lines.spanOf(range).start;
  const item = file?.syntax.items.find(({ span }) => span.start === start);
  if (!file || item?.kind !== 'constraint') return undefined;
  const violation = violationOf(item.expression, file.text, model);
  const comment = commentOut(path, file.text, range);
  const after = (newText: string): SourceEdit => {
    // Behind the comment: on a line of its own where the item had its lines to itself.
    const ownLines = comment.every((edit) => edit.newText === '% ');
    const [, rest = ''] = /^(.*?)(?:\r?\n|$)/s.exec(file.text.slice(item.span.end)) ?? [];
    const at = item.span.end + (ownLines ? rest.length : 0);
    return replace(file, { start: at, end: at }, `${ownLines ? lineBreakOf(file.text) : ' '}${newText}`);
  };
  if (!goal) return { edits: [...comment, after(`solve minimize ${violation.text};`)], violation, penalty: undefined };
  const { item: solve, file: solved } = goal;
  if (solve.goal === 'satisfy') {
    const word = solve.node.getChild('satisfy');
    if (!word) return undefined;
    const minimize = replace(solved, { start: word.from, end: word.to }, `minimize ${violation.text}`);
    return { edits: [...comment, minimize], violation, penalty: undefined };
  }
  const { objective } = solve;
  if (!objective) return undefined;
  const name = freeName('penalty', model);
  const type = Number.isInteger(penalty) ? 'int' : 'float';
  const amount = violation.isSum ? `(${violation.text})` : violation.text;
  const term = ` ${solve.goal === 'minimize' ? '+' : '-'} ${name} * ${amount}`;
  const inParentheses = objective.name === 'LetExpression';
  const objectiveEdits = [
    ...(inParentheses ? [replace(solved, { start: objective.from, end: objective.from }, '(')] : []),
    replace(solved, { start: objective.to, end: objective.to }, `${inParentheses ? ')' : ''}${term}`),
  ];
  const declaration = after(`${type}: ${name} = ${penalty};`);
  const edits = [...comment, declaration, ...objectiveEdits];
  return { edits, violation, penalty: { rate: penalty, direction: solve.goal } };
}

function withoutPenalty(
  { rate, direction }: NonNullable<Softened['penalty']>,
  objective: number | null,
  broken: number | undefined,
): number | null {
  if (objective === null || broken === undefined) return null;
  return objective + (direction === 'maximize' ? rate : -rate) * broken;
}

/** Has a trial show by how much the constraint is broken, under a name that the model does not use. */
function countViolation(
  { file: path }: ConstraintItem,
  { text, type }: Violation,
  model: SourceModel,
): { readonly name: string; readonly edits: readonly SourceEdit[] } {
  const name = freeName('mw_broken', model);
  const file = fileAt(model, path);
  if (!file) return { name, edits: [] };
  const end = file.text.length;
  const item = `\nvar ${type}: ${name} :: add_to_output = ${text};\n`;
  return { name, edits: [replace(file, { start: end, end }, item)] };
}
