import type { Constraint, ProblemGraph } from '../../graph';
import { partsIn } from '../../proportions';
import { overlaps } from '../../read/spans';
import { numbersWithin, type Input } from '../input';
import { rowOf } from '../rows';
import { numberAt } from '../source';

/** Surer than this nothing is that no statement tells of. */
const sureness = 0.4;

/** What sentences say of parts ("two parts of A to one part of B") and no constraint from there does. */
export function missingParts(graph: ProblemGraph, input: Input): Constraint[] {
  return input.sentences.spans.flatMap((sentence): Constraint[] => {
    const quantities = numbersWithin(input, sentence).flatMap((place) => numberAt({ input }, place, false) ?? []);
    const body = partsIn(sentence, quantities, graph, input.text);
    const isTold = graph.constraints.some(
      (each) => overlaps(each.sentence, sentence) && (each.kind === 'ratio' || each.kind === 'relation'),
    );
    if (!body || isTold) return [];
    return [rowOf({ kind: 'relation', body, span: sentence, sentence, confidence: sureness }, graph.variables.length)];
  });
}
