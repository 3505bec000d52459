import type { Tensors } from '../../model';
import type { Kinds, StatementKind } from '../program';
import { anchorsOf, type Anchor } from './anchors';
import { declarations, declaredOf } from './declared';
import type { Input } from './input';
import { kindsOf } from './kinds';
import { spanOf } from './names';
import { columnsOf, data, seenOf, softmaxed, type Networks } from './networks';
import type { Parsed, ParsedStatement } from './parsed';
import { programsOf } from './programs';
import { structureOf, type Structure } from './structure';

/** Statements that declare; all others speak of what these declare. */
const declaring: readonly StatementKind[] = ['family', 'table', 'range', 'pairs'];

/** Runs the networks over a text: names, pairs, and a few programs for each statement, all of them well formed. */
export async function parse(input: Input, networks: Networks, signal?: AbortSignal): Promise<Parsed> {
  const encoded = await networks.encoder.run(columnsOf(input));
  signal?.throwIfAborted();
  const names = softmaxed(data(encoded, 'names'), 3);
  const parsed = {
    length: input.length,
    problem: softmaxed(data(encoded, 'document'), 2)[1] ?? 0,
    names,
    thing: data(encoded, 'thing'),
    pair: data(encoded, 'pair'),
  };
  const anchors = anchorsOf(data(encoded, 'anchor'), input);
  const read = (which: readonly Anchor[], states: Tensors, kinds?: Kinds): Promise<ParsedStatement[]> =>
    programsOf(input, which, names, states, networks, kinds, signal);
  const declared = await read(
    anchors.filter(({ kind }) => declaring.includes(kind)),
    encoded,
  );
  const about = anchors.filter(({ kind }) => !declaring.includes(kind));
  if (about.length === 0) return { ...parsed, statements: declared };
  const structure = structureOf(input, { ...parsed, statements: declared });
  const states = await contextOf(input, structure, encoded, networks);
  return { ...parsed, statements: [...declared, ...(await read(about, states, kindsOf(structure)))] };
}

/** States of the text once its declarations are settled. */
async function contextOf(input: Input, structure: Structure, encoded: Tensors, networks: Networks): Promise<Tensors> {
  const { states } = encoded;
  if (!states) throw new Error('The local model gives no states.');
  const known = new Float32Array(input.length * declarations.length);
  const definitions = structure.definitions.map((group) => ({ mentions: group.map((each) => spanOf(input, each)) }));
  for (const [position, declaration] of declaredOf(input, { ...structure, definitions }))
    known[position * declarations.length + declaration] = 1;
  const declared = { dims: [1, input.length, declarations.length], data: known };
  return { ...encoded, ...(await networks.context.run({ before: states, declared, ...seenOf(input) })) };
}
