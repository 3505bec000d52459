// The browser that shows the workbench: headless, without a network beyond this machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserFolder, namedBrowser } from './paths.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** This machine; and the name under which a webview asks the workbench, never the network, for its own files. */
const local = /^(127\.0\.0\.1|localhost|.+\.vscode-resource\.vscode-cdn\.net)$/;

/** The unpacked browser brings the libraries it needs for machines that lack them. */
function libraries() {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64'];
  const systemHasThem = folders.some((folder) => existsSync(join(folder, 'libnss3.so')));
  return systemHasThem ? {} : { LD_LIBRARY_PATH: join(browserFolder, 'lib') };
}

/** Opens a browser with an empty profile. The caller closes it. `strangers` collects hosts other than this machine that a page asks for. */
export async function openBrowser(profile) {
  const home = join(profile.folder, 'home');
  const own = { FONTCONFIG_FILE: join(browserFolder, 'fonts.conf'), ...libraries() };
  const context = await chromium.launchPersistentContext(join(profile.folder, 'browser'), {
    executablePath: namedBrowser ?? join(browserFolder, 'chromium'),
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 800 },
    timeout: 60_000,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      LANG: 'C.UTF-8',
      TMPDIR: profile.folder,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      ...(namedBrowser ? {} : own),
    },
  });
  const strangers = new Set();
  context.on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && !local.test(hostname)) strangers.add(origin);
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(120_000); // a busy machine is no failure
  return { context, page, strangers };
}
