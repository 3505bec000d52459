// Installs a real VS Code (code-server), its Node, a browser and a font from the npm registry alone into
// test/workbench/node_modules. No install script runs, nothing is compiled; it does nothing when its stamp fits.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { browserFolder, codeServer, here, modules, stamp } from './lib/paths.mjs';

const vscode = join(codeServer, 'lib', 'vscode');
const started = Date.now();
const say = (message) => console.log(`[workbench setup +${((Date.now() - started) / 1000).toFixed(0)} s] ${message}`);

/** What the stamp must hold: changes with the pinned versions, the shims and this script. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'setup.mjs', 'shims/spdlog.cjs', 'shims/native-watchdog.cjs'])
    hash.update(readFileSync(join(here, file)));
  return hash.digest('hex');
}

/** Runs npm, up to three times: a registry may hiccup in an install of a thousand packages. */
function npm(folder, ...args) {
  for (let attempt = 1; ; attempt++) {
    const result = spawnSync('npm', args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' },
    });
    if (result.status === 0) return;
    if (attempt === 3) throw new Error(`npm ${args.join(' ')} failed in ${folder}`);
  }
}

const unpackBrotli = (from, to) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));

/** Unpacks the browser into our own folder: the package's own unpacking shares one folder between all versions. */
async function unpackBrowser() {
  const packed = join(modules, '@sparticuz', 'chromium', 'bin');
  rmSync(browserFolder, { recursive: true, force: true });
  mkdirSync(browserFolder, { recursive: true });
  await unpackBrotli(join(packed, 'chromium.br'), join(browserFolder, 'chromium'));
  for (const name of ['fonts', 'swiftshader', 'al2023']) {
    const tar = join(browserFolder, `${name}.tar`);
    await unpackBrotli(join(packed, `${name}.tar.br`), tar);
    const result = spawnSync('tar', ['-xf', tar, '-C', browserFolder, '--no-same-owner'], { stdio: 'inherit' });
    if (result.status !== 0) throw new Error(`could not unpack ${name}.tar`);
    rmSync(tar);
  }
  // Without any font the page hangs and says nothing.
  writeFileSync(
    join(browserFolder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${browserFolder}/fonts</dir>
  <dir>${modules}/dejavu-fonts-ttf/ttf</dir>
  <cachedir>${browserFolder}/fontcache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`,
  );
}

const hash = wanted();
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(
    'The workbench tools come ready for linux-x64 only. Elsewhere the workbench tests run with what you name:\n' +
      '  MODELWRIGHT_CODE_SERVER  folder of an installed code-server 4.139 (npm package layout: out/node/entry.js)\n' +
      '  MODELWRIGHT_NODE         the Node (22.23 or newer) to run it\n' +
      '  MODELWRIGHT_CHROME       an installed Chrome, Chromium or Edge',
  );
} else if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
  console.log('workbench tools are ready');
} else {
  say('installing the workbench tools, about 900 MB on disk');
  npm(here, 'ci', '--ignore-scripts');
  say('code-server, Node, browser');
  // What code-server's own postinstall does, less its native builds, which need a compiler and a wider network.
  npm(vscode, 'ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
  npm(join(vscode, 'extensions'), 'ci', '--omit=dev', '--ignore-scripts');
  say('dependencies of VS Code');
  for (const unused of ['@github', '@microsoft/mxc-sdk'])
    // 217 MB of agents that no test needs
    rmSync(join(vscode, 'node_modules', unused), { recursive: true, force: true });
  for (const shim of ['spdlog', 'native-watchdog'])
    copyFileSync(join(here, 'shims', `${shim}.cjs`), join(vscode, 'node_modules', '@vscode', shim, 'index.js'));
  await unpackBrowser();
  writeFileSync(stamp, hash);
  say('ready');
}
