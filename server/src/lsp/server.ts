import {
  CodeActionKind,
  CodeLensRefreshRequest,
  TextDocumentSyncKind,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver/node';
import {
  clearWhyNotNotification,
  dataNotification,
  enginesNotification,
  solvingEvent,
  type SolvingEvent,
} from '../protocol';
import type { Session, WordFixes } from '../session';
import type { Range } from '../text';
import { asking } from './asking';
import { checking } from './checking';
import { codeActions } from './codeActions';
import { codeLenses } from './codeLenses';
import { dataFiles } from './dataFiles';
import { diagnosticStore } from './diagnosticStore';
import { editorModel } from './editorModel';
import { textOnDisk } from './disk';
import { hinting } from './hinting';
import { openDocuments, roleOf } from './openDocuments';
import { pathOf } from './places';
import { rechecking } from './rechecking';
import { answerRequests } from './requests';
import { readEngineSettings, settingsFor } from './settings';
import { solveItemRange } from './solveItem';
import { solving } from './solving';
import { onNotification, sendNotification, signalOf } from './typedMessages';
import { whyNotActions } from './whyNotAction';

/**
 * The language server on a connection: every feature wired to the session. The session is given, so that tests can
 * bring one of their own; it is disposed of on shutdown. The options say how long nothing may be typed before a check, a
 * re-check, and before hints are looked for.
 */
export function startServer(
  connection: Connection,
  session: Session,
  options = { checkDelayMs: 250, wordsDelayMs: 150, recheckDelayMs: 600, hintDelayMs: 2_000 },
): void {
  const documents = openDocuments();
  const data = dataFiles();
  /** Documents just opened with the disk's own text. */
  const asOnDisk = new Set<string>();
  let capabilities: ClientCapabilities = {};

  const store = diagnosticStore(documents, (params) => {
    void connection.sendDiagnostics(params);
  });
  const log = (message: string): void => {
    connection.console.error(message);
  };
  const settings = (uri: string) => settingsFor(uri, connection, capabilities);
  const ask = editorModel(connection);
  let readsWithOwnModel = false;
  const configure = (params: unknown): void => {
    const engines = readEngineSettings(params, ask);
    readsWithOwnModel = engines.ownModel !== undefined;
    session.configure(engines);
  };
  const checks = checking({
    session,
    documents,
    data,
    store,
    delayMs: { words: options.wordsDelayMs, model: options.checkDelayMs },
    log,
  });
  /** Documents that are being solved because the user asked. */
  const asked = new Set<string>();
  const notify = (event: SolvingEvent): void => {
    sendNotification(connection, solvingEvent, event);
    if (event.kind === 'started') {
      asked.add(event.uri);
      rechecks.asked(event.uri);
      hints.interrupt();
    }
    // The user's own model has read the text since it was checked.
    if (event.kind === 'outcome' && readsWithOwnModel && isWords(event.uri)) checks.schedule(event.uri);
    if ((event.kind === 'outcome' || event.kind === 'stopped') && asked.delete(event.uri)) {
      rechecks.poke();
      hints.poke();
    }
  };
  const answers = solving({
    session,
    documents,
    data,
    store,
    settings,
    notify,
    refresh: () => {
      if (capabilities.workspace?.codeLens?.refreshSupport !== true) return;
      // Cosmetic, and refused while the client shuts down: nothing depends on the reply.
      connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    },
  });

  const rechecks = rechecking({
    session,
    documents,
    data,
    store,
    settings,
    accept: answers.accept,
    notify,
    mayRun: () => asked.size === 0,
    onIdle: () => {
      hints.poke();
    },
    quietMs: options.recheckDelayMs,
    log,
  });
  const hints = hinting({
    session,
    documents,
    data,
    store,
    settings,
    mayRun: () => asked.size === 0 && rechecks.idle,
    quietMs: options.hintDelayMs,
    log,
  });

  const questions = asking({ session, data, store, solving: answers, settings });

  /** Looks at a document again because a text changed. */
  const look = (uri: string, file: string): void => {
    checks.schedule(uri);
    hints.want(uri);
    rechecks.want(uri, file);
  };

  /** A text changed, in the editor or on disk: what was said about it no longer holds. */
  const changed = (file: string): void => {
    answers.changed(file);
    questions.changed();
    rechecks.changed(file);
    hints.changed(file);
    const own = documents.byPath(file)?.uri;
    for (const document of documents.texts.all()) {
      const path = pathOf(document.uri);
      if (path === undefined) continue;
      const isData = data.of(path).includes(file);
      // Which models include a changed one is the compiler's to find out: a check of each open model tells.
      if (document.uri !== own && (isData || (roleOf(file) === 'model' && roleOf(path) === 'model'))) {
        look(document.uri, file);
      }
    }
    // Named last, the one that is edited comes first.
    if (own !== undefined) look(own, file);
  };

  connection.onInitialize((params) => {
    capabilities = params.capabilities;
    configure(params.initializationOptions);
    return {
      serverInfo: { name: 'modelwright' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: {},
      },
    };
  });
  connection.onInitialized(() => {
    session.warm();
  });
  connection.onShutdown(async () => {
    checks.dispose();
    rechecks.dispose();
    hints.dispose();
    answers.stop();
    questions.stop();
    await session.dispose();
  });

  documents.texts.onDidOpen(({ document }) => {
    const file = pathOf(document.uri);
    if (file !== undefined && document.getText() === textOnDisk(file)) asOnDisk.add(document.uri);
  });
  documents.texts.onDidChangeContent(({ document }) => {
    const file = pathOf(document.uri);
    if (file === undefined) return;
    session.setText(file, document.getText());
    // Opened as it is on the disk, a text is what it was: to look at a conflict's other member must not take it away.
    if (asOnDisk.delete(document.uri)) {
      checks.schedule(document.uri);
      hints.want(document.uri);
    } else changed(file);
  });
  documents.texts.onDidClose(({ document }) => {
    const file = pathOf(document.uri);
    if (file === undefined) return;
    session.setText(file, undefined);
    checks.forget(document.uri);
    rechecks.forget(document.uri);
    hints.forget(document.uri);
    answers.forget(document.uri);
    questions.stop(document.uri);
    changed(file); // unsaved text of it is gone
  });
  const solveSaved = async (uri: string): Promise<void> => {
    const { when } = await settings(uri);
    if (when === 'save') await answers.run('solve', { uri });
  };
  documents.texts.onDidSave(({ document }) => {
    const role = roleOf(pathOf(document.uri) ?? '');
    // A model without a solve item is a library: it is solved with the model that includes it.
    if (role !== 'words' && !(role === 'model' && solveItemRange(document.getText()))) return;
    solveSaved(document.uri).catch((error: unknown) => {
      connection.console.error(`Solving ${document.uri} on save failed: ${String(error)}`);
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      const file = pathOf(uri);
      if (file !== undefined && !documents.byPath(file)) changed(file);
    }
  });

  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const { uri } = textDocument;
    if (context.only && !context.only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
    const version = documents.byUri(uri)?.version;
    const inWords = await wordFixes(uri, range, token);
    // Proved for a text that is gone: the editor asks again for the one there is.
    if (documents.byUri(uri)?.version !== version) return [];
    const services = { documents, data, store, solving: answers, capabilities };
    const fixes = codeActions({ uri, range, inWords }, services);
    const text = documents.byUri(uri)?.getText();
    if (context.only || text === undefined) return fixes;
    return [...fixes, ...whyNotActions(uri, text, range.start, answers.freshOutcome(uri))];
  });
  const wordFixes = async (uri: string, range: Range, token: CancellationToken): Promise<readonly WordFixes[]> => {
    const file = pathOf(uri);
    if (file === undefined || roleOf(file) !== 'words') return [];
    try {
      return await session.wordFixes(file, range, signalOf(token));
    } catch (error) {
      if (!token.isCancellationRequested) log(`Quick fixes for ${uri} failed: ${String(error)}`);
      return [];
    }
  };
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const document = documents.byUri(uri);
    if (!document || pathOf(uri) === undefined) return [];
    return codeLenses({ uri, text: document.getText() }, answers.freshOutcome(uri));
  });

  answerRequests(connection, { session, documents, data, solving: answers, asking: questions });
  onNotification(connection, clearWhyNotNotification, ({ uri }) => {
    questions.clear(uri);
  });
  onNotification(connection, dataNotification, (params) => {
    const model = pathOf(params.uri);
    if (model === undefined || !data.remember(model, params.data)) return;
    answers.changed(model); // other data, another answer
    questions.changed();
    rechecks.changed(model);
    hints.changed(model);
    look(params.uri, model);
  });

  onNotification(connection, enginesNotification, (params) => {
    const before = readsWithOwnModel;
    configure(params);
    if (!before && !readsWithOwnModel) return;
    for (const { uri } of documents.texts.all()) if (isWords(uri)) checks.schedule(uri);
  });

  documents.texts.listen(connection);
  connection.listen();
}

function isWords(uri: string): boolean {
  return roleOf(pathOf(uri) ?? '') === 'words';
}

/** Whether an action kind is the asked one or one of its kinds: `quickfix` asked for as `quickfix` or as the empty kind. */
function isWithin(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}
