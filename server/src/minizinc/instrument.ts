import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { leavesOf, type Leaf } from './decompose';
import { openDomain } from './domains';
import type { Declarations } from './names';
import { rewrite, type Replacement } from './rewrite';
import { spanOf, type ModelSyntax } from './syntax';

/**
 * Guarded compilation, the rewriting: each constraint `C` of the user becomes the argument of a predicate without a
 * body, `mw_part(k, "i=2", C)`. The compiler then turns C into a Boolean and asserts nothing, so that no bound, alias
 * or contradiction is folded away, and the FlatZinc keeps one `mw_part` call for each part and loop instance.
 */
export interface Instrumented {
  readonly text: string;
  readonly parts: readonly Part[];
  /** Where in the new text what became of an item stands; an opened domain has a second region. */
  readonly regions: readonly { readonly item: number; readonly span: Span }[];
}

/** A stretch of the user's text that can be switched off. */
export interface Part {
  readonly id: number;
  readonly kind: 'constraint' | 'domain';
  /** The expression, as offsets of the user's text. */
  readonly span: Span;
  /** The whole item it stands in. */
  readonly itemSpan: Span;
  /** Loops around it, from outside in: the names in the label of each instance. */
  readonly loopNames: readonly string[];
}

/**
 * How far an item is taken apart. `split`: loops and conjunctions into their members; `whole`: the item is one part;
 * `hard`: it stays as it is, because the compiler cannot make a Boolean of it.
 */
export type Level = 'split' | 'whole' | 'hard';

export interface InstrumentOptions {
  /** The name of the predicate; it must not occur in any of the user's files. */
  readonly predicate: string;
  /** Whether this file declares the predicate; exactly one of a model's files must. */
  readonly declares: boolean;
  /** Number of this file's first part. */
  readonly firstId: number;
  readonly declarations: Declarations;
  /** By the item's index in `ModelSyntax.items`. */
  levelOf(item: number): Level;
  /** Whether the declared domain of this item becomes a part. */
  opensDomain(item: number): boolean;
  /** Constraints for which this is false are left out of the model altogether. */
  keeps(span: Span): boolean;
}

/** Rewrites one file of a model. The goal becomes `satisfy` and outputs are emptied: neither can be in a conflict. */
export function instrument(syntax: ModelSyntax, options: InstrumentOptions): Instrumented {
  const { text } = syntax;
  const { predicate, declarations } = options;
  const parts: Part[] = [];
  const replacements: Replacement[] = [];
  const appended: { readonly item: number; readonly line: string }[] = [];
  const add = (part: Omit<Part, 'id'>): number => {
    const id = options.firstId + parts.length;
    parts.push({ id, ...part });
    return id;
  };

  syntax.items.forEach((item, index) => {
    switch (item.kind) {
      case 'constraint':
        for (const { node, loopNames } of leavesAt(options.levelOf(index), item.expression, text, declarations)) {
          const span = spanOf(node);
          if (!options.keeps(span)) {
            replacements.push({ ...span, newText: 'true' });
            continue;
          }
          const id = add({ kind: 'constraint', span, itemSpan: item.span, loopNames });
          const label = loopNames.map((name) => `${name}=\\(${name})`).join(';');
          replacements.push(
            { start: span.start, end: span.start, newText: `${predicate}(${id}, "${label}", ` },
            { start: span.end, end: span.end, newText: ')' },
          );
        }
        break;
      case 'declaration': {
        const opened = options.opensDomain(index) ? openDomain(item, text, declarations) : undefined;
        if (!opened) break;
        const id = add({ kind: 'domain', span: opened.span, itemSpan: item.span, loopNames: [] });
        replacements.push({ ...opened.span, newText: opened.type });
        appended.push({ item: index, line: `constraint ${predicate}(${id}, "", ${opened.constraint});` });
        break;
      }
      case 'solve':
        replacements.push({ ...spanOf(item.node), newText: 'solve satisfy' });
        break;
      case 'output':
        replacements.push({ ...spanOf(item.node), newText: 'output []' });
        break;
      default:
        break;
    }
  });

  const rewritten = rewrite(text, replacements);
  const regions = syntax.items.map(({ span }, item) => ({ item, span: rewritten.moved(span) }));
  const lastIsOpen = syntax.items.some(({ node, span }) => span.end === node.to);
  let result = rewritten.text;
  if (options.declares || appended.length > 0) result += lastIsOpen ? '\n;\n' : '\n';
  if (options.declares) {
    result += `predicate ${predicate}(int: part, string: loop, var bool: holds :: promise_ctx_monotone);\n`;
  }
  for (const { item, line } of appended) {
    regions.push({ item, span: { start: result.length, end: result.length + line.length } });
    result += `${line}\n`;
  }
  return { text: result, parts, regions };
}

function leavesAt(level: Level, expression: SyntaxNode, text: string, declarations: Declarations): readonly Leaf[] {
  switch (level) {
    case 'split':
      return leavesOf(expression, text, declarations);
    case 'whole':
      return [{ node: expression, loopNames: [] }];
    case 'hard':
      return [];
  }
}
