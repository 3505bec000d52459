import * as vscode from 'vscode';
import {
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import {
  completeRequest,
  dataNotification,
  enginesNotification,
  type CompleteParams,
  type EngineParams,
  type ModelParams,
  solvingEvent,
  type NotificationOf,
  type RequestOf,
  type SolvingEvent,
} from '../../server/src/protocol';
import type { AnswerStore } from './answerStore';
import type { DataMemory } from './dataMemory';
import { completeWithEditor } from './languageModel';

/** The language server as the rest of the client sees it: typed requests, started when first needed. */
export interface Server {
  request<Params, Result>(
    request: RequestOf<Params, Result>,
    params: Params,
    token?: vscode.CancellationToken,
  ): Promise<Result>;
  /** Tells a server that runs; another has nothing to be told. */
  notify<Params>(notification: NotificationOf<Params>, params: Params): void;
  /** Fires each time the server is up. */
  readonly onDidStart: vscode.Event<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The documents the server knows: files on disk of our two languages. */
const documentSelector = [
  { scheme: 'file', language: 'minizinc' },
  { scheme: 'file', language: 'problem' },
];

export function languageServer(
  context: vscode.ExtensionContext,
  services: { readonly answers: AnswerStore; readonly data: DataMemory; readonly log: vscode.LogOutputChannel },
): Server {
  const { answers, data, log } = services;
  const started = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{mzn,dzn,fzn,json,problem}');
  context.subscriptions.push(started, watcher);
  const clientOptions: LanguageClientOptions = {
    documentSelector,
    outputChannel: log,
    synchronize: { fileEvents: watcher },
    initializationOptions: engineParams,
  };
  const client = new LanguageClient('modelwright', 'Modelwright', serverOptions(context), clientOptions);

  const send = <Params>(notification: NotificationOf<Params>, params: Params): void => {
    if (client.state !== State.Running) return;
    client.sendNotification(notification.method, params).catch((error: unknown) => {
      log.error(String(error));
    });
  };
  client.onNotification(solvingEvent.method, (event: SolvingEvent) => {
    answers.accept(event);
  });
  client.onRequest(completeRequest.method, (params: CompleteParams, token: vscode.CancellationToken) =>
    completeWithEditor(params, token),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) answers.serverStopped();
    if (newState !== State.Running) return;
    for (const remembered of data.all()) send(dataNotification, remembered);
    started.fire();
  });
  context.subscriptions.push(
    data.onDidChange((remembered) => {
      send(dataNotification, remembered);
    }),
  );

  const sendEngines = (): void => {
    send(enginesNotification, engineParams());
  };
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(sendEngines),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const sections = ['modelwright.minizinc', 'modelwright.solve', 'modelwright.model'];
      if (sections.some((section) => event.affectsConfiguration(section))) sendEngines();
    }),
  );

  let starting: Promise<void> | undefined;
  const start = (): Promise<void> => {
    starting ??= client.start().catch((error: unknown) => {
      starting = undefined; // the next request tries again
      throw error;
    });
    return starting;
  };
  return {
    onDidStart: started.event,
    notify: send,
    start,
    async request(request, params, token) {
      await start();
      // An absent token must not be passed: it would count as a second parameter.
      return token ? client.sendRequest(request.method, params, token) : client.sendRequest(request.method, params);
    },
    stop: () => (starting ? client.dispose() : Promise.resolve()),
  };
}

/** A workspace that is not trusted starts no program of this machine and asks no language model. */
function engineParams(): EngineParams {
  const settings = vscode.workspace.getConfiguration('modelwright');
  return {
    minizinc: vscode.workspace.isTrusted ? settings.get<string>('minizinc.executable', 'minizinc') : null,
    memoryLimit: settings.get<number>('solve.memoryLimit', 0),
    ...(vscode.workspace.isTrusted && { model: modelParams(settings) }),
  };
}

function modelParams(settings: vscode.WorkspaceConfiguration): ModelParams {
  return {
    source: settings.get<ModelParams['source']>('model.source', 'embedded'),
    url: settings.get<string>('model.url', ''),
    folder: settings.get<string>('model.folder', ''),
    name: settings.get<string>('model.name', ''),
    samples: settings.get<number>('model.samples', 3),
    repairs: settings.get<number>('model.repairs', 2),
  };
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath('dist/server.js');
  const runtime = vscode.workspace.getConfiguration('modelwright').get<string>('server.runtime', '').trim();
  const common = { module, transport: TransportKind.ipc, ...(runtime !== '' && { runtime }) };
  return { run: common, debug: { ...common, options: { execArgv: ['--nolazy', '--inspect=6010'] } } };
}
