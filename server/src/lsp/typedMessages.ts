import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import type { NotificationOf, RequestOf } from '../protocol';

/**
 * Answers one of our own requests. `signal` is the request's cancellation; a handler that rejects once it is aborted is
 * answered as cancelled, any other rejection is an error of that request alone.
 */
export function onRequest<Params, Result>(
  connection: Connection,
  request: RequestOf<Params, Result>,
  handle: (params: Params, signal: AbortSignal) => Promise<Result>,
): void {
  connection.onRequest(request.method, async (params: Params, token: CancellationToken) => {
    const controller = new AbortController();
    const listening = token.onCancellationRequested(() => {
      controller.abort();
    });
    if (token.isCancellationRequested) controller.abort();
    try {
      return await handle(params, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'Stopped.');
    } finally {
      listening.dispose();
    }
  });
}

/** A request's cancellation as a signal. It listens for as long as the request's token lives. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  if (token.isCancellationRequested) controller.abort();
  return controller.signal;
}

export function onNotification<Params>(
  connection: Connection,
  notification: NotificationOf<Params>,
  handle: (params: Params) => void,
): void {
  connection.onNotification(notification.method, handle);
}

export function sendNotification<Params>(
  connection: Connection,
  notification: NotificationOf<Params>,
  params: Params,
): void {
  void connection.sendNotification(notification.method, params);
}
