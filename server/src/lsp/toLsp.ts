import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import type { Diagnostic, Range, Severity } from '../text';

/** The name diagnostics carry as their source. */
export const SOURCE = 'modelwright';
/** What would break is no error of the text: it says where it comes from. */
export const WHY_NOT_SOURCE = 'modelwright (why not)';

/** A plain diagnostic as LSP's; positions are the same in both (0-based, UTF-16). */
export function toLspDiagnostic(diagnostic: Diagnostic, uriOf: (path: string) => string): LspDiagnostic {
  return {
    range: toLspRange(diagnostic.range),
    severity: severityOf(diagnostic.severity),
    code: diagnostic.code,
    source: diagnostic.code === 'why-not' ? WHY_NOT_SOURCE : SOURCE,
    message: diagnostic.message,
    ...(diagnostic.related && {
      relatedInformation: diagnostic.related.map((related) => ({
        location: { uri: uriOf(related.file), range: toLspRange(related.range) },
        message: related.message,
      })),
    }),
    ...(canGo(diagnostic) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(diagnostic.data && { data: diagnostic.data }),
  };
}

/** Shown faded: what has no use, and what a quick fix can take out. */
function canGo({ code, fixes }: Diagnostic): boolean {
  return code === 'unused-variable' || code === 'unused-parameter' || (code === 'redundant-constraint' && !!fixes);
}

/** A fresh object with LSP's fields alone. */
export function toLspRange(range: Range): Range {
  return {
    start: { line: range.start.line, character: range.start.character },
    end: { line: range.end.line, character: range.end.character },
  };
}

function severityOf(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
    default:
      return severity satisfies never;
  }
}

/** Whether two ranges share a position; touching ends count, as a cursor at the end of a squiggle does. */
export function overlap(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
