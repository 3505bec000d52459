// Starts and stops code-server: VS Code's own server, on a free port of this machine, without a password.
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeServer, serverNode } from './paths.mjs';

/** Only what a desktop would give: nothing of the caller's environment changes what the tests see. */
function environment(profile) {
  const home = join(profile.folder, 'home');
  const passed = Object.entries(process.env).filter(([name]) => name.startsWith('MODELWRIGHT_TEST_'));
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: home,
    TMPDIR: profile.folder,
    EXTENSIONS_GALLERY: '{}',
    ...Object.fromEntries(passed),
  };
}

const commandLine = (profile, ...more) => [
  join(codeServer, 'out/node/entry.js'),
  '--config',
  join(profile.folder, 'config.yaml'),
  '--user-data-dir',
  join(profile.folder, 'data'),
  '--extensions-dir',
  join(profile.folder, 'extensions'),
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
  '--disable-proxy',
  ...more,
];

/** Installs the packaged extension into the profile, the way a user would. */
export function installExtension(profile, vsix) {
  const result = spawnSync(serverNode, commandLine(profile, '--install-extension', vsix), {
    env: environment(profile),
    encoding: 'utf8',
  });
  if (!/successfully installed/.test(result.stdout))
    throw new Error(`${vsix} was not installed: ${result.stdout}${result.stderr}`);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const statusOf = (url) =>
  new Promise((resolve) => {
    http
      .get(url, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', () => resolve(0));
  });

/** Lines of code-server's log that say nothing about us. */
const chatter = /→|bindings|^\s+'|^\s*$/;

/** Starts the server and waits until it is healthy. `stop` ends it with all its children. */
export async function startServer(profile, ...more) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const logFile = join(profile.folder, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(serverNode, commandLine(profile, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', ...more), {
    env: environment(profile),
    stdio: ['ignore', log, log],
    detached: true, // a process group of its own, so that its extension hosts end with it
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // it has ended already
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      kill('SIGKILL');
      process.exit(143);
    });
  const server = {
    url,
    /** The URI by which the browser names a file of the server. */
    uri: (file) => `vscode-remote://127.0.0.1:${port}${file}`,
    log: () =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => !chatter.test(line))
        .slice(-30)
        .join('\n'),
    async stop() {
      kill('SIGTERM');
      await Promise.race([gone, wait(3000)]);
      kill('SIGKILL');
    },
  };
  for (let attempt = 0; (await statusOf(`${url}healthz`)) !== 200; attempt++) {
    if (child.exitCode !== null || attempt > 1200) {
      await server.stop();
      throw new Error(`code-server did not start:\n${server.log()}`);
    }
    await wait(50);
  }
  return server;
}
