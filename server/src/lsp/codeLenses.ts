import type { CodeLens } from 'vscode-languageserver/node';
import { clientCommands, type Outcome } from '../protocol';
import type { Range } from '../text';
import { roleOf } from './openDocuments';
import { solveItemRange } from './solveItem';

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * "▶ Solve" on the solve item of a model or at the top of a problem; "Explain infeasibility" while the fresh outcome is
 * infeasible. A model without a solve item is a library: it has none.
 */
export function codeLenses(
  document: { readonly uri: string; readonly text: string },
  outcome: Outcome | undefined,
): CodeLens[] {
  const role = roleOf(document.uri);
  const range =
    role === 'words' ? TOP : role === 'model' || role === 'flat' ? solveItemRange(document.text) : undefined;
  if (range === undefined) return [];
  const lens = (title: string, command: string): CodeLens => ({
    range,
    command: { title, command, arguments: [document.uri] },
  });
  return [
    lens('▶ Solve', clientCommands.solve),
    ...(outcome?.status === 'infeasible' ? [lens('Explain infeasibility', clientCommands.explain)] : []),
    ...(role === 'words' ? [lens('Show generated model', clientCommands.showGeneratedModel)] : []),
  ];
}
