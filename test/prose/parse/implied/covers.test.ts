import { expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { withCover } from '../../../../server/src/prose/parse/implied/covers';
import { graphFromText } from '../../goldText';

const text = 'Masts Ada and Bea; a mast covers valleys Ulm and Fin. As few as possible. Other sorts: old, new.';
const masts = 'set masts "Masts": ada "Ada", bea "Bea"';
const valleys = 'set valleys "valleys": ulm "Ulm", fin "Fin"';
const sorts = 'set sorts "sorts": old "old", new_ "new"';
const covers = 'pairs covers[masts,valleys] "covers": ada ulm, bea ulm, bea fin';

/** The constraints and the aim of a reading with the covering that it lacks. */
function covered(words: string, ...gold: string[]): string[] {
  const graph = withCover(graphFromText(words, gold), words, (span) => span);
  return printMiniZinc(graph, words, 'a.problem')
    .text.split('\n')
    .filter((line) => /^(?:constraint|solve|array.*var)/u.test(line));
}

it('a table of what covers what, which nothing uses, asks for a choice that covers all', () => {
  const aim = 'minimize "As few as possible": sum(m in masts)(build[m])';
  expect(covered(text, masts, valleys, sorts, covers, 'var build[masts] "Masts": bool', aim)).toEqual([
    'array [Masts] of var bool: masts_2;  % Masts',
    'constraint forall (i in Valleys) (exists (j in Masts where covers[j, i]) (masts_2[j]));',
    'solve minimize sum (m in Masts) (masts_2[m]);',
  ]);
});

it('what is chosen is of the table, and may be what its columns head', () => {
  const other = 'minimize "As few as possible": sum(s in sorts)(build[s])';
  expect(covered(text, masts, valleys, sorts, covers, 'var build[sorts] "Masts": bool', other)).toEqual([
    'array [Masts] of var bool: masts_2;  % Masts',
    'constraint forall (i in Valleys) (exists (j in Masts where covers[j, i]) (masts_2[j]));',
    'solve minimize sum (s in Masts) (masts_2[s]);',
  ]);
  const columns = 'minimize "As few as possible": sum(v in valleys)(build[v])';
  expect(covered(text, masts, valleys, sorts, covers, 'var build[valleys] "Masts": bool', columns)[1]).toBe(
    'constraint forall (i in Masts) (exists (j in Valleys where covers[i, j]) (masts_2[j]));',
  );
});

it('nothing is added to what has a limit, is to be large, or speaks of no covering', () => {
  const build = 'var build[masts] "Masts": bool';
  const few = 'minimize "As few as possible": sum(m in masts)(build[m])';
  const all = [masts, valleys, sorts, covers, build];
  expect(covered(text, ...all, few, '"a mast": build[ada]')).not.toContainEqual(expect.stringContaining('exists'));
  expect(covered(text, ...all, few.replace('minimize', 'maximize'))).not.toContainEqual(
    expect.stringContaining('exists'),
  );
  const silent = text.replace('covers', 'knows');
  const knows = covers.replace('"covers"', '"knows"');
  expect(covered(silent, masts, valleys, sorts, knows, build, few)).not.toContainEqual(
    expect.stringContaining('exists'),
  );
});
