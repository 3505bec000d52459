import type { ProblemGraph } from '../graph';
import { odditiesOf } from '../implausible';
import type { Choice, Chosen } from './joint';

/** So much less likely (natural logarithms) another way to read a statement may be to mend what is odd about the whole. */
const mostLoss = 4;
/** So much less likely it may be where nothing could satisfy the whole: problems without a solution are told, too. */
const mostLossOfContradictory = 0.6;
/** So much where one of its statements was hardly understood anyway: is it less likely than this to be right as it was read. */
const mostLossOfUnsure = 3;
const leastSure = 0.2;
/** More ways than this are not tried. */
const mostWays = 40;
/** More statements than this are not read anew. */
const mostChanges = 3;

/**
 * A choice of readings that means nothing odd, if there is one close by: statement by statement the likeliest other way
 * that leaves less to wonder at. A text that says "we promised 500 kilos" asks for them, since else nothing need be made.
 * Where the whole contradicts itself, a statement may be left out as well.
 * @param graphOf what a choice means
 * @param isContradictory whether nothing can satisfy a graph
 */
export function plausibly(
  choices: readonly Choice[],
  chosen: Chosen,
  graphOf: (chosen: Chosen) => ProblemGraph,
  isContradictory: (graph: ProblemGraph) => boolean,
): Chosen {
  const oddIn = (way: Chosen): number => odditiesOf(graphOf(way)).length;
  const canHold = (way: Chosen): boolean => !isContradictory(graphOf(way));
  let best = chosen;
  let holds = canHold(best);
  if (!holds) {
    const most = surenessOf(choices, best) < leastSure ? mostLossOfUnsure : mostLossOfContradictory;
    const other = waysOn(choices, best, most, true).slice(0, mostWays).find(canHold);
    holds = other !== undefined;
    best = other ?? best;
  }
  for (let changes = 0; changes < mostChanges; changes++) {
    const odd = oddIn(best);
    if (odd === 0) break;
    const next = waysOn(choices, best, mostLoss, false).find((way) => oddIn(way) < odd && (!holds || canHold(way)));
    if (!next) break;
    holds ||= canHold(next);
    best = next;
  }
  return best;
}

/** How likely the least likely statement of a choice is right. */
function surenessOf(choices: readonly Choice[], chosen: Chosen): number {
  const parts = choices.flatMap(({ options, logOdds }, at) => {
    const option = options[chosen[at] ?? -1];
    return option ? [Math.exp(option.logProbability) / (1 + Math.exp(-logOdds))] : [];
  });
  return Math.min(1, ...parts);
}

/** The choices that differ in one statement, read in another way or perhaps left out, the likeliest first. */
function waysOn(choices: readonly Choice[], chosen: Chosen, mostLoss: number, mayGo: boolean): Chosen[] {
  const found = choices.flatMap(({ options, logOdds }, at) => {
    const own = chosen[at];
    const best = Math.max(...options.map(({ logProbability }) => logProbability));
    const weightOf = (option: number | undefined): number =>
      option === undefined ? 0 : logOdds + (options[option]?.logProbability ?? -Infinity) - best;
    const ways = [...options.keys(), ...(mayGo && own !== undefined ? [undefined] : [])];
    return ways.flatMap((option) => {
      const loss = weightOf(own) - weightOf(option);
      if (option === own || loss > mostLoss) return [];
      return [{ loss, way: chosen.map((each, k) => (k === at ? option : each)) }];
    });
  });
  return found.sort((a, b) => a.loss - b.loss).map(({ way }) => way);
}
