import { LITERAL, readLiteral, type Statement } from '../../server/src/prose/cited';
import type { GoldRecord } from './record';

/** The gold as MiniZinc, to be compiled and solved. */
export function modelOf(record: GoldRecord): string {
  const lines = ['include "globals.mzn";'];
  const horizon = horizonOf(record);
  let objective = 'solve satisfy;';
  for (const [index, statement] of record.statements.entries()) {
    switch (statement.kind) {
      case 'set':
        lines.push(`enum ${statement.id} = {${statement.members.map(({ id }) => id).join(', ')}};`);
        break;
      case 'range':
        lines.push(`set of int: ${statement.id} = ${expressionText(statement.from)}..${expressionText(statement.to)};`);
        break;
      case 'data':
        lines.push(tableText(statement));
        break;
      case 'pairs': {
        const { id, sets, pairs } = statement;
        const binders = sets.map((set, at) => `i${String(at)} in ${set}`).join(', ');
        const names = sets.map((_, at) => `i${String(at)}`);
        const any = pairs.map((pair) => `(${pair.map((name, at) => `${names[at] ?? ''} = ${name}`).join(' /\\ ')})`);
        lines.push(`array[${sets.join(', ')}] of bool: ${id} = array${String(sets.length)}d(${sets.join(', ')}, [`);
        lines.push(`  ${any.join(' \\/ ') || 'false'} | ${binders}]);`);
        break;
      }
      case 'var': {
        const type = typeText(statement.type, statement.sets, horizon);
        const index = statement.sets.length > 0 ? `array[${statement.sets.join(', ')}] of ` : '';
        lines.push(`${index}var ${type}: ${statement.id};`);
        break;
      }
      case 'let':
        lines.push(`any: ${statement.id} = ${expressionText(statement.expression)};`);
        break;
      case 'objective':
        objective = `solve ${statement.direction} ${expressionText(statement.expression)};`;
        break;
      case 'constraint':
        lines.push(
          statement.force === 'soft'
            ? `var bool: wish_${String(index)} = (${expressionText(statement.expression)});`
            : `constraint ${expressionText(statement.expression)};`,
        );
        break;
      default:
        break;
    }
  }
  return `${[...lines, objective].join('\n')}\n`;
}

/** An expression of the gold as MiniZinc: every number by its value. */
export function expressionText(expression: string): string {
  return expression.replace(LITERAL, (literal) => {
    if (literal.startsWith('`')) return expressionText(literal.slice(1, -1));
    if (/^[A-Za-z_]/u.test(literal)) return literal;
    const parts = /^(\d+)\/(\d+)/u.exec(literal);
    if (parts) return `(${parts[1] ?? ''}/${parts[2] ?? ''})`;
    return String(readLiteral(literal)?.value ?? literal);
  });
}

function tableText({ id, sets, values, fallback }: Statement & { kind: 'data' }): string {
  const cells = values.flat().map((text) => expressionText(text === '_' ? (fallback ?? '_') : text));
  const type = cells.some((cell) => /[./e]/u.test(cell)) ? 'float' : 'int';
  if (sets.length === 0) return `${type}: ${id} = ${cells.join('')};`;
  const index = sets.join(', ');
  return `array[${index}] of ${type}: ${id} = array${String(sets.length)}d(${index}, [${cells.join(', ')}]);`;
}

function typeText(type: string, sets: readonly string[], horizon: number): string {
  switch (type) {
    case 'int':
      return '0..infinity';
    case 'real':
      return '0.0..infinity';
    case 'free int':
      return 'int';
    case 'free real':
      return 'float';
    case 'bool':
      return 'bool';
    case 'time':
      return `0..${String(horizon)}`;
    case 'position':
      return `1..card(${sets[0] ?? ''})`;
    default:
      return expressionText(type);
  }
}

/** No start or end can be later: all numbers of the gold together, in its finest unit. */
function horizonOf(record: GoldRecord): number {
  let sum = 0;
  let finest = 1;
  const add = (source: string): void => {
    for (const [literal] of source.matchAll(LITERAL)) {
      const known = literal.startsWith('`');
      const value = readLiteral(known ? literal.slice(1, -1) : literal)?.value ?? 0;
      if (known) finest = Math.max(finest, value);
      else sum += value;
    }
  };
  for (const statement of record.statements) {
    if (statement.kind === 'data') for (const cell of statement.values.flat()) add(cell);
    if ('expression' in statement) add(statement.expression);
  }
  return Math.min(1_000_000, Math.max(24, Math.ceil(sum * Math.min(finest, 60))));
}
