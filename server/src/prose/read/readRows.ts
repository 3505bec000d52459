import { emptyGraph, type Finding, type Reading } from '../graph';
import { assemble, type Assembly } from './assemble';
import { allDoubts } from './certainty/rowDoubts';
import type { Document } from './document';
import { cut, emptyText, findingsOf, noProblem } from './findings';
import { graphOf } from './graphOf';
import type { Heads } from './heads';
import { doubtsOfRows } from './hypotheses';
import { decodeTags, type TaggedTokens } from './tags';
import { variableSets } from './variables';

/**
 * Reads a linear problem over single amounts in plain English into the problem graph. What the words mean comes from the
 * local model; the code around it cuts the text, reads numbers, and chooses the one problem that fits the model's answers
 * best as a whole.
 *
 * Any text gives a reading: what is missing or was not placed is a finding, and a finding with a question means that
 * no model can be built without its answer.
 */
export function readRows(document: Document, heads: Heads): Reading {
  if (document.tokens.length === 0) return nothing([emptyText(document.source)], 1);
  if (heads.problem < 0.5) return nothing([noProblem(document), ...cut(document)], 1 - heads.problem);
  const tags = decodeTags(heads);
  const best = bestAssembly(document, heads, tags);
  const built = graphOf(document, heads, tags, best);
  const findings = findingsOf(document, heads, tags, best, built);
  const wavering = doubtsOfRows(document, heads, best, built.graph, built.constraintsFrom);
  const doubts = allDoubts(document.text, built.graph, wavering);
  return { graph: built.graph, findings, doubts, confidence: confidenceOf(heads, best, findings) };
}

function bestAssembly(document: Document, heads: Heads, tags: readonly TaggedTokens[]): Assembly {
  let best: Assembly = { variables: [], objective: [], rows: [], objectiveProbability: 0, score: -Infinity };
  for (const set of variableSets(document, heads)) {
    const assembly = assemble(document, heads, tags, set);
    if (assembly.score > best.score) best = assembly;
  }
  return best;
}

const unplacedKinds: ReadonlySet<Finding['kind']> = new Set([
  'unused-quantity',
  'missing-coefficient',
  'missing-limit',
  'unread-limit',
  'mixed-units',
]);

/** How sure the network is of the least sure part, less for every number that found no place. */
function confidenceOf(heads: Heads, assembly: Assembly, findings: readonly Finding[]): number {
  if (assembly.variables.length === 0) return 0;
  const parts = [
    assembly.objectiveProbability,
    ...assembly.rows.map((row) => Math.min(row.probability, row.slotProbability)),
  ];
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  const unplaced = findings.filter(({ kind }) => unplacedKinds.has(kind)).length;
  return Math.max(0, Math.min(1, heads.problem * ((mean + Math.min(...parts)) / 2) * 0.75 ** unplaced));
}

function nothing(findings: readonly Finding[], confidence: number): Reading {
  return { graph: emptyGraph, findings, doubts: [], confidence };
}
