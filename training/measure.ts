// Holds what the reader says of problems against their gold, statement by statement, without solving:
//   node training/run.mjs measure [--model DIR] [--part dev] [--file FILE] [--nl4opt DIR] [--only ID] [--show]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Parsed } from '../server/src/prose/parse/parsed';
import { loadParser } from '../server/src/prose/parse/loadParser';
import { parserFiles } from '../server/src/prose/parse/textParser';
import type { Interpretation } from '../server/src/prose/parse/interpret';
import { printMiniZinc, type ProblemGraph } from '../server/src/prose';
import { statementKinds, symbols } from '../server/src/prose/program';
import { annotatedOf, type Annotated } from './annotated';
import { annotatedOfLabelled } from './annotatedLabelled';
import { exampleOf, type Example } from './examples';
import { corpusRecords } from './gold/files';
import { parseCorpus } from './gold/parse';
import { partOf } from './gold/split';
import { labelRecord, readTagFile, type Nl4OptRecord } from './nl4opt';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'server/models/parser' },
    part: { type: 'string', default: 'dev' },
    file: { type: 'string' },
    nl4opt: { type: 'string' },
    only: { type: 'string' },
    show: { type: 'boolean', default: false },
    limit: { type: 'string', default: '10000' },
  },
});

function texts(): Annotated[] {
  if (values.nl4opt !== undefined) {
    const tags = readTagFile(readFileSync(join(values.nl4opt, 'ner', 'dev.txt'), 'utf8'));
    return readFileSync(join(values.nl4opt, 'dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .flatMap((line, at) => {
        const labelled = labelRecord(JSON.parse(line) as Nl4OptRecord, tags);
        return (labelled && annotatedOfLabelled(labelled, `nl4opt-${String(at)}`)) ?? [];
      });
  }
  const records =
    values.file === undefined
      ? corpusRecords().filter((record) => partOf(record) === values.part)
      : parseCorpus(readFileSync(values.file, 'utf8')).records;
  return records.flatMap((record) => annotatedOf(record).annotated ?? []);
}

type Fault = 'problem' | 'names' | 'cells' | 'anchor' | 'symbol' | 'pointer' | 'unread';

function faultsOf(example: Example, parsed: Parsed, found: Interpretation, gold: ProblemGraph): Map<Fault, string[]> {
  const faults = new Map<Fault, string[]>();
  const tell = (fault: Fault, what: string): void => void faults.set(fault, [...(faults.get(fault) ?? []), what]);
  const { targets } = example;
  if (targets.problem === 0) {
    if (parsed.problem >= 0.5) tell('problem', 'taken for one');
    return faults;
  }
  if (parsed.problem < 0.5) tell('problem', 'not seen');
  const things = ({ sets, variables }: ProblemGraph): string =>
    [
      ...sets.map(({ members }) => (Array.isArray(members) ? String(members.length) : 'range')),
      ...variables.map(
        ({ index, domain }) => `${String(index.length)}${typeof domain === 'string' ? domain : domain.kind}`,
      ),
    ]
      .sort()
      .join(' ');
  if (things(gold) !== things(found.graph)) tell('names', `${things(gold)} | ${things(found.graph)}`);
  const cells = (graph: ProblemGraph): string =>
    graph.tables
      .map(({ cells: each }) =>
        each.map((cell) => (typeof cell === 'object' && cell.kind === 'quantity' ? cell.quantity.value : 0)).join(' '),
      )
      .sort()
      .join(' | ');
  if (cells(gold) !== cells(found.graph)) tell('cells', `${cells(gold)} // ${cells(found.graph)}`);
  const said = parsed.statements.filter(({ probability }) => probability >= 0.5);
  const sentenceOf = (anchor: number): number => example.input.sentences.ofToken[anchor - 1] ?? -1;
  const left = new Set(said);
  // What numbers tell is found there; what words tell is found in their sentence, wherever it begins.
  const matched = targets.statements.map(([kind, anchor]) => {
    const alike = [...left].filter((each) => statementKinds[kind] === each.kind);
    const statement =
      alike.find((each) => each.anchor === anchor) ??
      alike.find((each) => sentenceOf(each.anchor) === sentenceOf(anchor));
    if (statement) left.delete(statement);
    return statement;
  });
  targets.statements.forEach(([kind, anchor, , , steps], at) => {
    const name = statementKinds[kind] ?? 'constraint';
    const statement = matched[at];
    const text = example.input.tokens[anchor - 1]?.text ?? '';
    if (!statement) {
      tell('anchor', `${name} at ${text} missed`);
      return;
    }
    const best = statement.hypotheses[0]?.steps ?? [];
    const sameSymbols = best.length === steps.length && best.every(({ symbol }, k) => symbol === steps[k]?.[0]);
    if (!sameSymbols)
      tell(
        'symbol',
        `${name} at ${text}: ${best.map(({ symbol }) => Object.values(symbols[symbol] ?? {}).at(-1)).join(' ')} for ${steps.map(([s]) => Object.values(symbols[s ?? 0] ?? {}).at(-1)).join(' ')}`,
      );
    else if (!best.every(({ places }, k) => !places || steps[k]?.slice(1).includes(places[0] ?? -1)))
      tell('pointer', `${name} at ${text}`);
  });
  for (const { kind, anchor } of left)
    tell('anchor', `${kind} at ${example.input.tokens[anchor - 1]?.text ?? ''} invented`);
  for (const { fault, statement } of found.read) if (fault !== undefined) tell('unread', `${statement.kind}: ${fault}`);
  return faults;
}

async function main(): Promise<void> {
  const parser = await loadParser(await parserFiles(values.model));
  const areas = new Map<string, { right: number; all: number }>();
  const kinds = new Map<Fault, number>();
  const only = new Map<string, number>();
  const times: number[] = [];
  for (const annotated of texts().slice(0, Number(values.limit))) {
    if (values.only !== undefined && annotated.id !== values.only) continue;
    const example = exampleOf(annotated, parser.pieces);
    if (!example) continue;
    const begin = performance.now();
    const parsed = await parser.parse(annotated.text);
    const found = parser.interpret(annotated.text, parsed);
    times.push(performance.now() - begin);
    const faults = faultsOf(example, parsed, found, annotated.graph);
    const area = areas.get(annotated.area) ?? { right: 0, all: 0 };
    areas.set(annotated.area, { right: area.right + Number(faults.size === 0), all: area.all + 1 });
    for (const fault of faults.keys()) kinds.set(fault, (kinds.get(fault) ?? 0) + 1);
    const key = [...faults.keys()].join('+') || 'right';
    only.set(key, (only.get(key) ?? 0) + 1);
    if (values.show) {
      process.stdout.write(`== ${annotated.id} ${key}\n${annotated.text}\n`);
      for (const [fault, list] of faults) for (const each of list) process.stdout.write(`   ${fault}: ${each}\n`);
      try {
        process.stdout.write(`${printMiniZinc(found.graph, annotated.text, 'x.problem').text}\n`);
      } catch (error) {
        process.stdout.write(`cannot be printed: ${(error as Error).stack ?? ''}\n`);
      }
    }
  }
  for (const [area, { right, all }] of areas) process.stdout.write(`${area}: ${String(right)} of ${String(all)}\n`);
  process.stdout.write(`faults ${JSON.stringify(Object.fromEntries(kinds))}\n`);
  for (const [key, count] of [...only].sort((a, b) => b[1] - a[1]).slice(0, 12))
    process.stdout.write(`  ${String(count)} ${key}\n`);
  times.sort((a, b) => a - b);
  process.stdout.write(
    `ms: p50 ${String(times[times.length >> 1]?.toFixed(0))}, p95 ${String(times[Math.floor(times.length * 0.95)]?.toFixed(0))}\n`,
  );
}

void main();
