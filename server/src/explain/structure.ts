import type { SyntaxNode } from '@lezer/common';
import { descendants, namesIn, openDomain, reachableNames, type Item } from '../minizinc';
import type { ParsedFile, SourceModel } from './sourceModel';

/**
 * Every name that the shape of a model depends on: index sets, loops and their conditions, which element of an array is
 * meant, types, and domains that cannot be written as constraints. No decision variable may stand in its place.
 */
export function structuralNames(model: SourceModel): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: SyntaxNode, file: ParsedFile): void => {
    for (const name of namesIn(node, file.text)) names.add(name);
  };
  for (const file of model.models) {
    for (const item of file.syntax.items) {
      if (item.kind === 'output' || item.kind === 'solve' || item.kind === 'include') continue;
      for (const node of descendants(item.node, isShape)) {
        if (!isDomainThatOpens(node, item, file, model)) add(node, file);
      }
      for (const access of descendants(item.node, ({ name }) => name === 'ArrayAccess')) {
        for (let index = access.firstChild?.nextSibling; index; index = index.nextSibling) add(index, file);
      }
    }
  }
  return reachableNames(
    names,
    model.models.map(({ syntax }) => syntax),
  );
}

function isShape(node: SyntaxNode): boolean {
  if (node.name === 'Generators' || node.name === 'TypeInst') return true;
  return node.name === 'Arguments' && node.parent?.name === 'GeneratorCall';
}

/** The type with a declared domain in it, where `openDomain` can write that as a constraint. Index sets stand apart. */
function isDomainThatOpens(node: SyntaxNode, item: Item, { text }: ParsedFile, { declarations }: SourceModel): boolean {
  if (item.kind !== 'declaration' || node.name !== 'TypeInst') return false;
  const { domain } = item.type;
  if (!domain || node.from > domain.from || node.to < domain.to) return false;
  return openDomain(item, text, declarations) !== undefined;
}

/** The names that a changed parameter changes as well: what is worked out from it, by name. */
export function dependents(names: ReadonlySet<string>, { models, declarations }: SourceModel): ReadonlySet<string> {
  const files = models.map(({ syntax }) => syntax);
  const found = new Set<string>();
  for (const [name, type] of declarations) {
    if (type.isVar || names.has(name)) continue;
    const reached = reachableNames([name], files);
    if ([...names].some((other) => reached.has(other))) found.add(name);
  }
  return found;
}
