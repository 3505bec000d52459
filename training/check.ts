// Proves the corpus: node training/run.mjs check [FILE...] [--fill] [--only ID] [--show] [--changed] [--jobs 1]
//
// Every quote stands in its text, every number of the gold is one of the text's and the other way round, identifiers are
// unique, the model compiles, and solving gives the stated answer. What was proved is remembered by its text in
// training/build/proved.json, so that only what changed is solved again. Ends with status 1 where anything is wrong.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CompileRequest } from '../server/src/compile';
import { answer } from '../server/src/session/answer';
import { openEngines } from '../server/src/session/engines';
import { printMiniZinc } from '../server/src/prose';
import { graphOf, resolve, type Resolved } from '../server/src/prose/cited';
import { parseCorpus } from './gold/parse';
import type { GoldRecord } from './gold/record';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fill: { type: 'boolean', default: false },
    only: { type: 'string' },
    show: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
  },
});

const CORPUS = 'training/corpus';
const MODEL = '/models/gold.mzn';
const PROVED = 'training/build/proved';
const files =
  positionals.length > 0
    ? positionals
    : readdirSync(CORPUS)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => join(CORPUS, name));

const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
let faults = 0;
let problems = 0;

function tell(file: string, line: number, id: string, message: string): void {
  faults++;
  process.stdout.write(`${file}:${String(line)}: ${id}: ${message}\n`);
}

interface Solved {
  readonly status: string;
  readonly objective: number | null;
  readonly message: string;
}

async function solve(model: string): Promise<Solved> {
  const key = createHash('sha256').update(model).digest('hex').slice(0, 24);
  const cached = join(PROVED, `${key}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as Solved;
  const request: CompileRequest = { model: MODEL, data: [], overlay: new Map([[MODEL, model]]), library: 'std' };
  const found = await answer(engines, request, { solver: 'auto', timeLimitMs: Number(values.seconds) * 1000 });
  const said = found.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, range }) => `${message} [${model.split('\n')[range.start.line] ?? ''}]`);
  const solved = {
    status: said.length > 0 ? 'error' : found.status,
    objective: found.objective,
    message: said.join('; ') || (found.reason ?? ''),
  };
  const isProved = solved.status === 'optimal' || solved.status === 'infeasible' || solved.status === 'unbounded';
  const hasGoal = !model.includes('solve satisfy');
  if (isProved || solved.status === 'error' || (solved.status === 'satisfied' && !hasGoal)) {
    mkdirSync(PROVED, { recursive: true });
    writeFileSync(cached, JSON.stringify(solved));
  }
  return solved;
}

/** undefined: as stated. */
function difference(record: GoldRecord, { status, objective, message }: Solved): string | undefined {
  const { kind, value } = record.answer;
  if (status === 'error') return `the model is in error: ${message}`;
  if (status === 'unknown') return `not solved in time: ${message}`;
  if (kind === 'incomplete') return undefined;
  const isOptimal = status === 'optimal' && objective !== null;
  if (kind === 'optimal') {
    if (!isOptimal) return `stated optimal, found ${status} ${message}`;
    if (value === undefined)
      return values.fill ? undefined : `the optimum is ${String(objective)} (write it, or --fill)`;
    const isSame = Math.abs(value - objective) <= 1e-6 * Math.max(1, Math.abs(value));
    return isSame ? undefined : `stated ${String(value)}, found ${String(objective)}`;
  }
  const found = status === 'optimal' ? 'satisfied' : status;
  return found === kind
    ? undefined
    : `stated ${kind}, found ${status} ${isOptimal ? String(objective) : ''} ${message}`;
}

function show({ id: name, text }: GoldRecord, { used, mentions }: Resolved, model: string): void {
  process.stdout.write(`--- ${name}\n${model}`);
  for (const { literal, span, line } of used) {
    const where = span ? text.slice(Math.max(0, span.start - 20), span.end + 20).replace(/\s+/gu, ' ') : '(free)';
    process.stdout.write(`  line ${String(line)}: ${literal} = …${where}…\n`);
  }
  for (const [id, places] of mentions) process.stdout.write(`  ${id}: named ${String(places.length)} times\n`);
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
      if (graph.variables.length === 0 || wrong.length > 0) continue;
      const solved = await solve(model);
      const message = difference(record, solved);
      if (message !== undefined) tell(file, record.answerLine, record.id, message);
      else if (record.answer.kind === 'optimal' && record.answer.value === undefined && solved.objective !== null) {
        lines[record.answerLine - 1] = `= optimal ${String(Number(solved.objective.toPrecision(12)))}`;
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
