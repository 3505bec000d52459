// Installs what package-lock.json asks for, unless it is there already. Runs on plain Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = 20;

/** The packages of a lock file by folder, `node_modules/vitest` and the like. */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Is every package of the lock file installed in its version? npm itself keeps a list of what it installed. */
function isInstalled() {
  const installedList = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = packagesOf(installedList);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([folder, wanted]) => folder === '' || wanted.optional || installed[folder]?.version === wanted.version,
  );
}

/** Makes node_modules fit package-lock.json. Throws with a sentence for people if it cannot. */
export function ensureInstall() {
  const node = Number(process.versions.node.split('.')[0]);
  if (node < oldestNode)
    throw new Error(`Modelwright needs Node ${oldestNode} or newer; this is Node ${process.versions.node}.`);
  if (isInstalled()) return;
  console.log('Installing the packages of package-lock.json (npm ci)…');
  // The arguments are constants, so that the shell Windows needs to find npm cannot be led astray.
  const result = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error('npm ci failed; its messages stand above.');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    ensureInstall();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
