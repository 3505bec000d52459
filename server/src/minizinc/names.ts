import { namesIn } from './expressions';
import { readType, type DeclaredType, type ModelSyntax } from './syntax';

/** What is declared at the top of the files of one model, by name. */
export type Declarations = ReadonlyMap<string, DeclaredType>;

export function declarationsOf(files: readonly ModelSyntax[]): Declarations {
  const declarations = new Map<string, DeclaredType>();
  for (const { items } of files) {
    for (const item of items) if (item.kind === 'declaration') declarations.set(item.name, item.type);
  }
  return declarations;
}

/**
 * The same for telling what may depend on decisions: the functions are among them, by the type of their result, and what
 * a type leaves open (`any`, a tuple, a type of the user's) counts as `var`.
 */
export function decisionsOf(files: readonly ModelSyntax[]): Declarations {
  const types = new Set(
    files.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'type' ? [item.name] : []))),
  );
  const decisions = new Map(declarationsOf(files));
  for (const { items, text } of files) {
    for (const item of items) {
      if (item.kind !== 'declaration' && item.kind !== 'function') continue;
      const node = item.kind === 'declaration' ? item.type.node : item.node.getChild('TypeInst');
      if (!node) continue;
      const type = readType(node, text);
      const isOpen = leavesOpen(type, text) || [...namesIn(type.element, text)].some((name) => types.has(name));
      if (type.isVar || isOpen) decisions.set(item.name, { ...type, isVar: true });
    }
  }
  return decisions;
}

/** Whether decisions may be in what is neither `var` nor an array of it. */
function leavesOpen({ element }: DeclaredType, text: string): boolean {
  return /\b(?:any|var)\b/.test(text.slice(element.from, element.to));
}

/**
 * Every name that the given names depend on through right-hand sides, assignments and the bodies of predicates and
 * functions, themselves included.
 */
export function reachableNames(start: Iterable<string>, files: readonly ModelSyntax[]): ReadonlySet<string> {
  const uses = new Map<string, Set<string>>();
  for (const { items, text } of files) {
    for (const item of items) {
      if (!('name' in item)) continue;
      const body = 'body' in item ? item.body : item.value;
      if (!body) continue;
      const known = uses.get(item.name) ?? new Set();
      for (const name of namesIn(body, text)) known.add(name);
      uses.set(item.name, known);
    }
  }
  const reached = new Set(start);
  for (const name of reached) for (const next of uses.get(name) ?? []) reached.add(next);
  return reached;
}
