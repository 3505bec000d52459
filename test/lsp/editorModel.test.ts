import { PassThrough } from 'node:stream';
import {
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Connection,
} from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { editorModel } from '../../server/src/lsp/editorModel';
import { completeRequest, type CompleteParams, type CompleteReply } from '../../server/src/protocol';
import type { Complete } from '../../server/src/session';

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.dispose();
});

/** A server that asks a client whose editor answers as told. */
function asking(reply: (params: CompleteParams, cancelled: Promise<void>) => Promise<CompleteReply>): Complete {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const client = createConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.onRequest(completeRequest.method, (params: CompleteParams, token) => {
    const cancelled = new Promise<void>((done) => token.onCancellationRequested(() => done()));
    return reply(params, cancelled);
  });
  for (const connection of [server, client]) connection.listen();
  open.push(server, client);
  return editorModel(server)('gpt');
}

const messages = [{ role: 'user', content: 'Hello' }] as const;
const how = { temperature: 0.7, seed: 2 };

describe("the editor's language model", () => {
  it('is asked through the client', async () => {
    const asked: CompleteParams[] = [];
    const complete = asking((params) => {
      asked.push(params);
      return Promise.resolve({ kind: 'reply', text: '{}' });
    });
    expect(await complete(messages, { type: 'object' }, how)).toBe('{}');
    expect(asked).toEqual([{ name: 'gpt', messages, schema: { type: 'object' }, temperature: 0.7 }]);
  });

  it('may be refused, and may fail', async () => {
    const refused = asking(() => Promise.resolve({ kind: 'refused', message: 'No consent.' }));
    await expect(refused(messages, {}, how)).rejects.toThrow('No consent.');
    const failing = asking(() => Promise.reject(new Error('quota')));
    await expect(failing(messages, {}, how)).rejects.toThrow(/could not be asked: .*quota/);
  });

  it('is cancelled with what asks it', async () => {
    const controller = new AbortController();
    let ended: Promise<void> | undefined;
    const complete = asking((_params, cancelled) => {
      ended = cancelled;
      controller.abort();
      return cancelled.then(() => ({ kind: 'reply', text: 'late' }));
    });
    await expect(complete(messages, {}, how, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await ended;
  });
});
