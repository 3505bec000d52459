// Puts the packages that cannot be bundled (native code, or WASM with threads of its own) into dist/node_modules, so
// that a VSIX made without dependencies carries them: the files of one platform only, as one VSIX serves one platform.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Package -> is this file (its path inside the package) needed at run time on this platform? */
const packages = {
  'onnxruntime-node': (file, platform, architecture) =>
    file.startsWith('dist/') || file.startsWith(`bin/napi-v6/${platform}/${architecture}/`),
  'onnxruntime-common': (file) => file.startsWith('dist/cjs/'),
  'z3-solver': (file) => file.startsWith('build/') && !file.startsWith('build/browser'),
  'async-mutex': (file) => file.startsWith('lib/'),
  tslib: (file) => file === 'tslib.js',
};

/**
 * Stages for a target such as `linux-x64`: platform and architecture as Node names them.
 * Throws if a package has nothing for it.
 */
export function stageNative(target) {
  const [platform, architecture] = target.split('-');
  const staged = join(root, 'dist/node_modules');
  rmSync(staged, { recursive: true, force: true });
  for (const [name, isNeeded] of Object.entries(packages)) {
    const from = join(root, 'node_modules', name);
    const files = readdirSync(from, { recursive: true })
      .map((file) => file.split(sep).join('/'))
      .filter((file) => /\.(js|json|wasm|node|dll|dylib|so)(\.\d+)*$/.test(file))
      .filter((file) => isNeeded(file, platform, architecture));
    if (files.length === 0) throw new Error(`nothing of ${name} to stage: has its layout changed?`);
    if (name === 'onnxruntime-node' && !files.some((file) => file.endsWith('.node')))
      throw new Error(`${name} has no binary for ${target}`);
    const licences = readdirSync(from).filter((file) => /^licen[cs]e/i.test(file));
    for (const file of [...files, ...licences, 'package.json']) cpSync(join(from, file), join(staged, name, file));
  }
}
