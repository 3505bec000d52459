import loadGlpk, { type GLPK } from 'glpk.js/node';
import type { LocalModel } from '../model';
import { agreed } from './agreement';
import type { Reading } from './graph';
import { withIdleTold } from './idle';
import type { TextParser } from './parse';
import { readProblem } from './read';

/** The local models that read. */
export interface Readers {
  /** Linear problems over single amounts. */
  readonly rows: LocalModel;
  /** Whole graphs: sets, tables, families of variables, logic, schedules. */
  readonly whole?: TextParser | undefined;
}

/** What reading takes of them. */
type Reads = Pick<Readers, 'rows'> & { readonly whole?: Pick<TextParser, 'read'> | undefined };

let glpk: Promise<GLPK> | undefined;

/** Reads a problem in plain English with all networks there are. Rejects as `readProblem` does. */
export async function readText(text: string, { rows, whole }: Reads, signal?: AbortSignal): Promise<Reading> {
  const [one, other] = await Promise.all([readProblem(text, rows, signal), whole?.read(text, signal)]);
  return withIdleTold(other ? agreed(text, one, other, await (glpk ??= loadGlpk())) : one);
}
