import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { namesIn } from './expressions';
import { reachableNames, type Declarations } from './names';
import { childrenOf, readType, spanOf, type DeclaredType, type DefinitionItem, type ModelSyntax } from './syntax';

/** A predicate of the user's whose body can be taken apart. */
export interface PredicateBody {
  readonly name: string;
  readonly body: SyntaxNode;
  /** Between the parentheses. */
  readonly parameters: Span;
  readonly parameterTypes: ReadonlyMap<string, DeclaredType>;
  /** Of a predicate that calls itself: the parameters whose values tell its rounds apart. */
  readonly told: readonly string[];
}

/**
 * The predicates that are defined once in all files, with a body and parameters that every argument fits: a parameter
 * with a domain would be a constraint by itself.
 */
export function predicateBodies(
  files: readonly ModelSyntax[],
  declarations: Declarations,
): ReadonlyMap<DefinitionItem, PredicateBody> {
  const definitions = files.flatMap(({ items, text }) =>
    items.flatMap((item) => (isDefinition(item) ? [{ item, text }] : [])),
  );
  const times = new Map<string, number>();
  for (const { item } of definitions) times.set(item.name, (times.get(item.name) ?? 0) + 1);
  const enums = new Set(
    files.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'enum' ? [item.name] : []))),
  );
  const bodies = new Map<DefinitionItem, PredicateBody>();
  for (const { item, text } of definitions) {
    if (item.kind !== 'predicate' || times.get(item.name) !== 1) continue;
    const body = bodyOf(item, text, declarations, enums);
    if (!body) continue;
    const scalars = scalarsOf(body);
    const isTold = scalars.length > 0 && reachableNames(namesIn(body.body, text), files).has(item.name);
    bodies.set(item, isTold ? { ...body, told: scalars } : body);
  }
  return bodies;
}

/** The parameters that are known while compiling and can be printed in a word. */
function scalarsOf({ parameterTypes }: PredicateBody): readonly string[] {
  return [...parameterTypes].flatMap(([name, { isVar, isArray, isSet, isOptional, primitive, domain }]) => {
    const isPlain = !isVar && !isArray && !isSet && !isOptional;
    const isWord = primitive === 'int' || primitive === 'bool' || primitive === 'float' || domain !== undefined;
    return isPlain && isWord ? [name] : [];
  });
}

function isDefinition(item: ModelSyntax['items'][number]): item is DefinitionItem {
  return item.kind === 'predicate' || item.kind === 'function';
}

function bodyOf(
  { name, node, body }: DefinitionItem,
  text: string,
  declarations: Declarations,
  enums: ReadonlySet<string>,
): PredicateBody | undefined {
  const parameters = node.getChild('Parameters');
  if (!body || !parameters || node.getChild('AnnParameter') || !/^\w+$/.test(name)) return undefined;
  const parameterTypes = new Map<string, DeclaredType>();
  const children = childrenOf(parameters).filter((child) => child.name === 'Parameter');
  for (const parameter of children) {
    const type = parameter.getChild('TypeInst');
    const named = parameter.getChild('Name');
    if (!type || !named || parameter.lastChild?.type.is('Expression')) return undefined;
    const read = readType(type, text);
    const domain = read.domain && text.slice(read.domain.from, read.domain.to);
    // No argument lies outside an enum; a type of the user's may be anything.
    const fits =
      domain === undefined ||
      enums.has(domain) ||
      (!read.isVar && (read.domain?.name === 'VariableName' ? declarations.has(domain) : !/\bvar\b/.test(domain)));
    if (!fits) return undefined;
    parameterTypes.set(text.slice(named.from, named.to), read);
  }
  const { start, end } = spanOf(parameters);
  return { name, body, parameters: { start: start + 1, end: end - 1 }, parameterTypes, told: [] };
}
