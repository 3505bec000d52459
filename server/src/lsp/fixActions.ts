import { CodeActionKind, type CodeAction, type Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import type { Diagnostic } from '../text';
import { editOf, type EditTarget } from './workspaceEdits';

/** The quick fixes that a diagnostic itself carries. None is preferred: which one is meant is the user's to say. */
export function fixActions(
  diagnostic: Diagnostic,
  target: EditTarget,
  toLsp: (diagnostic: Diagnostic) => LspDiagnostic,
): CodeAction[] {
  return (diagnostic.fixes ?? []).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLsp(diagnostic)],
    edit: editOf(edits, target),
  }));
}
