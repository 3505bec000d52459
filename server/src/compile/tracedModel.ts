import {
  decisionsOf,
  instrument,
  limitsAmong,
  markAmong,
  namesIn,
  numericParameters,
  openData,
  parseModel,
  predicateBodies,
  reachableNames,
  rewrite,
  type CallSite,
  type Declarations,
  type Instrumented,
  type Item,
  type Level,
  type ModelSyntax,
  type NumericParameter,
  type OpenedData,
  type Part,
  type UsedFile,
} from '../minizinc';
import { LineIndex, type Diagnostic, type SourceRange, type Span } from '../text';
import { blamed } from './blame';
import type { TraceOptions } from './types';

/** A file of the user's, and how far its items are taken apart. */
export interface File {
  readonly path: string;
  readonly kind: 'model' | 'data';
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
  /** By the item's index; `split` where nothing is said. */
  readonly levels: Map<number, Level>;
  /** Declarations whose domain stays asserted. */
  readonly closedDomains: Set<number>;
}

/** A file as the compiler gets it, and what its parts were. */
export interface RewrittenFile {
  readonly path: string;
  readonly file: File;
  readonly text: string;
  readonly parts: readonly Part[];
  readonly callSites: readonly CallSite[];
  readonly regions: Instrumented['regions'];
}

/** The model's files, and how far each item is taken apart at the moment. */
export class TracedModel {
  /** Model files, then data files. */
  private readonly files: readonly File[];
  private readonly declarations: Declarations;
  private readonly relevant: ReadonlySet<string> | undefined;
  private readonly parameters: readonly NumericParameter[];
  /** Parameters whose numbers stay what they are. */
  private readonly closedData = new Set<string>();
  readonly predicate: string;

  constructor(
    sources: readonly { readonly path: string; readonly kind: 'model' | 'data'; readonly text: string }[],
    private readonly options: TraceOptions,
  ) {
    const read = sources.filter(({ path, kind }) => kind === 'model' || path.toLowerCase().endsWith('.dzn'));
    this.files = read.map(({ path, kind, text }) => {
      const syntax = parseModel(text);
      const closed = syntax.items.flatMap((item, index) => (this.mayOpen(item, text) ? [] : [index]));
      return { path, kind, syntax, lines: new LineIndex(text), levels: new Map(), closedDomains: new Set(closed) };
    });
    let predicate = 'mw_part';
    while (sources.some(({ text }) => text.includes(predicate))) predicate += '_';
    this.predicate = predicate;
    const models = this.files.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax);
    this.declarations = decisionsOf(models);
    this.relevant = options.only && this.namesFor(options.only);
    const all = options.data ? numericParameters(this.syntaxes(), this.declarations) : [];
    this.parameters = all.filter(({ name }) => this.relevant?.has(name) ?? true);
  }

  rewrite(): readonly RewrittenFile[] {
    const { predicate, declarations } = this;
    const data = this.openedData();
    const bodies = predicateBodies(
      this.files.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax),
      declarations,
    );
    const levels = new Map(
      this.files.flatMap(({ syntax, levels: own }) => syntax.items.map((item, at) => [item, own.get(at)])),
    );
    const predicates = new Map([...bodies].filter(([item]) => (levels.get(item) ?? 'split') === 'split'));
    let firstId = 1 + data.parts.length;
    return this.files.map((file, index): RewrittenFile => {
      const { path, syntax } = file;
      const changes = data.changes.get(index) ?? [];
      const own = data.parts.filter((one) => one.file === index).map(({ part }) => part);
      if (file.kind === 'data') {
        return { path, file, text: rewrite(syntax.text, changes).text, parts: own, callSites: [], regions: [] };
      }
      const result = instrument(syntax, {
        predicate,
        declares: index === 0,
        firstId,
        siteName: `${index}.`,
        declarations,
        predicates,
        levelOf: (item) => file.levels.get(item) ?? 'split',
        opensDomain: (item) => this.opensDomain(file, item),
        keeps: this.keeps(file),
        changes,
        additions: data.additions.filter((one) => one.file === index).map(({ addition }) => addition),
      });
      firstId += result.parts.length;
      return { path, file, ...result, parts: [...own, ...result.parts] };
    });
  }

  /**
   * Takes the items apart less in which errors were found, all of them where the errors are elsewhere or `all` is set.
   * Data go first: a number can do what a variable cannot. False where nothing is left to be done: the errors are the
   * model's own.
   */
  retreat(rewritten: readonly RewrittenFile[], diagnostics: readonly Diagnostic[], all: boolean): boolean {
    const texts = new Map(rewritten.map(({ path, text }) => [path, text]));
    const regions = rewritten.flatMap(({ path, file, regions: own }) => own.map((one) => ({ ...one, path, file })));
    // However many of an item's regions are in error, it is taken apart less by one level a round.
    const items = new Map(blamed(regions, texts, diagnostics).map((one) => [`${one.path}#${one.item}`, one]));
    const suspects = all ? [] : [...items.values()];
    if (this.closeData(suspects)) return true;
    if (suspects.filter(({ file, item }) => lower(file, item)).length > 0) return true;
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

  /** Whether anything but the domains of declarations stands in the way of opening this one. */
  private mayOpen(item: Item, text: string): boolean {
    if (item.kind !== 'declaration') return false;
    return this.options.domains === true || markAmong(item.node, text)?.kind === 'negotiable';
  }

  private opensDomain(file: File, item: number): boolean {
    const declaration = file.syntax.items[item];
    if (declaration?.kind !== 'declaration' || file.closedDomains.has(item)) return false;
    return this.relevant?.has(declaration.name) ?? true;
  }

  private keeps(file: File): (span: Span) => boolean {
    const { only } = this.options;
    if (!only) return () => true;
    const kept = only.filter((place) => place.file === file.path).map(({ range }) => file.lines.spanOf(range));
    return (span) => kept.some((other) => overlap(span, other));
  }

  private syntaxes(): readonly ModelSyntax[] {
    return this.files.map(({ syntax }) => syntax);
  }

  private openedData(): OpenedData {
    const open = this.parameters.filter(({ name }) => !this.closedData.has(name));
    const models = this.files.filter(({ kind }) => kind === 'model');
    const used = models.map((file): UsedFile => {
      return { syntax: file.syntax, keeps: this.keeps(file), opensDomain: (item) => this.opensDomain(file, item) };
    });
    const limits = limitsAmong(open, used, this.declarations);
    const { predicate } = this;
    return openData(limits, this.syntaxes(), (file) => this.files[file]?.kind === 'data', { predicate, firstId: 1 });
  }

  /** Closes the data that the blamed items use, all where nothing is blamed; false where none of it is open. */
  private closeData(blamed: readonly { readonly file: File; readonly item: number }[]): boolean {
    const names = new Set<string>();
    for (const { file, item } of blamed) {
      const node = file.syntax.items[item]?.node;
      if (node) for (const name of namesIn(node, file.syntax.text)) names.add(name);
    }
    const suspects = reachableNames(names, this.syntaxes());
    const before = this.closedData.size;
    for (const { name } of this.parameters) if (blamed.length === 0 || suspects.has(name)) this.closedData.add(name);
    return this.closedData.size > before;
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
    const models = this.files.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax);
    const reached = reachableNames(names, models);
    // What bounds a variable matters as much as what the constraints name.
    const bounds = models.flatMap(({ items, text }) =>
      items.flatMap((item) =>
        item.kind === 'declaration' && reached.has(item.name) && item.type.domain
          ? [...namesIn(item.type.domain, text)]
          : [],
      ),
    );
    return new Set([...reached, ...bounds]);
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
  if (item?.kind === 'predicate' && !file.levels.has(index)) {
    file.levels.set(index, 'hard');
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
