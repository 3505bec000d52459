import type { SyntaxNode } from '@lezer/common';
import type { TracedPart } from '../compile';
import { namesIn, openDomain, operation, reachableNames, type Declaration, type Declarations } from '../minizinc';
import { arrayEntries } from './arrayEntries';
import { asLiteral, isStructural, literalsIn, numberAt, type NumberInSource, type NumberSite } from './numbers';
import { declarationAround, expressionAt, fileAt, type ParsedFile, type SourceModel } from './sourceModel';
import { dependents, structuralNames } from './structure';
import { isHard, weightOf, type Defaults } from './told';

/** Numbers opened at most: more would make a model that no engine takes. */
const MOST = 200;

/**
 * The numbers that the members of a conflict depend on, limits first: literals in them, bounds of declared domains, and
 * the values and entries of parameters that they name, in the model or in a data file. Those that the shape of the model
 * depends on are left out, and those that only parts use which must stand as they are. A domain that is hard by default
 * keeps its own bounds; a parameter that bounds it is a limit like any other.
 * @param all every part there is, for what the user said about data
 */
export function numbersBehind(
  parts: readonly TracedPart[],
  model: SourceModel,
  all: readonly TracedPart[],
  defaults: Defaults,
): readonly NumberInSource[] {
  const structural = structuralNames(model);
  const models = model.models.map(({ syntax }) => syntax);
  const said = standings(all);
  const labels = labelsOf([...all, ...parts]);
  const found = new Map<string, NumberInSource>();
  const add = (number: NumberInSource): void => {
    const key = keyOf(number);
    const own = said.get(placeOf(number));
    if (own?.kind === 'hard') return;
    if (!own && number.site.kind === 'parameter' && defaults.limits === 'hard') return;
    const known = found.get(key);
    const weight = own?.weight ?? Math.max(number.weight, known?.weight ?? 0);
    const role = known?.role === 'limit' ? 'limit' : number.role;
    const label = labels.get(endOf(number)) ?? number.label;
    found.set(key, { ...number, role, weight, ...(label !== undefined && { label }) });
  };
  for (const part of distinctPlaces(parts)) {
    if (part.standing?.kind === 'hard') continue;
    const weight = weightOf(part);
    const file = fileAt(model, part.origin.file);
    const expression = expressionAt(model, part.origin);
    if (!file || !expression) continue;
    const literals = isHard(part, defaults) ? [] : literalNumbers(part, expression, file, model);
    for (const number of literals) add({ ...number, weight });
    const limits = namesOutsideProducts(expression, file.text, model.declarations);
    for (const [names, role] of [
      [limits, 'limit'] as const,
      [namesIn(expression, file.text), 'coefficient'] as const,
    ]) {
      for (const name of reachableNames(names, models)) {
        if (structural.has(name)) continue;
        for (const number of valuesOf(name, model)) add({ ...number, role, weight });
      }
    }
  }
  return [...found.values()].sort((a, b) => Number(a.role === 'coefficient') - Number(b.role === 'coefficient'));
}

/** The limits among numbers, no more than can be opened together. */
export function limitsAmong(numbers: readonly NumberInSource[]): readonly NumberInSource[] {
  return numbers.filter(({ role }) => role === 'limit').slice(0, MOST);
}

export function keyOf({ file, span }: NumberInSource): string {
  return `${file}:${span.start}`;
}

/** What the user said about data, by the place of the number. */
function standings(parts: readonly TracedPart[]): ReadonlyMap<string, NonNullable<TracedPart['standing']>> {
  const said = new Map<string, NonNullable<TracedPart['standing']>>();
  for (const { kind, origin, standing } of parts) {
    if (kind === 'data' && standing) said.set(placeOf(origin), standing);
  }
  return said;
}

/** What entries of arrays are called, by where the number ends (its index may stand before it): `demand[Tue]`. */
function labelsOf(parts: readonly TracedPart[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { origin, entry } of parts) if (entry !== undefined) labels.set(endOf(origin), entry);
  return labels;
}

function placeOf({ file, range: { start } }: Pick<NumberInSource, 'file' | 'range'>): string {
  return `${file}:${start.line}:${start.character}`;
}

function endOf({ file, range: { end } }: Pick<NumberInSource, 'file' | 'range'>): string {
  return `${file}:${end.line}:${end.character}`;
}

/** One part of each place: loop instances share their numbers. */
function distinctPlaces(parts: readonly TracedPart[]): readonly TracedPart[] {
  return [...new Map(parts.map((part) => [JSON.stringify([part.origin.file, part.origin.range]), part])).values()];
}

type Found = Omit<NumberInSource, 'weight'>;

function literalNumbers(
  part: TracedPart,
  expression: SyntaxNode,
  file: ParsedFile,
  model: SourceModel,
): readonly Found[] {
  const site = siteOf(part, expression, file, model);
  if (!site) return [];
  return literalsIn(expression, file.text).map((literal) => ({
    ...numberAt(file, literal),
    role: multiplies(literal, expression, file.text, model.declarations) ? 'coefficient' : 'limit',
    site,
  }));
}

/** How a literal of a part is opened; undefined where it cannot be. */
function siteOf(
  { kind }: TracedPart,
  expression: SyntaxNode,
  file: ParsedFile,
  { declarations }: SourceModel,
): NumberSite | undefined {
  switch (kind) {
    case 'constraint':
      return { kind: 'expression' };
    case 'domain': {
      const declaration = declarationAround(file, { start: expression.from, end: expression.to });
      const opens = declaration && openDomain(declaration, file.text, declarations);
      return opens && { kind: 'domain', name: declaration.name };
    }
    case 'data':
      return undefined; // reached through what uses it: a number that only hard parts use stays as it is
    default: {
      const never: never = kind;
      throw new Error(`Unknown part ${String(never)}.`);
    }
  }
}

const PRODUCTS: ReadonlySet<string> = new Set(['*', '/', 'div', 'mod', '^']);

function isProduct(node: SyntaxNode, text: string, declarations: Declarations): boolean {
  const binary = operation(node, text);
  if (!binary || binary.operands.length !== 2 || !PRODUCTS.has(binary.operator)) return false;
  return [...namesIn(node, text)].some((name) => declarations.get(name)?.isVar);
}

function multiplies(literal: SyntaxNode, within: SyntaxNode, text: string, declarations: Declarations): boolean {
  for (let node: SyntaxNode | null = literal.parent; node && node.from >= within.from && node.to <= within.to;) {
    if (isProduct(node, text, declarations)) return true;
    node = node.parent;
  }
  return false;
}

function namesOutsideProducts(whole: SyntaxNode, text: string, declarations: Declarations): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (isProduct(node, text, declarations)) return;
    if (node.name === 'VariableName' && !isStructural(node, whole)) names.add(text.slice(node.from, node.to));
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(whole);
  return names;
}

/** The numbers that make up the value of a parameter, scalar or array, wherever it is given. */
function valuesOf(name: string, model: SourceModel): readonly Omit<Found, 'role'>[] {
  const type = model.declarations.get(name);
  if (!type || type.isVar || type.isSet || type.isOptional) return [];
  if (type.primitive !== 'int' && type.primitive !== 'float' && !type.domain) return [];
  const derived = dependents(new Set([name]), model);
  if ([...derived].some((other) => !couldBeVariable(other, model.declarations))) return [];
  const written = type.primitive === 'float' ? 'float' : 'int';
  return model.files.flatMap((file) =>
    file.syntax.items.flatMap((item): readonly Omit<Found, 'role'>[] => {
      if ((item.kind !== 'declaration' && item.kind !== 'assignment') || item.name !== name || !item.value) return [];
      const literals = type.isArray ? arrayEntries(item.value, file.text) : scalar(item.value, file.text);
      return literals.map((literal) => ({
        ...numberAt(file, literal, written),
        site: { kind: 'parameter', name },
        ...(type.isArray && { label: `an entry of ${name}` }),
      }));
    }),
  );
}

function scalar(value: SyntaxNode, text: string): readonly SyntaxNode[] {
  const literal = asLiteral(value, text);
  return literal ? [literal] : [];
}

function couldBeVariable(name: string, declarations: Declarations): boolean {
  const type: Declaration['type'] | undefined = declarations.get(name);
  return (
    type !== undefined && !type.isSet && !type.isOptional && type.primitive !== 'string' && type.primitive !== 'ann'
  );
}
