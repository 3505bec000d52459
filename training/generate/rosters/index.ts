import { graphOf, resolve } from '../../../server/src/prose/cited';
import { parseCorpus } from '../../gold/parse';
import { Random } from '../../random';
import { drawPlacing } from './place';
import { drawPuzzle } from './puzzle';
import { drawRoster } from './roster';
import { drawRow } from './row';
import { drawSchedule } from './schedule';
import { inStyle } from './surroundings';
import type { Teller } from './teller';
import type { Area } from '../../gold/record';

const DRAWS = 40;
/** What is drawn, each as often as it stands here. */
const sorts: readonly Sort[] = [
  ...new Array<Sort>(7).fill(['scheduling', drawSchedule]),
  ...new Array<Sort>(3).fill(['satisfaction', drawRow]),
  ...new Array<Sort>(3).fill(['satisfaction', drawPlacing]),
  ['satisfaction', drawPuzzle],
  ['satisfaction', drawRoster],
];

type Sort = readonly [Area, (random: Random) => Drawn];

interface Drawn {
  readonly teller: Teller;
  readonly raw: string;
  readonly domain: string;
}

/**
 * A problem of scheduling or satisfaction, made up: text and gold as a file of the corpus has them (corpus/FORMAT.md).
 * Its answer is not proved: `= optimal 0` stands for any optimum.
 * @param random uniform in [0, 1)
 */
export function generateRosters(random: () => number, id: string): string {
  for (let draw = 0; draw < DRAWS; draw++) {
    const record = drawRecord(new Random(Math.floor(random() * 4294967296)), id);
    if (record !== undefined) return record;
  }
  throw new Error(`no problem in ${String(DRAWS)} draws`);
}

/** undefined where chance made a text that does not say its gold alone (a name that is also another word, say). */
function drawRecord(random: Random, id: string): string | undefined {
  const [area, draw] = random.pick(sorts);
  const { teller, raw, domain } = draw(random);
  const { page } = teller;
  const finished = page.finish(inStyle(teller, raw));
  if (!finished) return undefined;
  const answer = page.has('missing') ? 'incomplete' : page.has('objective') ? 'optimal 0' : 'satisfied';
  const record = `=== ${id} | ${area} | ${domain} | made up\n${finished.text}\n---\n${finished.gold}\n= ${answer}\n`;
  return isFaultless(record) ? record : undefined;
}

function isFaultless(source: string): boolean {
  const { records, faults } = parseCorpus(source);
  const [record] = records;
  if (!record || faults.length > 0) return false;
  const resolved = resolve(record);
  return resolved.faults.length === 0 && graphOf(resolved).faults.length === 0;
}
