// Proves the corpus: node training/run.mjs check [FILE...] [--fill] [--only ID] [--show] [--seconds 20] [--words] [--native]
//
// Every quote stands in its text, every number of the gold is one of the text's and the other way round, identifiers are
// unique, the model compiles, and solving gives the stated answer. `--words` leaves out compiling and solving, and tells
// what the reader's programs cannot say; `--native` solves with the MiniZinc on the PATH what that can. Ends with status 1 where anything is wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import loadGlpk from 'glpk.js/node';
import { isContradictory } from '../server/src/prose/contradiction';
import { openEngines } from '../server/src/session/engines';
import { printMiniZinc } from '../server/src/prose';
import { graphOf, resolve, type Resolved } from '../server/src/prose/cited';
import { annotatedOf } from './annotated';
import { exampleOf } from './examples';
import { corpusFiles } from './gold/files';
import { parseCorpus } from './gold/parse';
import type { GoldRecord } from './gold/record';
import { nativeSolver } from './nativeSolver';
import { isAsStated, solved, type Solved } from './solved';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fill: { type: 'boolean', default: false },
    only: { type: 'string' },
    show: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    words: { type: 'boolean', default: false },
    native: { type: 'boolean', default: false },
  },
});

const files = positionals.length > 0 ? positionals : corpusFiles();

const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
let faults = 0;
let problems = 0;

function tell(file: string, line: number, id: string, message: string): void {
  faults++;
  process.stdout.write(`${file}:${String(line)}: ${id}: ${message}\n`);
}

/** undefined: as stated. */
function difference({ answer: stated }: GoldRecord, found: Solved): string | undefined {
  const { status, objective, message } = found;
  if (status === 'error') return `the model is in error: ${message}`;
  if (status === 'unknown') return `not solved in time: ${message}`;
  if (stated.kind === 'incomplete' || isAsStated(stated, found)) return undefined;
  const told = `${status} ${objective === null ? '' : String(objective)} ${message}`;
  if (stated.kind !== 'optimal') return `stated ${stated.kind}, found ${told}`;
  if (stated.value !== undefined || status !== 'optimal') return `stated ${String(stated.value)}, found ${told}`;
  return values.fill ? undefined : `the optimum is ${String(objective)} (write it, or --fill)`;
}

function show({ id: name, text }: GoldRecord, { used, mentions }: Resolved, model: string): void {
  process.stdout.write(`--- ${name}\n${model}`);
  for (const { literal, span, line } of used) {
    const where = span ? text.slice(Math.max(0, span.start - 20), span.end + 20).replace(/\s+/gu, ' ') : '(free)';
    process.stdout.write(`  line ${String(line)}: ${literal} = …${where}…\n`);
  }
  for (const [id, places] of mentions) process.stdout.write(`  ${id}: named ${String(places.length)} times\n`);
}

/** What the reader is not taught of a record. */
function unsaid(record: GoldRecord): readonly string[] {
  const { annotated } = annotatedOf(record);
  return annotated ? (exampleOf(annotated, new Map())?.lost ?? []) : [];
}

/** What is wrong with the statements as a whole. */
function shape({ answer: { kind }, statements }: GoldRecord): string[] {
  const count = (wanted: string): number => statements.filter((statement) => statement.kind === wanted).length;
  const wrong: string[] = [];
  if (count('objective') > 1) wrong.push('more than one objective');
  if (kind === 'no problem' && statements.length > 0) wrong.push('no problem has no gold');
  if (kind !== 'no problem' && kind !== 'incomplete' && count('var') === 0) wrong.push('nothing is to be decided');
  if ((kind === 'incomplete') !== count('missing') > 0) wrong.push('incomplete and missing belong together');
  if ((kind === 'optimal' || kind === 'unbounded') && count('objective') === 0)
    wrong.push('optimal without an objective');
  if (kind === 'satisfied' && count('objective') > 0) wrong.push('satisfied although there is an objective');
  return wrong;
}

async function main(): Promise<void> {
  const native = values.native ? await nativeSolver() : undefined;
  if (values.native && !native) process.stdout.write('no minizinc on the PATH: solving with the engines inside\n');
  const glpk = await loadGlpk();
  const seen = new Map<string, string>();
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const parsed = parseCorpus(source);
    for (const { line, message } of parsed.faults) tell(file, line, '-', message);
    const lines = source.split('\n');
    for (const record of parsed.records) {
      if (values.only !== undefined && record.id !== values.only) continue;
      problems++;
      const twin = seen.get(record.id);
      if (twin !== undefined) tell(file, record.line, record.id, `the identifier stands in ${twin} too`);
      seen.set(record.id, file);
      for (const message of shape(record)) tell(file, record.line, record.id, message);
      const resolved = resolve(record);
      for (const { line, message } of resolved.faults) tell(file, line, record.id, message);
      const { graph, faults: wrong } = graphOf(resolved);
      for (const { line, message } of wrong) tell(file, line, record.id, message);
      const model = printMiniZinc(graph, record.text, `${record.id}.problem`).text;
      if (values.show) show(record, resolved, model);
      if (values.words) {
        for (const reason of unsaid(record)) tell(file, record.line, record.id, `not said by a program: ${reason}`);
        if (/^(?:optimal|satisfied)$/u.test(record.answer.kind) && isContradictory(graph, glpk))
          tell(file, record.answerLine, record.id, `stated ${record.answer.kind}, but nothing can satisfy it`);
        continue;
      }
      if (graph.variables.length === 0 || wrong.length > 0) continue;
      const found = await solved(engines, model, Number(values.seconds), native);
      const message = difference(record, found);
      if (message !== undefined) tell(file, record.answerLine, record.id, message);
      else if (record.answer.kind === 'optimal' && record.answer.value === undefined && found.objective !== null) {
        lines[record.answerLine - 1] = `= optimal ${String(Number(found.objective.toPrecision(12)))}`;
      }
    }
    const filled = lines.join('\n');
    // What was edited while this ran is not written over.
    if (values.fill && filled !== source && readFileSync(file, 'utf8') === source) writeFileSync(file, filled);
  }
  process.stdout.write(`${String(problems)} problems, ${String(faults)} faults\n`);
  await engines.dispose();
}

void main().then(() => process.exit(faults > 0 ? 1 : 0));
