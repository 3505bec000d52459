import type { CompileRequest } from '../compile';
import type { FlatZinc } from '../flatzinc';
import { exportDimacs, exportLp, exportMps, exportSmtLib, type Export } from '../solvers/export';
import type { Engines } from './engines';
import type { Subject } from './subject';
import type { ExportFormat, ExportResult } from './types';

/** Which library a format's model is compiled with, and what prints it. FlatZinc is the compiler's own text. */
const FORMATS: Readonly<
  Record<ExportFormat, { readonly library: CompileRequest['library']; readonly print?: (model: FlatZinc) => Export }>
> = {
  fzn: { library: 'std' },
  lp: { library: 'linear', print: exportLp },
  smt2: { library: 'z3', print: exportSmtLib },
  mps: { library: 'linear', print: exportMps },
  dimacs: { library: 'std', print: exportDimacs },
};

/** The model of a subject in another format. Rejects only with `AbortError`. */
export async function exportSubject(
  engines: Engines,
  subject: Subject,
  format: ExportFormat,
  signal?: AbortSignal,
): Promise<ExportResult> {
  const { library, print } = FORMATS[format];
  const compiled = await engines.compiler().compile({ ...subject.request, library, origins: true }, signal);
  if (compiled.kind === 'failed') return { kind: 'error', diagnostics: compiled.diagnostics };
  if (print) return print(compiled.flatzinc);
  return { kind: 'text', text: await compiled.flatzincText(signal) };
}
