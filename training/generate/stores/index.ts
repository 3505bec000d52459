import { graphOf, resolve } from '../../../server/src/prose/cited';
import { parseCorpus } from '../../gold/parse';
import { Random } from '../../random';
import { choose } from './choose';
import { ship } from './ship';
import { Muddled, recordOf } from './draft';
import { amounts } from './amounts';
import { assign } from './assign';
import { newProblem, type Problem } from './problem';

type Kind = (problem: Problem) => string;

const kinds: readonly (readonly [area: string, weight: number, kind: Kind])[] = [
  ['logic', 10, choose],
  ['indexed', 5, ship],
  ['indexed', 6, assign],
  ['indexed', 6, amounts],
];
const heavy = kinds.flatMap((kind) => Array<(typeof kinds)[number]>(kind[1]).fill(kind));

/**
 * One made-up problem of the areas logic and indexed, as a record of the corpus (training/corpus/FORMAT.md). Its answer
 * is only a kind: nothing is solved.
 * @param random uniform in [0, 1)
 * @param id of the record
 */
export function generateStores(random: () => number, id: string): string {
  for (;;) {
    const record = attempt(new Random(Math.floor(random() * 4294967296)), id);
    if (record !== undefined) return record;
  }
}

/** undefined where the text came out so that its gold cannot be told apart. */
function attempt(random: Random, id: string): string | undefined {
  const [area, , kind] = random.pick(heavy);
  const problem = newProblem(random);
  const domain = kind(problem);
  const { script, drafts } = problem;
  lackData(problem);
  try {
    const record = recordOf(script, drafts, `${id} | ${area} | ${domain} | made up`);
    return isFaultless(record) ? record : undefined;
  } catch (error) {
    if (error instanceof Muddled) return undefined;
    throw error;
  }
}

function lackData({ script, drafts }: Problem): void {
  const [span] = script.unknowns;
  if (!span) return;
  drafts.push({ kind: 'missing', what: 'data', spans: [span], question: 'What is the number that is not told?' });
}

function isFaultless(record: string): boolean {
  const [parsed] = parseCorpus(record).records;
  if (!parsed) return false;
  const resolved = resolve(parsed);
  return resolved.faults.length === 0 && graphOf(resolved).faults.length === 0;
}
