import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, normalize, resolve } from 'node:path';
import { LineIndex, type Diagnostic, type Range } from '../text';
import { findIncludes } from './includes';
import type { CompileRequest, Overlay } from './types';

/** A file of the user's as the compiler gets it. */
export interface Source {
  /** Absolute path. */
  readonly path: string;
  /** What it is called in the compiler's own file system. */
  readonly name: string;
  readonly kind: 'model' | 'data';
  readonly text: string;
  /** What the compiler gets: every offset is as in `text`. */
  readonly sent: string;
  readonly lines: LineIndex;
}

/** The model, every file it includes, and the data. */
export interface Sources {
  readonly files: readonly Source[];
  /** By the name in the compiler's file system. */
  readonly named: ReadonlyMap<string, Source>;
  /** Files that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a request's files, the overlay's text before the disk's, each once.
 *
 * Files reach the compiler under names of our own, side by side, and an include of a user's file is blanked out because
 * the included file is a model file of its own on the command line (the order of items has no meaning in MiniZinc). So
 * no path of any system can be misunderstood, and every place the compiler names is exactly one place of the user's.
 * An include that is no file beside the including one is left to the compiler's own library.
 */
export async function readSources(request: CompileRequest): Promise<Sources> {
  const files: Source[] = [];
  const diagnostics: Diagnostic[] = [];
  const reads = new Map<string, Promise<ReadText>>();
  const readOnce = (path: string): Promise<ReadText> => {
    const read = reads.get(path) ?? readText(path, request.overlay);
    reads.set(path, read);
    return read;
  };

  const seen = new Set<string>();
  const waiting: { path: string; from?: { source: string; range: Range } }[] = [{ path: normalize(request.model) }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, from } = next;
    if (seen.has(path)) continue;
    seen.add(path);
    const read = await readOnce(path);
    if ('problem' in read) {
      diagnostics.push(notReadable(from?.source ?? path, from?.range, path, read.problem));
      continue;
    }
    const lines = new LineIndex(read.text);
    let sent = plain(read.text);
    for (const include of findIncludes(read.text)) {
      const target = resolve(dirname(path), include.name);
      const included = await readOnce(target);
      if ('problem' in included && included.problem === absent) {
        // The compiler's library is searched by name only: an absolute path cannot be in it.
        if (isAbsolute(include.name)) {
          diagnostics.push(unknownInclude(path, lines.rangeOf(include.string), include.name));
        } else continue;
      } else waiting.push({ path: target, from: { source: path, range: lines.rangeOf(include.string) } });
      sent = blank(sent, include.item.start, include.item.end);
    }
    files.push({ path, name: `model${files.length}.mzn`, kind: 'model', text: read.text, sent, lines });
  }

  for (const data of request.data) {
    const path = normalize(data);
    const read = await readOnce(path);
    if ('problem' in read) {
      diagnostics.push(notReadable(path, undefined, path, read.problem));
      continue;
    }
    const name = `data${files.length}${path.toLowerCase().endsWith('.json') ? '.json' : '.dzn'}`;
    files.push({
      path,
      name,
      kind: 'data',
      text: read.text,
      sent: plain(read.text),
      lines: new LineIndex(read.text),
    });
  }
  return { files, named: new Map(files.map((file) => [file.name, file])), diagnostics };
}

/**
 * Without a byte order mark and lone carriage returns, which MiniZinc does not take as white space or line ends, and
 * without halves of surrogate pairs, which have no UTF-8: the compiler's file system would cut the text short there.
 */
function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, ' ')
    .replace(/\r(?!\n)/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD');
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

type ReadText = { readonly text: string } | { readonly problem: string };

async function readText(path: string, overlay: Overlay): Promise<ReadText> {
  const open = fromOverlay(path, overlay);
  if (open !== undefined) return { text: open };
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { problem: readProblem(error) };
  }
}

function fromOverlay(path: string, overlay: Overlay): string | undefined {
  const exact = overlay.get(path);
  if (exact !== undefined) return exact;
  for (const [name, text] of overlay) if (samePath(normalize(name), path)) return text;
  return undefined;
}

/** Windows names files without regard to case, and editors differ in the case of the drive's letter. */
function samePath(left: string, right: string): boolean {
  if (process.platform === 'win32') return left.toLowerCase() === right.toLowerCase();
  return left === right;
}

const absent = 'there is no such file';

function readProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read by you';
  return String(code ?? error);
}

const fileStart: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function notReadable(file: string, range: Range | undefined, path: string, problem: string): Diagnostic {
  return {
    file,
    range: range ?? fileStart,
    severity: 'error',
    code: 'file-not-readable',
    message: `Cannot read ${path}: ${problem}.`,
    data: { path },
  };
}

export function unknownInclude(file: string, range: Range, name: string): Diagnostic {
  return {
    file,
    range,
    severity: 'error',
    code: 'unknown-include',
    message: `Cannot find "${name}": it is neither a file beside this one nor in MiniZinc's library.`,
    data: { name },
  };
}
