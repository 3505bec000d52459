// Bundles and runs a TypeScript script of this folder (or of bench/): node training/run.mjs NAME [arguments]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
const source = [`training/${name}.ts`, `bench/${name}.ts`].find((path) => existsSync(join(root, path)));
if (!source) {
  process.stderr.write(`no script named ${name}\n`);
  process.exit(2);
}
const outfile = join(root, 'training/build', `${name}.cjs`);
await build({
  absWorkingDir: root,
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { __DIST__: JSON.stringify(join(root, 'dist')) },
  external: ['onnxruntime-node', 'glpk.js'],
  logLevel: 'warning',
});
process.exit(spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit' }).status ?? 1);
