// One run of the workbench from start to end: profile, installed extension, server, browser, and all of it cleared away.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { openBrowser } from './browser.mjs';
import { stamp, vsix, whyNotHere } from './paths.mjs';
import { makeProfile } from './profile.mjs';
import { installExtension, startServer } from './server.mjs';

/**
 * Calls `work` with a running workbench and sets the exit code: 0 if it returned, 1 if it threw.
 * `options`: more options for code-server; `settings`: more user settings.
 */
export async function withWorkbench({ options = [], settings = {} }, work) {
  const notHere = whyNotHere();
  if (notHere !== undefined || (!process.env.MODELWRIGHT_CODE_SERVER && !existsSync(stamp))) {
    console.error(notHere ?? 'The workbench tools are not installed: run `node test/workbench/setup.mjs`.');
    process.exitCode = 1;
    return;
  }
  if (!existsSync(vsix)) {
    console.error(`${basename(vsix)} is missing: run \`npm run package\`.`);
    process.exitCode = 1;
    return;
  }
  const profile = makeProfile(settings);
  let server;
  let browser;
  try {
    installExtension(profile, vsix);
    server = await startServer(profile, ...options);
    browser = await openBrowser(profile);
    await work({ profile, server, ...browser });
  } catch (error) {
    console.error(error);
    if (server) console.error(`The end of code-server's log:\n${server.log()}`);
    process.exitCode = 1;
  } finally {
    await browser?.context.close().catch(() => undefined);
    await server?.stop();
    profile.dispose();
  }
}
