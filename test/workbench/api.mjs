// Runs the tests of api/ (mocha, with the `vscode` API) inside the extension host of a real VS Code, against the
// extension installed from its VSIX.
import { build as bundle } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { format } from 'node:util';
import { build, here } from './lib/paths.mjs';
import { withWorkbench } from './lib/run.mjs';

/** All tests together must end in this many milliseconds: a workbench that hangs must not hang the run. */
const timeLimit = 900_000;

/** What VS Code itself says in the extension host's console, and what says nothing about us. */
const chatter =
  /bindings file|watchdog|→|additional builtin|connection token|Creating a socket|reconnection-grace|Service Worker|AgentHost|AccountPolicy|workbench contribution|ExperimentalWarning|Canceled: Canceled|^\s*$/;

const tests = readdirSync(join(here, 'api')).filter((file) => file.endsWith('.ts'));
rmSync(join(build, 'api'), { recursive: true, force: true });
await bundle({
  entryPoints: tests.map((file) => join(here, 'api', file)),
  outdir: join(build, 'api'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});

await withWorkbench({ options: ['--vscode-option', 'enable-smoke-test-driver'] }, async ({ page, server, profile }) => {
  const crashed = new Promise((resolve) => page.on('crash', () => resolve('the page crashed')));
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', (type, parts) => {
    const line = format(...parts);
    if (!chatter.test(line)) console.log(`${type === 'error' ? '[error] ' : ''}${line.slice(0, 2_000)}`);
  });
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', server.uri(join(here, 'driver'))],
    ['extensionTestsPath', server.uri(join(build, 'api', 'index.js'))],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]);
  await page.goto(`${server.url}?folder=${profile.workspace}&payload=${encodeURIComponent(payload)}`);
  const code = await Promise.race([ended, crashed, wait(timeLimit, 'no end in sight', { ref: false })]);
  if (code !== 0) throw new Error(`the api tests failed (${code})`);
});
