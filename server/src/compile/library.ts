import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { distFile } from '../dist';
import type { CompileRequest } from './types';

/** How a library of globals is given to the compiler. */
export interface Library {
  readonly args: readonly string[];
  /** Files of our own libraries, in the compiler's file system. */
  readonly files: Readonly<Record<string, string>>;
}

/** Our own libraries are read once per process. */
const read = new Map<string, Promise<Library>>();

/** The standard decompositions, MiniZinc's own library for an engine or for linear solvers, or ours in `server/lib`. */
export function libraryOf(name: CompileRequest['library']): Promise<Library> {
  const known = read.get(name) ?? readLibrary(name);
  read.set(name, known);
  return known;
}

async function readLibrary(name: CompileRequest['library']): Promise<Library> {
  switch (name) {
    case 'std':
      return { args: [], files: {} };
    case 'linear':
      return { args: ['-G', 'linear'], files: {} };
    case 'gecode':
      return { args: ['-G', 'gecode_presolver'], files: {} };
    case 'chuffed':
      return { args: ['-G', 'chuffed_internal'], files: {} };
    case 'z3': {
      const folder = distFile('lib', name);
      const names = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.mzn'));
      const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
      const files = Object.fromEntries(names.map((file, index) => [`library/${file}`, texts[index] ?? '']));
      return { args: names.length === 0 ? [] : ['-G', '/minizinc/library'], files };
    }
    default: {
      const never: never = name;
      throw new Error(`Unknown library ${String(never)}.`);
    }
  }
}
