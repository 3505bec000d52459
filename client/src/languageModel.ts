import * as vscode from 'vscode';
import type { CompleteParams, CompleteReply } from '../../server/src/protocol';

/** Characters after which a reply is cut off; what the server would not take anyway. */
const longestReply = 256 * 1024;

/**
 * Asks a language model of the editor (`vscode.lm`). The editor asks the user for consent the first time; what comes
 * back is text for the server to check, and nothing here looks at it.
 */
export async function completeWithEditor(
  params: CompleteParams,
  token: vscode.CancellationToken,
): Promise<CompleteReply> {
  // Editors built on VS Code need not have it, whatever version they name.
  const models = (vscode as { readonly lm?: typeof vscode.lm }).lm;
  if (!models) return refused('This editor has no language models for extensions.');
  try {
    const model = await chosen(models, params.name);
    if (typeof model === 'string') return refused(model);
    const response = await model.sendRequest(
      params.messages.map(messageOf),
      {
        justification: 'Modelwright reads your .problem file with it.',
        modelOptions: { temperature: params.temperature },
      },
      token,
    );
    let text = '';
    for await (const part of response.text) {
      text += part;
      if (text.length > longestReply)
        return refused('The language model wrote more than a model of this problem can be.');
    }
    return { kind: 'reply', text };
  } catch (error) {
    if (error instanceof vscode.LanguageModelError) return refused(sentence(error));
    throw error;
  }
}

async function chosen(models: typeof vscode.lm, name: string): Promise<vscode.LanguageModelChat | string> {
  const all = await models.selectChatModels();
  const [first] = all;
  if (!first) return 'The editor offers no language model: sign in to one, or install an extension that brings one.';
  if (name === '') return first;
  const names = all.map(({ id }) => id).join(', ');
  return (
    all.find(({ id, family }) => id === name || family === name) ??
    `The editor offers no language model called '${name}'; there are ${names}.`
  );
}

/** The API has no role for instructions: they go first, as the user's. */
function messageOf({ role, content }: CompleteParams['messages'][number]): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

function sentence({ code, message }: vscode.LanguageModelError): string {
  if (code === vscode.LanguageModelError.NoPermissions.name)
    return 'You have not allowed Modelwright to use the language model.';
  return `The language model could not be asked: ${message || code}`;
}

function refused(message: string): CompleteReply {
  return { kind: 'refused', message };
}
