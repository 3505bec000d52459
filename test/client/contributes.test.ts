import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandIds, contextKeys, internalCommandIds, settingIds } from '../../client/src/commandIds';
import { defaultSettings, readSettings } from '../../server/src/lsp/settings';
import { ownModelDefaults, solverChoices } from '../../server/src/session';

const root = new URL('../../', import.meta.url);

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly enablement?: string;
}

interface Setting {
  readonly scope: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly { readonly enum?: readonly string[] }[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
const { commands, keybindings, menus, languages, grammars, configuration } = manifest.contributes;

describe('package.json', () => {
  it('contributes the commands that the code registers, under our category', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual(Object.values(commandIds).sort());
    expect(new Set(commands.map(({ category }) => category))).toEqual(new Set(['Modelwright']));
    for (const id of Object.values(internalCommandIds))
      expect(commands.map(({ command }) => command)).not.toContain(id);
  });

  it('names no other command in menus and keys, and no other context key of ours', () => {
    const named = [...keybindings, ...Object.values(menus).flat()].map(({ command }) => command);
    for (const command of named) expect(Object.values(commandIds)).toContain(command);
    const clauses = [
      ...commands.map(({ enablement }) => enablement),
      ...Object.values(menus)
        .flat()
        .map(({ when }) => when),
    ];
    const keys = clauses.flatMap((clause) => clause?.match(/\bmodelwright\.\w+/g) ?? []);
    expect(new Set(keys)).toEqual(new Set(Object.values(contextKeys)));
  });

  it('describes the settings that the code reads, with the same defaults', () => {
    const { properties } = configuration;
    expect(Object.keys(properties).sort()).toEqual(settingIds.map((id) => `modelwright.${id}`).sort());
    for (const setting of Object.values(properties)) {
      expect(setting.markdownDescription).toMatch(/\.$/);
      if (setting.enumDescriptions) expect(setting.enumDescriptions).toHaveLength(setting.enum?.length ?? 0);
    }
    expect(properties['modelwright.solver']?.anyOf?.[0]?.enum).toEqual(solverChoices);
    const defaultOf = (id: (typeof settingIds)[number]): unknown => properties[`modelwright.${id}`]?.default;
    const section = {
      solver: defaultOf('solver'),
      solve: {
        timeLimit: defaultOf('solve.timeLimit'),
        when: defaultOf('solve.when'),
        budget: defaultOf('solve.budget'),
        allSolutions: defaultOf('solve.allSolutions'),
        gap: defaultOf('solve.gap'),
        crossCheck: defaultOf('solve.crossCheck'),
      },
      hints: { enabled: defaultOf('hints.enabled'), timeLimit: defaultOf('hints.timeLimit') },
    };
    expect(readSettings(section)).toEqual(defaultSettings);
  });

  it('asks no language model but where a user of a trusted workspace says so', () => {
    const own = settingIds.filter((id) => id.startsWith('model.')).map((id) => `modelwright.${id}`);
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(expect.arrayContaining(own));
    const { properties } = configuration;
    // A folder's own settings never say who reads, or where.
    for (const id of ['source', 'url', 'folder'])
      expect(properties[`modelwright.model.${id}`]?.scope, id).toBe('machine');
    expect(properties['modelwright.model.source']?.default).toBe('embedded');
    expect(properties['modelwright.model.samples']?.default).toBe(ownModelDefaults.samples);
    expect(properties['modelwright.model.repairs']?.default).toBe(ownModelDefaults.repairs);
  });

  it('points at files that are there, and at the grammars by their own names', () => {
    for (const path of [manifest.icon, ...languages.map(({ configuration: path }) => path)]) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
    }
    for (const { language, scopeName, path } of grammars) {
      expect(languages.map(({ id }) => id)).toContain(language);
      const grammar = JSON.parse(readFileSync(new URL(path, root), 'utf8')) as { readonly scopeName: string };
      expect(grammar.scopeName).toBe(scopeName);
    }
  });
});
