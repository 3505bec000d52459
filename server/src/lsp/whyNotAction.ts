import { CodeActionKind, type CodeAction } from 'vscode-languageserver/node';
import { clientCommands, type Outcome } from '../protocol';
import type { Position } from '../text';
import { questionAt } from './questionAt';

/** Offers to ask about the value of the variable at a place, where a fresh answer has one. */
export function whyNotActions(
  uri: string,
  text: string,
  position: Position,
  outcome: Outcome | undefined,
): CodeAction[] {
  const here = outcome && questionAt(text, position, outcome);
  if (!here) return [];
  const title = `Why not another value for ${here.name}?`;
  return [
    {
      title,
      kind: CodeActionKind.Empty,
      command: { title, command: clientCommands.whyNot, arguments: [uri, here.question] },
    },
  ];
}
