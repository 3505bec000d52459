import { spawn } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { distFile } from '../../server/src/dist';
import { startServer } from '../../server/src/lsp/server';
import { solvingEvent, type NotificationOf, type RequestOf, type SolvingEvent } from '../../server/src/protocol';
import type { Session } from '../../server/src/session';
import { applyEdits, type Range } from '../../server/src/text';

/** The client's side of LSP, as far as a test needs it: open texts with versions, what the server said, edits applied. */
export interface Editor {
  readonly initialized: InitializeResult;
  /** What the server printed on standard error. */
  readonly errors: () => string;
  open(uri: string, text: string): Promise<void>;
  /** Replaces the whole text. */
  type(uri: string, text: string): Promise<void>;
  /** Replaces a range, as typing does. */
  edit(uri: string, range: Range, newText: string): Promise<void>;
  save(uri: string): Promise<void>;
  close(uri: string): Promise<void>;
  text(uri: string): string | undefined;
  /** Waits until the last published diagnostics of a document satisfy the condition, and gives them. */
  diagnostics(uri: string, condition: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  published(uri: string): PublishDiagnosticsParams | undefined;
  /** Waits for an event of ours, past ones included. */
  event(condition: (event: SolvingEvent) => boolean): Promise<SolvingEvent>;
  readonly events: readonly SolvingEvent[];
  codeActions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]>;
  codeLenses(uri: string): Promise<CodeLens[]>;
  /** Applies an edit to the open texts; creating a file opens it. A version that is no longer the text's is an error. */
  apply(edit: WorkspaceEdit | undefined): Promise<void>;
  request<Params, Result>(
    request: RequestOf<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result>;
  notify<Params>(notification: NotificationOf<Params>, params: Params): Promise<void>;
  watchedFileChanged(uri: string): Promise<void>;
  stop(): Promise<void>;
}

type Settings = Readonly<Record<string, unknown>>;

/** An editor connected to a server in this process, over streams, with a session of the test's own. */
export async function editorWith(session: Session, settings: Settings = {}): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(connection, session, { checkDelayMs: 0, wordsDelayMs: 0, recheckDelayMs: 0, hintDelayMs: 0 });
  return connect(toClient, toServer, settings, {
    errors: () => '',
    ended: () => {
      connection.dispose();
      return Promise.resolve();
    },
  });
}

/** An editor connected to the built server, `dist/server.js --stdio`, in a process of its own. */
export async function editorWithServer(settings: Settings = {}): Promise<Editor> {
  const child = spawn(process.execPath, [distFile('server.js'), '--stdio'], { stdio: 'pipe' });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exit = new Promise<void>((resolve) => {
    child.on('exit', () => {
      resolve();
    });
  });
  return connect(child.stdout, child.stdin, settings, { errors: () => errors, ended: () => exit });
}

async function connect(
  input: Readable,
  output: Writable,
  settings: Settings,
  server: { readonly errors: () => string; readonly ended: () => Promise<void> },
): Promise<Editor> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const texts = new Map<string, { version: number; text: string }>();
  const published = new Map<string, PublishDiagnosticsParams>();
  const events: SolvingEvent[] = [];
  const changed = listeners();

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    changed.notify();
  });
  connection.onNotification(solvingEvent.method, (event: SolvingEvent) => {
    events.push(event);
    changed.notify();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings),
  );
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();

  const initialized = await initialize(connection);

  const currentOf = (uri: string): { version: number; text: string } => {
    const current = texts.get(uri);
    if (!current) throw new Error(`${uri} is not open`);
    return current;
  };
  const open = async (uri: string, text: string): Promise<void> => {
    texts.set(uri, { version: 1, text });
    const languageId = uri.endsWith('.problem') ? 'problem' : 'minizinc';
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  };
  const change = async (uri: string, text: string, changes: readonly object[]): Promise<void> => {
    const version = currentOf(uri).version + 1;
    texts.set(uri, { version, text });
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  };

  return {
    initialized,
    errors: server.errors,
    events,
    open,
    type: (uri, text) => change(uri, text, [{ text }]),
    edit: (uri, range, newText) =>
      change(uri, applyEdits(currentOf(uri).text, [{ range, newText }]), [{ range, text: newText }]),
    save: (uri) => connection.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    async close(uri) {
      texts.delete(uri);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    text: (uri) => texts.get(uri)?.text,
    published: (uri) => published.get(uri),
    diagnostics: (uri, condition) =>
      changed.until(() => {
        const last = published.get(uri);
        return last && condition(last.diagnostics) ? last.diagnostics : undefined;
      }),
    event: (condition) => changed.until(() => events.find(condition)),
    codeActions: async (uri, range, only) =>
      ((await connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      })) ?? []) as CodeAction[],
    codeLenses: (uri) => connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }),
    async apply(edit) {
      if (!edit?.documentChanges) throw new Error('no versioned edit');
      for (const step of edit.documentChanges) {
        if ('kind' in step) {
          if (step.kind !== 'create') throw new Error(`unexpected ${step.kind}`);
          await open(step.uri, '');
          continue;
        }
        const { uri, version } = step.textDocument;
        const current = currentOf(uri);
        if (version !== null && version !== current.version) throw new Error(`${uri} has another version`);
        const edits = step.edits.map((textEdit) => {
          if (!('newText' in textEdit)) throw new Error('unexpected kind of edit');
          return { range: textEdit.range, newText: textEdit.newText };
        });
        const text = applyEdits(current.text, edits);
        await change(uri, text, [{ text }]);
      }
    },
    // An absent token must not be passed: it would count as a second parameter.
    request: (request, params, token) =>
      token ? connection.sendRequest(request.method, params, token) : connection.sendRequest(request.method, params),
    notify: (notification, params) => connection.sendNotification(notification.method, params),
    watchedFileChanged: (uri) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] }),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await server.ended();
      connection.dispose();
    },
  };
}

async function initialize(connection: ProtocolConnection): Promise<InitializeResult> {
  const result: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: {
        configuration: true,
        codeLens: { refreshSupport: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  return result;
}

/** Lets a test wait for a state instead of a time. */
function listeners(): { notify: () => void; until: <T>(state: () => T | undefined) => Promise<T> } {
  const waiting = new Set<() => void>();
  return {
    notify: () => {
      for (const check of [...waiting]) check();
    },
    until: <T>(state: () => T | undefined) =>
      new Promise<T>((resolve) => {
        const check = (): void => {
          const value = state();
          if (value === undefined) return;
          waiting.delete(check);
          resolve(value);
        };
        waiting.add(check);
        check();
      }),
  };
}
