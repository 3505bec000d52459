import { openCompiler, type CompileRequest } from '../../server/src/compile';
import { LineIndex, type Diagnostic } from '../../server/src/text';

/** A folder that exists only in the overlay. */
export const folder = '/modelwright-tests';

/** A request over texts by their names; the first is the model, and `.dzn` and `.json` files are its data. */
export function request(
  texts: Readonly<Record<string, string>>,
  library: CompileRequest['library'] = 'std',
): CompileRequest {
  const paths = Object.keys(texts).map((name) => `${folder}/${name}`);
  return {
    model: paths[0] ?? '',
    data: paths.filter((path) => /\.(dzn|json)$/.test(path)),
    overlay: new Map(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text])),
    library,
    origins: true,
  };
}

/** Diagnostics as `file:line severity code "what stands there" message`, the line from 0. */
export function told(diagnostics: readonly Diagnostic[], { overlay }: CompileRequest): readonly string[] {
  return diagnostics.map(({ file, range, severity, code, message }) => {
    const text = overlay.get(file) ?? '';
    const { start, end } = new LineIndex(text).spanOf(range);
    const name = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
    return `${name}:${range.start.line} ${severity} ${code} «${text.slice(start, end)}» ${message}`;
  });
}

/** One compiler for the tests of a file. */
export { openCompiler };
