import type { SyntaxNode } from '@lezer/common';
import type { TracedPart } from '../compile';
import {
  calledName,
  declarationsOf,
  descendants,
  namesIn,
  openDomain,
  operation,
  parseModel,
  reachableNames,
  spanOf,
  type Declaration,
  type Declarations,
  type ModelSyntax,
} from '../minizinc';
import { LineIndex, type Range, type SourceEdit, type SourceRange, type Span } from '../text';
import type { SourceFile } from './types';

/** A number of the source that could be another. */
export interface NumberInSource {
  readonly file: string;
  /** The literal with its sign. */
  readonly span: Span;
  readonly range: SourceEdit['range'];
  readonly value: number;
  readonly type: 'int' | 'float';
  /** Numbers that multiply decisions are tried last: a limit is more often what can be changed. */
  readonly isCoefficient: boolean;
  /** The parameter whose value it is, where it is one's. */
  readonly parameter?: string;
  /** Edits that put an expression over decision variables in its place. */
  opened(expression: string): { readonly edits: readonly SourceEdit[]; readonly items: readonly string[] };
}

interface ParsedFile extends SourceFile {
  readonly syntax: ModelSyntax;
  readonly lines: LineIndex;
}

/**
 * The numbers that the members of a conflict depend on: literals in them, bounds of declared domains, and the values of
 * scalar parameters that they name, in the model or in a data file.
 */
export function numbersBehind(parts: readonly TracedPart[], sources: readonly SourceFile[]): readonly NumberInSource[] {
  const files = sources
    .filter(({ path }) => !path.endsWith('.json'))
    .map((file): ParsedFile => ({ ...file, syntax: parseModel(file.text), lines: new LineIndex(file.text) }));
  const models = files.filter(({ kind }) => kind === 'model').map(({ syntax }) => syntax);
  const declarations = declarationsOf(models);
  const found = new Map<string, NumberInSource>();
  const add = (number: NumberInSource): void => {
    const key = `${number.file}:${number.span.start}`;
    const known = found.get(key);
    if (!known || (known.isCoefficient && !number.isCoefficient)) found.set(key, number);
  };
  for (const part of distinctPlaces(parts)) {
    const file = files.find(({ path }) => path === part.origin.file);
    if (!file) continue;
    const span = file.lines.spanOf(part.origin.range);
    const expression = nodeAt(file.syntax, span);
    if (!expression) continue;
    const declaration = part.kind === 'domain' ? declarationAround(file.syntax, span) : undefined;
    for (const literal of literalsIn(expression, file.syntax.text)) {
      const isCoefficient = multiplies(literal, expression, file.syntax.text, declarations);
      const opened = declaration
        ? (text: string) => openBound(file, declaration, literal, text, declarations)
        : (text: string) => ({ edits: [replace(file, spanOf(literal), `(${text})`)], items: [] });
      add({ ...numberAt(file, literal), isCoefficient, opened });
    }
    const limits = namesOutsideProducts(expression, file.syntax.text, declarations);
    for (const [names, isCoefficient] of [
      [limits, false] as const,
      [namesIn(expression, file.syntax.text), true] as const,
    ]) {
      for (const name of reachableNames(names, models)) {
        const parameter = parameterNamed(name, files, declarations);
        if (parameter) add({ ...parameter, parameter: name, isCoefficient });
      }
    }
  }
  return [...found.values()].sort((a, b) => Number(a.isCoefficient) - Number(b.isCoefficient));
}

/** One part of each place: loop instances share their numbers. */
function distinctPlaces(parts: readonly TracedPart[]): readonly TracedPart[] {
  return [...new Map(parts.map((part) => [JSON.stringify([part.origin.file, part.origin.range]), part])).values()];
}

/** The places, of those given, that a number has a part in. */
export function placesUsing(
  number: NumberInSource,
  places: readonly TracedPart['origin'][],
  sources: readonly SourceFile[],
): readonly TracedPart['origin'][] {
  const { parameter } = number;
  const contains = ({ file, range }: SourceRange): boolean => file === number.file && covers(range, number.range);
  if (parameter === undefined) return places.filter(contains);
  const files = sources
    .filter(({ kind }) => kind === 'model')
    .map(({ path, text }) => ({ path, text, syntax: parseModel(text) }));
  const models = files.map(({ syntax }) => syntax);
  const known = new Map<string, boolean>();
  return places.filter(({ file, range }) => {
    const key = JSON.stringify([file, range]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const source = files.find(({ path }) => path === file);
    if (!source) return false;
    const node = nodeAt(source.syntax, new LineIndex(source.text).spanOf(range));
    const uses = node !== undefined && reachableNames(namesIn(node, source.text), models).has(parameter);
    known.set(key, uses);
    return uses;
  });
}

function covers(outer: Range, inner: Range): boolean {
  const before = (a: Range['start'], b: Range['start']): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return before(outer.start, inner.start) && before(inner.end, outer.end);
}

function nodeAt({ tree }: ModelSyntax, span: Span): SyntaxNode | undefined {
  let node: SyntaxNode | null = tree.resolveInner(span.start, 1);
  while (node && (node.to < span.end || !node.type.is('Expression'))) node = node.parent;
  return node && node.from === span.start && node.to === span.end ? node : undefined;
}

function declarationAround({ items }: ModelSyntax, span: Span): Declaration | undefined {
  return items.find(
    (item): item is Declaration =>
      item.kind === 'declaration' && item.span.start <= span.start && item.span.end >= span.end,
  );
}

/** Numbers with their sign; not those that pick array elements or make up loops. */
function literalsIn(expression: SyntaxNode, text: string): readonly SyntaxNode[] {
  const isNumber = ({ name }: SyntaxNode): boolean => name === 'Integer' || name === 'Float';
  return descendants(expression, isNumber)
    .filter((literal) => !isStructural(literal, expression))
    .map((literal) => {
      const { parent } = literal;
      const isNegative = parent?.name === 'PrefixExpression' && operation(parent, text)?.operator === '-';
      return isNegative && literal !== expression ? parent : literal;
    });
}

function isStructural(literal: SyntaxNode, within: SyntaxNode): boolean {
  for (let node = literal; node.from > within.from || node.to < within.to;) {
    const { parent } = node;
    if (!parent) return false;
    if (parent.name === 'ArrayAccess' && parent.firstChild?.from !== node.from) return true;
    if (parent.name === 'Arguments' && parent.parent?.name === 'GeneratorCall') return true;
    if (['Generators', 'Annotation', 'FieldAccess', 'TypeInst'].includes(parent.name)) return true;
    node = parent;
  }
  return false;
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

function namesOutsideProducts(node: SyntaxNode, text: string, declarations: Declarations): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (current: SyntaxNode): void => {
    if (isProduct(current, text, declarations) || calledName(current, text) === 'sum') return;
    if (current.name === 'VariableName') names.add(text.slice(current.from, current.to));
    for (let child = current.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(node);
  return names;
}

/** A scalar parameter whose value is a number, as an assignment in the model or the data, or in its declaration. */
function parameterNamed(
  name: string,
  files: readonly ParsedFile[],
  declarations: Declarations,
): Omit<NumberInSource, 'isCoefficient'> | undefined {
  for (const model of files) {
    for (const item of model.syntax.items) {
      if (item.kind !== 'declaration' || item.name !== name || !isScalarParameter(item)) continue;
      const inst = item.type.node.getChild('Inst');
      const { from } = item.type.node;
      const declare = inst ? replace(model, spanOf(inst), 'var') : replace(model, { start: from, end: from }, 'var ');
      const bounds = openBoundsBy(name, files, declarations);
      if (item.value) {
        const literal = asLiteral(item.value, model.syntax.text);
        if (!literal) return undefined;
        const opened = (text: string) => ({
          edits: [declare, replace(model, spanOf(literal), `(${text})`), ...bounds.edits],
          items: bounds.items,
        });
        return { ...numberAt(model, literal), opened };
      }
      for (const file of files) {
        for (const assignment of file.syntax.items) {
          if (assignment.kind !== 'assignment' || assignment.name !== name) continue;
          const literal = asLiteral(assignment.value, file.syntax.text);
          if (!literal) return undefined;
          // Data may not depend on decisions: the value moves to the declaration.
          const opened = (text: string) => ({
            edits: [declare, replace(file, assignment.span, ''), ...bounds.edits],
            items: [`constraint ${name} = ${text};`, ...bounds.items],
          });
          return { ...numberAt(file, literal), opened };
        }
      }
    }
  }
  return undefined;
}

/** Opens every declared domain that a parameter bounds: the bounds of a domain may not depend on decisions. */
function openBoundsBy(
  name: string,
  files: readonly ParsedFile[],
  declarations: Declarations,
): { readonly edits: readonly SourceEdit[]; readonly items: readonly string[] } {
  const edits: SourceEdit[] = [];
  const items: string[] = [];
  for (const file of files.filter(({ kind }) => kind === 'model')) {
    for (const item of file.syntax.items) {
      if (item.kind !== 'declaration' || !item.type.isVar || !item.type.domain) continue;
      if (!namesIn(item.type.domain, file.syntax.text).has(name)) continue;
      const opened = openDomain(item, file.syntax.text, declarations);
      if (!opened) continue;
      edits.push(replace(file, opened.span, opened.type));
      items.push(`constraint ${opened.constraint};`);
    }
  }
  return { edits, items };
}

function isScalarParameter({ type }: Declaration): boolean {
  return !type.isVar && !type.isArray && !type.isSet && !type.isOptional && type.primitive !== 'string';
}

function asLiteral(value: SyntaxNode, text: string): SyntaxNode | undefined {
  if (value.name === 'Integer' || value.name === 'Float') return value;
  const prefix = value.name === 'PrefixExpression' ? operation(value, text) : undefined;
  const [operand] = prefix?.operands ?? [];
  return prefix?.operator === '-' && operand && asLiteral(operand, text) ? value : undefined;
}

function numberAt(
  file: ParsedFile,
  node: SyntaxNode,
): Pick<NumberInSource, 'file' | 'span' | 'range' | 'value' | 'type'> {
  const span = spanOf(node);
  const text = file.text.slice(span.start, span.end);
  return {
    file: file.path,
    span,
    range: file.lines.rangeOf(span),
    value: text.startsWith('-') ? -Number(text.slice(1).trim()) : Number(text),
    type: /^-?\s*(\d+|0[xob][\da-fA-F]+)$/.test(text) ? 'int' : 'float',
  };
}

function openBound(
  file: ParsedFile,
  declaration: Declaration,
  literal: SyntaxNode,
  text: string,
  declarations: Declarations,
): ReturnType<NumberInSource['opened']> {
  const source = file.syntax.text;
  const opened = openDomain(declaration, source, declarations, (node) =>
    node.from <= literal.from && node.to >= literal.to
      ? `${source.slice(node.from, literal.from)}(${text})${source.slice(literal.to, node.to)}`
      : source.slice(node.from, node.to),
  );
  if (!opened) return { edits: [], items: [] };
  return { edits: [replace(file, opened.span, opened.type)], items: [`constraint ${opened.constraint};`] };
}

function replace(file: ParsedFile, span: Span, newText: string): SourceEdit {
  return { file: file.path, range: file.lines.rangeOf(span), newText };
}
