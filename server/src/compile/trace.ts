import type { FlatConstraint, Value } from '../flatzinc';
import {
  declarationsOf,
  instrument,
  namesIn,
  parseModel,
  reachableNames,
  type Instrumented,
  type Item,
  type Level,
  type ModelSyntax,
  type Part,
} from '../minizinc';
import { LineIndex, type Diagnostic, type SourceRange, type Span } from '../text';
import { readSources } from './sources';
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
    for (const { path, result } of rewritten) overlay.set(path, result.text);
    const compiled = await compile({ ...request, overlay }, signal);
    if (compiled.kind === 'compiled') return collect(model, rewritten, compiled.flatzinc);
    if (compiled.infeasible) return compiled;
    if (!model.retreat(rewritten, compiled.diagnostics, round >= ROUNDS)) return compiled;
  }
}

interface File {
  readonly path: string;
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
  /** By the item's index; `split` where nothing is said. */
  readonly levels: Map<number, Level>;
  /** Declarations whose domain stays asserted. */
  readonly closedDomains: Set<number>;
}

interface RewrittenFile {
  readonly path: string;
  readonly file: File;
  readonly result: Instrumented;
}

/** The model's files, and how far each item is taken apart at the moment. */
class TracedModel {
  private readonly files: readonly File[];
  private readonly relevant: ReadonlySet<string> | undefined;
  readonly predicate: string;

  constructor(
    sources: readonly { readonly path: string; readonly kind: 'model' | 'data'; readonly text: string }[],
    private readonly options: TraceOptions,
  ) {
    this.files = sources
      .filter(({ kind }) => kind === 'model')
      .map(({ path, text }) => {
        const syntax = parseModel(text);
        const closedDomains = new Set(options.domains ? [] : syntax.items.keys());
        return { path, syntax, lines: new LineIndex(text), levels: new Map(), closedDomains };
      });
    let predicate = 'mw_part';
    while (sources.some(({ text }) => text.includes(predicate))) predicate += '_';
    this.predicate = predicate;
    this.relevant = options.only && this.namesFor(options.only);
  }

  rewrite(): readonly RewrittenFile[] {
    const declarations = declarationsOf(this.files.map(({ syntax }) => syntax));
    const rewritten: RewrittenFile[] = [];
    let firstId = 1;
    for (const [index, file] of this.files.entries()) {
      const kept = this.options.only
        ?.filter((place) => place.file === file.path)
        .map(({ range }) => file.lines.spanOf(range));
      const result = instrument(file.syntax, {
        predicate: this.predicate,
        declares: index === 0,
        firstId,
        declarations,
        levelOf: (item) => file.levels.get(item) ?? 'split',
        opensDomain: (item) => this.opensDomain(file, item),
        keeps: (span) => !this.options.only || (kept ?? []).some((other) => overlap(span, other)),
      });
      rewritten.push({ path: file.path, file, result });
      firstId += result.parts.length;
    }
    return rewritten;
  }

  /**
   * Takes the items apart less in which errors were found, all of them where the errors are elsewhere or `all` is set.
   * False where nothing is left to be done: the errors are the model's own.
   */
  retreat(rewritten: readonly RewrittenFile[], diagnostics: readonly Diagnostic[], all: boolean): boolean {
    const blamed = all ? [] : blame(rewritten, diagnostics);
    if (blamed.length > 0 && blamed.filter(({ file, item }) => lower(file, item)).length > 0) return true;
    return this.files
      .map((file) => file.syntax.items.map((_, item) => lower(file, item)))
      .flat()
      .some(Boolean);
  }

  asserted(): readonly SourceRange[] {
    return this.files.flatMap(({ path, levels, syntax, lines }) =>
      syntax.items.flatMap((item, index) =>
        item.kind === 'constraint' && levels.get(index) === 'hard'
          ? [{ file: path, range: lines.rangeOf(item.span) }]
          : [],
      ),
    );
  }

  private opensDomain(file: File, item: number): boolean {
    const declaration = file.syntax.items[item];
    if (declaration?.kind !== 'declaration' || file.closedDomains.has(item)) return false;
    return this.relevant?.has(declaration.name) ?? true;
  }

  /** The names that the constraints at these places depend on. */
  private namesFor(places: readonly SourceRange[]): ReadonlySet<string> {
    const names = new Set<string>();
    for (const { path, syntax, lines } of this.files) {
      const spans = places.filter(({ file }) => file === path).map(({ range }) => lines.spanOf(range));
      for (const item of syntax.items) {
        if (item.kind !== 'constraint' || !spans.some((span) => overlap(span, item.span))) continue;
        for (const name of namesIn(item.expression, syntax.text)) names.add(name);
      }
    }
    return reachableNames(
      names,
      this.files.map(({ syntax }) => syntax),
    );
  }
}

function overlap(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

/** Takes one item apart less; false where it is as whole as can be. */
function lower(file: File, index: number): boolean {
  const item: Item | undefined = file.syntax.items[index];
  if (item?.kind === 'declaration' && item.type.isVar && !file.closedDomains.has(index)) {
    file.closedDomains.add(index);
    return true;
  }
  if (item?.kind !== 'constraint') return false;
  switch (file.levels.get(index) ?? 'split') {
    case 'split':
      file.levels.set(index, 'whole');
      return true;
    case 'whole':
      file.levels.set(index, 'hard');
      return true;
    case 'hard':
      return false;
  }
}

/** The items whose rewriting holds the places of the errors. */
function blame(
  rewritten: readonly RewrittenFile[],
  diagnostics: readonly Diagnostic[],
): readonly { readonly file: File; readonly item: number }[] {
  const found = new Map<string, { readonly file: File; readonly item: number }>();
  for (const { path, file, result } of rewritten) {
    const lines = new LineIndex(result.text);
    const places = diagnostics.filter(({ severity }) => severity === 'error').flatMap(placesOf);
    for (const place of places.filter((one) => one.file === path)) {
      const { start } = lines.spanOf(place.range);
      for (const { item, span } of result.regions) {
        if (start >= span.start && start < span.end) found.set(`${path}#${item}`, { file, item });
      }
    }
  }
  return [...found.values()];
}

function placesOf(diagnostic: Diagnostic): readonly SourceRange[] {
  return [diagnostic, ...(diagnostic.related ?? [])];
}

/** Takes the calls of the predicate out of the FlatZinc: what they were about is in the parts. */
function collect(model: TracedModel, rewritten: readonly RewrittenFile[], flatzinc: Traced['flatzinc']): Traced {
  const known = new Map<number, { readonly part: Part; readonly file: File }>();
  for (const { file, result } of rewritten) for (const part of result.parts) known.set(part.id, { part, file });
  const parts: TracedPart[] = [];
  const constraints: FlatConstraint[] = [];
  for (const constraint of flatzinc.constraints) {
    if (constraint.id !== model.predicate) {
      constraints.push(constraint);
      continue;
    }
    const [id, label, holds] = constraint.args;
    const entry = id?.kind === 'int' ? known.get(id.value) : undefined;
    if (!entry || !holds) throw new Error(`unexpected arguments of ${model.predicate}`);
    parts.push(tracedPart(entry.part, entry.file, label, holds));
  }
  return { kind: 'traced', flatzinc: { ...flatzinc, constraints }, parts, asserted: model.asserted() };
}

function tracedPart(part: Part, { path, syntax, lines }: File, label: Value | undefined, holds: Value): TracedPart {
  const { span, itemSpan, kind, loopNames } = part;
  return {
    origin: {
      file: path,
      range: lines.rangeOf(span),
      text: syntax.text.slice(span.start, span.end),
      indices: label?.kind === 'string' ? readLabel(label.value, loopNames) : {},
    },
    kind,
    holds,
    item: lines.rangeOf(itemSpan),
  };
}

/** Reads `i=2;d=Tue` by the names that are known to stand in it. */
function readLabel(label: string, names: readonly string[]): Readonly<Record<string, string>> {
  const indices: Record<string, string> = {};
  let rest = label;
  names.forEach((name, index) => {
    const next = names[index + 1];
    const end = next === undefined ? -1 : rest.indexOf(`;${next}=`);
    const value = end < 0 ? rest : rest.slice(0, end);
    indices[name] = value.slice(name.length + 1);
    rest = end < 0 ? '' : rest.slice(end + 1);
  });
  return indices;
}
