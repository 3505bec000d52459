import * as vscode from 'vscode';
import type { DataMemory } from './dataMemory';
import { sourceOfGenerated } from './generatedModel';

/**
 * The document a command is about: what a code lens or a menu named, else the active editor's, else what the result view
 * shows. A generated model stands for its words, a data file for the model that uses it.
 */
export function targetOf(
  argument: unknown,
  fallback: vscode.Uri | undefined,
  data: DataMemory,
): vscode.Uri | undefined {
  const named =
    argument instanceof vscode.Uri ? argument : typeof argument === 'string' ? vscode.Uri.parse(argument) : undefined;
  const active = vscode.window.activeTextEditor?.document;
  const uri = named ?? (active && isOurs(active) ? active.uri : fallback);
  if (!uri) return undefined;
  const source = sourceOfGenerated(uri) ?? uri;
  return /\.(dzn|json)$/i.test(source.path) ? (data.modelFor(source) ?? source) : source;
}

/** Whether a document is in one of our languages. */
export function isOurs({ languageId }: vscode.TextDocument): boolean {
  return languageId === 'minizinc' || languageId === 'problem';
}
