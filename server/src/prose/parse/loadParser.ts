import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import loadGlpk from 'glpk.js/node';
import type { Reading } from '../graph';
import { documentOf } from '../read/document';
import { loadNetwork } from '../../model';
import { parse, ParseMemory } from './parse';
import type { Networks } from './networks';
import type { Parsed } from './parsed';
import { inputOf } from './input';
import { interpret, type Interpretation } from './interpret';
import { piecesOf, type Pieces } from './pieces';
import { readingOf } from './readingOf';
import type { CheckedFile, ParserFiles } from './textParser';

/** A parser in this process. */
export interface LoadedParser {
  readonly pieces: Pieces;
  parse(text: string, signal?: AbortSignal): Promise<Parsed>;
  interpret(text: string, parsed: Parsed): Interpretation;
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
  shape,
}: ParserFiles): Promise<{ readonly networks: Networks; readonly pieces: Pieces }> {
  return {
    networks: {
      encoder: await loadNetwork(encoder.path, encoder.sha256),
      context: await loadNetwork(context.path, context.sha256),
      decoder: await loadNetwork(decoder.path, decoder.sha256),
      shape,
    },
    pieces: piecesOf(await readChecked(pieces)),
  };
}

/**
 * Loads a parser into this process.
 * @throws Error with a sentence for people
 */
export async function loadParser(files: ParserFiles): Promise<LoadedParser> {
  const { networks, pieces } = await loadNetworks(files);
  const glpk = await loadGlpk();
  const memory = new ParseMemory();
  return {
    pieces,
    parse: (text, signal) => parse(inputOf(text, pieces), networks, memory, signal),
    interpret: (text, parsed) => interpret(inputOf(text, pieces), parsed, glpk),
    read: async (source, signal) => {
      const input = inputOf(documentOf(source).text, pieces);
      const parsed = await parse(input, networks, memory, signal);
      return readingOf(source, input, parsed, interpret(input, parsed, glpk));
    },
  };
}

async function readChecked({ path, sha256 }: CheckedFile): Promise<string> {
  const bytes = await readFile(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${path} is not the file its manifest describes (SHA-256 ${found}).`);
  return bytes.toString('utf8');
}
