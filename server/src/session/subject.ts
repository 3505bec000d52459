import { extname } from 'node:path';
import type { CompileRequest } from '../compile';
import type { Question } from '../outcome';
import type { Diagnostic } from '../text';
import type { Asking } from '../synthesize';
import { internalFault, isAbort, ownModelFault, unsupportedFile } from './faults';
import { modelFileOf, OwnModelError, type Problem, type ProblemReader, type ReadHow } from './problem';
import { asWritten, inWords, type Retelling } from './retell';
import type { Texts } from './texts';

/** What there is to compile for a file, and how to tell of it in the user's own text. */
export interface Subject {
  readonly file: string;
  /** With the unsaved texts of the moment: later edits do not reach a run that has begun. */
  readonly request: Omit<CompileRequest, 'library'>;
  readonly retelling: Retelling;
  /** What reading the words left to say; empty for MiniZinc. */
  readonly diagnostics: readonly Diagnostic[];
  /** Set for a `.problem`. */
  readonly problem?: Problem;
}

/** Why there is nothing to compile: the file is in error, or its words lack something. */
export interface NoSubject {
  readonly kind: 'error' | 'incomplete';
  readonly questions: readonly Question[];
  readonly diagnostics: readonly Diagnostic[];
  readonly problem?: Problem;
}

const MINIZINC = new Set(['.mzn', '.fzn']);

/** How words are to be read. */
export interface ReadOptions {
  /** Default: asking. */
  readonly how?: ReadHow;
  readonly onAsking?: (asking: Asking) => void;
}

/** Finds out what a file is and, for words, reads them. Rejects only with `AbortError`. */
export async function openSubject(
  file: string,
  data: readonly string[],
  texts: Texts,
  reader: ProblemReader,
  reading: ReadOptions = {},
  signal?: AbortSignal,
): Promise<Subject | NoSubject> {
  const extension = extname(file).toLowerCase();
  const fault = (diagnostic: Diagnostic): NoSubject => ({ kind: 'error', questions: [], diagnostics: [diagnostic] });
  if (extension !== '.problem' && !MINIZINC.has(extension)) return fault(unsupportedFile(file));
  const read = texts.read(file);
  if ('fault' in read) return fault(read.fault);
  if (MINIZINC.has(extension)) {
    const request = { model: file, data, overlay: new Map(texts.overlay) };
    return { file, request, retelling: asWritten(file), diagnostics: [] };
  }
  return readText(file, read.text, texts, reader, reading, signal);
}

/** The subject that a problem text is, standing in the given file or about to. Rejects only with `AbortError`. */
export async function readText(
  file: string,
  text: string,
  texts: Texts,
  reader: ProblemReader,
  reading: ReadOptions = {},
  signal?: AbortSignal,
): Promise<Subject | NoSubject> {
  let problem: Problem | undefined;
  try {
    problem = await reader.read(file, text, reading.how, reading.onAsking, signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    const fault = error instanceof OwnModelError ? ownModelFault(file, error.message) : internalFault(file, error);
    return { kind: 'error', questions: [], diagnostics: [fault] };
  }
  if (!problem) return { kind: 'error', questions: [], diagnostics: [] };
  const { generated, questions, diagnostics } = problem;
  if (!generated) {
    const kind = diagnostics.some(({ severity }) => severity === 'error') ? 'error' : 'incomplete';
    return { kind, questions: kind === 'error' ? [] : questions, diagnostics, problem };
  }
  const request = requestFor(problem, generated.text, texts);
  return { file, request, retelling: inWords(problem, generated), diagnostics, problem };
}

/** The compile request for the model that a problem became. */
function requestFor(problem: Problem, model: string, texts: Texts): Subject['request'] {
  const file = modelFileOf(problem.file);
  return { model: file, data: [], overlay: new Map([...texts.overlay, [file, model]]) };
}
