import type { TracedPart } from '../compile';
import { parseModel, saidBy } from '../minizinc';
import type { AssumptionSession, CheckResult } from '../solvers';
import { LineIndex, type Range, type SourceEdit, type SourceRange } from '../text';
import { commentOut } from './commentOut';
import { oracleOf } from './oracle';
import type { Deadline } from './deadline';
import { findConflict, type Search } from './shrink';
import type { ExplainServices, SourceFile } from './types';

/** What searching among whole items gave; `members` are the conflict where `kind` is `minimal`. */
export interface ItemSearch {
  readonly kind: Search['kind'];
  readonly members: readonly TracedPart[];
}

/**
 * A conflict told by whole items, for models that the guarded compilation cannot take apart: each question is a solve
 * of the model in which all other `constraint` items are commented out. Slow, but any model that can be solved can be
 * explained so. With `only`, among the items at these places.
 */
export async function conflictOfItems(
  files: readonly SourceFile[],
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
  only?: readonly SourceRange[],
): Promise<ItemSearch> {
  const items = files.flatMap(constraintItems);
  const asked = [...items.keys()].filter((index) => !only || only.some((place) => isWithin(place, items[index])));
  const search = await findConflict(oracleOf(sessionOf(items, services), deadline, signal), asked);
  const core = search.kind === 'minimal' ? [...search.core].sort((a, b) => a - b) : [];
  return {
    kind: search.kind,
    members: core.flatMap((index): readonly TracedPart[] => {
      const item = items[index];
      if (!item) return [];
      const { file, range, text, whole } = item;
      return [{ origin: { file, range, text, indices: {} }, kind: 'constraint', holds: ALWAYS, item: whole }];
    }),
  };
}

/** Items are not switched by a Boolean. */
const ALWAYS = { kind: 'bool', value: true } as const;

interface ConstraintItem extends SourceRange {
  readonly text: string;
  readonly whole: Range;
  /** What takes it out of the model. */
  readonly without: readonly SourceEdit[];
}

function constraintItems({ path, kind, text }: SourceFile): readonly ConstraintItem[] {
  if (kind === 'data') return [];
  const lines = new LineIndex(text);
  return parseModel(text).items.flatMap((item): readonly ConstraintItem[] => {
    if (item.kind !== 'constraint') return [];
    const { from, to } = item.expression;
    const said = saidBy(item.expression);
    return [
      {
        file: path,
        range: lines.rangeOf({ start: from, end: to }),
        text: text.slice(said.start, said.end),
        whole: lines.rangeOf(item.span),
        without: commentOut(path, text, lines.rangeOf(item.span)),
      },
    ];
  });
}

function isWithin(place: SourceRange, item: ConstraintItem | undefined): boolean {
  if (!item || item.file !== place.file) return false;
  const { start, end } = item.whole;
  const from = place.range.start;
  const startsBefore = start.line < from.line || (start.line === from.line && start.character <= from.character);
  const endsAfter = end.line > from.line || (end.line === from.line && end.character > from.character);
  return startsBefore && endsAfter;
}

function sessionOf(items: readonly ConstraintItem[], services: ExplainServices): AssumptionSession {
  return {
    check: async (wanted, options): Promise<CheckResult> => {
      const edits = items.flatMap(({ without }, index) => (wanted.includes(index) ? [] : without));
      const { status } = await services.solveEdited(edits, options);
      switch (status) {
        case 'infeasible':
          return { status: 'unsat', core: wanted };
        case 'optimal':
        case 'satisfied':
        case 'unbounded':
          return { status: 'sat', solution: new Map() };
        default:
          return { status: 'unknown', reason: 'incomplete-search' };
      }
    },
    close: () => Promise.resolve(),
  };
}
