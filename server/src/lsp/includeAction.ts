import { basename, dirname, relative, resolve } from 'node:path';
import { CodeActionKind, type CodeAction, type Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import type { Diagnostic } from '../text';
import { creationOf, editOf, type EditTarget } from './workspaceEdits';

/**
 * Quick fixes of `unknown-include`: the name that was probably meant, among the .mzn files beside the including one, and
 * the missing file itself, empty. `text` is what the diagnostic's range covers: the string with or without its quotes.
 */
export function includeActions(
  diagnostic: Diagnostic,
  text: string,
  neighbours: readonly string[],
  target: EditTarget,
  toLsp: (diagnostic: Diagnostic) => LspDiagnostic,
): CodeAction[] {
  const quoted = text.startsWith('"');
  const name = text.replace(/^"|"$/g, '');
  const folder = dirname(diagnostic.file);
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [toLsp(diagnostic)] };
  const meant = neighbours
    .map((file) => relative(folder, file).replaceAll('\\', '/'))
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance > 0 && distance <= Math.max(2, candidate.length / 4))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 2);
  const actions: CodeAction[] = meant.map(({ candidate }, index) => ({
    title: `Include "${candidate}" instead`,
    isPreferred: index === 0,
    edit: editOf(
      [{ file: diagnostic.file, range: diagnostic.range, newText: quoted ? `"${candidate}"` : candidate }],
      target,
    ),
    ...common,
  }));
  if (target.documentChanges && /^[^"\\$*?<>|]+\.mzn$/.test(name)) {
    const file = resolve(folder, name);
    const head = `% Included by ${basename(diagnostic.file)}.\n`;
    actions.push({ title: `Create ${name}`, edit: creationOf(file, head, target), ...common });
  }
  return actions;
}

/** Levenshtein's distance: how many characters must be inserted, removed or replaced. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
