import { basename } from 'node:path';
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
    | { readonly source: 'folder'; /** Absolute path. */ readonly folder: string }
    /** The editor's: whoever speaks with it asks it. */
    | { readonly source: 'editor'; readonly complete: Complete }
  );

interface OwnModelOptions {
  /** Which of its models; empty: the one it has. */
  readonly name: string;
  /** Replies for each text, and how many times each may be mended. */
  readonly samples: number;
  readonly repairs: number;
  /** Wall milliseconds for compiling and solving what a reply became; one that takes longer is not used. */
  readonly trialMs?: number;
}

export const ownModelDefaults = { samples: 3, repairs: 2 } as const;

const defaultTrialMs = 30_000;
/** The part of it that solving may take: what is not solved by then can still be used, but agrees with nothing. */
const solvingShare = 1 / 3;

/** What tells readings with one model from those with another. */
export function keyOf(model: OwnModel): string {
  const { source, name, samples, repairs } = model;
  const place = source === 'server' ? model.url : source === 'folder' ? model.folder : '';
  return [source, place, name, samples, repairs].join(' ');
}

/** Its name for people. */
export function ownModelName(model: OwnModel): string {
  const { source, name } = model;
  if (source === 'folder') return `${basename(model.folder)}, of a folder on this machine`;
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
  const complete = completeOf(model, engines);
  const { samples, repairs, trialMs = defaultTrialMs } = model;
  return synthesize(
    text,
    complete,
    trying(engines, file, trialMs),
    { samples, repairs, ...(onAsking && { onAsking }) },
    signal,
  );
}

function completeOf(model: OwnModel, engines: Engines): Complete {
  switch (model.source) {
    case 'server':
      return openLocalServer({ url: model.url, name: model.name });
    case 'folder':
      return engines.folderModel(model.folder).complete;
    case 'editor':
      return model.complete;
    default:
      return model satisfies never;
  }
}

function trying(engines: Engines, file: string, trialMs: number): TryModel {
  return async (text, signal): Promise<Trial> => {
    const request = { model: file, data: [], overlay: new Map([[file, text]]) };
    const options = { solver: 'auto', timeLimitMs: trialMs * solvingShare, plain: true } as const;
    // A model that a stranger wrote may be one that never ends compiling.
    const limit = AbortSignal.timeout(trialMs);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      const { status, objective, diagnostics } = await answer(engines, request, options, both);
      const lines = new LineIndex(text);
      const errors = diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ range, message }) => ({ span: lines.spanOf(range), message }));
      return { status, objective, errors };
    } catch (error) {
      signal?.throwIfAborted();
      if (!limit.aborted) throw error;
      const message = `it takes longer than ${String(trialMs / 1000)} seconds to compile`;
      return { status: 'error', objective: null, errors: [{ span: { start: 0, end: 0 }, message }] };
    }
  };
}
