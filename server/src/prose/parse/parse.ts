import { createHash } from 'node:crypto';
import type { Tensors } from '../../model';
import type { StatementKind } from '../program';
import { anchorsOf, lackingIn, type Anchor } from './anchors';
import { withoutDouble } from './doubled';
import { declarations, declaredOf } from './declared';
import type { Input } from './input';
import { kindsOf } from './kinds';
import { withWholeLists } from './lists';
import { spanOf } from './names';
import { withLettered, withNumbered } from './numbered';
import { speakOfAll, withOverlooked } from './overlooked';
import { columnsOf, data, seenOf, softmaxed, type Networks } from './networks';
import type { Parsed, ParsedStatement, ParsedText } from './parsed';
import { programsOf, type Declared } from './programs';
import { withRecords } from './records';
import { reshaped } from './reshaped';
import { structureOf, type Structure } from './structure';
import { withMoments } from './unscheduled';

/** Statements that declare; all others speak of what these declare. */
const declaring: readonly StatementKind[] = ['family', 'table', 'range', 'pairs'];

/**
 * Runs the networks over a text: names, pairs, and a few programs for each statement, all of them well formed. What the
 * networks were asked before is not asked again: they see neither the values of numbers nor comments, so a text with
 * other numbers of the same size is read at once.
 */
export async function parse(
  input: Input,
  networks: Networks,
  memory = new ParseMemory(),
  signal?: AbortSignal,
): Promise<ParsedText> {
  const seen = columnsOf(input);
  const first = await memory.stageOne(keyOf([seen, input.numberPositions]), async () => {
    const encoded = await networks.encoder.run(seen);
    signal?.throwIfAborted();
    const raw: Parsed = {
      length: input.length,
      problem: softmaxed(data(encoded, 'document'), 2)[1] ?? 0,
      lacking: lackingIn(data(encoded, 'anchor'), input),
      names: softmaxed(data(encoded, 'names'), 3),
      thing: data(encoded, 'thing'),
      pair: data(encoded, 'pair'),
      statements: [],
    };
    const said = withRecords(input, withWholeLists(input, withLettered(input, withNumbered(input, raw))));
    const anchors = anchorsOf(data(encoded, 'anchor'), input);
    const declares = anchors.filter(({ kind }) => declaring.includes(kind));
    return {
      encoded,
      about: anchors.filter(({ kind }) => !declaring.includes(kind)),
      parsed: {
        ...said,
        statements: await programsOf(input, declares, said.names, encoded, networks, undefined, signal),
        rows: rowsIn(encoded),
      },
      told: new Map<string, readonly ParsedStatement[]>(),
    };
  });
  const { encoded, about, parsed, told } = first;
  if (about.length === 0) return parsed;
  /** What the statements say, given what is declared. */
  const settled = async (declared: ParsedText): Promise<{ structure: Structure; text: ParsedText }> => {
    const structure = structureOf(input, declared);
    const known = knownOf(input, structure);
    const key = keyOf([known, ...placesOf(input, structure)]);
    let statements = told.get(key);
    if (!statements) {
      const states = await contextOf(input, known, encoded, networks);
      statements = await programsOf(input, about, parsed.names, states, networks, declaredIn(structure), signal);
      told.set(key, statements);
    }
    return { structure, text: { ...declared, statements: [...declared.statements, ...statements] } };
  };
  const { structure, text } = await settled(parsed);
  const other =
    reshaped(parsed, structure, text.statements) ??
    withOverlooked(input, parsed, structure, text.statements) ??
    withMoments(parsed, structure, text.statements) ??
    withoutDouble(parsed, structure, text.statements);
  if (!other) return text;
  const again = await settled(other);
  return speakOfAll(again.structure, again.text) ? again.text : text;
}

function rowsIn({ rowTags, rowLimits, rowPairs, rowText }: Tensors): Tensors {
  if (!rowTags || !rowLimits || !rowPairs || !rowText) throw new Error('The local model says nothing of rows.');
  return { rowTags, rowLimits, rowPairs, rowText };
}

interface StageOne {
  readonly encoded: Tensors;
  readonly parsed: ParsedText;
  /** Where statements are told from that speak of what is declared. */
  readonly about: readonly Anchor[];
  /** These statements, by what is declared. */
  readonly told: Map<string, readonly ParsedStatement[]>;
}

/** What the networks said of the last texts. */
export class ParseMemory {
  private readonly texts = new Map<string, StageOne>();

  /** @param most so many texts are kept */
  constructor(private readonly most = 8) {}

  async stageOne(key: string, ask: () => Promise<StageOne>): Promise<StageOne> {
    const known = this.texts.get(key) ?? (await ask());
    this.texts.delete(key);
    this.texts.set(key, known);
    for (const oldest of this.texts.keys()) {
      if (this.texts.size <= this.most) break;
      this.texts.delete(oldest);
    }
    return known;
  }
}

function keyOf(seen: unknown): string {
  const plain = (_: string, value: unknown): unknown => (ArrayBuffer.isView(value) ? String(value) : value);
  return createHash('sha256').update(JSON.stringify(seen, plain)).digest('base64');
}

/** What each position stands for, and of which kind it is: all that programs are held to. */
function placesOf(input: Input, structure: Structure): unknown[] {
  const { things } = structure;
  const kinds = kindsOf(structure);
  const accessed = (to: 'family' | 'table', place: number): unknown => {
    const found = kinds.accessed(to, place);
    return found && [found.axes, found.value, found.axes.map(kinds.elementOf)];
  };
  return Array.from({ length: input.length }, (_, place) => {
    const set = things.set(place);
    return [
      set,
      set === undefined ? undefined : kinds.elementOf(set),
      things.member(place),
      (['single', 'definition', 'family', 'table'] as const).map((to) => things.thing(to, place)),
      kinds.single(place),
      accessed('family', place),
      accessed('table', place),
    ];
  });
}

/** What programs are told of the declarations. */
function declaredIn(structure: Structure): Declared {
  const { things } = structure;
  const numbered = (found: number | undefined): string | undefined => found?.toString();
  return {
    kinds: kindsOf(structure),
    meant: (to, place) => {
      if (to === 'set') return numbered(things.set(place));
      if (to !== 'member') return numbered(things.thing(to, place));
      const member = things.member(place);
      return member && `${String(member.set)} ${String(member.member)}`;
    },
  };
}

/** By position and declaration: what the second stage is told. */
function knownOf(input: Input, structure: Structure): Float32Array {
  const known = new Float32Array(input.length * declarations.length);
  const definitions = structure.definitions.map((group) => ({ mentions: group.map((each) => spanOf(input, each)) }));
  for (const [position, declaration] of declaredOf(input, { ...structure, definitions }))
    known[position * declarations.length + declaration] = 1;
  return known;
}

/** States of the text once its declarations are settled. */
async function contextOf(input: Input, known: Float32Array, encoded: Tensors, networks: Networks): Promise<Tensors> {
  const { states } = encoded;
  if (!states) throw new Error('The local model gives no states.');
  const declared = { dims: [1, input.length, declarations.length], data: known };
  return { ...encoded, ...(await networks.context.run({ before: states, declared, ...seenOf(input) })) };
}
