import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../text';
import { unreadableFile } from './faults';

/** The editor's unsaved texts over the disk's. */
export class Texts {
  private readonly unsaved = new Map<string, string>();

  get overlay(): ReadonlyMap<string, string> {
    return this.unsaved;
  }

  set(file: string, text: string | undefined): void {
    if (text === undefined) this.unsaved.delete(file);
    else this.unsaved.set(file, text);
  }

  /** The text of a file as the user sees it, or a diagnostic that says why it cannot be read. */
  read(file: string): { readonly text: string } | { readonly fault: Diagnostic } {
    const unsaved = this.unsaved.get(file);
    if (unsaved !== undefined) return { text: unsaved };
    try {
      return { text: readFileSync(file, 'utf8') };
    } catch (error) {
      return { fault: unreadableFile(file, error) };
    }
  }
}
