import { TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOf, uriOf } from './places';

/** The documents the editor has open. Only those with a file path are known to the services below. */
export interface OpenDocuments {
  readonly texts: TextDocuments<TextDocument>;
  byUri(uri: string): TextDocument | undefined;
  byPath(path: string): TextDocument | undefined;
  /** The URI the editor itself uses for a path if it is open there; clients differ in how they escape. */
  uriOf(path: string): string;
}

/** Starts empty; whoever calls it must let `texts` listen on the connection. */
export function openDocuments(): OpenDocuments {
  const texts = new TextDocuments(TextDocument);
  const byPath = (path: string): TextDocument | undefined =>
    texts.get(uriOf(path)) ?? texts.all().find((document) => pathOf(document.uri) === path);
  return {
    texts,
    byUri: (uri) => texts.get(uri),
    byPath,
    uriOf: (path) => byPath(path)?.uri ?? uriOf(path),
  };
}

export type DocumentRole = 'model' | 'words' | 'data' | 'flat';

/** What a file is to us, by its name. */
export function roleOf(path: string): DocumentRole | undefined {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (extension) {
    case 'mzn':
      return 'model';
    case 'problem':
      return 'words';
    case 'dzn':
    case 'json':
      return 'data';
    case 'fzn':
      return 'flat';
    default:
      return undefined;
  }
}
