/** The tokens of a model as bytes; tokens that are no text (ends of turns, padding) have none. */
export interface Vocabulary {
  readonly bytes: readonly (Uint8Array | undefined)[];
  /** By token: its first byte, or -1. */
  readonly first: Int16Array;
}

/** Longer ones are of no use, and a vocabulary may not fill the memory. */
const longestToken = 256;
const mostTokens = 1_000_000;

/**
 * Reads `tokenizer.json`: tokens of byte-level BPE (GPT, Llama 3, Qwen) or of SentencePiece (Llama 2, Gemma).
 * @throws Error with a sentence where it is of another kind, or cannot write JSON
 */
export function vocabularyOf(tokenizer: Readonly<Record<string, unknown>>): Vocabulary {
  const { model, decoder, added_tokens: added } = tokenizer;
  const read = reading(JSON.stringify(decoder ?? null));
  const bytes: (Uint8Array | undefined)[] = [];
  const put = (token: unknown, id: unknown, content: Uint8Array | undefined): void => {
    if (typeof token !== 'string' || typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= mostTokens)
      throw new Error('The file tokenizer.json has a vocabulary that cannot be read.');
    bytes[id] = content && content.length > 0 && content.length <= longestToken ? content : undefined;
  };
  for (const [token, id] of piecesOf(model)) put(token, id, read(token));
  for (const each of Array.isArray(added) ? (added as unknown[]) : []) {
    const { id, content, special } = each as Readonly<Record<string, unknown>>;
    put(content, id, special === false ? Buffer.from(String(content)) : undefined);
  }
  const first = Int16Array.from({ length: bytes.length }, (_, id) => bytes[id]?.[0] ?? -1);
  const single = new Set(bytes.map((each) => (each?.length === 1 ? each[0] : undefined)));
  for (let byte = 0x20; byte < 0x7f; byte++) {
    if (!single.has(byte))
      throw new Error(
        `The vocabulary in tokenizer.json cannot write JSON: it has no token “${String.fromCharCode(byte)}”.`,
      );
  }
  return { bytes: Array.from(bytes), first };
}

/** Token and number, of BPE an object, of Unigram a list with scores. */
function piecesOf(model: unknown): (readonly [unknown, unknown])[] {
  const { vocab } = (model ?? {}) as { readonly vocab?: unknown };
  if (Array.isArray(vocab)) return vocab.map((piece: unknown, id) => [Array.isArray(piece) ? piece[0] : piece, id]);
  return Object.entries(vocab ?? {});
}

/** What a token's text stands for, by the kind of decoder. */
function reading(decoder: string): (token: unknown) => Uint8Array | undefined {
  if (decoder.includes('"ByteLevel"')) return (token) => byteLevel(String(token));
  if (/"(?:Metaspace|ByteFallback|Replace)"/u.test(decoder)) return (token) => sentencePiece(String(token));
  throw new Error('The tokens of this model are neither byte-level nor SentencePiece: it cannot be held to a schema.');
}

/** Byte-level BPE writes each byte as a visible character (`bytes_to_unicode` of GPT-2). */
function byteLevel(token: string): Uint8Array | undefined {
  const bytes = Array.from(token, (character) => byteOf.get(character));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined;
}

const byteOf: ReadonlyMap<string, number> = (() => {
  const isVisible = (byte: number): boolean =>
    (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad && byte < 0x100);
  const map = new Map<string, number>();
  let hidden = 0x100;
  for (let byte = 0; byte < 0x100; byte++) map.set(String.fromCharCode(isVisible(byte) ? byte : hidden++), byte);
  return map;
})();

/** SentencePiece writes a space as ▁, and bytes of rare characters as <0xE2>. */
function sentencePiece(token: string): Uint8Array {
  const byte = /^<0x([0-9A-F]{2})>$/u.exec(token);
  return byte ? Uint8Array.of(parseInt(byte[1] ?? '', 16)) : Buffer.from(token.replaceAll('▁', ' '));
}
