import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text';
import { elementLoop, isFloat } from './domains';
import { calledName, descendants, operation, withoutParentheses } from './expressions';
import type { Addition, Part } from './instrument';
import { INDEX } from './instrument';
import type { Declarations } from './names';
import type { Replacement } from './rewrite';
import { childrenOf, spanOf, type AssignmentItem, type Declaration, type ModelSyntax } from './syntax';

/** A parameter that is given numbers: each can become a variable with a constraint that says what it is. */
export interface NumericParameter {
  readonly name: string;
  /** Index of the file, and of the item in it, that declares it. */
  readonly file: number;
  readonly item: number;
  readonly declaration: Declaration;
  /** Where its value stands. */
  readonly valueFile: number;
  readonly assignment: Declaration | AssignmentItem;
  readonly value: SyntaxNode;
  /** The numbers in the value, in the order of the elements; with their signs. */
  readonly literals: readonly SyntaxNode[];
  readonly type: 'int' | 'float';
}

/** More entries than this are data that nobody reads one by one. */
const MOST_ENTRIES = 400;

/** The parameters of a model, in its own files or in `.dzn` files, whose value is written as numbers. */
export function numericParameters(
  files: readonly ModelSyntax[],
  declarations: Declarations,
): readonly NumericParameter[] {
  const assignments = new Map<string, { readonly file: number; readonly item: AssignmentItem }[]>();
  files.forEach(({ items }, file) => {
    for (const item of items) {
      if (item.kind !== 'assignment') continue;
      assignments.set(item.name, [...(assignments.get(item.name) ?? []), { file, item }]);
    }
  });
  return files.flatMap(({ items, text }, file) =>
    items.flatMap((declaration, item): readonly NumericParameter[] => {
      if (declaration.kind !== 'declaration') return [];
      const { name, type, value: own } = declaration;
      const given = assignments.get(name) ?? [];
      const [elsewhere] = given;
      if (type.isVar || type.isSet || type.isOptional || given.length > (own ? 0 : 1)) return [];
      const isNumber = type.primitive === 'int' || type.primitive === 'float' || type.domain !== undefined;
      const value = own ?? elsewhere?.item.value;
      const literals = value && isNumber ? literalsOf(value, files[elsewhere?.file ?? file]?.text ?? '') : undefined;
      if (!value || !literals || literals.length === 0 || literals.length > MOST_ENTRIES) return [];
      if (type.isArray ? !elementLoop(name, type) : !isLiteral(value, files[elsewhere?.file ?? file]?.text ?? ''))
        return [];
      const float =
        type.primitive === 'float' || (type.domain !== undefined && isFloat(type.domain, text, declarations));
      return [
        {
          ...{ name, file, item, declaration, value, literals, type: float ? 'float' : 'int' },
          valueFile: own ? file : (elsewhere?.file ?? file),
          assignment: own || !elsewhere ? declaration : elsewhere.item,
        },
      ];
    }),
  );
}

/** The numbers that a value is made of; undefined where it is made of anything else. */
function literalsOf(value: SyntaxNode, text: string): readonly SyntaxNode[] | undefined {
  const node = withoutParentheses(value);
  if (isLiteral(node, text)) return [node];
  switch (node.name) {
    case 'ArrayLiteral':
    case 'Row': {
      const elements = childrenOf(node);
      const indexed = elements.filter(({ name }) => name === 'Indexed');
      if (indexed.length > 0 && indexed.length < elements.length) return undefined;
      const numbers = elements.map((element) => (element.name === 'Indexed' ? childrenOf(element).at(-1) : element));
      return numbers.every((number) => number !== undefined && isLiteral(number, text))
        ? numbers.filter((number) => number !== undefined)
        : undefined;
    }
    case 'ArrayLiteral2d': {
      const rows = childrenOf(node).map((row) => (row.name === 'Row' ? literalsOf(row, text) : undefined));
      return rows.every((row) => row !== undefined) ? rows.flat() : undefined;
    }
    case 'Call': {
      if (!/^array[1-6]d$/.test(calledName(node, text) ?? '')) return undefined;
      const list = childrenOf(node.getChild('Arguments') ?? node).at(-1);
      return list?.name === 'ArrayLiteral' ? literalsOf(list, text) : undefined;
    }
    default:
      return undefined;
  }
}

/** The indices of `[Mon: 7, Tue: 4]` as they are written; undefined where the elements have none. */
function writtenIndices(value: SyntaxNode, text: string): readonly string[] | undefined {
  const node = withoutParentheses(value);
  if (node.name !== 'ArrayLiteral') return undefined;
  const indices = childrenOf(node).flatMap((element) => {
    const number = element.name === 'Indexed' ? childrenOf(element).at(-1) : undefined;
    const index = number && text.slice(element.from, number.from).replace(/:\s*$/, '').trim();
    return index === undefined ? [] : [index.replace(/^\((.*)\)$/s, '$1')];
  });
  return indices.length > 0 ? indices : undefined;
}

function isLiteral(node: SyntaxNode, text: string): boolean {
  if (node.name === 'Integer' || node.name === 'Float') return true;
  if (node.name !== 'PrefixExpression') return false;
  const prefix = operation(node, text);
  const [operand] = prefix?.operands ?? [];
  return prefix?.operator === '-' && operand !== undefined && isLiteral(operand, text);
}

/** What of a file's text is in use, and which declared domains in it become constraints. */
export interface UsedFile {
  readonly syntax: ModelSyntax;
  keeps(span: Span): boolean;
  opensDomain(item: number): boolean;
}

/**
 * The parameters that can be variables as far as the text tells: wherever they are used they are a limit, added and
 * compared, and never decide how many constraints there are or are multiplied by what is decided.
 */
export function limitsAmong(
  parameters: readonly NumericParameter[],
  files: readonly UsedFile[],
  declarations: Declarations,
): readonly NumericParameter[] {
  const names = new Set(parameters.map(({ name }) => name));
  const refused = new Set<string>();
  const used = new Set<string>();
  for (const file of files) {
    const { items, text } = file.syntax;
    items.forEach((item, index) => {
      if (item.kind === 'solve' || item.kind === 'output' || item.kind === 'include') return;
      for (const node of descendants(item.node, ({ name }) => name === 'VariableName')) {
        const name = text.slice(node.from, node.to);
        if (!names.has(name)) continue;
        if (item.kind === 'constraint') {
          if (!file.keeps(spanOf(node))) continue;
          used.add(name);
          if (!isLimit(node, item.expression, text, names, declarations)) refused.add(name);
        } else if (item.kind === 'declaration' && file.opensDomain(index) && isBound(node, item)) used.add(name);
        else refused.add(name);
      }
    });
  }
  return parameters.filter(({ name }) => used.has(name) && !refused.has(name));
}

/** Whether a name stands in the declared domain, not in the index sets. */
function isBound(node: SyntaxNode, { type }: Declaration): boolean {
  return type.domain !== undefined && node.from >= type.domain.from && node.to <= type.domain.to;
}

const LOOPS: ReadonlySet<string> = new Set(['forall', 'exists', 'sum']);

function isLimit(
  name: SyntaxNode,
  top: SyntaxNode,
  text: string,
  candidates: ReadonlySet<string>,
  declarations: Declarations,
): boolean {
  const isPlain = (node: SyntaxNode): boolean =>
    descendants(node, ({ name: kind }) => kind === 'VariableName').every((one) => {
      const used = text.slice(one.from, one.to);
      return !candidates.has(used) && declarations.get(used)?.isVar !== true;
    });
  const fits = (node: SyntaxNode, child: SyntaxNode): boolean => {
    switch (node.name) {
      case 'ParenthesizedExpression':
      case 'AnnotatedExpression':
      case 'PrefixExpression':
      case 'Arguments':
      case 'Body':
      case 'ArrayLiteral':
        return true;
      case 'BinaryExpression': {
        const binary = operation(node, text);
        if (binary?.operator === '*') return binary.operands.every((part) => part.from === child.from || isPlain(part));
        return /^(\+|-|[<>=]=?|!=|≠|≤|≥|\/\\|∧|\\\/|∨|->|<-|<->|→|←|↔|xor)$/.test(binary?.operator ?? '');
      }
      case 'ArrayAccess':
        return childrenOf(node).at(0)?.from === child.from;
      case 'GeneratorCall':
        return child.name === 'Body' && LOOPS.has(calledName(node, text) ?? '');
      case 'Call':
        return child.name === 'Arguments' && LOOPS.has(calledName(node, text) ?? '');
      case 'ArrayComprehension':
        return child.name !== 'Generators';
      case 'IfExpression':
        return child.prevSibling?.name === 'then' || child.prevSibling?.name === 'else';
      default:
        return false;
    }
  };
  for (let child = name; child.from > top.from || child.to < top.to;) {
    const { parent } = child;
    if (!parent || !fits(parent, child)) return false;
    child = parent;
  }
  return true;
}

/** Numbers become variables: what changes in which file, what is added to the first, and the parts. */
export interface OpenedData {
  readonly changes: ReadonlyMap<number, readonly Replacement[]>;
  readonly additions: readonly { readonly file: number; readonly addition: Addition }[];
  readonly parts: readonly { readonly file: number; readonly part: Part }[];
}

/**
 * Replaces each number in the values of the parameters by a variable, and adds constraints that say what they are.
 *
 * @param isData whether a file holds data only: what is assigned there moves to the file of the declaration
 */
export function openData(
  parameters: readonly NumericParameter[],
  files: readonly ModelSyntax[],
  isData: (file: number) => boolean,
  { predicate, firstId }: { readonly predicate: string; readonly firstId: number },
): OpenedData {
  const changes = new Map<number, Replacement[]>();
  const additions: { file: number; addition: Addition }[] = [];
  const parts: { file: number; part: Part }[] = [];
  const change = (file: number, replacement: Replacement): void => {
    changes.set(file, [...(changes.get(file) ?? []), replacement]);
  };
  for (const parameter of parameters) {
    const { name, file, item, declaration, valueFile, assignment, literals, type } = parameter;
    const valueText = files[valueFile]?.text ?? '';
    const add = (line: string): void => {
      additions.push({ file, addition: { item, text: line } });
    };
    const variables = literals.map((literal): Replacement => {
      const id = firstId + parts.length;
      const span = spanOf(literal);
      const standsIn = { span, itemSpan: assignment.span, parameter: name };
      parts.push({ file: valueFile, part: { id, kind: 'data', loopNames: [INDEX], ...standsIn } });
      return { ...span, newText: `${predicate}_data${id}` };
    });
    change(file, varType(declaration));
    if (isData(valueFile)) {
      const { start, end } = spanOf(parameter.value);
      change(valueFile, { ...assignment.span, newText: '' });
      let value = '';
      let position = start;
      for (const variable of variables) {
        value += valueText.slice(position, variable.start) + variable.newText;
        position = variable.end;
      }
      add(`${name} = ${value}${valueText.slice(position, end)};`);
    } else {
      for (const variable of variables) change(valueFile, variable);
    }
    variables.forEach(({ newText }) => add(`var ${type}: ${newText};`));
    add(saying(parameter, variables, valueText, predicate, firstId + parts.length - variables.length));
  }
  return { changes, additions, parts };
}

/** `var` before the type of the elements. */
function varType({ type: { element } }: Declaration): Replacement {
  const inst = element.getChild('Inst');
  return inst ? { ...spanOf(inst), newText: 'var' } : { start: element.from, end: element.from, newText: 'var ' };
}

/** The constraint that says what the numbers of a parameter are. */
function saying(
  { name, declaration, value, literals, type }: NumericParameter,
  variables: readonly Replacement[],
  text: string,
  predicate: string,
  firstId: number,
): string {
  const numbers = literals.map(({ from, to }) => text.slice(from, to));
  const loop = declaration.type.isArray ? elementLoop(name, declaration.type) : undefined;
  if (!loop) return `constraint ${predicate}(${firstId}, "", ${name} = ${numbers[0] ?? ''});`;
  const indices = writtenIndices(value, text);
  // Written in any order, elements are told by the indices beside them.
  const labels = indices
    ? indices.map((index) => `"${INDEX}=${index.replace(/[\\"]/g, '\\$&')}"`).join(', ')
    : `"${INDEX}=${loop.names.map((one) => `\\(${one})`).join(', ')}" | ${loop.generators}`;
  return (
    `constraint let { array[int] of string: mw_label = [${labels}]; ` +
    `array[int] of var ${type}: mw_value = [${variables.map(({ newText }) => newText).join(', ')}]; ` +
    `array[int] of ${type}: mw_number = [${numbers.join(', ')}] } in ` +
    `forall(mw_k in index_set(mw_number))` +
    `(${predicate}(${firstId} + mw_k - 1, mw_label[mw_k], mw_value[mw_k] = mw_number[mw_k]));`
  );
}
