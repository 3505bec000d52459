import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import loadGlpk from 'glpk.js/node';
import type { Reading } from '../graph';
import { agreed, type Readings } from '../agreement';
import { withIdleTold } from '../idle';
import { withUnsureTold } from '../unsure';
import { documentOf, headsOf, readRows, smallHeadsOf, together } from '../read';
import { loadNetwork } from '../../model';
import { parse, ParseMemory } from './parse';
import type { Network, Networks } from './networks';
import type { Parsed, ParsedText } from './parsed';
import { inputOf } from './input';
import { interpret, type Interpretation } from './interpret';
import { piecesOf, type Pieces } from './pieces';
import { readingOf } from './readingOf';
import type { CheckedFile, ParserFiles } from './textParser';

/** A parser in this process. */
export interface LoadedParser {
  readonly pieces: Pieces;
  parse(text: string, signal?: AbortSignal): Promise<ParsedText>;
  interpret(text: string, parsed: Parsed): Interpretation;
  /** What a problem text means to the heads of rows alone, to the programs alone, and in agreement. */
  readings(source: string, signal?: AbortSignal): Promise<Readings>;
  /** The whole way from a problem text to what it means. */
  read(source: string, signal?: AbortSignal): Promise<Reading>;
}

/**
 * Loads networks and word pieces; what is checked is what is used.
 * @throws Error with a sentence for people
 */
export async function loadNetworks({
  encoder,
  context,
  decoder,
  pieces,
  rows,
  shape,
}: ParserFiles): Promise<{ readonly networks: Networks; readonly rows: Network; readonly pieces: Pieces }> {
  return {
    networks: {
      encoder: await loadNetwork(encoder.path, encoder.sha256),
      context: await loadNetwork(context.path, context.sha256),
      decoder: await loadNetwork(decoder.path, decoder.sha256),
      shape,
    },
    rows: await loadNetwork(rows.path, rows.sha256),
    pieces: piecesOf(await readChecked(pieces)),
  };
}

/**
 * Loads a parser into this process.
 * @throws Error with a sentence for people
 */
export async function loadParser(files: ParserFiles): Promise<LoadedParser> {
  const { networks, rows, pieces } = await loadNetworks(files);
  const glpk = await loadGlpk();
  const memory = new ParseMemory();
  const readings = async (source: string, signal?: AbortSignal): Promise<Readings> => {
    signal?.throwIfAborted();
    const document = documentOf(source);
    const input = inputOf(document.text, pieces);
    const parsed = await parse(input, networks, memory, signal);
    const own = headsOf(parsed.rows, input.length, document.tokens.length + 1);
    const heads = together(own, await smallHeadsOf(document, rows));
    return {
      rows: readRows(document, heads),
      whole: readingOf(source, input, parsed, interpret(input, parsed, glpk)),
      isAll: heads.isAll,
    };
  };
  return {
    pieces,
    parse: (text, signal) => parse(inputOf(text, pieces), networks, memory, signal),
    interpret: (text, parsed) => interpret(inputOf(text, pieces), parsed, glpk),
    readings,
    read: async (source, signal) => withUnsureTold(withIdleTold(agreed(source, await readings(source, signal), glpk))),
  };
}

async function readChecked({ path, sha256 }: CheckedFile): Promise<string> {
  const bytes = await readFile(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${path} is not the file its manifest describes (SHA-256 ${found}).`);
  return bytes.toString('utf8');
}
