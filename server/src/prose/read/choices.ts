import type { Document } from './document';
import { logSumExp, type Heads } from './heads';
import { cost } from './habits';
import { towards, type Slot } from './rows';
import type { VariableSet } from './variables';

/** One way to fill a row: what it says of each variable. */
export interface Choice {
  readonly slots: readonly Slot[];
  /** The log-probability less what the choice costs by itself. */
  readonly score: number;
  readonly logProbability: number;
}

/** The best ways to fill the row at a position, whose own number (if it has one) is no coefficient of it. */
export type Choices = (position: number, own: number | undefined) => readonly Choice[];

const kept = 40;
const beamWidth = 200;

/**
 * Prepares the choices for one set of variables and the numbers that may be coefficients. They are made once a row.
 * @param aim stems of what the objective speaks of
 */
export function choicesOf(
  document: Document,
  heads: Heads,
  variables: VariableSet['variables'],
  numbers: readonly number[],
  aim: ReadonlySet<string>,
): Choices {
  const positionOf = (number: number): number => (document.numbers[number]?.first ?? 0) + 1;
  const owners = variables.map(
    (mentions) =>
      new Map(numbers.map((number) => [number, towards(heads, 'numberVariable', positionOf(number), mentions)])),
  );

  /** Log-probabilities of zero, one and each number, best first. */
  function slotScores(position: number, variable: number, own: number | undefined): { slot: Slot; score: number }[] {
    const mentions = variables[variable] ?? [];
    const raw: { slot: Slot; score: number }[] = [
      { slot: 'zero', score: towards(heads, 'rowZero', position, mentions) },
      { slot: 'one', score: towards(heads, 'rowOne', position, mentions) },
    ];
    for (const number of numbers) {
      const owned = owners[variable]?.get(number) ?? -Infinity;
      if (number !== own)
        raw.push({ slot: number, score: heads.pair('numberRow', positionOf(number), position) + owned });
    }
    const total = logSumExp(raw.map(({ score }) => score));
    return raw.map(({ slot, score }) => ({ slot, score: score - total })).sort((a, b) => b.score - a.score);
  }

  function beam(position: number, own: number | undefined): Choice[] {
    let partial: { slots: Slot[]; logProbability: number }[] = [{ slots: [], logProbability: 0 }];
    variables.forEach((_, variable) => {
      const scores = slotScores(position, variable, own);
      const few = [...scores.slice(0, 5), ...scores.slice(5).filter(({ slot }) => slot === 'one')];
      partial = partial
        .flatMap((each) =>
          few.map(({ slot, score }) => ({ slots: [...each.slots, slot], logProbability: each.logProbability + score })),
        )
        .sort((a, b) => b.logProbability - a.logProbability)
        .slice(0, beamWidth);
    });
    return partial
      .map((each) => ({ ...each, score: each.logProbability - strangeness(document, each.slots, own, aim) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, kept);
  }

  const known = new Map<number, readonly Choice[]>();
  return (position, own) => {
    const made = known.get(position) ?? beam(position, own);
    known.set(position, made);
    return made;
  };
}

/**
 * What a row costs by itself: numbers of several units or of other things than its limit or the objective speaks of, a
 * number twice, numbers beside bare counts.
 */
function strangeness(
  { numbers }: Document,
  slots: readonly Slot[],
  own: number | undefined,
  aim: ReadonlySet<string>,
): number {
  const used = slots.filter((slot) => typeof slot === 'number');
  const units = new Set(
    used.flatMap((number) => numbers[number]?.quantity.unit?.toLowerCase().replace(/s$/u, '') ?? []),
  );
  const stuff = new Set(used.flatMap((number) => numbers[number]?.stuff ?? []));
  const limited = own === undefined ? undefined : numbers[own]?.stuff;
  const isOther = [...stuff].some((each) =>
    own === undefined
      ? numbers.some((number) => number.stuff !== undefined && aim.has(number.stuff)) && !aim.has(each)
      : limited !== undefined && limited !== each,
  );
  const repeated = new Set(used).size < used.length;
  return (
    (units.size > 1 || stuff.size > 1 ? cost.units : 0) +
    (isOther ? cost.units : 0) +
    (repeated ? cost.sameNumber : 0) +
    (used.length > 0 && slots.includes('one') ? cost.mixed : 0)
  );
}
