import type { Span } from '../../../text';
import type { Constraint, Objective, ProblemGraph } from '../../graph';
import { sentenceOf, type Input } from '../input';
import { missingAbilities } from './abilities';
import { withAllUsed } from './allUsed';
import { missingBalances } from './balances';
import { withContainers } from './containers';
import { withCover } from './covers';
import { idleLimits } from './idleLimits';
import { withoutForbiddenLateness } from './lateness';
import { withListsInTurn } from './inTurn';
import { missingLinks } from './linked';
import { listedLimits } from './listedLimits';
import { withLoads } from './loads';
import { withMargins } from './margins';
import { withPacking } from './packing';
import { missingParts } from './parts';
import { withListedOrders, withPredecessors } from './predecessors';
import { withRoutes } from './routes';
import { withSetups } from './setups';
import { withStock } from './stocks';
import { asTour, missingCircuits } from './tours';
import { missingTurns, withoutIdleTurns } from './untied';

/**
 * A reading with what its words mean beyond its single statements: what every problem of its kind has and nobody writes, columns and
 * lists that say more than the statements made of them, and aims and limits that nobody means as they were read. Each rule leaves
 * the gold of the corpus as it is; what they add is marked as unsure.
 * @param isWhole whether the text lacks nothing: what nothing uses may else be what it asks for
 */
export function withImplied(read: ProblemGraph, input: Input, isWhole: boolean): ProblemGraph {
  const { text } = input;
  const inSentence = (span: Span): Span => sentenceOf(input, span);
  const ordered = withListedOrders(
    withPredecessors(withListsInTurn(withAllUsed(read, text), input), input, inSentence),
    input,
    inSentence,
  );
  const graph = withRoutes(ordered, input);
  const whole = withConstraints(graph, [
    ...withoutIdleTurns(withoutForbiddenLateness(graph)),
    ...(isWhole ? [...idleLimits(graph, text, inSentence), ...missingBalances(graph)] : []),
    ...missingParts(graph, input),
    ...listedLimits(graph, input),
    ...missingAbilities(graph, text, inSentence),
    ...missingCircuits(graph, text, inSentence),
    ...(isWhole ? missingTurns(graph, text, inSentence) : []),
  ]);
  const linked = withConstraints(whole, [...whole.constraints, ...missingLinks(whole, text, inSentence)]);
  const stocked = withConstraints(linked, withStock(linked, input));
  const loaded = withObjective(stocked, withLoads(stocked));
  const priced = withMargins(withObjective(loaded, withSetups(loaded, input)), input);
  return withContainers(withPacking(asTour(withCover(priced, text, inSentence), text, inSentence)), input);
}

function withConstraints(graph: ProblemGraph, constraints: readonly Constraint[]): ProblemGraph {
  return { ...graph, constraints };
}

function withObjective(graph: ProblemGraph, objective: Objective | undefined): ProblemGraph {
  return { ...graph, objective };
}
