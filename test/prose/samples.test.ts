import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { printMiniZinc } from '../../server/src/prose';
import { loadParser, type LoadedParser } from '../../server/src/prose/parse/loadParser';
import { parserFiles } from '../../server/src/prose/parse/textParser';

const root = new URL('../../', import.meta.url);
const folder = (name: string): string => fileURLToPath(new URL(`server/models/${name}`, root));

let parser: LoadedParser;
beforeAll(async () => {
  parser = await loadParser(await parserFiles(folder('parser')));
});

/** What the models that ship make of a sample: its constraints and its aim. */
async function read(name: string): Promise<string[]> {
  const text = await readFile(new URL(`samples/${name}.problem`, root), 'utf8');
  const { graph } = await parser.read(text);
  const { text: model } = printMiniZinc(graph, text, `${name}.problem`);
  return model.split('\n').filter((line) => /^(?:constraint|solve)/u.test(line));
}

it('the models that ship read sums over single amounts', async () => {
  expect(await read('ferry')).toEqual([
    'constraint crates_per_ferry * ferries + crates_per_barge * barges >= minimum_crates;',
    'constraint barges <= ferries;',
    'constraint 100 * ferries <= maximum_ferries_percent * (ferries + barges);',
    'solve minimize fuel_per_ferry * ferries + fuel_per_barge * barges;',
  ]);
});

it('the models that ship read a table', async () => {
  expect(await read('shops')).toEqual([
    'constraint forall (i in Depots) (sum (j in Shops) (send[i, j]) <= has[i]);',
    'constraint forall (i in Shops) (sum (j in Depots) (send[j, i]) >= needs[i]);',
    'solve minimize sum (i in Depots, j in Shops) (cost_per_pallet[i, j] * send[i, j]);',
  ]);
});

it('the models that ship read choices and conditions', async () => {
  expect(await read('charity')).toEqual([
    'constraint sum (i in Projects) (cost[i] * fund[i]) <= 120000;',
    'constraint fund[clinic] -> fund[bridge];',
    'constraint not (fund[library] /\\ fund[playground]);',
    'constraint sum (i in Projects) (fund[i]) <= 3;',
    'solve maximize sum (i in Projects) (reach[i] * fund[i]);',
  ]);
});

it('the models that ship read a schedule', async () => {
  expect(await read('jobs')).toEqual([
    'constraint disjunctive(start, hours);',
    'constraint start[drilling] + hours[drilling] <= start[painting];',
    'constraint start[packing] + hours[packing] <= 8;',
    'solve minimize max (i in Jobs) (start[i] + hours[i]);',
  ]);
});

it('the models that ship read an order', async () => {
  expect(await read('seats')).toEqual([
    'constraint all_different(sit);',
    'constraint sit[ann_] + 1 = sit[ben];',
    'constraint abs(sit[cleo] - sit[dan]) != 1;',
    'constraint sit[dan] = 1;',
    'solve satisfy;',
  ]);
});
