import { printMiniZinc, readProblem, type Finding, type GeneratedModel, type Reading } from '../prose';
import type { Question } from '../outcome';
import { LineIndex, type Diagnostic, type Severity } from '../text';
import type { Engines } from './engines';

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

/** Reads texts, and none of the last ones again: going back to a text, or on to one that a quick fix made, is free. */
export class ProblemReader {
  /** By file and text, the one asked for last at the end. */
  private readonly known = new Map<string, Problem>();

  constructor(private readonly engines: Engines) {}

  /** Rejects with `AbortError` when cancelled and with `ModelError` where the local model failed. */
  async read(file: string, text: string, signal?: AbortSignal): Promise<Problem> {
    const key = JSON.stringify([file, text]);
    const known = this.known.get(key);
    const problem = known ?? understand(file, text, await readProblem(text, await this.engines.model(), signal));
    this.known.delete(key);
    this.known.set(key, problem);
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return problem;
  }

  forget(file: string): void {
    for (const [key, problem] of this.known) if (problem.file === file) this.known.delete(key);
  }
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
