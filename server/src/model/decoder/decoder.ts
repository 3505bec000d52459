import { basename } from 'node:path';
import { totalmem } from 'node:os';
import { Tokenizer } from '@huggingface/tokenizers';
import type { CompleteOptions, Message, ReplySchema } from '../complete';
import { chatText } from './chat';
import { decode } from './decode';
import { readFolder } from './folder';
import { grammarOf } from './grammar';
import { loadDecoder } from './network';
import { vocabularyOf } from './vocabulary';

export interface DecoderRequest extends CompleteOptions {
  readonly messages: readonly Message[];
  readonly schema: ReplySchema;
}

/** A language model that has been loaded from a folder. */
export interface Decoder {
  /** Rejects with an Error whose message is a sentence, and with the signal's reason. */
  complete(request: DecoderRequest, signal: AbortSignal): Promise<string>;
}

/** Tokens of a reply: a model of a problem told in words is far shorter. */
const mostReply = 4_096;
/** Tokens that have to be left for a reply. */
const fewestReply = 256;

/**
 * Loads a language model from a folder in the layout of Hugging Face.
 * @param memoryLimit bytes that this process may take; undefined: what the machine has
 * @throws Error with a sentence for people
 */
export async function openDecoder(path: string, memoryLimit: number = totalmem()): Promise<Decoder> {
  const folder = await readFolder(path);
  const checkMemory = (more: number): void => {
    const needed = process.memoryUsage.rss() + more;
    if (needed > memoryLimit) {
      throw new Error(
        `The language model in ${basename(path)} needs more memory than it may take (${gigabytes(needed)} of ${gigabytes(memoryLimit)}): take a smaller one, or raise modelwright.solve.memoryLimit.`,
      );
    }
  };
  checkMemory(folder.size);
  const vocabulary = vocabularyOf(folder.tokenizer);
  const tokenizer = new Tokenizer(folder.tokenizer, folder.tokenizerConfig);
  const network = await loadDecoder(folder);
  return {
    complete: async ({ messages, schema, temperature, seed }, signal) => {
      const prompt = tokenizer.encode(chatText(folder, messages), { add_special_tokens: false }).ids;
      const room = folder.context - prompt.length;
      if (room < fewestReply) {
        throw new Error(
          `The text is too long for the language model in ${basename(path)}: with what it is told it makes ${String(prompt.length)} tokens, and ${String(folder.context)} are all it can see.`,
        );
      }
      const mostTokens = Math.min(mostReply, room);
      checkMemory(network.cacheSize(prompt.length + mostTokens));
      const check = (): void => {
        signal.throwIfAborted();
        checkMemory(0);
      };
      return decode(network.begin(), prompt, vocabulary, grammarOf(schema), {
        temperature,
        topP: folder.topP,
        seed,
        mostTokens,
        check,
      });
    },
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
