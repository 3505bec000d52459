import type { SyntaxNode } from '@lezer/common';
import type { ParsedFile } from '../explain';
import { calledName, descendants, operation, spanOf, withoutParentheses, type Declarations } from '../minizinc';
import type { Diagnostic } from '../text';
import type { ModelFiles } from './modelFiles';
import { isFloatType } from './places';
import { hint } from './say';

const EQUAL: ReadonlySet<string> = new Set(['=', '==']);
const UNEQUAL: ReadonlySet<string> = new Set(['!=', '≠']);

/**
 * Comparisons of continuous decisions that tell almost nothing: `x != y`, and `x = y` as a condition. An equation that
 * must hold is sound, and not told of.
 */
export function floatComparisons(files: ModelFiles): readonly Diagnostic[] {
  return files.models.flatMap((file) =>
    file.syntax.items.flatMap((item) => {
      if (item.kind !== 'constraint') return [];
      const { expression } = item;
      return descendants(expression, ({ name }) => name === 'BinaryExpression').flatMap((node) => {
        const comparison = operation(node, file.text);
        if (!comparison || !comparison.operands.some((side) => isFloat(side, file, files.declarations))) return [];
        const { operator } = comparison;
        if (UNEQUAL.has(operator)) {
          return [
            hint(
              'float-equality',
              file,
              spanOf(node),
              'Continuous values can differ by as little as one likes, so this rules next to nothing out. Say by how much ' +
                'they must differ at least, for example `abs(x - y) >= 0.01`.',
            ),
          ];
        }
        if (!EQUAL.has(operator) || !isCondition(node, expression, file.text)) return [];
        return [
          hint(
            'float-equality',
            file,
            spanOf(node),
            'Whether two continuous values are exactly equal depends on rounding: as a condition this is hardly ever what ' +
              'is meant. Compare with a tolerance, for example `abs(x - y) <= 0.001`.',
          ),
        ];
      });
    }),
  );
}

/** A term over continuous decisions, as far as the declarations tell. */
function isFloat(side: SyntaxNode, file: ParsedFile, declarations: Declarations): boolean {
  const node = withoutParentheses(side);
  if (node.name === 'VariableName' || node.name === 'ArrayAccess') {
    const head = node.name === 'ArrayAccess' ? node.firstChild : node;
    const type = head && declarations.get(file.text.slice(head.from, head.to));
    return type?.isVar === true && !type.isSet && (node.name === 'ArrayAccess') === type.isArray && isFloatType(type);
  }
  const arithmetic = operation(node, file.text);
  if (arithmetic && /^[-+*/]$/.test(arithmetic.operator)) {
    return arithmetic.operands.some((operand) => isFloat(operand, file, declarations));
  }
  return false;
}

/** Left of an implication, under a negation, in a disjunction, as the condition of an `if`, counted by `bool2int`. */
function isCondition(node: SyntaxNode, within: SyntaxNode, text: string): boolean {
  for (let current = node; current.from > within.from || current.to < within.to;) {
    const { parent } = current;
    if (!parent) return false;
    if (parent.name === 'PrefixExpression') return operation(parent, text)?.operator !== '-';
    if (calledName(parent, text) === 'bool2int') return true;
    if (parent.name === 'IfExpression') {
      const isTested = current.nextSibling?.name === 'then';
      if (isTested) return true;
    }
    const binary = parent.name === 'BinaryExpression' ? operation(parent, text) : undefined;
    const isFirst = binary?.operands[0]?.from === current.from;
    switch (binary?.operator) {
      case '->':
      case '→':
      case '⟶':
        if (isFirst) return true;
        break;
      case '<-':
      case '←':
      case '⟵':
        if (!isFirst) return true;
        break;
      case '<->':
      case '↔':
      case '⟷':
      case 'xor':
      case '⊻':
        return true;
      default:
        break;
    }
    current = parent;
  }
  return false;
}
