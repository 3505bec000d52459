// Bundles the extension, the server, the CLI and every worker into dist/, and puts the engines' files beside them.
import { build } from 'esbuild';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const production = process.argv.includes('--production');

/** name in dist/ -> source; a worker entry is a file named `*Worker.ts` or `*Process.ts`. */
const entries = {
  extension: 'client/src/extension.ts',
  server: 'server/src/lsp/main.ts',
  cli: 'server/src/cli/main.ts',
  minizincWorker: 'server/src/compile/minizincWorker.ts',
  z3Worker: 'server/src/solvers/z3/z3Worker.ts',
  glpkWorker: 'server/src/solvers/glpk/glpkWorker.ts',
  parserProcess: 'server/src/prose/parse/parserProcess.ts',
  decoderProcess: 'server/src/model/decoder/decoderProcess.ts',
};
const present = Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source))));

await build({
  absWorkingDir: root,
  entryPoints: present,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: !production,
  minify: production,
  // GLPK is an ES module that looks for its WASM beside itself; a CommonJS bundle has to say where that is.
  define: { __DIST__: '__dirname', 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  external: ['vscode', 'onnxruntime-node', 'z3-solver'],
  logLevel: 'warning',
});

if (present.cli) chmodSync(join(root, 'dist/cli.js'), 0o755); // npm links it as `modelwright`

if (existsSync(join(root, 'client/webview/main.ts'))) {
  await build({
    absWorkingDir: root,
    entryPoints: { panel: 'client/webview/main.ts' },
    outdir: 'dist/webview',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    sourcemap: !production,
    minify: production,
    logLevel: 'warning',
  });
  for (const file of ['panel.css']) cpSync(join(root, 'client/webview', file), join(root, 'dist/webview', file));
}

// What the packaging staged may be for another platform, and Node would find it before the project's own packages.
rmSync(join(root, 'dist/node_modules'), { recursive: true, force: true });

const minizinc = join(root, 'node_modules/minizinc/dist');
mkdirSync(join(root, 'dist'), { recursive: true });
for (const file of ['minizinc.wasm', 'minizinc.data', 'minizinc-worker.js'])
  cpSync(join(minizinc, file), join(root, 'dist', file));
const glpk = join(root, 'node_modules/glpk.js/dist');
cpSync(join(glpk, 'glpk.wasm'), join(root, 'dist/glpk.wasm'));

/** Folders the server reads at run time. */
for (const [from, to] of [
  ['server/lib', 'dist/lib'], // MiniZinc libraries of globals
  ['server/models', 'dist/models'], // the local model
]) {
  rmSync(join(root, to), { recursive: true, force: true });
  if (existsSync(join(root, from))) cpSync(join(root, from), join(root, to), { recursive: true });
}
