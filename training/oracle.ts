// What would be read if the networks were always right: every fault told here is one of the rules or of the labels.
//
//   node training/run.mjs oracle [--part dev|train|test] [--limit N] [--only START-OF-ID] [--show]
//   node training/run.mjs oracle --model DIR --given names,anchors    # right names and anchors, programs as the networks say
//
// `--given` names what is told right: names (with pairs and cells), anchors, or nothing.
import { parseArgs } from 'node:util';
import loadGlpk from 'glpk.js/node';
import { printMiniZinc } from '../server/src/prose';
import { graphOf, resolve } from '../server/src/prose/cited';
import { inputOf, type Input } from '../server/src/prose/parse/input';
import { interpret } from '../server/src/prose/parse/interpret';
import { sameness } from '../server/src/prose/parse/names';
import { layers, relations, type Parsed, type Relation } from '../server/src/prose/parse/parsed';
import type { Networks } from '../server/src/prose/parse/networks';
import { loadNetworks } from '../server/src/prose/parse/loadParser';
import { parse } from '../server/src/prose/parse/parse';
import { parserFiles } from '../server/src/prose/parse/textParser';
import { readingOf } from '../server/src/prose/parse/readingOf';
import { statementKinds } from '../server/src/prose/program';
import { openEngines } from '../server/src/session/engines';
import { annotatedOf } from './annotated';
import { exampleOf, type Example } from './examples';
import { corpusRecords } from './gold/files';
import { partOf } from './gold/split';
import { isAsStated, solved } from './solved';

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'dev' },
    limit: { type: 'string', default: '100000' },
    only: { type: 'string' },
    model: { type: 'string' },
    given: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
  },
});

const sure = 6;
/** The answers of networks that know the labels. */
function answersOf({ targets, input }: Example): Parsed {
  const { length } = input;
  const names = new Float32Array(length * layers.length * 3);
  for (let at = 0; at < names.length; at += 3) names[at] = 1;
  const tag = (position: number, layer: number, which: number): void => {
    names.set([0, 0, 0], (position * layers.length + layer) * 3);
    names[(position * layers.length + layer) * 3 + which] = 1;
  };
  const thing = new Float32Array(length * 8).fill(-sure);
  const pair = new Float32Array(relations.length * length * length).fill(-sure);
  const link = (relation: Relation, one: number, two: number): void => {
    pair[(relations.indexOf(relation) * length + one) * length + two] = sure;
  };
  targets.names.forEach((mentions, layer) => {
    for (const [first, last, who, isSingle] of mentions) {
      tag(first, layer, 1);
      for (let at = first + 1; at <= last; at++) tag(at, layer, 2);
      const relation = sameness[layers[layer] ?? 'thing'];
      for (const [other, , as] of mentions) if (as === who) link(relation, first, other);
      if (layers[layer] !== 'thing') continue;
      const set = targets.setOfThing[who] ?? -1;
      if (isSingle === 1) thing[first * 8] = sure;
      const domain = targets.domainOfThing[who] ?? -1;
      if (domain >= 0) thing[first * 8 + 1 + domain] = sure;
      for (const [other, , as] of mentions)
        if (set >= 0 && targets.setOfThing[as] === set) link('sameSet', first, other);
      for (const [name, , as] of targets.names[layers.indexOf('set')] ?? [])
        if (as === set) link('thingOfSet', first, name);
    }
  });
  const tables = new Map<number, number[]>();
  for (const [first, , who] of targets.names[layers.indexOf('table')] ?? [])
    tables.set(who, [...(tables.get(who) ?? []), first]);
  for (const [number, table] of targets.cells) if (!tables.has(table)) tables.set(table, [number]);
  const free = new Set(targets.numbers);
  for (const [number, table, last, first] of targets.cells) {
    free.delete(number);
    for (const at of tables.get(table) ?? []) link('cellTable', number, at);
    for (const at of last.length > 0 ? last : [0]) link('cellLast', number, at);
    for (const at of first.length > 0 ? first : [0]) link('cellFirst', number, at);
  }
  for (const number of free)
    for (const relation of ['cellTable', 'cellLast', 'cellFirst'] as const) link(relation, number, 0);
  const statements = targets.statements.map(([kind, anchor, first, last, steps]) => {
    link('first', anchor, first);
    link('last', anchor, last);
    return {
      kind: statementKinds[kind] ?? 'constraint',
      anchor,
      probability: 0.99,
      hypotheses: [
        {
          logProbability: -0.01,
          steps: steps.map(([symbol = 0, ...places]) => ({
            symbol,
            ...(places[0] !== undefined && { places: [places[0]] }),
          })),
        },
      ],
    };
  });
  const lacking = Number(targets.statements.some(([kind]) => statementKinds[kind] === 'missing'));
  return { length, problem: targets.problem, lacking, names, thing, pair, statements };
}

/** Outputs of the encoder that `--given` tells right. */
const givenOutputs: Readonly<Record<string, readonly string[]>> = {
  names: ['names', 'thing', 'pair'],
  anchors: ['anchor'],
};

/** What the networks of `--model` make of a text where some of their answers are given. */
async function partlyGiven(networks: Networks, input: Input, example: Example): Promise<Parsed> {
  const right = answersOf(example);
  const anchor = new Float32Array(input.length * statementKinds.length).fill(-sure);
  for (const [kind, at] of example.targets.statements) anchor[at * statementKinds.length + kind] = sure;
  const answers: Readonly<Record<string, Float32Array>> = {
    names: right.names.map((share) => (share > 0.5 ? sure : -sure)),
    thing: right.thing,
    pair: right.pair,
    anchor,
  };
  const wanted = values.given.split(',').flatMap((what) => givenOutputs[what] ?? []);
  const run: Networks['encoder']['run'] = async (inputs) => {
    const said = await networks.encoder.run(inputs);
    const given = wanted.flatMap((name) => {
      const [tensor, data] = [said[name], answers[name]];
      return tensor && data ? [[name, { ...tensor, data }] as const] : [];
    });
    return { ...said, ...Object.fromEntries(given) };
  };
  return parse(input, { ...networks, encoder: { run } });
}

async function main(): Promise<void> {
  const glpk = await loadGlpk();
  const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
  const loaded = values.model === undefined ? undefined : await loadNetworks(await parserFiles(values.model));
  const areas = new Map<string, { right: number; all: number }>();
  const records = corpusRecords().filter((record) => partOf(record) === values.part);
  for (const record of records.slice(0, Number(values.limit))) {
    if (values.only !== undefined && !record.id.startsWith(values.only)) continue;
    if (record.answer.kind === 'no problem' || record.answer.kind === 'incomplete') continue;
    const { annotated } = annotatedOf(record);
    const example = annotated && exampleOf(annotated, loaded?.pieces ?? new Map());
    if (!example) continue;
    const input = loaded ? inputOf(record.text, loaded.pieces) : example.input;
    const parsed = loaded ? await partlyGiven(loaded.networks, input, example) : answersOf(example);
    const reading = readingOf(record.text, input, parsed, interpret(input, parsed, glpk));
    const question = reading.findings.find((each) => each.question !== undefined)?.question;
    const model = printMiniZinc(reading.graph, record.text, `${record.id}.problem`).text;
    const gold = printMiniZinc(graphOf(resolve(record)).graph, record.text, `${record.id}.problem`).text;
    const found = question === undefined && model !== gold ? await solved(engines, model, 10) : undefined;
    const isRight = model === gold || (found !== undefined && isAsStated(record.answer, found));
    const area = areas.get(record.area) ?? { right: 0, all: 0 };
    areas.set(record.area, { right: area.right + Number(isRight), all: area.all + 1 });
    if (isRight) continue;
    process.stdout.write(
      `${record.id} ${record.area}: ${question ?? `${String(found?.status)} ${String(found?.objective)} ${found?.message.slice(0, 160) ?? ''}`}${example.lost.length > 0 ? ` (lost: ${example.lost.join('; ')})` : ''}\n`,
    );
    if (values.show) process.stdout.write(`${record.text}\n\n${model}\n`);
  }
  for (const [area, { right, all }] of areas) process.stdout.write(`${area}: ${String(right)} of ${String(all)}\n`);
  await engines.dispose();
}

void main().then(() => process.exit(0));
