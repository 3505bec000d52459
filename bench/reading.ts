// How well texts are read:
//   npm run bench:reading [-- --corpus dev|test|classics] [--writers NAME,...] [--nl4opt DIR] [--limit N] [--verbose] [--native]
//
// Reads each text as the server does, solves the model, and compares status and optimum with the gold: right, wrong,
// asked (a question instead of an answer). "Silently wrong": wrong with a confidence of one half or more and no warning.
// `--writers` takes the problems of some writers: of those that the networks at hand were not trained on.
// `--native` solves with the MiniZinc on the PATH what that can.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printMiniZinc, type Reading } from '../server/src/prose';
import { resolve } from '../server/src/prose/cited';
import { openEngines } from '../server/src/session/engines';
import type { Span } from '../server/src/text';
import { corpusRecords } from '../training/gold/files';
import type { GoldRecord } from '../training/gold/record';
import { isBy, partOf } from '../training/gold/split';
import { nativeSolver } from '../training/nativeSolver';
import type { Nl4OptRecord } from '../training/nl4opt';
import { isAsStated, solved, type Solved } from '../training/solved';
import { declared } from './declarations';
import { openReader } from './readers';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    writers: { type: 'string' },
    nl4opt: { type: 'string' },
    whole: { type: 'string', default: 'server/models/parser' },
    by: { type: 'string', default: 'both' },
    limit: { type: 'string', default: '100000' },
    verbose: { type: 'boolean', default: false },
    native: { type: 'boolean', default: false },
  },
});

interface Case {
  readonly id: string;
  readonly area: string;
  readonly text: string;
  readonly isProblem: boolean;
  /** Where the text lacks something; undefined where it lacks nothing. */
  readonly lacks: readonly Span[] | undefined;
  readonly isRight: (found: Solved) => boolean;
  /** Of NL4Opt: its own labels. */
  readonly labels?: Nl4OptRecord;
}

function corpusCases(isAsked: (record: GoldRecord) => boolean): Case[] {
  return corpusRecords()
    .filter(isAsked)
    .map((record) => ({
      id: record.id,
      area: record.area,
      text: record.text,
      isProblem: record.answer.kind !== 'no problem',
      lacks: record.answer.kind === 'incomplete' ? lackingIn(record) : undefined,
      isRight: (found) => isAsStated(record.answer, found),
    }));
}

function lackingIn(record: GoldRecord): Span[] {
  return [...resolve(record).evidence].flatMap(([statement, spans]) => (statement.kind === 'missing' ? spans : []));
}

interface Optimum {
  readonly status: string;
  readonly value: number | null;
}
interface Gold {
  readonly int: Optimum;
  readonly lp: Optimum;
}

function nl4optCases(folder: string): Case[] {
  return readFileSync(join(folder, 'dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Nl4OptRecord & { gold_as_published: Gold; gold_corrected?: Gold })
    .map((record) => ({
      id: record.id,
      area: 'nl4opt dev',
      text: record.document,
      labels: record,
      isProblem: true,
      lacks: undefined,
      isRight: ({ status, objective }) =>
        [record.gold_as_published, ...(record.gold_corrected ? [record.gold_corrected] : [])]
          .flatMap((gold) => [gold.int, gold.lp])
          .some(
            (optimum) =>
              optimum.status === status &&
              (optimum.value === null ||
                objective === null ||
                Math.abs(optimum.value - objective) <= 1e-4 * Math.max(1, Math.abs(objective))),
          ),
    }));
}

function byOf(by: string): 'rows' | 'whole' | 'both' {
  if (by === 'rows' || by === 'whole' || by === 'both') return by;
  throw new Error('--by takes rows, whole or both');
}

type Verdict = 'right' | 'wrong' | 'asked';

async function main(): Promise<void> {
  const read = await openReader(values.whole, byOf(values.by));
  const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined });
  const native = values.native ? await nativeSolver() : undefined;
  const cases = [
    ...(values.corpus === undefined ? [] : corpusCases((record) => partOf(record) === values.corpus)),
    ...(values.writers === undefined ? [] : corpusCases((record) => isBy(values.writers, record.id))),
    ...(values.nl4opt === undefined ? [] : nl4optCases(values.nl4opt)),
  ].slice(0, Number(values.limit));
  const tally = new Map<string, Record<Verdict | 'all' | 'silent', number>>();
  const questions = { lacking: 0, asked: 0, place: 0, complete: 0, needless: 0 };
  const sure = { right: 0, all: 0 };
  const declarations = { errors: 0, all: 0 };
  const milliseconds: number[] = [];
  for (const each of cases) {
    const begin = performance.now();
    const reading = await read(each.text);
    milliseconds.push(performance.now() - begin);
    const { verdict, told } = await judge(each, reading);
    if (each.labels) {
      const { errors, declarations: all } = declared(reading.graph, each.labels);
      declarations.errors += errors;
      declarations.all += all;
    }
    const warned = reading.findings.some(({ kind }) => kind !== 'assumed-integer' && kind !== 'assumed-continuous');
    const isSure = reading.confidence >= 0.5 && !warned;
    const row = tally.get(each.area) ?? { right: 0, wrong: 0, asked: 0, all: 0, silent: 0 };
    row.all++;
    row[verdict]++;
    if (verdict === 'wrong' && isSure) row.silent++;
    tally.set(each.area, row);
    if (isSure) {
      sure.all++;
      if (verdict === 'right') sure.right++;
    }
    if (values.verbose)
      process.stdout.write(
        `${verdict}${isSure ? '!' : warned ? '?' : ''} ${each.id} ${each.area} ${reading.confidence.toFixed(2)} ${told}\n`,
      );
  }
  for (const [area, { right, wrong, asked, all, silent }] of tally)
    process.stdout.write(
      `${area}: right ${String(right)} of ${String(all)} (${((100 * right) / all).toFixed(0)} %), wrong ${String(wrong)} (${String(silent)} silently), asked ${String(asked)}\n`,
    );
  if (declarations.all > 0)
    process.stdout.write(`declaration accuracy: ${(1 - declarations.errors / declarations.all).toFixed(3)}\n`);
  process.stdout.write(`sure and without a warning: ${String(sure.right)} right of ${String(sure.all)}\n`);
  process.stdout.write(
    `questions: ${String(questions.asked)} of ${String(questions.lacking)} texts that lack something, ${String(questions.place)} at the right place; needless on ${String(questions.needless)} of ${String(questions.complete)}\n`,
  );
  milliseconds.sort((a, b) => a - b);
  const at = (share: number): string => (milliseconds[Math.floor(milliseconds.length * share)] ?? 0).toFixed(0);
  process.stdout.write(`milliseconds a text: p50 ${at(0.5)}, p95 ${at(0.95)}\n`);
  await engines.dispose();

  async function judge(each: Case, { graph, findings }: Reading): Promise<{ verdict: Verdict; told: string }> {
    const asking = findings.filter(({ question }) => question !== undefined);
    const isNone = findings.some(({ kind }) => kind === 'not-a-problem');
    if (!each.isProblem) return { verdict: isNone ? 'right' : 'wrong', told: 'no problem' };
    if (isNone) return { verdict: 'wrong', told: 'taken for no problem' };
    if (each.lacks) {
      questions.lacking++;
      const isHere = asking.some(({ span }) =>
        each.lacks?.some(
          ({ start, end }) =>
            sentenceOf(each.text, start) === sentenceOf(each.text, span.start) ||
            (start < span.end && span.start < end),
        ),
      );
      questions.asked += Number(asking.length > 0);
      questions.place += Number(isHere);
      return { verdict: asking.length > 0 ? 'right' : 'wrong', told: 'lacks something' };
    }
    questions.complete++;
    questions.needless += Number(asking.length > 0);
    if (asking.length > 0) return { verdict: 'asked', told: asking[0]?.question ?? '' };
    if (graph.variables.length === 0) return { verdict: 'wrong', told: 'nothing to decide' };
    const found = await solved(engines, printMiniZinc(graph, each.text, `${each.id}.problem`).text, 10, native);
    return {
      verdict: each.isRight(found) ? 'right' : 'wrong',
      told: `${found.status} ${String(found.objective)} ${found.message.slice(0, 120)}`,
    };
  }
}

/** Which sentence a place stands in, counted roughly. */
function sentenceOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/[.?!]\s|\n\s*\n|\n[-*|]/u).length;
}

void main().then(() => process.exit(0));
