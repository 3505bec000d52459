import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../server/src/prose';
import { inScale } from '../../../server/src/prose/parse/averages';
import { bodyFrom, graphFrom } from '../goldText';

/** The numbers of a rule over a blend of malts, as it is taken; the extract of the malts is told before. */
function numbersOf(extract: string, rule: string): number[] {
  const malts = ['set malts "malts": pale "pale", dark "dark"', `data extract[malts] "extract": ${extract}`];
  const graph = graphFrom([...malts, 'var mix[malts] "mix": real'], [rule]);
  const found: number[] = [];
  JSON.stringify(inScale(bodyFrom(graph), graph.tables), (_, value: unknown) => {
    const part = value as Expression | null;
    if (part?.kind === 'quantity') found.push(part.quantity.value);
    return value;
  });
  return found;
}

const average = 'sum(m in malts)(extract[m]*mix[m])';
const all = 'sum(m in malts)(mix[m])';

/** What the limits of a table over two blends are multiplied with. */
function factorOf(extract: string, least: string): unknown {
  const things = ['set malts "malts": pale "pale", dark "dark"', 'set beers "beers": lager "lager", stout "stout"'];
  const data = [`data extract[malts] "extract": ${extract}`, `data least[beers] "least": ${least}`];
  const rule = 'forall(b in beers)(sum(m in malts)(extract[m]*mix[m,b]) >= least[b]*sum(m in malts)(mix[m,b]))';
  const graph = graphFrom([...things, ...data, 'var mix[malts,beers] "mix": real'], [rule]);
  const scaled = inScale(bodyFrom(graph), graph.tables);
  return /"kind":"constant","value":([\d.]+)/u.exec(JSON.stringify(scaled))?.[1];
}

describe('a limit on an average', () => {
  it('is told in the numbers of what is averaged', () => {
    expect(numbersOf('77 82', `${average} >= 78%*${all}`)).toEqual([78]);
    expect(numbersOf('77 82', `78%*${all} <= ${average}`)).toEqual([78]);
  });

  it('stays a share where shares are averaged', () => {
    expect(numbersOf('77% 82%', `${average} >= 78%*${all}`)).toEqual([0.78]);
  });

  it('is none where amounts themselves are summed, or of a number that the text tells', () => {
    expect(numbersOf('77 82', `mix[pale] >= 78%*${all}`)).toEqual([0.78]);
    expect(numbersOf('77 82', `${average} >= 78%*500`)).toEqual([0.78, 500]);
  });

  it('is so, too, where a table tells the limits', () => {
    expect(factorOf('77 82', '78% 80%')).toBe('100');
    expect(factorOf('77% 82%', '78% 80%')).toBeUndefined();
    expect(factorOf('77 82', '78 80')).toBeUndefined();
  });
});
