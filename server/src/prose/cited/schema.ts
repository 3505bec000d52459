import { missingKinds } from './model';

type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const strings = listOf(string);
const expression: Schema = { type: 'string', description: 'MiniZinc over the ids, with the numbers of the text' };

/** Every field is asked for: servers that hold a model to a schema write the fields in this order. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** The JSON schema of a cited model; `readCitedJson` reads it, and checks what a schema cannot say. */
export const citedSchema: Schema = object({
  problem: { type: 'boolean', description: 'false where the text is no optimisation or constraint problem' },
  sets: listOf({
    anyOf: [
      object({ id: string, quotes: strings, members: listOf(object({ id: string, quotes: strings })) }),
      object({ id: string, quotes: strings, from: string, to: string }),
    ],
  }),
  data: listOf(
    object({
      id: string,
      sets: strings,
      quotes: strings,
      default: { anyOf: [string, { type: 'null' }] },
      values: listOf(string),
    }),
  ),
  pairs: listOf(object({ id: string, sets: strings, quotes: strings, pairs: listOf(strings) })),
  variables: listOf(object({ id: string, sets: strings, quotes: strings, type: string })),
  lets: listOf(object({ id: string, quotes: strings, expression })),
  objective: {
    anyOf: [object({ direction: { enum: ['maximize', 'minimize'] }, quotes: strings, expression }), { type: 'null' }],
  },
  constraints: listOf(object({ quotes: strings, force: { enum: ['asked', 'soft', 'implied'] }, expression })),
  missing: listOf(object({ what: { enum: [...missingKinds] }, quotes: strings, question: string })),
  ignore: strings,
});
