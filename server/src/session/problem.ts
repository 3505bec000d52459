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
  'missing-objective': 'warning',
  'missing-variables': 'warning',
  'assumed-integer': 'information',
  'not-a-problem': 'error',
  empty: 'error',
  'low-confidence': 'warning',
};

/** Reads texts, and the last text of each file only once. */
export class ProblemReader {
  private readonly known = new Map<string, Problem>();

  constructor(private readonly engines: Engines) {}

  /** Rejects with `AbortError` when cancelled and with `ModelError` where the local model failed. */
  async read(file: string, text: string, signal?: AbortSignal): Promise<Problem> {
    const known = this.known.get(file);
    if (known?.text === text) return known;
    const reading = await readProblem(text, await this.engines.model(), signal);
    const problem = understand(file, text, reading);
    this.known.set(file, problem);
    return problem;
  }

  forget(file: string): void {
    this.known.delete(file);
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
    code: finding.kind === 'empty' ? 'empty-problem' : finding.kind,
    message: finding.message,
  }));
  const questions = reading.findings.flatMap((finding) =>
    finding.question === undefined ? [] : [{ file, range: lines.rangeOf(finding.span), text: finding.question }],
  );
  const readable = questions.length === 0 && diagnostics.every(({ severity }) => severity !== 'error');
  const generated = readable ? printMiniZinc(reading.graph, text, file) : undefined;
  return { file, text, reading, generated, questions, diagnostics };
}
