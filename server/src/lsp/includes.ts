import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * The model's own files: itself and what it includes, directly or not, as absolute paths. Names that are no file beside
 * the including one (the library's `globals.mzn`) are left out. Reads the editor's text before the disk's; never throws.
 */
export async function modelFiles(
  model: string,
  openText: (path: string) => string | undefined,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const waiting = [model];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    const text = openText(file) ?? (await readFile(file, 'utf8').catch(() => undefined));
    if (text === undefined && file !== model) continue;
    found.add(file);
    if (text !== undefined && file.endsWith('.mzn')) {
      for (const name of includedNames(text)) waiting.push(resolve(dirname(file), name));
    }
  }
  return found;
}

/** The strings after `include` outside comments, in order. */
export function includedNames(text: string): readonly string[] {
  const pieces = /%[^\n\r]*|\/\*[^]*?(?:\*\/|$)|\binclude\s*"((?:[^"\\\n]|\\.)*)"|"(?:[^"\\\n]|\\.)*"/g;
  return [...text.matchAll(pieces)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
