import type { SourceRepair } from '../../server/src/explain';
import { applyEdits, type SourceEdit } from '../../server/src/text';
import { bruteForce, type Truth } from './bruteForce';
import type { RandomModel } from './randomModels';

/**
 * What is wrong with a repair, held against trying everything; empty: it makes the model feasible, its objective is the
 * best there then is, and nothing smaller of the same kind would do.
 */
export function repairFaults(
  repair: SourceRepair,
  { model, data }: RandomModel,
  files: { readonly model: string; readonly data: string },
): readonly string[] {
  const after = (edits: readonly SourceEdit[]): Truth => {
    const editsOf = (file: string): readonly SourceEdit[] => edits.filter((edit) => edit.file === file);
    return bruteForce(applyEdits(model, editsOf(files.model)), applyEdits(data, editsOf(files.data)));
  };
  const faults: string[] = [];
  const { feasible, best } = after(repair.edits);
  if (!feasible) faults.push('not feasible');
  if (best !== repair.objectiveAfter) faults.push(`the best objective is ${best}, not ${repair.objectiveAfter}`);
  switch (repair.kind) {
    case 'relax':
      for (const [index, { from, to }] of repair.changes.entries()) {
        const least = Math.abs(to - from);
        // Alone a number could also have moved the other way.
        const signs = repair.changes.length === 1 ? [1, -1] : [Math.sign(to - from)];
        for (let by = 0; by < least; by++) {
          for (const sign of signs) {
            const edits = repair.edits.map((edit, other) =>
              other === index ? { ...edit, newText: String(from + sign * by) } : edit,
            );
            if (after(edits).feasible) faults.push(`${from} to ${from + sign * by} is enough`);
          }
        }
      }
      break;
    case 'drop':
      for (const item of repair.items.length > 1 ? repair.items : []) {
        const { start, end } = item.range;
        const kept = repair.edits.filter(
          ({ file, range }) => file !== item.file || range.start.line < start.line || range.start.line > end.line,
        );
        if (after(kept).feasible) faults.push(`it is not necessary to take out line ${start.line + 1}`);
      }
      break;
    case 'soften':
      break;
    default: {
      const never: never = repair;
      throw new Error(`unknown repair ${JSON.stringify(never)}`);
    }
  }
  return faults.map((fault) => `${repair.title}: ${fault}`);
}
