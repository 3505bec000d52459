import type { Constraint, DecisionVariable, VariableId } from './graph';

/** What joins a name to another one: "7 boxes and bags". */
const joined = /^\s*(?:,|and\b|&|\+|or\b|\/|plus\b)\s*/iu;

/** "At least 30 of them in the circle". */
const OF_THEM =
  /^ (?:of (?:them|these|those|which|whom)|(?:seats|places|pieces|units) of (?:them|these)) (?:(?:must|should|have to|has to|need to|are to|to) )?(?:be )?(?:in|on|for|from|at|to)(?= )(?: the(?= ))?/iu;

/**
 * A limit as the name right behind its number wants it: "at least 10 tourist buses" limits these buses, and neither another
 * amount nor all of them together. (Of 2,362 limits of the corpus with a name behind them 19 say something else, 14 of them
 * of two names that are joined.) Any other constraint is left as it is.
 */
export function ofNameBehind(constraint: Constraint, variables: readonly DecisionVariable[], text: string): Constraint {
  if (constraint.kind !== 'bound' && constraint.kind !== 'total') return constraint;
  const variable = nameBehind(constraint.limit.span.end, variables, text);
  return variable === undefined ? constraint : { ...constraint, kind: 'bound', variable };
}

/** The one variable whose name begins there, and is not joined to another one. */
function nameBehind(limit: number, variables: readonly DecisionVariable[], text: string): VariableId | undefined {
  const end = limit + (OF_THEM.exec(text.slice(limit))?.[0].length ?? 0);
  const begin = /^[ \u00a0-]/u.test(text.slice(end)) ? end + 1 : end;
  const named = variables.flatMap(({ mentions, index }, variable) => {
    const there = mentions.filter(({ start }) => start === begin);
    const name = there.reduce((longest, { end: last }) => Math.max(longest, last), 0);
    return there.length > 0 && index.length === 0 ? [{ variable, name }] : [];
  });
  const [only, second] = named;
  if (!only || second) return undefined;
  const join = joined.exec(text.slice(only.name));
  const behind = only.name + (join?.[0].length ?? 0);
  const isJoined =
    join !== null &&
    variables.some(
      ({ mentions }, variable) =>
        variable !== only.variable && mentions.some(({ start }) => start >= behind && start <= behind + 4),
    );
  return isJoined ? undefined : only.variable;
}
