import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request to the scripted server said. */
export interface AskedOfServer {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ScriptedServer {
  readonly url: string;
  readonly asked: readonly AskedOfServer[];
  /** Resolves with the next request. */
  next(): Promise<void>;
  close(): Promise<void>;
}

/** A reply's content, or what writes the response itself. */
export type Answer = string | ((response: ServerResponse) => void);

/** A language model's server on this machine, with an answer to each request. */
export async function scriptedServer(...answers: readonly Answer[]): Promise<ScriptedServer> {
  const asked: AskedOfServer[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = answers[asked.length];
      asked.push({ method: request.method ?? '', path: request.url ?? '', body });
      if (typeof answer === 'function') answer(response);
      else if (answer === undefined) response.writeHead(500).end('{"error": {"message": "the script has ended"}}');
      else response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: answer } }] }));
      for (const go of waiting.splice(0)) go();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    next: () => new Promise((done) => waiting.push(done)),
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}
