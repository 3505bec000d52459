import type { ProblemGraph } from '../graph';
import { odditiesOf } from '../implausible';
import type { Choice, Chosen } from './joint';

/** So much less likely (natural logarithms) another way to read a statement may be to mend what is odd about the whole. */
const mostLoss = 4;
/** More statements than this are not read anew. */
const mostChanges = 3;

/**
 * A choice of readings that means nothing odd, if there is one close by: statement by statement the likeliest other way
 * that leaves less to wonder at. A text that says "we promised 500 kilos" asks for them, since else nothing need be made.
 * @param graphOf what a choice means
 */
export function plausibly(
  choices: readonly Choice[],
  chosen: Chosen,
  graphOf: (chosen: Chosen) => ProblemGraph,
): Chosen {
  const oddIn = (way: Chosen): number => odditiesOf(graphOf(way)).length;
  let best = chosen;
  for (let changes = 0; changes < mostChanges; changes++) {
    const odd = oddIn(best);
    const next = odd > 0 ? waysOn(choices, best).find((way) => oddIn(way) < odd) : undefined;
    if (!next) break;
    best = next;
  }
  return best;
}

/** The choices that differ in one statement, the likeliest first. */
function waysOn(choices: readonly Choice[], chosen: Chosen): Chosen[] {
  const found = choices.flatMap(({ options, logOdds }, at) => {
    const own = chosen[at];
    const best = Math.max(...options.map(({ logProbability }) => logProbability));
    const weightOf = (option: number | undefined): number =>
      option === undefined ? 0 : logOdds + (options[option]?.logProbability ?? -Infinity) - best;
    return [...options.keys()].flatMap((option) => {
      const loss = weightOf(own) - weightOf(option);
      if (option === own || loss > mostLoss) return [];
      return [{ loss, way: chosen.map((each, k) => (k === at ? option : each)) }];
    });
  });
  return found.sort((a, b) => a.loss - b.loss).map(({ way }) => way);
}
