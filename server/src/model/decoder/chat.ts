import { Template } from '@huggingface/jinja';
import type { Message } from '../complete';
import type { DecoderFolder, Json } from './folder';

/**
 * A conversation as the model has learned to see one, up to where its own words begin.
 * @throws Error with a sentence where its template cannot be used
 */
export function chatText({ template, tokenizerConfig }: DecoderFolder, messages: readonly Message[]): string {
  const render = (turns: readonly Message[]): string =>
    new Template(template).render({
      messages: turns,
      add_generation_prompt: true,
      bos_token: tokenIn(tokenizerConfig, 'bos_token'),
      eos_token: tokenIn(tokenizerConfig, 'eos_token'),
      // What it writes has to be JSON from its first character on.
      enable_thinking: false,
    });
  try {
    return render(messages);
  } catch (error) {
    const merged = withoutSystem(messages);
    if (merged.length === messages.length) throw unusable(error);
    try {
      return render(merged);
    } catch (again) {
      throw unusable(again);
    }
  }
}

/** Some models know no instructions: they go before what the user says. */
function withoutSystem(messages: readonly Message[]): readonly Message[] {
  const [first, second, ...others] = messages;
  if (first?.role !== 'system' || !second) return messages;
  return [{ role: second.role, content: `${first.content}\n\n${second.content}` }, ...others];
}

function unusable(error: unknown): Error {
  return new Error(`The chat template of the language model cannot be used: ${(error as Error).message}`);
}

/** A token of the tokenizer's settings, written as a text or as an object. */
function tokenIn(config: Json, key: string): string {
  const value = config[key];
  const content = typeof value === 'object' && value !== null ? (value as Json)['content'] : value;
  return typeof content === 'string' ? content : '';
}
