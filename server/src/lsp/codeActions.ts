import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClientCapabilities, CodeAction, Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import type { WordFixes } from '../session';
import type { Diagnostic, Range } from '../text';
import { dataFileAction } from './dataFileAction';
import type { DataFiles } from './dataFiles';
import type { DiagnosticStore } from './diagnosticStore';
import { textOnDisk } from './disk';
import { fixActions } from './fixActions';
import { includeActions } from './includeAction';
import type { OpenDocuments } from './openDocuments';
import { pathOf } from './places';
import { repairActions } from './repairActions';
import type { Solving } from './solving';
import { toLspDiagnostic } from './toLsp';
import type { EditTarget } from './workspaceEdits';

/** The quick fixes at a place, for the diagnostics now shown there. Preferred ones first. */
export function codeActions(
  request: { readonly uri: string; readonly range: Range; readonly inWords: readonly WordFixes[] },
  services: {
    readonly documents: OpenDocuments;
    readonly data: DataFiles;
    readonly store: DiagnosticStore;
    readonly solving: Solving;
    readonly capabilities: ClientCapabilities;
  },
): CodeAction[] {
  const { documents, data, store, solving } = services;
  const file = pathOf(request.uri);
  if (file === undefined) return [];
  const target = editTarget(documents, services.capabilities);
  const toLsp = (diagnostic: Diagnostic): LspDiagnostic => toLspDiagnostic(diagnostic, documents.uriOf);
  const read = (path: string): string | undefined => documents.byPath(path)?.getText() ?? textOnDisk(path);
  const diagnostics = store.at(file, request.range);

  const actions: CodeAction[] = [];
  for (const outcome of solving.freshOutcomes()) {
    actions.push(...repairActions(outcome, { file, range: request.range, diagnostics }, target, toLsp));
  }
  for (const diagnostic of diagnostics) actions.push(...fixActions(diagnostic, target, toLsp));
  for (const { diagnostic, fixes } of request.inWords) {
    actions.push(...fixActions({ ...diagnostic, fixes }, target, toLsp));
  }
  const missingHere = diagnostics.filter(({ code }) => code === 'missing-parameter');
  for (const model of missingHere.length > 0 ? modelsLacking(missingHere, documents, store) : []) {
    const surroundings = { data: data.of(model.file), exists: existsSync, read };
    const action = dataFileAction(model.file, model.missing, surroundings, target, toLsp);
    if (action) actions.push(action);
  }
  for (const diagnostic of diagnostics.filter(({ code }) => code === 'unknown-include')) {
    const text = documents.byUri(request.uri)?.getText(diagnostic.range) ?? '';
    actions.push(...includeActions(diagnostic, text, modelsBeside(file), target, toLsp));
  }
  return actions.sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
}

/**
 * The open models that lack one of these parameters, each with everything it lacks: usually the document itself, but the
 * declaration may stand in a file it includes.
 */
function modelsLacking(
  here: readonly Diagnostic[],
  documents: OpenDocuments,
  store: DiagnosticStore,
): readonly { readonly file: string; readonly missing: readonly Diagnostic[] }[] {
  return documents.texts.all().flatMap(({ uri }) => {
    const file = pathOf(uri);
    const byName = new Map<unknown, Diagnostic>();
    for (const diagnostic of [...store.of(`check ${uri}`), ...store.of(`outcome ${uri}`)]) {
      if (diagnostic.code === 'missing-parameter') byName.set(diagnostic.data?.['name'], diagnostic);
    }
    const lacks = here.some(({ data, file: place }) => byName.get(data?.['name'])?.file === place);
    return file !== undefined && lacks ? [{ file, missing: [...byName.values()] }] : [];
  });
}

function editTarget(documents: OpenDocuments, capabilities: ClientCapabilities): EditTarget {
  const edit = capabilities.workspace?.workspaceEdit;
  return {
    uriOf: documents.uriOf,
    versionOf: (path) => documents.byPath(path)?.version ?? null,
    documentChanges: edit?.documentChanges === true && (edit.resourceOperations ?? []).includes('create'),
    snippets: edit?.snippetEditSupport === true,
  };
}

function modelsBeside(file: string): readonly string[] {
  try {
    const folder = dirname(file);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.mzn'))
      .map((name) => join(folder, name))
      .filter((path) => path !== file);
  } catch {
    return [];
  }
}
