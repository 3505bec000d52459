import type { DeclaredType, ModelSyntax } from './syntax';
import { namesIn } from './expressions';

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
