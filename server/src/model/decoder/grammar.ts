/** What may be written, as a tree; of JSON without white space. */
export type Grammar =
  | { readonly kind: 'literal'; readonly bytes: Uint8Array }
  /** The inside of a JSON string and its closing quote; at most so many characters, an escape being one. */
  | { readonly kind: 'characters'; readonly longest: number }
  | { readonly kind: 'sequence'; readonly parts: readonly Grammar[] }
  | { readonly kind: 'choice'; readonly among: readonly Grammar[] }
  /** Behind `[`: nothing or at most so many items with commas, and `]`. */
  | { readonly kind: 'items'; readonly item: Grammar; readonly most: number };

/** How long what a schema leaves open may become, so that a model that repeats itself comes to an end. */
const longestString = 2_000;
const mostItems = 300;

/**
 * What JSON under a schema is, with every property in the order of the schema. Knows `enum`, `anyOf`, and the types
 * object, array, string, boolean and null, which is what our schemas use.
 * @throws Error for another schema: it is ours, so that is a mistake of ours
 */
export function grammarOf(schema: unknown): Grammar {
  const { enum: values, anyOf, type, properties, items } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(values)) return { kind: 'choice', among: values.map((value) => literal(JSON.stringify(value))) };
  if (Array.isArray(anyOf)) return { kind: 'choice', among: anyOf.map(grammarOf) };
  switch (type) {
    case 'null':
      return literal('null');
    case 'boolean':
      return { kind: 'choice', among: [literal('true'), literal('false')] };
    case 'string':
      return sequence(literal('"'), { kind: 'characters', longest: longestString });
    case 'array':
      return sequence(literal('['), { kind: 'items', item: grammarOf(items), most: mostItems });
    case 'object': {
      const parts = Object.entries(properties ?? {}).flatMap(([name, each], at) => [
        literal(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`),
        grammarOf(each),
      ]);
      return parts.length === 0 ? literal('{}') : sequence(...parts, literal('}'));
    }
    default:
      throw new Error(`A schema of the type ${String(type)} is not supported.`);
  }
}

export function literal(text: string): Grammar {
  return { kind: 'literal', bytes: Buffer.from(text) };
}

export function sequence(...parts: readonly Grammar[]): Grammar {
  return { kind: 'sequence', parts };
}
