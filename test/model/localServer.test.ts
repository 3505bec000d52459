import { afterEach, describe, expect, it } from 'vitest';
import { loopbackUrl, openLocalServer } from '../../server/src/model';
import { scriptedServer, type Answer, type ScriptedServer } from './scriptedServer';

const open: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serverOf(...answers: readonly Answer[]): Promise<ScriptedServer> {
  const server = await scriptedServer(...answers);
  open.push(server);
  return server;
}

const messages = [{ role: 'user', content: 'Hello, “wörld”' }] as const;
const schema = { type: 'object' };
const how = { temperature: 0, seed: 1 };
const asking = (url: string, options: { name?: string; timeLimitMs?: number } = {}, signal?: AbortSignal) =>
  openLocalServer({ url, name: '', ...options })(messages, schema, how, signal);

describe('an OpenAI-compatible server on this machine', () => {
  it('is asked with the schema and gives its words', async () => {
    const server = await serverOf('{"sets": []}', 'again');
    expect(await asking(server.url, { name: 'llama' })).toBe('{"sets": []}');
    expect(await asking(`${server.url}/v1/?key=1`)).toBe('again');
    const [first, second] = server.asked;
    expect(first).toEqual({
      method: 'POST',
      path: '/v1/chat/completions',
      body: {
        model: 'llama',
        messages,
        temperature: 0,
        seed: 1,
        stream: false,
        response_format: { type: 'json_schema', json_schema: { name: 'cited_model', strict: true, schema } },
      },
    });
    expect(second?.path).toBe('/v1/chat/completions');
    expect(second?.body['model']).toBeUndefined();
  });

  it('is asked without the schema where it knows none', async () => {
    const server = await serverOf((response) => response.writeHead(400).end('{}'), 'plain');
    expect(await asking(server.url)).toBe('plain');
    expect(server.asked[1]?.body['response_format']).toBeUndefined();
  });

  it('is this machine and no other', () => {
    const allowed = ['http://127.0.0.1:11434', 'http://127.8.9.1', 'http://localhost:8080/v1', 'https://[::1]:1'];
    for (const url of allowed) expect(loopbackUrl(url), url).toBeInstanceOf(URL);
    const refused = [
      'http://example.org',
      'http://127.0.0.1@example.org/',
      'http://user:secret@127.0.0.1/',
      'http://localhost.example.org',
      'http://192.168.0.1:11434',
      'http://0.0.0.0:11434',
      'http://[::ffff:8.8.8.8]/',
      'file:///etc/passwd',
      'ftp://127.0.0.1',
      '127.0.0.1:11434',
      '',
      '\u0000',
    ];
    for (const url of refused) expect(loopbackUrl(url), url).toEqual(expect.any(String));
  });

  it('says why another is not asked', async () => {
    await expect(asking('http://example.org:11434')).rejects.toThrow(
      "'example.org' is not this machine: a server is only asked at 127.0.0.1, ::1 or localhost, so that no text leaves the machine.",
    );
  });

  it('is not followed elsewhere', async () => {
    const other = await serverOf('stolen');
    const server = await serverOf((response) =>
      response.writeHead(307, { location: `${other.url}/v1/chat/completions` }).end(),
    );
    await expect(asking(server.url)).rejects.toThrow('sends elsewhere (HTTP 307); that is not followed.');
    expect(other.asked).toEqual([]);
  });

  it('is cut off when it writes without end', async () => {
    const server = await serverOf((response) => {
      const piece = Buffer.alloc(1 << 20, 'x');
      let left = 50;
      const more = (): void => {
        while (left-- > 0 && response.write(piece));
        if (left > 0) response.once('drain', more);
        else response.end();
      };
      response.on('error', () => undefined);
      more();
    });
    await expect(asking(server.url)).rejects.toThrow('wrote more than a model of this problem can be.');
  });

  it('is waited for no longer than the limit', async () => {
    const silent = await serverOf(() => undefined);
    await expect(asking(silent.url, { timeLimitMs: 50 })).rejects.toThrow('gave no reply within 0.05 seconds.');
    const halting = await serverOf((response) => response.write('{"choices": ['));
    await expect(asking(halting.url, { timeLimitMs: 300 })).rejects.toThrow('gave no reply within 0.3 seconds.');
  });

  it('is left when the user cancels', async () => {
    const server = await serverOf(() => undefined);
    const controller = new AbortController();
    const reached = server.next();
    const running = asking(server.url, {}, controller.signal);
    await reached;
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(asking(server.url, {}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is told of where it fails', async () => {
    const server = await serverOf(
      (response) => response.writeHead(404).end('{"error": {"message": "model \\"x\\"\\nnot found."}}'),
      (response) => response.end('<html>'),
      (response) => response.end('{"choices": [{"message": {"content": 7}}]}'),
      (response) => response.destroy(),
    );
    const { host } = new URL(server.url);
    await expect(asking(server.url)).rejects.toThrow(
      `The server at ${host} answered with HTTP 404: model "x" not found.`,
    );
    const unlike = `The server at ${host} does not answer as OpenAI's chat completions do.`;
    await expect(asking(server.url)).rejects.toThrow(unlike);
    await expect(asking(server.url)).rejects.toThrow(unlike);
    await expect(asking(server.url)).rejects.toThrow(`The model at ${host} could not be asked: socket hang up.`);
    await server.close();
    await expect(asking(server.url)).rejects.toThrow(
      `The model at ${host} could not be asked: no server listens there.`,
    );
  });
});
