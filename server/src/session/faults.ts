import type { Outcome } from '../outcome';
import type { Diagnostic, Range } from '../text';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function fileFault(file: string, code: string, message: string): Diagnostic {
  return { file, range: START, severity: 'error', code, message };
}

export function unreadableFile(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES' || code === 'EPERM'
          ? 'you have no permission to read it'
          : String(error instanceof Error ? error.message : error);
  return fileFault(file, 'file-not-readable', `This file cannot be read: ${why}.`);
}

export function outputFault(file: string, message: string): Diagnostic {
  return { ...fileFault(file, 'output-failed', message), severity: 'warning' };
}

export function unsupportedFile(file: string): Diagnostic {
  return fileFault(
    file,
    'unsupported-file',
    'Modelwright solves .problem, .mzn and .fzn files. Give a data file together with its model: --data FILE.',
  );
}

/** The user's own model cannot be asked, or wrote nothing that could be verified. */
export function ownModelFault(file: string, message: string): Diagnostic {
  const advice = 'Without modelwright.model.source (--model-url, --model-folder) the embedded model reads.';
  return fileFault(file, 'own-model-failed', `${message} ${advice}`);
}

/** Something of ours or of an engine broke: the request fails, with a sentence, and the next one works. */
export function internalFault(file: string, error: unknown): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  return fileFault(file, 'internal-error', `Modelwright could not finish this request: ${message}`);
}

/** An outcome with nothing in it but the given fields. */
export function outcomeOf(file: string, status: Outcome['status'], fields: Partial<Outcome> = {}): Outcome {
  return {
    file,
    status,
    objective: null,
    bound: null,
    solution: {},
    output: null,
    solver: null,
    confirmedBy: null,
    paradigm: null,
    checked: false,
    wallMs: 0,
    statistics: {},
    conflicts: [],
    repairs: [],
    questions: [],
    diagnostics: [],
    ...fields,
  };
}

/** Whether an error is only the caller's own cancellation. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
