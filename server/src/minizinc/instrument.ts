import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { leavesOf, type Leaf } from './decompose';
import { openDomain } from './domains';
import { calledName, withoutParentheses } from './expressions';
import { labelExpression, wayExpression } from './labels';
import type { Declarations } from './names';
import type { PredicateBody } from './predicates';
import { rewrite, type Replacement } from './rewrite';
import { saidBy } from './said';
import { markAmong, markAtEnd, type StandingMark } from './standing';
import { childrenOf, spanOf, type Declaration, type DefinitionItem, type ModelSyntax } from './syntax';
import { isTotal } from './totality';

/**
 * Guarded compilation, the rewriting: each constraint `C` of the user becomes the argument of a predicate without a
 * body, `mw_part(k, "i=2", C)`. The compiler then turns C into a Boolean and asserts nothing, so that no bound, alias
 * or contradiction is folded away, and the FlatZinc keeps one `mw_part` call for each part and loop instance. A call of
 * a user's predicate becomes the call of a copy, whose body is rewritten in the same way and is told who called it.
 */
export interface Instrumented {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly callSites: readonly CallSite[];
  /** Where in the new text what became of an item stands; what was added at the end are further regions. */
  readonly regions: readonly { readonly item: number; readonly span: Span }[];
}

/** A stretch of the user's text that can be switched off. */
export interface Part {
  readonly id: number;
  readonly kind: 'constraint' | 'domain' | 'data';
  /** The expression, as offsets of the user's text. */
  readonly span: Span;
  /** What of it is told: it without its annotations; absent: all of it. */
  readonly said?: Span;
  /** The whole item it stands in. */
  readonly itemSpan: Span;
  /** Loops around it (and parameters, `told`), from outside in: the names in the label of each instance. */
  readonly loopNames: readonly string[];
  readonly standing?: StandingMark;
  /** Of data: the parameter's name. */
  readonly parameter?: string;
}

/** A call of a predicate that was taken apart. */
export interface CallSite {
  /** As labels name it. */
  readonly site: string;
  readonly span: Span;
  readonly loopNames: readonly string[];
}

/**
 * How far an item is taken apart. `split`: loops, conjunctions and predicates into their members; `whole`: the item is
 * one part; `hard`: it stays as it is, because the compiler cannot make a Boolean of it.
 */
export type Level = 'split' | 'whole' | 'hard';

export interface InstrumentOptions {
  /** The name of the predicate; it must not occur in any of the user's files. */
  readonly predicate: string;
  /** Whether this file declares the predicate; exactly one of a model's files must. */
  readonly declares: boolean;
  /** Number of this file's first part. */
  readonly firstId: number;
  /** What the names of this file's call sites begin with; no other file's may. */
  readonly siteName: string;
  readonly declarations: Declarations;
  /** Predicates that are taken apart, of all files. */
  readonly predicates: ReadonlyMap<DefinitionItem, PredicateBody>;
  /** By the item's index in `ModelSyntax.items`. */
  levelOf(item: number): Level;
  /** Whether the declared domain of this item becomes a part. */
  opensDomain(item: number): boolean;
  /** Constraints for which this is false are left out of the model altogether. */
  keeps(span: Span): boolean;
  /** Further changes of the text, apart from all constraints, goals and domains that are opened. */
  readonly changes?: readonly Replacement[];
  /** Further items at the end of the text, and the items that they are about. */
  readonly additions?: readonly Addition[];
}

export interface Addition {
  readonly item: number;
  readonly text: string;
}

/** Rewrites one file of a model. The goal becomes `satisfy` and outputs are emptied: neither can be in a conflict. */
export function instrument(syntax: ModelSyntax, options: InstrumentOptions): Instrumented {
  const { text } = syntax;
  const { predicate, declarations, changes = [], additions = [] } = options;
  const parts: Part[] = [];
  const callSites: CallSite[] = [];
  const replacements: Replacement[] = [...changes];
  const appended: Addition[] = [...additions];
  const byName = new Map([...options.predicates.values()].map((body) => [body.name, body]));
  const add = (part: Omit<Part, 'id'>): number => {
    const id = options.firstId + parts.length;
    parts.push({ id, ...part });
    return id;
  };
  const copyOf = (name: string): string => `${predicate}_${name}`;
  const way = `${predicate}_way`;

  /** What a leaf becomes; `inside` a predicate, the way there is known. */
  const rewriteLeaf = (leaf: Leaf, itemSpan: Span, inside: boolean): readonly Replacement[] => {
    const { node, loopNames, standing } = leaf;
    const span = spanOf(node);
    if (!options.keeps(span)) return [{ ...span, newText: 'true' }];
    const known = inside ? way : undefined;
    const called = leaf.isWhole ? undefined : predicateCalled(leaf, text, byName);
    if (called) {
      const site = `${options.siteName}${callSites.length}`;
      callSites.push({ site, span, loopNames });
      const { callee, list, first } = called;
      return [
        { start: callee.from, end: callee.to, newText: copyOf(text.slice(callee.from, callee.to)) },
        {
          start: list.from + 1,
          end: list.from + 1,
          newText: `${wayExpression(site, loopNames, known)}${first ? ', ' : ''}`,
        },
      ];
    }
    const said = saidBy(node);
    const id = add({ kind: 'constraint', span, said, itemSpan, loopNames, ...(standing && { standing }) });
    const label = labelExpression(loopNames, known, weightOf(standing, text));
    return [
      { start: span.start, end: span.start, newText: `${predicate}(${id}, ${label}, ` },
      { start: span.end, end: span.end, newText: ')' },
    ];
  };

  syntax.items.forEach((item, index) => {
    switch (item.kind) {
      case 'constraint':
        for (const leaf of leavesAt(options.levelOf(index), item.expression, text, declarations)) {
          replacements.push(...rewriteLeaf(leaf, item.span, false));
        }
        break;
      case 'predicate': {
        const body = options.predicates.get(item);
        if (!body) break;
        const inner = new Map([...declarations, ...body.parameterTypes]);
        const span = spanOf(body.body);
        const changed = leavesAt('split', body.body, text, inner)
          .map((leaf) => ({ ...leaf, loopNames: [...new Set([...body.told, ...leaf.loopNames])] }))
          .flatMap((leaf) => rewriteLeaf(leaf, item.span, true));
        const copied = rewrite(
          text.slice(span.start, span.end),
          changed.map(({ start, end, newText }) => ({ start: start - span.start, end: end - span.start, newText })),
        ).text;
        const parameters = text.slice(body.parameters.start, body.parameters.end).trim();
        const list = `string: ${way}${parameters === '' ? '' : `, ${parameters}`}`;
        appended.push({ item: index, text: `predicate ${copyOf(body.name)}(${list}) = ${copied};` });
        break;
      }
      case 'declaration': {
        if (!options.opensDomain(index)) break;
        const opened = openDomain(item, text, declarations);
        if (!opened) break;
        replacements.push({ ...opened.span, newText: opened.type });
        appended.push({ item: index, text: domainConstraint(item, opened, add, options, text) });
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
  for (const { item, text: line } of appended) {
    regions.push({ item, span: { start: result.length, end: result.length + line.length } });
    result += `${line}\n`;
  }
  return { text: result, parts, callSites, regions };
}

/** The name under which the index of an element stands among the loop values. */
export const INDEX = 'index';

function domainConstraint(
  item: Declaration,
  opened: NonNullable<ReturnType<typeof openDomain>>,
  add: (part: Omit<Part, 'id'>) => number,
  { predicate }: InstrumentOptions,
  text: string,
): string {
  const standing = markAmong(item.node, text);
  const { each } = opened;
  const id = add({
    kind: 'domain',
    span: opened.span,
    itemSpan: item.span,
    loopNames: each ? [INDEX] : [],
    ...(standing && { standing }),
  });
  const weight = weightOf(standing, text);
  if (!each) return `constraint ${predicate}(${id}, ${labelExpression([], undefined, weight)}, ${opened.constraint});`;
  const label = labelExpression([], indexLabel(each.names), weight);
  return `constraint forall(${each.generators})(${predicate}(${id}, ${label}, ${each.constraint}));`;
}

/** `"index=\(mw_1), \(mw_2)"` */
function indexLabel(names: readonly string[]): string {
  return `"${INDEX}=${names.map((name) => `\\(${name})`).join(', ')}"`;
}

/** The weight of a mark as it is written; undefined where it is not negotiable. */
function weightOf(mark: StandingMark | undefined, text: string): string | undefined {
  if (mark?.kind !== 'negotiable') return undefined;
  return mark.weight ? text.slice(mark.weight.from, mark.weight.to) : '1';
}

interface PredicateCall {
  readonly callee: SyntaxNode;
  readonly list: SyntaxNode;
  readonly first: SyntaxNode | undefined;
}

/** A leaf that is a call of a predicate that is taken apart, with arguments that have a value whatever is decided. */
function predicateCalled(
  { node, decided }: Leaf,
  text: string,
  predicates: ReadonlyMap<string, PredicateBody>,
): PredicateCall | undefined {
  const inner = withoutParentheses(node);
  const body = predicates.get(calledName(inner, text) ?? '');
  const callee = inner.getChild('VariableName');
  const list = inner.getChild('Arguments');
  if (inner.name !== 'Call' || !body || !callee || !list || inner.getChild('Inverse')) return undefined;
  const args = childrenOf(list);
  const fits = args.length === body.parameterTypes.size && args.every(({ type }) => type.is('Expression'));
  if (!fits || !args.every((argument) => isTotal(argument, text, decided))) return undefined;
  return { callee, list, first: args[0] };
}

function leavesAt(level: Level, expression: SyntaxNode, text: string, declarations: Declarations): readonly Leaf[] {
  switch (level) {
    case 'split':
      return leavesOf(expression, text, declarations);
    case 'whole': {
      const standing = markAtEnd(expression, text);
      return [{ node: expression, loopNames: [], ...(standing && { standing }), decided: () => true, isWhole: true }];
    }
    case 'hard':
      return [];
    default:
      return level satisfies never;
  }
}
