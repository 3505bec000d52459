import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { longestReply, type Complete, type Message } from './complete';
import { lookupLoopback, loopbackUrl } from './loopback';
import { ModelError } from './types';

export interface LocalServerOptions {
  /** `http://127.0.0.1:11434`, with or without `/v1`. */
  readonly url: string;
  /** As the server calls its model; empty: the one it has loaded. */
  readonly name: string;
  /** Wall milliseconds for one reply. */
  readonly timeLimitMs?: number;
}

/** Bytes of an answer: its JSON escapes every character at worst sixfold. */
const mostBytes = 8 * longestReply;
/** A large model on a small machine takes its time. */
const patienceMs = 300_000;

/**
 * A language model behind an OpenAI-compatible server on this machine (Ollama, llama.cpp, LM Studio): POST
 * `/v1/chat/completions` with the schema as `response_format`. Asks no other machine: the address must be loopback, no
 * redirect is followed and no proxy is used. An address that will not do is told by each call.
 */
export function openLocalServer({ url: given, name, timeLimitMs = patienceMs }: LocalServerOptions): Complete {
  const url = loopbackUrl(given);
  return async (messages, schema, { temperature, seed }, signal) => {
    signal?.throwIfAborted();
    if (typeof url === 'string') throw new ModelError(url);
    const target = chatUrl(url);
    const body = {
      ...(name !== '' && { model: name }),
      messages: messages.map(plain),
      temperature,
      seed,
      stream: false,
    };
    const format = { type: 'json_schema', json_schema: { name: 'cited_model', strict: true, schema } };
    const limit = AbortSignal.timeout(timeLimitMs);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      const answer = await post(target, { ...body, response_format: format }, both);
      // Some servers know no schemas: what they write is checked all the same.
      const refused = answer.status === 400 || answer.status === 422 || answer.status === 501;
      return replyIn(refused ? await post(target, body, both) : answer, target);
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted)
        throw new ModelError(`The model at ${target.host} gave no reply within ${String(timeLimitMs / 1000)} seconds.`);
      throw error;
    }
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function plain({ role, content }: Message): Message {
  return { role, content };
}

function chatUrl(base: URL): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/u, '').replace(/\/chat\/completions$/u, '');
  url.pathname = `${path.endsWith('/v1') ? path : `${path}/v1`}/chat/completions`;
  url.search = '';
  url.hash = '';
  return url;
}

function post(target: URL, body: unknown, signal: AbortSignal): Promise<Answer> {
  const payload = Buffer.from(JSON.stringify(body));
  return new Promise((done, fail) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      fail(error instanceof ModelError || error.name === 'AbortError' ? error : unreachable(target, error));
    };
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      target,
      {
        method: 'POST',
        agent: false,
        lookup: lookupLoopback,
        signal,
        headers: { 'content-type': 'application/json', accept: 'application/json', 'content-length': payload.length },
      },
      (response) => {
        collect(response, target).then(done, (error: NodeJS.ErrnoException) => {
          request.destroy();
          failed(error);
        });
      },
    );
    request.once('error', failed);
    request.end(payload);
  });
}

async function collect(response: IncomingMessage, { host }: URL): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > mostBytes) throw new ModelError(`The model at ${host} wrote more than a model of this problem can be.`);
    chunks.push(bytes);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

function unreachable({ host }: URL, error: NodeJS.ErrnoException): ModelError {
  const why = error.code === 'ECONNREFUSED' ? 'no server listens there' : error.message || String(error.code);
  return new ModelError(`The model at ${host} could not be asked: ${why}.`);
}

/** `choices[0].message.content`, as the OpenAI API has it. */
function replyIn({ status, text }: Answer, { host }: URL): string {
  if (status >= 300 && status < 400)
    throw new ModelError(`The server at ${host} sends elsewhere (HTTP ${String(status)}); that is not followed.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (status !== 200) {
    const said = field(field(value, 'error'), 'message') ?? field(value, 'error');
    const words = typeof said === 'string' ? `: ${oneLine(said)}` : '';
    throw new ModelError(`The server at ${host} answered with HTTP ${String(status)}${words}.`);
  }
  const choices = field(value, 'choices');
  const content = field(field(Array.isArray(choices) ? choices[0] : undefined, 'message'), 'content');
  if (typeof content !== 'string')
    throw new ModelError(`The server at ${host} does not answer as OpenAI's chat completions do.`);
  return content.slice(0, longestReply + 1);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function oneLine(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .replace(/\.$/u, '')
    .slice(0, 200);
}
