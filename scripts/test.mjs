// `npm test`: everything, in a fresh clone too. Installs what is missing, runs every step even after a failure where
// it still makes sense, and ends with one table. Runs on plain Node, before anything is installed.
//
// `npm test -- unit api` runs only the named steps.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstall } from './ensure-install.mjs';
import { whyNotHere } from '../test/workbench/lib/paths.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name, path) => join(root, 'node_modules', name, path);

/**
 * Each step is a Node script. `needs` names the steps that must have passed for it to make sense; an `early` one waits
 * for the network most of the time, so it starts with the first and is shown in its turn.
 */
const steps = [
  { name: 'lint', script: [bin('eslint', 'bin/eslint.js'), '.'] },
  { name: 'format', script: [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'notices', script: ['scripts/notices.mjs', '--check'] },
  { name: 'types', script: [bin('typescript', 'bin/tsc'), '--noEmit', '-p', '.'] },
  { name: 'page types', script: [bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'client/webview'] },
  { name: 'build', script: ['scripts/build.mjs'] },
  { name: 'unit', script: [bin('vitest', 'vitest.mjs'), 'run'], needs: ['build'] },
  { name: 'package', script: ['scripts/package.mjs'], needs: ['build'] },
  { name: 'tools', script: ['test/workbench/setup.mjs'], workbench: true, early: true },
  { name: 'api', script: ['test/workbench/api.mjs'], needs: ['package', 'tools'], workbench: true },
  { name: 'ui', script: ['test/workbench/ui.mjs'], needs: ['package', 'tools'], workbench: true },
];

/** Runs a script to its end; its output goes to ours, or is kept until `show` is called. */
function start(script, kept = false) {
  const child = spawn(process.execPath, script, {
    cwd: root,
    stdio: ['ignore', kept ? 'pipe' : 'inherit', kept ? 'pipe' : 'inherit'],
  });
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  return {
    show: () => process.stdout.write(Buffer.concat(output)),
    passed: new Promise((resolve) => child.on('close', (code) => resolve(code === 0))),
  };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is named ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
try {
  ensureInstall();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

/** name -> 'passed', 'FAILED' or why it was not run */
const results = new Map();
const rows = [];
const notHere = whyNotHere();
const chosen = steps.filter(
  ({ name, workbench }) =>
    (wanted.length === 0 || wanted.includes(name)) && !(workbench === true && notHere !== undefined),
);
const begun = new Map(chosen.filter(({ early }) => early).map(({ name, script }) => [name, start(script, true)]));
for (const { name, script, needs = [] } of chosen) {
  const broken = needs.find((need) => results.has(need) && results.get(need) !== 'passed');
  const started = Date.now();
  let result;
  if (broken !== undefined) result = `NOT RUN, as ${broken} did not pass`;
  else {
    console.log(`\n── ${name} ──`);
    const running = begun.get(name) ?? start(script);
    result = (await running.passed) ? 'passed' : 'FAILED';
    running.show();
  }
  results.set(name, result);
  rows.push(`  ${name.padEnd(8)} ${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${result}`);
}

const failed = [...results.values()].some((result) => /^(FAILED|NOT RUN)/.test(result));
console.log(`\n── summary ──\n${rows.join('\n')}\n`);
if (notHere !== undefined) console.log(`Not run: the steps tools, api and ui. ${notHere}\n`);
console.log(failed ? 'npm test: FAILED' : 'npm test: passed');
process.exitCode = failed ? 1 : 0;
