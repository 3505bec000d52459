import { symbols } from '../program';
import type { Parsed, ParsedStatement } from './parsed';
import type { Structure } from './structure';

/** Statements that are less likely say nothing of families. */
const leastSure = 0.5;

/**
 * The text again without a second family for the same amounts: "keeping a kilogram in the freezer costs 0.5" may name what is
 * kept and what is in the freezer, and then the one costs something and the other is what the constraints are about. Of the
 * 21,300 families of the corpus none is of amounts that only the objective speaks of, beside others of the same things that it
 * does not speak of. The same for moments that only take turns beside others of the same things that do more ("each worker
 * does one task at a time"). undefined where there is no such pair.
 */
export function withoutDouble<T extends Parsed>(
  parsed: T,
  { variables, things }: Structure,
  about: readonly ParsedStatement[],
): T | undefined {
  const usedBy = (isMeant: (kind: string) => boolean): Set<number | undefined> =>
    new Set(
      about
        .filter(({ kind, probability }) => probability >= leastSure && isMeant(kind))
        .flatMap(({ hypotheses: [best] }) => best?.steps ?? [])
        .map(({ symbol, places }) => {
          const said = symbols[symbol];
          return said?.kind === 'reference' && said.to === 'family'
            ? things.thing('family', places?.[0] ?? -1)
            : undefined;
        }),
    );
  const costs = usedBy((kind) => kind === 'objective');
  const limited = usedBy((kind) => kind !== 'objective');
  const shapes = variables.map(({ domain, index }) => `${JSON.stringify(domain)} over ${index.join()}`);
  const isAmount = (id: number): boolean => ['integer', 'continuous'].includes(String(variables[id]?.domain));
  const double = variables.findIndex(
    ({ index }, id) =>
      index.length > 0 &&
      isAmount(id) &&
      costs.has(id) &&
      !limited.has(id) &&
      shapes.some((shape, other) => other !== id && shape === shapes[id] && limited.has(other) && !costs.has(other)),
  );
  const twin = double < 0 ? twinOf(about, variables, things) : double;
  if (twin === undefined) return undefined;
  const isDouble = ({ kind, anchor }: ParsedStatement): boolean =>
    kind === 'family' && things.thing('family', anchor) === twin;
  return { ...parsed, statements: parsed.statements.filter((each) => !isDouble(each)) };
}

/** Moments that only take turns, beside others of the same things of which more is said. */
function twinOf(
  about: readonly ParsedStatement[],
  variables: Structure['variables'],
  things: Structure['things'],
): number | undefined {
  const turns = new Set<number>();
  const others = new Set<number>();
  for (const { probability, hypotheses } of about) {
    const steps = probability < leastSure ? [] : (hypotheses[0]?.steps ?? []);
    for (const [at, { symbol, places }] of steps.entries()) {
      const [said, before] = [symbols[symbol], symbols[steps[at - 1]?.symbol ?? -1]];
      if (said?.kind !== 'reference' || said.to !== 'family') continue;
      const family = things.thing('family', places?.[0] ?? -1);
      const isTurn = before?.kind === 'call' && (before.call === 'disjunctive' || before.call === 'cumulative');
      if (family !== undefined) (isTurn ? turns : others).add(family);
    }
  }
  return [...turns].find((id) => {
    const isLike = (other: number): boolean =>
      other !== id &&
      variables[other]?.domain === 'moment' &&
      variables[other].index.join() === variables[id]?.index.join();
    return variables[id]?.domain === 'moment' && !others.has(id) && [...others].some(isLike);
  });
}
