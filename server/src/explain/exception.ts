import type { SyntaxNode } from '@lezer/common';
import type { TracedPart } from '../compile';
import { calledName, childrenOf, generatorsOf, operation, withoutParentheses } from '../minizinc';
import type { SourceEdit } from '../text';
import { fileAt, replace, type SourceModel } from './sourceModel';

/** One case of a loop that need not hold. */
export interface Exception {
  readonly edits: readonly SourceEdit[];
  /** "d = Tue" */
  readonly of: string;
}

/**
 * Takes one case out of a `forall` by a condition: `forall(d in DAY where not (d = Tue))(...)`. undefined where that says
 * more or less than the one part: the loop's body has other parts, or the case has no plain name.
 */
export function exceptionFor({ origin, item, kind }: TracedPart, model: SourceModel): Exception | undefined {
  const file = fileAt(model, origin.file);
  const span = file?.lines.spanOf(item);
  const whole = file?.syntax.items.find((other) => other.span.start === span?.start);
  if (kind !== 'constraint' || !file || whole?.kind !== 'constraint') return undefined;
  const loop = withoutParentheses(whole.expression);
  if (loop.name !== 'GeneratorCall' || calledName(loop, file.text) !== 'forall') return undefined;
  const body = loop.getChild('Body')?.getChild('Expression');
  const leaf = file.lines.spanOf(origin.range);
  const isBody =
    body && [body, withoutParentheses(body)].some((node) => node.from === leaf.start && node.to === leaf.end);
  const names = generatorsOf(loop, file.text)?.flatMap((generator) => generator.names) ?? [];
  const values = names.map((name) => [name, origin.indices[name]] as const);
  const last = childrenOf(loop.getChild('Arguments') ?? loop).at(-1);
  if (!isBody || !last || values.length === 0) return undefined;
  if (values.some(([, value]) => value === undefined || !/^(-?\d+|[A-Za-z]\w*)$/.test(value))) return undefined;
  const conditions = values.map(([name, value]) => `${name} = ${value ?? ''}`);
  const exception = `not (${conditions.join(' /\\ ')})`;
  const edits = conditionEdits(last, exception, file.text).map(({ at, text }) =>
    replace(file, { start: at, end: at }, text),
  );
  return { edits, of: conditions.join(', ') };
}

function conditionEdits(
  last: SyntaxNode,
  exception: string,
  text: string,
): readonly { readonly at: number; readonly text: string }[] {
  const where = last.name === 'Filtered' ? childrenOf(last).at(-1) : undefined;
  if (!where) return [{ at: last.to, text: ` where ${exception}` }];
  const binary = operation(where, text);
  const isPlain = !binary || binary.operands.length < 2 || /^([=!<>]=?|==|in|\/\\)$/.test(binary.operator);
  if (isPlain) return [{ at: where.to, text: ` /\\ ${exception}` }];
  return [
    { at: where.from, text: '(' },
    { at: where.to, text: `) /\\ ${exception}` },
  ];
}
