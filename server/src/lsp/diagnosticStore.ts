import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Diagnostic, Range, Severity } from '../text';
import type { OpenDocuments } from './openDocuments';
import { overlap, toLspDiagnostic } from './toLsp';

/**
 * Who says a diagnostic: the check of a document, its last outcome, the re-check while one types, its hints, or the
 * answer to why not.
 */
export type Owner =
  `check ${string}` | `outcome ${string}` | `recheck ${string}` | `hints ${string}` | `why-not ${string}`;

/**
 * All diagnostics now shown. One document's check or outcome may speak about several files (includes, data), and several
 * may speak about one file: each file shows the union, each message once, as severe as anyone says it.
 */
export interface DiagnosticStore {
  set(owner: Owner, diagnostics: readonly Diagnostic[]): void;
  /** Those shown in a file that touch the range. */
  at(file: string, range: Range): readonly Diagnostic[];
  /** Those one owner says. */
  of(owner: Owner): readonly Diagnostic[];
}

export function diagnosticStore(
  documents: OpenDocuments,
  publish: (params: PublishDiagnosticsParams) => void,
): DiagnosticStore {
  const byOwner = new Map<Owner, readonly Diagnostic[]>();

  const shownIn = (file: string): readonly Diagnostic[] => {
    const shown = new Map<string, Diagnostic>();
    for (const diagnostics of byOwner.values()) {
      for (const diagnostic of diagnostics) {
        if (diagnostic.file !== file) continue;
        const key = identity(diagnostic);
        const same = shown.get(key);
        if (!same || severities.indexOf(diagnostic.severity) < severities.indexOf(same.severity)) {
          shown.set(key, diagnostic);
        }
      }
    }
    return [...shown.values()];
  };

  return {
    set(owner, diagnostics) {
      const files = new Set([...(byOwner.get(owner) ?? []), ...diagnostics].map((diagnostic) => diagnostic.file));
      if (diagnostics.length > 0) byOwner.set(owner, diagnostics);
      else byOwner.delete(owner);
      for (const file of files) {
        const document = documents.byPath(file);
        publish({
          uri: documents.uriOf(file),
          ...(document && { version: document.version }),
          diagnostics: shownIn(file).map((diagnostic) => toLspDiagnostic(diagnostic, documents.uriOf)),
        });
      }
    },
    at: (file, range) => shownIn(file).filter((diagnostic) => overlap(diagnostic.range, range)),
    of: (owner) => byOwner.get(owner) ?? [],
  };
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function identity({ range: { start, end }, code, message }: Diagnostic): string {
  return JSON.stringify([start.line, start.character, end.line, end.character, code, message]);
}
