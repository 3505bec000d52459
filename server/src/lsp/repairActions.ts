import { CodeActionKind, type CodeAction, type Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import type { Outcome, Repair } from '../protocol';
import type { Diagnostic, Range } from '../text';
import { overlap } from './toLsp';
import { editOf, type EditTarget } from './workspaceEdits';

/**
 * The repairs of a fresh outcome as quick fixes of the conflict under the cursor. A repair makes the whole model feasible,
 * so it belongs to every conflict of the outcome; those that change what is under the cursor come first, and the
 * outcome's own first one, the cheapest, is the preferred one.
 */
export function repairActions(
  outcome: Outcome,
  at: { readonly file: string; readonly range: Range; readonly diagnostics: readonly Diagnostic[] },
  target: EditTarget,
  toLsp: (diagnostic: Diagnostic) => LspDiagnostic,
): CodeAction[] {
  const conflicts = at.diagnostics.filter(({ code }) => code === 'conflict');
  const here = outcome.conflicts.some(({ parts }) =>
    parts.some((part) => part.file === at.file && overlap(part.range, at.range)),
  );
  const touches = (repair: Repair): boolean =>
    repair.edits.some((edit) => edit.file === at.file && overlap(edit.range, at.range));
  return outcome.repairs
    .map((repair, index) => ({ repair, preferred: index === 0, touches: touches(repair) }))
    .filter((candidate) => here || candidate.touches)
    .sort((a, b) => Number(b.preferred) - Number(a.preferred) || Number(b.touches) - Number(a.touches))
    .map(({ repair, preferred }) => ({
      title: repair.title,
      kind: CodeActionKind.QuickFix,
      isPreferred: preferred,
      diagnostics: conflicts.map(toLsp),
      edit: editOf(repair.edits, target),
    }));
}
