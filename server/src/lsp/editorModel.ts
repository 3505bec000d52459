import { CancellationTokenSource, type Connection } from 'vscode-languageserver/node';
import { completeRequest, type CompleteParams, type CompleteReply } from '../protocol';
import { OwnModelError, type Complete } from '../session';

/** The language models of the editor, asked through the client: it alone can speak with them, and asks for consent. */
export function editorModel(connection: Pick<Connection, 'sendRequest'>): (name: string) => Complete {
  return (name) =>
    async (messages, schema, { temperature }, signal) => {
      signal?.throwIfAborted();
      const source = new CancellationTokenSource();
      const cancel = (): void => {
        source.cancel();
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const params: CompleteParams = { name, messages, schema, temperature };
      try {
        const reply = await connection.sendRequest<CompleteReply>(completeRequest.method, params, source.token);
        signal?.throwIfAborted();
        if (reply.kind === 'reply') return reply.text;
        throw new OwnModelError(reply.message);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof OwnModelError) throw error;
        const why = error instanceof Error ? error.message : String(error);
        throw new OwnModelError(`The editor's language model could not be asked: ${why}`);
      } finally {
        signal?.removeEventListener('abort', cancel);
        source.dispose();
      }
    };
}
