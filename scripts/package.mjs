// Makes modelwright-<platform>-<architecture>.vsix with every engine and the local model inside, and says how big it is.
// `npm run package` for this machine, `npm run package -- darwin-arm64` for another one.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageNative } from './stage-native.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = process.argv[2] ?? `${process.platform}-${process.arch}`;
const vsix = `modelwright-${target}.vsix`;
const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');

function run(...args) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run(join(root, 'scripts/build.mjs'), '--production');
stageNative(target);
run(
  vsce,
  'package',
  '--no-dependencies',
  '--target',
  target,
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  vsix,
);
console.log(`${vsix}: ${(statSync(join(root, vsix)).size / 2 ** 20).toFixed(1)} MiB`);
