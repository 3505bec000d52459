import type { Annotated } from '../annotated';
import type { Random } from '../random';
import { EditList, type Change } from './edits';
import { mentionsOf, moved, namesOf, recurring } from './moved';
import { rename, type Pools } from './names';
import { renumber } from './numbers';
import { swapLines } from './order';
import { reverse } from './polarity';
import { mistype, reword } from './words';

export { poolsOf, type Pools } from './names';

/**
 * A new text from an old one, and what it means: other numbers, names and words, lines in another order, limits and aims
 * turned round. Every span and value is that of the new text; where a change cannot be followed exactly it is not made.
 */
export function perturb(source: Annotated, random: Random, pools: Pools): Annotated {
  const order = random.chance(0.4) ? swapLines(source, random) : undefined;
  const ordered = (order && moved(source, order)) ?? source;
  for (let tries = 0; tries < 2; tries++) {
    const changed = rewritten(ordered, random, pools);
    if (changed) return changed;
  }
  return ordered;
}

function rewritten(source: Annotated, random: Random, pools: Pools): Annotated | undefined {
  const mentions = mentionsOf(source.graph);
  const numbers = source.numbers.map(({ span }) => span);
  const list = new EditList([...mentions, ...numbers, ...source.statements.flatMap(({ spans }) => spans)]);
  const turned = random.chance(0.25) ? reverse(source, random, list) : source;
  if (random.chance(0.85)) for (const edits of renumber(source, random)) list.add(edits);
  if (random.chance(0.8)) rename(source, random, pools, list);
  const names = namesOf(source.graph);
  if (random.chance(0.5)) reword(source, random, list, [...names, ...numbers, ...recurring(source)]);
  if (random.chance(0.4)) mistype(source, random, list, [...mentions, ...numbers]);
  if (random.chance(0.2) && source.text.endsWith('?'))
    list.add([{ start: source.text.length - 1, end: source.text.length, text: '' }]);
  const change = list.apply(source.text);
  // A single small letter would be an article, not a name.
  const isLegible = names.every(({ start, end }) => end > start + 1 || /\d/u.test(source.text.slice(start, end)));
  return moved(turned, isLegible && random.chance(0.05) ? inSmallLetters(change) : change);
}

/** All in small letters, as people type in haste; not where this would change the places of letters. */
function inSmallLetters(change: Change): Change {
  const text = change.text.toLowerCase();
  return text.length === change.text.length ? { ...change, text } : change;
}
