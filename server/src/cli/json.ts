import { relative, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConflictOverview, ConflictPart, Outcome } from '../outcome';
import type { Diagnostic, Severity } from '../text';

const SEVERITIES: Readonly<Record<Severity, number>> = { error: 1, warning: 2, information: 3, hint: 4 };

/**
 * Names files the way the user did: a path given on the command line as given, others relative if those were. Of a file
 * given in several ways the last one counts.
 */
export class FileNames {
  private readonly given = new Map<string, string>();
  private readonly allRelative: boolean;

  constructor(paths: readonly string[]) {
    for (const path of paths) this.given.set(resolve(path), path);
    this.allRelative = paths.every((path) => !isAbsolute(path));
  }

  of(file: string): string {
    return this.given.get(file) ?? (this.allRelative ? relative(process.cwd(), file) : file);
  }
}

/** A diagnostic in the shape of LSP. `file` is added where it is not about the file asked for. */
export function diagnosticJson(diagnostic: Diagnostic, file: string, names: FileNames): Record<string, unknown> {
  return {
    range: diagnostic.range,
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    source: 'modelwright',
    message: diagnostic.message,
    ...(diagnostic.file === file ? {} : { file: names.of(diagnostic.file) }),
    ...(diagnostic.related && {
      relatedInformation: diagnostic.related.map((related) => ({
        location: { uri: pathToFileURL(related.file).href, range: related.range },
        message: related.message,
      })),
    }),
    ...(diagnostic.data && { data: diagnostic.data }),
  };
}

/** An outcome as the command line's contract prints it. */
export function outcomeJson(outcome: Outcome, names: FileNames): Record<string, unknown> {
  return {
    ...outcome,
    file: names.of(outcome.file),
    wallMs: Math.round(outcome.wallMs),
    conflicts: outcome.conflicts.map((conflict) => ({ parts: conflict.parts.map((part) => partJson(part, names)) })),
    ...(outcome.overview && { overview: overviewJson(outcome.overview, names) }),
    ...(outcome.shadowPrices && {
      shadowPrices: outcome.shadowPrices.map((price) => ({ ...price, file: names.of(price.file) })),
    }),
    repairs: outcome.repairs.map(({ title, kind, edits, objectiveAfter }) => ({
      title,
      kind,
      edits: edits.map(({ file, range, newText }) => ({ file: names.of(file), range, newText })),
      objectiveAfter,
    })),
    questions: outcome.questions.map(({ file, range, text }) => ({ file: names.of(file), range, text })),
    diagnostics: outcome.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, outcome.file, names)),
  };
}

function partJson(part: ConflictPart, names: FileNames): ConflictPart {
  const calls = part.calls?.map((call) => ({ ...call, file: names.of(call.file) }));
  return { ...part, file: names.of(part.file), ...(calls && { calls }) };
}

function overviewJson(overview: ConflictOverview, names: FileNames): ConflictOverview {
  const told = (parts: readonly ConflictPart[]): readonly ConflictPart[] => parts.map((part) => partJson(part, names));
  return { ...overview, inEvery: told(overview.inEvery), corrections: overview.corrections.map(told) };
}
