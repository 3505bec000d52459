// A fresh user profile and workspace in a temporary folder, so that no run sees another one or the user's own settings.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here, repository } from './paths.mjs';

/** Quiet, offline and without anything that moves. */
const settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
  'remote.autoForwardPorts': false,
};

/**
 * A profile with the files of fixtures/ and samples/ in its workspace.
 * `dispose` removes it; with KEEP set in the environment it stays and is named.
 */
export function makeProfile(extraSettings = {}) {
  // The name is short because the path of a unix socket inside it may have 107 bytes at most.
  const folder = mkdtempSync(join(tmpdir(), 'mw-'));
  const workspace = join(folder, 'models');
  for (const name of ['data/User', 'extensions', 'home', 'models', 'browser'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'config.yaml'), 'auth: none\ncert: false\n');
  writeFileSync(join(folder, 'data/User/settings.json'), JSON.stringify({ ...settings, ...extraSettings }));
  for (const source of [join(repository, 'samples'), join(here, 'fixtures')])
    for (const file of readdirSync(source, { withFileTypes: true }))
      if (file.isFile()) copyFileSync(join(source, file.name), join(workspace, file.name));
  return {
    folder,
    workspace,
    file: (name) => join(workspace, name),
    dispose() {
      if (process.env.KEEP) console.log(`kept ${folder}`);
      else rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
