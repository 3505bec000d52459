import type { SyntaxNode } from '@lezer/common';
import { calledName, childrenOf, operation, parseModel, type Declaration } from '../minizinc';
import type { SourceEdit, Span } from '../text';
import { indexSets, type IndexSet } from './indexSets';
import { jsonValues } from './jsonValues';
import { isExpression } from './pieces';
import type { ReadSource, ReadSources } from './sources';
import type { EditsForChanges, Parameter, ParameterChange } from './types';

/** Longer arrays are not listed entry by entry, and lists end after so many; a change may still name any entry. */
const MOST_ENTRIES = 60;
const MOST_LISTED = 200;

/** The parameters that are worth a list for people: scalars first, then the entries of short arrays. */
export function shortList<P extends Parameter>(parameters: readonly P[]): readonly P[] {
  const sizes = new Map<string, number>();
  for (const { array } of parameters) if (array !== undefined) sizes.set(array, (sizes.get(array) ?? 0) + 1);
  const isShort = ({ array }: Parameter): boolean => array === undefined || (sizes.get(array) ?? 0) <= MOST_ENTRIES;
  const listed = parameters.filter(isShort);
  const [scalars, entriesOfArrays] = [
    listed.filter(({ array }) => array === undefined),
    listed.filter(({ array }) => array !== undefined),
  ];
  return [...scalars, ...entriesOfArrays].slice(0, MOST_LISTED);
}

/**
 * The parameters of a model whose value is written out as a literal, in the model or its data: scalars (numbers,
 * Booleans, members of enums), and the entries of arrays of one or two dimensions.
 */
export function parametersOf(sources: ReadSources): readonly Parameter[] {
  return sources.files
    .filter(({ kind }) => kind === 'model')
    .flatMap((file) =>
      file.syntax.items.flatMap((item) => (item.kind === 'declaration' ? entries(item, file, sources) : [])),
    );
}

interface Value {
  readonly file: ReadSource;
  /** The text that the node stands in, and where it begins in the file. */
  readonly text: string;
  readonly offset: number;
  readonly node: SyntaxNode;
}

function entries(declaration: Declaration, file: ReadSource, sources: ReadSources): readonly Parameter[] {
  const { type, name } = declaration;
  if (type.isVar || type.isSet || type.isOptional || type.primitive === 'string' || type.primitive === 'ann') return [];
  const value = valueOf(declaration, file, sources);
  if (!value) return [];
  if (!type.isArray)
    return isLiteral(value.node, value.text, sources) ? [parameter(name, name, value, value.node)] : [];
  const rows = rowsOf(value.node, value.text);
  const sets = indexSets(type, file.text, sources);
  if (!rows || !sets) return [];
  return labelled(rows, sets).flatMap(({ node, label }) =>
    isLiteral(node, value.text, sources)
      ? [{ ...parameter(`${name}[${label}]`, `${name}[${label}]`, value, node), array: name }]
      : [],
  );
}

function parameter(name: string, label: string, { file, text, offset }: Value, { from, to }: SyntaxNode): Parameter {
  const range = file.lines.rangeOf({ start: offset + from, end: offset + to });
  return { name, label, value: text.slice(from, to), place: { file: file.path, range } };
}

/** The value of a parameter: in its declaration, an assignment, a `.dzn` or a JSON file. */
function valueOf({ name, value }: Declaration, file: ReadSource, { files }: ReadSources): Value | undefined {
  if (value) return { file, text: file.text, offset: 0, node: value };
  for (const other of files) {
    if (other.isJson) {
      const span = jsonValues(other.text).get(name);
      const found = span && parsedValue(other, span);
      if (found) return found;
    }
    for (const item of other.syntax.items) {
      if (item.kind === 'assignment' && item.name === name)
        return { file: other, text: other.text, offset: 0, node: item.value };
    }
  }
  return undefined;
}

/** A JSON value reads as MiniZinc where it is made of numbers, Booleans, strings and lists. */
function parsedValue(file: ReadSource, { start, end }: Span): Value | undefined {
  const head = 'x=';
  const { items, errors, text } = parseModel(head + file.text.slice(start, end));
  const [item] = items;
  if (errors.length > 0 || item?.kind !== 'assignment') return undefined;
  return { file, text, offset: start - head.length, node: item.value };
}

/** A number with its sign, a Boolean, or the name of an enum's member (in JSON a string). */
function isLiteral(node: SyntaxNode, text: string, { declarations }: ReadSources): boolean {
  switch (node.name) {
    case 'Integer':
    case 'Float':
    case 'Boolean':
      return true;
    case 'String':
      return true;
    case 'VariableName':
      return !declarations.has(text.slice(node.from, node.to));
    case 'PrefixExpression': {
      const { operator, operands } = operation(node, text) ?? { operator: '', operands: [] };
      return operator === '-' && ['Integer', 'Float'].includes(operands[0]?.name ?? '');
    }
    default:
      return false;
  }
}

/** The elements of an array literal by rows; undefined where they cannot be told apart. */
function rowsOf(value: SyntaxNode, text: string): readonly (readonly SyntaxNode[])[] | undefined {
  const called = calledName(value, text);
  if (called === 'array1d' || called === 'array2d') {
    const list = childrenOf(value.getChild('Arguments') ?? value).at(-1);
    return list?.name === 'ArrayLiteral' ? rowsOf(list, text) : undefined;
  }
  const children = childrenOf(value);
  if (value.name === 'ArrayLiteral') {
    if (children.some(({ name }) => name === 'Indexed')) return undefined;
    const nested = children.length > 0 && children.every(({ name }) => name === 'ArrayLiteral');
    return nested ? children.map((row) => childrenOf(row)) : [children];
  }
  if (value.name !== 'ArrayLiteral2d') return undefined;
  const rows = children.map((row) => childrenOf(row));
  // Rows and columns may be named in the literal: then it has a row or a column of names.
  const named = /[:]/.test(text.slice(value.from, value.to).replace(/"[^"\n]*"|%[^\n]*/g, ''));
  return named ? undefined : rows;
}

/** Elements with their indices, row by row; a flat list is cut into rows by the length of the second index set. */
function labelled(
  rows: readonly (readonly SyntaxNode[])[],
  [first, second, ...more]: readonly IndexSet[],
): readonly { readonly node: SyntaxNode; readonly label: string }[] {
  const [only] = rows;
  if (!first || more.length > 0) return [];
  if (!second) {
    const names = rows.length === 1 && only ? first.names(only.length) : undefined;
    return (only ?? []).flatMap((node, place) => labelledBy(node, names?.[place]));
  }
  const cut = rows.length === 1 && only && first.size !== 1 ? cutInto(only, second.size) : rows;
  const rowNames = first.names(cut.length);
  return cut.flatMap((row, place) => {
    const columnNames = second.names(row.length);
    return row.flatMap((node, column) => labelledBy(node, rowNames?.[place], columnNames?.[column]));
  });
}

function labelledBy(node: SyntaxNode, ...names: readonly (string | undefined)[]) {
  return names.includes(undefined) ? [] : [{ node, label: names.join(',') }];
}

function cutInto(flat: readonly SyntaxNode[], length: number | undefined): readonly (readonly SyntaxNode[])[] {
  if (length === undefined || length === 0 || flat.length % length !== 0) return [];
  return Array.from({ length: flat.length / length }, (_, row) => flat.slice(row * length, (row + 1) * length));
}

/** The parameter of a name, white space aside. */
export function parameterNamed<P extends Parameter>(name: string, parameters: readonly P[]): P | undefined {
  const wanted = name.replace(/\s+/g, '');
  return parameters.find((one) => one.name.replace(/\s+/g, '') === wanted);
}

/** The edits that write other values into the source, or what is wrong with a change. */
export function editsFor(changes: readonly ParameterChange[], parameters: readonly Parameter[]): EditsForChanges {
  const edits = new Map<Parameter, SourceEdit>();
  for (const [index, { name, value }] of changes.entries()) {
    const found = parameterNamed(name, parameters);
    if (!found) return { kind: 'wrong', index, problem: unknownParameter(name, parameters) };
    const written = value.trim();
    if (written === '' || !isExpression(written)) {
      return { kind: 'wrong', index, problem: `“${written}” is no value for ${found.name}.` };
    }
    if (written === found.value) continue;
    const quoted = found.value.startsWith('"') && !written.startsWith('"');
    edits.set(found, { ...found.place, newText: quoted ? JSON.stringify(written) : written });
  }
  return { kind: 'edits', edits: [...edits.values()] };
}

function unknownParameter(name: string, parameters: readonly Parameter[]): string {
  const scalars = [...new Set(parameters.map(({ name: own, array }) => array ?? own))].slice(0, 12);
  const known = scalars.length > 0 ? ` Those with a value written out are ${scalars.join(', ')}.` : '';
  return `There is no parameter “${name}” whose value could be changed.${known}`;
}
