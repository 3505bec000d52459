import { ModelError } from '../model';
import type { Question } from '../outcome';
import { printMiniZinc, type Finding, type GeneratedModel, type Reading } from '../prose';
import { blankComments, editedReading } from '../prose/cited';
import type { Asking } from '../synthesize';
import { LineIndex, type Diagnostic, type Severity } from '../text';
import type { Engines } from './engines';
import { keyOf, readWithOwnModel, type OwnModel } from './ownModel';

/** A `.problem` text, read: what it became, and all that has to be said about it. */
export interface Problem {
  readonly file: string;
  readonly text: string;
  readonly reading: Reading;
  /** undefined where no model can be made: `questions` or an error among `diagnostics` say why. */
  readonly generated: GeneratedModel | undefined;
  readonly questions: readonly Question[];
  readonly diagnostics: readonly Diagnostic[];
}

const SEVERITIES: Readonly<Record<Finding['kind'], Severity>> = {
  'unused-quantity': 'warning',
  'missing-coefficient': 'warning',
  'missing-limit': 'warning',
  'unread-limit': 'warning',
  'mixed-units': 'warning',
  'missing-objective': 'warning',
  'missing-variables': 'warning',
  'assumed-integer': 'information',
  'assumed-continuous': 'information',
  'not-a-problem': 'error',
  empty: 'error',
  'low-confidence': 'warning',
};

/** How many texts are remembered, of all files: the last ones of each, and those that quick fixes were proved with. */
const remembered = 64;

/**
 * How a text is read where the user brought a model: `quick`, as one types, by what is known or the embedded model;
 * `asking` by the user's; `edited`, to try a repair, only as an edit of what the user's model has read.
 */
export type ReadHow = 'quick' | 'asking' | 'edited';

/** The user's own model failed; the message is a sentence for them. */
export class OwnModelError extends ModelError {}

/** Reads texts, and none of the last ones again: going back to a text, or on to one that a quick fix made, is free. */
export class ProblemReader {
  /** By file and text, the one asked for last at the end. */
  private readonly known = new Map<string, Problem>();
  /** The last reading of each file by the user's own model, or by an edit of that. */
  private readonly brought = new Map<string, { readonly problem: Problem; readonly by: string }>();

  /** The files whose last reading was the embedded model's: repairs are tried with the same. */
  private readonly embedded = new Set<string>();

  constructor(private readonly engines: Engines) {}

  /**
   * Rejects with `AbortError` when cancelled, with `ModelError` where the local model failed and with `OwnModelError`
   * where the user's did. undefined where an `edited` text is more than an edit.
   */
  async read(
    file: string,
    text: string,
    how: ReadHow = 'asking',
    onAsking?: (asking: Asking) => void,
    signal?: AbortSignal,
  ): Promise<Problem | undefined> {
    const own = this.engines.ownModel();
    if (own) {
      const by = keyOf(own);
      const known = this.brought.get(file);
      if (known?.by === by) {
        const again = readAsEdited(known.problem, text);
        if (how === 'edited' && !this.embedded.has(file)) return again;
        if (again && how !== 'edited') {
          this.embedded.delete(file);
          this.brought.set(file, { problem: again, by });
          return again;
        }
      }
      if (how === 'asking') {
        const problem = understand(file, text, await this.ask(own, file, text, onAsking, signal));
        this.embedded.delete(file);
        this.brought.set(file, { problem, by });
        return problem;
      }
    }
    if (how !== 'edited') this.embedded.add(file);
    const key = JSON.stringify([file, text]);
    const known = this.known.get(key);
    const problem = known ?? understand(file, text, await (await this.engines.reader()).read(text, signal));
    this.known.delete(key);
    this.known.set(key, problem);
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return problem;
  }

  private async ask(
    own: OwnModel,
    file: string,
    text: string,
    onAsking: ((asking: Asking) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Reading> {
    try {
      return await readWithOwnModel(this.engines, own, modelFileOf(file), text, onAsking, signal);
    } catch (error) {
      throw error instanceof ModelError ? new OwnModelError(error.message) : error;
    }
  }

  forget(file: string): void {
    for (const [key, problem] of this.known) if (problem.file === file) this.known.delete(key);
    this.brought.delete(file);
    this.embedded.delete(file);
  }
}

/** A text as an edit of one that was read, or that text itself; undefined where it has to be read. */
function readAsEdited(problem: Problem, text: string): Problem | undefined {
  if (problem.text === text) return problem;
  const reading = editedReading(problem.reading, blankComments(problem.text), blankComments(text));
  return reading && understand(problem.file, text, reading);
}

/** Where the model generated from a problem file is said to stand: beside it, never on the disk. */
export function modelFileOf(problemFile: string): string {
  return `${problemFile}.mzn`;
}

function understand(file: string, text: string, reading: Reading): Problem {
  const lines = new LineIndex(text);
  const diagnostics = reading.findings.map((finding): Diagnostic => ({
    file,
    range: lines.rangeOf(finding.span),
    severity: SEVERITIES[finding.kind],
    code: codeOf(finding),
    message: finding.message,
  }));
  const ambiguous = reading.doubts.map(({ span, message }): Diagnostic => ({
    file,
    range: lines.rangeOf(span),
    severity: 'information',
    code: AMBIGUOUS,
    message,
  }));
  const questions = reading.findings.flatMap((finding) =>
    finding.question === undefined ? [] : [{ file, range: lines.rangeOf(finding.span), text: finding.question }],
  );
  const readable = questions.length === 0 && diagnostics.every(({ severity }) => severity !== 'error');
  const generated = readable ? printMiniZinc(reading.graph, text, file) : undefined;
  return { file, text, reading, generated, questions, diagnostics: [...diagnostics, ...ambiguous] };
}

/** The code of words that can be read in more than one way. */
export const AMBIGUOUS = 'ambiguous';

/** The code of what a finding is told as. */
export function codeOf({ kind }: Pick<Finding, 'kind'>): string {
  return kind === 'empty' ? 'empty-problem' : kind;
}
