import { basename, dirname, extname, join } from 'node:path';
import { CodeActionKind, type CodeAction, type Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import { clientCommands } from '../protocol';
import { LineIndex, type Diagnostic } from '../text';
import { creationOf, editOf, type EditTarget } from './workspaceEdits';

/** What the quick fix must know of the world outside the model. */
export interface DataFileSurroundings {
  /** Data files already remembered for the model. */
  readonly data: readonly string[];
  exists(path: string): boolean;
  /** The text of a file as the user sees it; undefined if it cannot be read. */
  read(path: string): string | undefined;
}

/**
 * The quick fix of `missing-parameter`: a new data file beside the model with an entry for every missing parameter, or,
 * where the model already has a data file, the entries at the end of that. `model` is the model's path and `missing` all
 * its diagnostics of this code. Each value is left as `_`, which the compiler refuses at its place until it is filled in:
 * a made-up value would give an answer that looks right.
 */
export function dataFileAction(
  model: string,
  missing: readonly Diagnostic[],
  surroundings: DataFileSurroundings,
  target: EditTarget,
  toLsp: (diagnostic: Diagnostic) => LspDiagnostic,
): CodeAction | undefined {
  const entries = missing.flatMap(entryOf);
  if (entries.length === 0 || !target.documentChanges) return undefined;
  const lines = entries.map(({ name, type }) => `${name} = _;${type === undefined ? '' : ` % ${type}`}\n`).join('');
  const what = entries.length === 1 ? `a value for '${entries[0]?.name ?? ''}'` : `${entries.length} values`;

  const existing = surroundings.data.find((file) => extname(file) === '.dzn');
  const text = existing === undefined ? undefined : surroundings.read(existing);
  const file = existing !== undefined && text !== undefined ? existing : freeName(model, surroundings);
  const common = {
    kind: CodeActionKind.QuickFix,
    isPreferred: true,
    diagnostics: missing.map(toLsp),
    command: {
      title: 'Use the data file',
      command: clientCommands.useDataFile,
      arguments: [target.uriOf(model), target.uriOf(file)],
    },
  };
  if (text !== undefined) {
    const end = new LineIndex(text).positionAt(text.length);
    const newText = text === '' || /[\n\r]$/.test(text) ? lines : `\n${lines}`;
    const edit = editOf([{ file, range: { start: end, end }, newText }], target);
    return { title: `Add ${what} to ${basename(file)}`, edit, ...common };
  }
  const head = `% Data of ${basename(model)}: put a value in the place of each _.\n`;
  return { title: `Create ${basename(file)} with ${what}`, edit: creationOf(file, head + lines, target), ...common };
}

function entryOf(diagnostic: Diagnostic): readonly { readonly name: string; readonly type: string | undefined }[] {
  const name = diagnostic.data?.['name'];
  const type = diagnostic.data?.['type'];
  return typeof name === 'string' ? [{ name, type: typeof type === 'string' ? type : undefined }] : [];
}

/** `model.dzn`, or `model-2.dzn`, ... beside the model, whichever is free. */
function freeName(model: string, { exists }: DataFileSurroundings): string {
  const stem = join(dirname(model), basename(model, extname(model)));
  let candidate = `${stem}.dzn`;
  for (let number = 2; exists(candidate); number++) candidate = `${stem}-${number}.dzn`;
  return candidate;
}
