import { join } from 'node:path';

/** The folder of the built files; set by the bundler, and by the test runner for unbundled sources. */
declare const __DIST__: string;

/** The absolute path of a file the build puts beside the bundles: worker entries, WASM files, the local model. */
export function distFile(...name: string[]): string {
  return join(__DIST__, ...name);
}
