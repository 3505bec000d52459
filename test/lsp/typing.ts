import { afterEach, beforeEach, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticStore } from '../../server/src/lsp/diagnosticStore';
import type { OpenDocuments } from '../../server/src/lsp/openDocuments';
import { uriOf } from '../../server/src/lsp/places';

/** The tests of a `describe` run on a clock that stands still but for `pass`. */
export function onFakeClock(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

/** One open document, whose text is typed by the test. */
export function typedDocument(file: string, initial: string) {
  const uri = uriOf(file);
  let text = initial;
  const document = (): TextDocument => TextDocument.create(uri, 'minizinc', 1, text);
  const documents = {
    byUri: (asked: string) => (asked === uri ? document() : undefined),
    byPath: (path: string) => (path === file ? document() : undefined),
    uriOf,
  } as unknown as OpenDocuments;
  return {
    uri,
    documents,
    type: (changed: string): void => {
      text = changed;
    },
  };
}

/** A store of which only what is put into it matters. */
export function storeThat(set: DiagnosticStore['set']): DiagnosticStore {
  return { set, at: () => [], of: () => [] };
}
