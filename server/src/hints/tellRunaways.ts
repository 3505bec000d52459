import { replace } from '../explain';
import { spanOf } from '../minizinc';
import { shortNumber, type Diagnostic, type Fix } from '../text';
import { placeOf, type ModelFiles } from './modelFiles';
import { isFloatType } from './places';
import type { Runaway } from './runaway';
import { hint, listed } from './say';

/** What runs away, and the line that would bound it, on each declaration. */
export function tellRunaways(
  files: ModelFiles,
  runaways: readonly Runaway[],
  severity: Diagnostic['severity'],
): readonly Diagnostic[] {
  const goal = goalOf(files);
  const related = goal
    ? [
        {
          ...placeOf(goal.file, goal.span),
          message: `Nothing limits how far this can ${goal.falls ? 'fall' : 'grow'}.`,
        },
      ]
    : [];
  return runaways.map((runaway) => {
    const { file, declaration } = runaway;
    const others = runaways.filter((other) => other !== runaway).map(({ declaration: { name } }) => `'${name}'`);
    const objective = goal?.name === undefined ? 'the objective' : `'${goal.name}'`;
    const isObjective = goal?.name === declaration.name;
    const far = isObjective
      ? ''
      : `, and so can ${objective}${goal && goal.falls !== (runaway.direction === 'down') ? (goal.falls ? ' fall' : ' grow') : ''}`;
    const fixes = boundsFor(runaway);
    const example = fixes[0] === undefined ? '' : `, for example \`${fixes[0].written}\``;
    const too = others.length > 0 ? ` ${listed(others)} must be bounded too.` : '';
    const subject = declaration.type.isArray ? `The elements of '${declaration.name}'` : `'${declaration.name}'`;
    const message = `${subject} can ${runaway.direction === 'down' ? 'fall' : 'grow'} without limit${far}. Bound ${declaration.type.isArray ? 'them' : 'it'}${example}.${too}`;
    return hint('unbounded', file, declaration.nameSpan, message, {
      severity,
      related,
      data: { name: declaration.name, direction: runaway.direction },
      fixes: fixes.map(({ fix }) => fix),
    });
  });
}

function goalOf({ models }: ModelFiles) {
  for (const file of models) {
    for (const item of file.syntax.items) {
      if (item.kind !== 'solve' || !item.objective) continue;
      const { objective } = item;
      const name = objective.name === 'VariableName' ? file.text.slice(objective.from, objective.to) : undefined;
      return { file, span: spanOf(objective), falls: item.goal === 'minimize', name };
    }
  }
  return undefined;
}

/** A comment that says whose the number is. */
const YOURS = '/* put your own limit here */';

/**
 * The declaration with a bound, or a constraint where its type cannot be written with one. The number is a placeholder
 * and said to be so; what is bounded already stays as it is.
 */
function boundsFor({
  file,
  declaration,
  direction,
  low,
  high,
}: Runaway): readonly { readonly written: string; readonly fix: Fix }[] {
  const { name, type, span, value } = declaration;
  const { primitive, domain } = type;
  const isFloat = isFloatType(type);
  const number = (of: number): string => (isFloat && Number.isInteger(of) ? `${shortNumber(of)}.0` : shortNumber(of));
  const limit = placeholder(direction === 'down' ? high : low);
  const [least, most] = direction === 'up' ? [low, limit] : direction === 'down' ? [-limit, high] : [-limit, limit];
  // Ranges of fractions have two ends.
  const end = (of: number): string => {
    if (Number.isFinite(of)) return number(of);
    return isFloat ? (of < 0 ? '-infinity' : 'infinity') : '';
  };
  const bounds = `${end(least)}..${end(most)}`;
  const word = primitive === 'int' || primitive === 'float' ? type.node.getChild('PrimitiveType') : null;
  const node = word ?? innermost(type.node)?.getChild('PrimitiveType');
  if (node && primitive !== undefined && !domain) {
    const written = `${file.text.slice(type.node.from, node.from)}${bounds}${file.text.slice(node.to, type.node.to)}: ${name}`;
    const fix = {
      title: `Write \`${written}\`: ${shortNumber(limit)} is a placeholder for your own limit`,
      edits: [replace(file, spanOf(node), `${bounds} ${YOURS}`)],
    };
    return [{ written, fix }];
  }
  if (type.isArray || value || type.isOptional) return [];
  const constraint =
    direction === 'down' ? `constraint ${name} >= ${number(-limit)};` : `constraint ${name} <= ${number(limit)};`;
  const at = { start: span.end, end: span.end };
  return [
    {
      written: constraint,
      fix: {
        title: `Add \`${constraint}\`: ${shortNumber(limit)} is a placeholder for your own limit`,
        edits: [replace(file, at, `\n${constraint} ${YOURS}`)],
      },
    },
  ];
}

function innermost(type: Runaway['declaration']['type']['node']): typeof type | undefined {
  let node = type;
  for (;;) {
    const array = node.getChild('ArrayType') ?? node.getChild('ListType');
    const inner = array?.getChildren('TypeInst').at(-1);
    if (!inner) return node;
    node = inner;
  }
}

/** A round number that lies well beyond the bound there is. */
function placeholder(bound: number): number {
  const size = Number.isFinite(bound) ? Math.abs(bound) : 0;
  return size < 50 ? 100 : 10 ** Math.ceil(Math.log10(2 * size));
}
