import { describe, expect, it } from 'vitest';
import { printMiniZinc } from '../../../../server/src/prose';
import { graphOf, resolve } from '../../../../server/src/prose/cited';
import { idleLimits } from '../../../../server/src/prose/parse/implied/idleLimits';
import { parseCorpus } from '../../../../training/gold/parse';

/** The limits that the tables of a gold mean which it does not use, as the model says them. */
function limits(text: string, ...gold: string[]): string[] {
  const source = `=== test | indexed | test | test\n${text}\n---\n${[...gold, '= satisfied'].join('\n')}\n`;
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error('no problem');
  const { graph } = graphOf(resolve(record));
  const constraints = idleLimits(graph, text, (span) => span);
  const { text: model } = printMiniZinc({ ...graph, constraints }, text, 'test.problem');
  return model.split('\n').filter((line) => line.startsWith('constraint'));
}

const mills = ['set mills "mills": ada "Ada", bea "Bea"', 'set towns "towns": ulm "Ulm", bonn "Bonn"'];
const text = 'Two mills supply: Ada 40, Bea 50. Two towns need: Ulm 30, Bonn 20. Send flour.';
const told = ['data supply[mills] "supply": 40 50', 'data need[towns] "need": 30 20'];

describe('a table that nothing uses', () => {
  it('is what things need, or what there is of them, by its name', () => {
    expect(limits(text, ...mills, ...told, 'var send[mills,towns] "Send": int')).toEqual([
      'constraint forall (i in Mills) (sum (j in Towns) (send[i, j]) <= supply[i]);',
      'constraint forall (i in Towns) (sum (j in Mills) (send[j, i]) >= need[i]);',
    ]);
    expect(limits(text, ...mills, ...told, 'var send[towns] "Send": real')).toEqual([
      'constraint forall (i in Towns) (send[i] >= need[i]);',
    ]);
  });

  it('is left to be told of where choices are made, or there are two families, or its name says nothing', () => {
    expect(limits(text, ...mills, ...told, 'var send[mills,towns] "Send": bool')).toEqual([]);
    expect(limits(text, ...mills, ...told, 'var send[mills] "Send": int', 'var flour[towns] "flour": int')).toEqual([]);
    const open = 'var flour[mills] "flour": bool';
    expect(limits(text, ...mills, ...told, 'var send[mills,towns] "Send": int', open)).toEqual([
      'constraint forall (i in Towns) (sum (j in Mills) (send[j, i]) >= need[i]);',
    ]);
    expect(limits(text, ...mills, 'data x[mills] "mills"@2: 40 50', 'var send[mills] "Send": int')).toEqual([]);
  });
});
