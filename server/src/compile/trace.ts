import type { FlatConstraint, Origin, Value } from '../flatzinc';
import { INDEX, readLabel, readLoops, type CallSite, type Label, type Part } from '../minizinc';
import type { Span } from '../text';
import { readSources } from './sources';
import { TracedModel, type File, type RewrittenFile } from './tracedModel';
import type { CompileFailure, CompileRequest, CompileResult, TracedPart, Traced, TraceOptions } from './types';

type Compile = (request: CompileRequest, signal?: AbortSignal) => Promise<CompileResult>;

/** After so many compilations the rest of the model is no longer taken apart. */
const ROUNDS = 16;

/**
 * The guarded compilation (see `instrument`). A constraint that the compiler refuses in this form is taken apart less,
 * and at last left asserted; so this fails only where the model itself does not compile or has contradictory domains.
 */
export async function trace(
  compile: Compile,
  request: CompileRequest,
  signal?: AbortSignal,
  options: TraceOptions = {},
): Promise<Traced | CompileFailure> {
  const sources = await readSources(request);
  if (sources.diagnostics.length > 0) return { kind: 'failed', diagnostics: sources.diagnostics };
  const model = new TracedModel(
    sources.files.map(({ path, kind, text }) => ({ path, kind, text })),
    options,
  );
  for (let round = 0; ; round++) {
    const rewritten = model.rewrite();
    const overlay = new Map(request.overlay);
    for (const { path, text } of rewritten) overlay.set(path, text);
    const compiled = await compile({ ...request, overlay }, signal);
    if (compiled.kind === 'compiled') return collect(model, rewritten, compiled.flatzinc);
    if (compiled.infeasible) return compiled;
    if (!model.retreat(rewritten, compiled.diagnostics, round >= ROUNDS)) return compiled;
  }
}

/** Takes the calls of the predicate out of the FlatZinc: what they were about is in the parts. */
function collect(model: TracedModel, rewritten: readonly RewrittenFile[], flatzinc: Traced['flatzinc']): Traced {
  const known: Known = { parts: new Map(), sites: new Map() };
  for (const { file, parts, callSites } of rewritten) {
    for (const part of parts) known.parts.set(part.id, { part, file });
    for (const site of callSites) known.sites.set(site.site, { site, file });
  }
  const parts: { readonly id: number; readonly part: TracedPart }[] = [];
  const constraints: FlatConstraint[] = [];
  for (const constraint of flatzinc.constraints) {
    if (constraint.id !== model.predicate) {
      constraints.push(constraint);
      continue;
    }
    const [id, label, holds] = constraint.args;
    const entry = id?.kind === 'int' ? known.parts.get(id.value) : undefined;
    if (!entry || !holds) throw new Error(`unexpected arguments of ${model.predicate}`);
    const read = readLabel(label?.kind === 'string' ? label.value : '');
    parts.push({ id: entry.part.id, part: tracedPart(entry.part, entry.file, read, holds, known) });
  }
  // In the order of the text, whatever the compiler's was.
  const ordered = parts.sort((a, b) => a.id - b.id).map(({ part }) => part);
  return { kind: 'traced', flatzinc: { ...flatzinc, constraints }, parts: ordered, asserted: model.asserted() };
}

interface Known {
  readonly parts: Map<number, { readonly part: Part; readonly file: File }>;
  readonly sites: Map<string, { readonly site: CallSite; readonly file: File }>;
}

function tracedPart(part: Part, file: File, label: Label, holds: Value, known: Known): TracedPart {
  const { span, said = span, itemSpan, kind, loopNames, standing, parameter } = part;
  const indices = readLoops(label.loops, loopNames);
  const origin = { ...originOf(file, span, indices), text: file.syntax.text.slice(said.start, said.end) };
  const calls = label.calls.flatMap(({ site, loops }) => {
    const call = known.sites.get(site);
    return call ? [originOf(call.file, call.site.span, readLoops(loops, call.site.loopNames))] : [];
  });
  const weight = label.weight ?? 1;
  return {
    kind,
    ...(parameter === undefined ? { origin } : given(parameter, origin)),
    ...(standing && { standing: standing.kind === 'hard' ? standing : { kind: 'negotiable', weight } }),
    ...(calls.length > 0 && { calls }),
    holds,
    item: file.lines.rangeOf(itemSpan),
  };
}

function originOf({ path, syntax, lines }: File, span: Span, indices: Origin['indices']): Origin {
  return { file: path, range: lines.rangeOf(span), text: syntax.text.slice(span.start, span.end), indices };
}

/** A number of the data is told as `demand[Tue] = 600`: its index stands in the text. */
function given(parameter: string, origin: Origin): Pick<TracedPart, 'origin' | 'entry'> {
  const index = origin.indices[INDEX];
  const entry = index ? `${parameter}[${index}]` : undefined;
  const text = `${entry ?? parameter} = ${origin.text}`;
  return { origin: { ...origin, text, indices: {} }, ...(entry !== undefined && { entry }) };
}
