import { deadlineIn, type Deadline } from '../explain';
import type { Diagnostic } from '../text';
import { bigMsOf, wrongBigMs } from './bigM';
import { divisionsOf, droppedRemainders, possibleZeros } from './division';
import { emptyLoops, loopsOf } from './emptyLoops';
import { differences, fixedDecisions } from './fixed';
import { floatComparisons } from './floatEquality';
import { isOwn, openModelFiles, topDeclarations, type ModelFiles } from './modelFiles';
import { constantObjective } from './objective';
import { probe, type Probe } from './probe';
import { openReasoner } from './reasoner';
import { redundantConstraints } from './redundant';
import { runaways } from './runaway';
import { tellRunaways } from './tellRunaways';
import type { HintInput, HintOptions, HintServices, UnboundedOptions } from './types';
import { unusedNames } from './unused';

/** One question gets at most this share of the time: what is hard to prove must not keep the rest from being asked. */
const SHARE = 0.4;

/**
 * What is suspicious about a model. What the text alone shows comes first; the rest is worked out by the compiler and
 * proved by an engine, and left out where that takes too long. Nothing is said of a model that has no solution, or whose
 * text is in error. Rejects with an `AbortError` when cancelled, and with what the services reject with.
 */
export async function findHints(
  { request }: HintInput,
  services: HintServices,
  { timeLimitMs, signal }: HintOptions = {},
): Promise<readonly Diagnostic[]> {
  const deadline = deadlineIn(timeLimitMs, SHARE);
  const files = await openModelFiles(request);
  if (!files?.models[0]?.syntax.items.some(({ kind }) => kind === 'solve')) return [];
  const constant = constantObjective(files);
  const written = [...unusedNames(files), ...floatComparisons(files), ...constant];
  // Compiling counts as well.
  const late = timeLimitMs === undefined ? undefined : AbortSignal.timeout(timeLimitMs);
  const ended = late && signal ? AbortSignal.any([late, signal]) : (late ?? signal);
  const proved: Diagnostic[] = [];
  try {
    await provedHints(files, { request }, services, deadline, ended, proved);
  } catch (error) {
    signal?.throwIfAborted();
    if (late?.aborted !== true) throw error;
  }
  // Said once: the text shows it already.
  const others = proved.filter(({ code }) => constant.length === 0 || code !== 'constant-objective');
  return [...written, ...others].filter(({ file }) => isOwn(files, file));
}

/** Adds to `found` as it goes; nothing where the model does not compile or has no solution. */
async function provedHints(
  files: ModelFiles,
  input: HintInput,
  services: HintServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
  found: Diagnostic[],
): Promise<void> {
  const loops = loopsOf(files);
  const { whole, decided } = divisionsOf(files);
  const bigMs = bigMsOf(files);
  const asked = [
    ...loops.map((loop) => loop.asked),
    ...whole.flatMap((division) => division.asked),
    ...decided.map((division) => division.asked),
    ...bigMs.map((big) => big.asked),
  ];
  const probed = await probe(files, asked, input.request, services, signal);
  if (!probed) return;
  const empty = emptyLoops(loops, probed);
  const zeros = decided.flatMap(({ asked: { key } }) => probed.answers.get(key) ?? []);

  const first = await openReasoner(probed, probed.model, zeros, services, deadline, signal);
  let solution;
  try {
    const all = await first.ask({});
    if (all.status === 'unsat') return;
    found.push(...empty.map(({ told }) => told), ...droppedRemainders(whole, probed));
    if (all.status === 'unknown') return;
    ({ solution } = all);
    found.push(...(await possibleZeros(decided, probed, first)));
    const skipped = new Set(empty.flatMap(({ loop }) => loop.item ?? []));
    // That a division has a value is no reason to leave out the constraint that says so.
    const disbelieved = new Set(decided.map(({ item }) => item));
    found.push(...(await redundantConstraints(files, probed, first, skipped, disbelieved)));
  } finally {
    await first.close();
  }
  const { model, candidates } = differences(files, probed, solution);
  const differing = candidates.map(({ differs }) => differs);
  const second = await openReasoner(probed, model, differing, services, deadline, signal);
  try {
    found.push(...(await fixedDecisions(files, candidates, second)));
  } finally {
    await second.close();
  }
  found.push(...(await wrongBigMs(bigMs, probed, services, deadline, signal)));
  found.push(...(await unlimited(files, probed, input, services, deadline, signal)));
}

/** An objective without a limit, before anybody solves the model. */
async function unlimited(
  files: ModelFiles,
  { model, objective }: Probe,
  { request }: HintInput,
  services: HintServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<readonly Diagnostic[]> {
  const isOpen = topDeclarations(files).some(({ item }) => {
    const values = model.arrays.get(item.name) ?? [{ kind: 'variable', name: item.name } as const];
    return values.some((value) => {
      const type = value.kind === 'variable' ? model.variables.get(value.name) : undefined;
      return (
        (type?.type === 'int' || type?.type === 'float') &&
        (type.domain?.every(({ low, high }) => high - low < Infinity) ?? false) === false
      );
    });
  });
  if (!objective || !isOpen || deadline.passed()) return [];
  const compiled = await services.compile(request, signal);
  if (compiled.kind === 'failed') return [];
  const search = await runaways(files, compiled.flatzinc, false, services, deadline, signal);
  return search.kind === 'unbounded' ? tellRunaways(files, search.runaways, 'information') : [];
}

/**
 * Which decisions run away in a model that has a solution, on their declarations. Empty where that cannot be told in the
 * time.
 */
export async function explainUnbounded(
  { request }: HintInput,
  services: HintServices,
  { timeLimitMs, proved, signal }: UnboundedOptions,
): Promise<readonly Diagnostic[]> {
  const deadline = deadlineIn(timeLimitMs, 1);
  const files = await openModelFiles(request);
  if (!files) return [];
  const compiled = await services.compile(request, signal);
  if (compiled.kind === 'failed') return [];
  const search = await runaways(files, compiled.flatzinc, proved, services, deadline, signal);
  return search.kind === 'unbounded' ? tellRunaways(files, search.runaways, 'warning') : [];
}
