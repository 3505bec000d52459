import { parseModel } from '../minizinc';
import type { ConflictPart } from '../outcome';
import type { AssumptionSession, CheckResult } from '../solvers';
import { LineIndex, type Range, type SourceEdit, type SourceRange } from '../text';
import { commentOut } from './commentOut';
import { oracleOf } from './oracle';
import type { Deadline } from './deadline';
import { findConflict } from './shrink';
import type { ExplainServices, SourceFile } from './types';

/**
 * A conflict told by whole items, for models that the guarded compilation cannot take apart: each question is a solve
 * of the model in which all other `constraint` items are commented out. Slow, but any model that can be solved can be
 * explained so. With `only`, among the items at these places. undefined where it could not be proved in time.
 */
export async function conflictOfItems(
  files: readonly SourceFile[],
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
  only?: readonly SourceRange[],
): Promise<readonly ConflictPart[] | undefined> {
  const items = files.flatMap(constraintItems);
  const asked = [...items.keys()].filter((index) => !only || only.some((place) => isWithin(place, items[index])));
  const search = await findConflict(oracleOf(sessionOf(items, services), deadline, signal), asked);
  if (search.kind !== 'minimal' || search.core.length === 0) return undefined;
  return search.core.flatMap((index): readonly ConflictPart[] => {
    const item = items[index];
    return item ? [{ file: item.file, range: item.range, text: item.text, indices: {} }] : [];
  });
}

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
    return [
      {
        file: path,
        range: lines.rangeOf({ start: from, end: to }),
        text: text.slice(from, to),
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
