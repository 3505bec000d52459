import { openLocalServer, type Complete } from '../model';
import type { Reading } from '../prose';
import { synthesize, type Asking, type Trial, type TryModel } from '../synthesize';
import { LineIndex } from '../text';
import { answer } from './answer';
import type { Engines } from './engines';

/** A language model that the user brought to read problems with. */
export type OwnModel = OwnModelOptions &
  (
    | { readonly source: 'server'; /** On this machine. */ readonly url: string }
    /** The editor's: whoever speaks with it asks it. */
    | { readonly source: 'editor'; readonly complete: Complete }
  );

interface OwnModelOptions {
  /** Which of its models; empty: the one it has. */
  readonly name: string;
  /** Replies for each text, and how many times each may be mended. */
  readonly samples: number;
  readonly repairs: number;
}

export const ownModelDefaults = { samples: 3, repairs: 2 } as const;

/** Wall milliseconds for solving what a reply became; a model that takes longer counts as not verified. */
const trialMs = 10_000;

/** What tells readings with one model from those with another. */
export function keyOf(model: OwnModel): string {
  const { source, name, samples, repairs } = model;
  return [source, source === 'server' ? model.url : '', name, samples, repairs].join(' ');
}

/** Its name for people. */
export function ownModelName({ source, name }: OwnModel): string {
  const where = source === 'server' ? 'a server on this machine' : 'the editor';
  return name === '' ? `your own, of ${where}` : `${name}, of ${where}`;
}

/**
 * Reads a problem with the user's model. `file` is where the generated model is said to stand. Rejects with `AbortError`,
 * and with `ModelError` where the model cannot be asked or wrote nothing that could be verified.
 */
export function readWithOwnModel(
  engines: Engines,
  model: OwnModel,
  file: string,
  text: string,
  onAsking: ((asking: Asking) => void) | undefined,
  signal?: AbortSignal,
): Promise<Reading> {
  const complete = model.source === 'server' ? openLocalServer({ url: model.url, name: model.name }) : model.complete;
  const { samples, repairs } = model;
  return synthesize(text, complete, trying(engines, file), { samples, repairs, ...(onAsking && { onAsking }) }, signal);
}

function trying(engines: Engines, file: string): TryModel {
  return async (text, signal): Promise<Trial> => {
    const request = { model: file, data: [], overlay: new Map([[file, text]]) };
    const options = { solver: 'auto', timeLimitMs: trialMs, plain: true } as const;
    const { status, objective, diagnostics } = await answer(engines, request, options, signal);
    const lines = new LineIndex(text);
    const errors = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ range, message }) => ({ span: lines.spanOf(range), message }));
    return { status, objective, errors };
  };
}
