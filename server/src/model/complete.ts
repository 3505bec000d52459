/** One turn of a conversation with a language model. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface CompleteOptions {
  /** 0: the likeliest words; larger: more varied. */
  readonly temperature: number;
  /** The same seed gives the same words, where the server can do that. */
  readonly seed: number;
}

/** A JSON schema that the reply should keep to; what comes back is checked all the same. */
export type ReplySchema = Readonly<Record<string, unknown>>;

/**
 * A language model that the user brought. Rejects with `AbortError` when cancelled and with `ModelError`, whose message
 * is a sentence for the user, where it gave no reply. A reply is text of a stranger: never run, never a path.
 */
export type Complete = (
  messages: readonly Message[],
  schema: ReplySchema,
  options: CompleteOptions,
  signal?: AbortSignal,
) => Promise<string>;

/** Characters of a reply beyond which a model is cut off: a model of a problem told in words is far shorter. */
export const longestReply = 256 * 1024;
