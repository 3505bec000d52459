import { URI } from 'vscode-uri';

/** The absolute path of a document on disk; undefined for untitled and virtual documents. */
export function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

/** The URI of an absolute path, written as VS Code writes it. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** The last part of a URI's path, decoded, for messages. */
export function nameOf(uri: string): string {
  const path = URI.parse(uri).path;
  return path.slice(path.lastIndexOf('/') + 1);
}
