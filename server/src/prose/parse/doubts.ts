import { isRow, type Doubt, type ProblemGraph } from '../graph';
import { allDoubts, doubtOfRows, isReadFrom } from '../read/certainty/rowDoubts';
import type { Wavering } from './interpret';

/** What words can mean to every reader, and rows that the networks could have read otherwise. */
export function doubtsOf(text: string, graph: ProblemGraph, wavering: readonly Wavering[]): readonly Doubt[] {
  const own = wavering.flatMap(({ taken, others }): readonly Doubt[] => {
    const constraint = graph.constraints.find((each) => isReadFrom(each, taken));
    // What is no row over single amounts has no words of its own.
    if (!constraint || !isRow(constraint)) return [];
    const rows = others.filter(isRow).map((row) => [row]);
    return doubtOfRows(text, graph, [constraint], rows);
  });
  return allDoubts(text, graph, own);
}
