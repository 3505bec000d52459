// `npm run demo`: builds, and solves the samples on the terminal. Works in a fresh clone with only Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstall } from './ensure-install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a script of the project; ends the demo if it fails. */
function run(...args) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Shows the command as a person would type it, then runs it. */
function modelwright(...args) {
  console.log(`\n$ node dist/cli.js ${args.join(' ')}\n`);
  run(join(root, 'dist/cli.js'), ...args);
}

try {
  ensureInstall();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
console.log('Building…');
run(join(root, 'scripts/build.mjs'));

const conflicting = 'samples/workshop.mzn';
const models = readdirSync(join(root, 'samples'))
  .filter((name) => name.endsWith('.mzn'))
  .map((name) => `samples/${name}`);
const dataOf = (model) => model.replace(/\.mzn$/, '.dzn');
const withData = models.filter((model) => existsSync(join(root, dataOf(model))));
const alone = models.filter((model) => model !== conflicting && !withData.includes(model));

modelwright('solve', 'samples/bakery.problem');
modelwright('solve', ...alone);
for (const model of withData) modelwright('solve', '--data', dataOf(model), model);
console.log('\nAnd one that asks for too much: which of its lines cannot hold together, and what would help?');
modelwright('explain', conflicting);
