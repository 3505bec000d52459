import { readFileSync } from 'node:fs';

/** The text of a file on the disk; undefined where it cannot be read. */
export function textOnDisk(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
