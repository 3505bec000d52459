import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CancellationToken } from 'vscode';
import { completeWithEditor } from '../../client/src/languageModel';

/** The part of the editor's API that is used; the real one exists only inside an editor. */
const editor = vi.hoisted(() => ({
  lm: undefined as unknown,
  LanguageModelChatMessage: {
    User: (content: string) => ({ role: 'user', content }),
    Assistant: (content: string) => ({ role: 'assistant', content }),
  },
  LanguageModelError: class LanguageModelError extends Error {
    static readonly NoPermissions: { readonly name: string } = function NoPermissions(): void {
      // Only its name is used.
    };
    constructor(
      message: string,
      readonly code: string,
    ) {
      super(message);
    }
  },
}));
vi.mock('vscode', () => editor);

const token = {} as CancellationToken;
const params = {
  name: '',
  messages: [
    { role: 'system', content: 'Be exact.' },
    { role: 'assistant', content: '{}' },
  ],
  schema: {},
  temperature: 0.7,
} as const;

/** An editor with these models; each writes the given pieces, or fails. */
function offer(...models: readonly { readonly id: string; readonly pieces: readonly string[] | Error }[]): unknown[] {
  const asked: unknown[] = [];
  editor.lm = {
    selectChatModels: () =>
      Promise.resolve(
        models.map(({ id, pieces }) => ({
          id,
          family: `${id} family`,
          sendRequest: (messages: unknown, options: unknown) => {
            asked.push({ id, messages, options });
            if (pieces instanceof Error) return Promise.reject(pieces);
            return Promise.resolve({ text: pieces });
          },
        })),
      ),
  };
  return asked;
}

beforeEach(() => {
  editor.lm = undefined;
});

describe("the editor's language models", () => {
  it('are asked by id or family, and their pieces put together', async () => {
    const asked = offer({ id: 'one', pieces: ['{"a"', ': 1}'] }, { id: 'two', pieces: ['2'] });
    expect(await completeWithEditor(params, token)).toEqual({ kind: 'reply', text: '{"a": 1}' });
    expect(await completeWithEditor({ ...params, name: 'two family' }, token)).toEqual({ kind: 'reply', text: '2' });
    expect(asked[0]).toEqual({
      id: 'one',
      messages: [
        { role: 'user', content: 'Be exact.' },
        { role: 'assistant', content: '{}' },
      ],
      options: {
        justification: 'Modelwright reads your .problem file with it.',
        modelOptions: { temperature: 0.7 },
      },
    });
  });

  it('may not be there, or not be allowed', async () => {
    const said = async (name = ''): Promise<unknown> => {
      const reply = await completeWithEditor({ ...params, name }, token);
      return reply.kind === 'refused' ? reply.message : reply;
    };
    expect(await said()).toBe('This editor has no language models for extensions.');
    offer();
    expect(await said()).toMatch(/^The editor offers no language model: /);
    offer({ id: 'one', pieces: [] });
    expect(await said('two')).toBe("The editor offers no language model called 'two'; there are one.");
    offer({ id: 'one', pieces: new editor.LanguageModelError('', 'NoPermissions') });
    expect(await said()).toBe('You have not allowed Modelwright to use the language model.');
    offer({ id: 'one', pieces: new editor.LanguageModelError('quota used up', 'Blocked') });
    expect(await said()).toBe('The language model could not be asked: quota used up');
    offer({ id: 'one', pieces: Array.from({ length: 300 }, () => 'x'.repeat(1024)) });
    expect(await said()).toBe('The language model wrote more than a model of this problem can be.');
  });
});
