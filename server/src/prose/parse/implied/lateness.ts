import { within, type Expression } from '../../expression';
import type { Constraint, ProblemGraph } from '../../graph';

/**
 * The constraints of a reading less those that forbid the lateness that its aim counts: "finished by 9:30 ... minimise the
 * total lateness" does not say that nothing may be late. (Of the 255 problems of the corpus that count lateness, three have
 * such constraints.)
 */
export function withoutForbiddenLateness({ objective, definitions, constraints }: ProblemGraph): readonly Constraint[] {
  const aims = [objective?.value, ...definitions.map(({ value }) => value)];
  const due = new Set(aims.flatMap((aim) => (aim ? duesIn(aim) : [])));
  if (due.size === 0) return constraints;
  return constraints.filter((rule) => rule.kind !== 'relation' || !isDeadline(rule.body, due));
}

/** The tables of what lateness is counted from: `max(0, start[i] + duration[i] - due[i])`. */
function duesIn(aim: Expression): number[] {
  return [...within(aim)].flatMap((each) => {
    const isLateness =
      each.kind === 'call' &&
      each.name === 'max' &&
      each.operands.some((operand) => operand.kind === 'constant' && operand.value === 0);
    if (!isLateness) return [];
    return [...within(each)].flatMap((part) => {
      const due = part.kind === 'operation' && part.operator === '-' ? part.operands[1] : undefined;
      return due?.kind === 'table' ? [due.table] : [];
    });
  });
}

/** Whether a rule says of all things that they are done when they are due. */
function isDeadline(body: Expression, due: ReadonlySet<number>): boolean {
  if (body.kind !== 'over' || body.quantifier !== 'forall' || body.where) return false;
  const { body: rule } = body;
  const limit = rule.kind === 'operation' && rule.operator === '<=' ? rule.operands[1] : undefined;
  return limit?.kind === 'table' && due.has(limit.table);
}
