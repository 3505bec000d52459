// Writes what Python trains on: texts as token features (int16) and targets (JSON lines).
// The only tokeniser is the server's own, so training and reading see the very same thing.
//
//   node training/run.mjs prepare --nl4opt DIR --out DIR [--copies 8] [--perturbed 8] [--generated 16000] [--structured 6000] [--seed 1]
//     [--fresh NAME,NAME --known 0.4]   problems of other writers only in that share
//     [--often NAME,NAME --more 8]   so many more perturbed copies of the problems of some writers
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pointerOf, symbols } from '../server/src/prose/program';
import { columnCount, type Input } from '../server/src/prose/parse/input';
import { piecesPerToken } from '../server/src/prose/parse/pieces';
import { annotatedOf, type Annotated } from './annotated';
import { annotatedOfLabelled } from './annotatedLabelled';
import { augment } from './augment';
import { exampleOf } from './examples';
import { generate } from './generate/index';
import { generateRosters } from './generate/rosters';
import { generateStores } from './generate/stores';
import { corpusRecords } from './gold/files';
import { parseCorpus } from './gold/parse';
import { isBy, partOf, type Part } from './gold/split';
import type { LabelledText } from './labelled';
import { labelRecord, readTagFile, type Nl4OptRecord } from './nl4opt';
import { perturb, poolsOf } from './perturb';
import { Random } from './random';
import { rowsOf } from './rowsOf';
import { rowTargetsOf, type RowTargets } from './rowTargets';
import { readPieces } from './pieces';

const { values } = parseArgs({
  options: {
    nl4opt: { type: 'string' },
    out: { type: 'string', default: 'training/build/data' },
    copies: { type: 'string', default: '8' },
    perturbed: { type: 'string', default: '8' },
    generated: { type: 'string', default: '16000' },
    structured: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '1' },
    fresh: { type: 'string' },
    known: { type: 'string', default: '1' },
    often: { type: 'string' },
    more: { type: 'string', default: '0' },
  },
});

function nl4opt(split: string): LabelledText[] {
  if (values.nl4opt === undefined) return [];
  const tags = readTagFile(readFileSync(join(values.nl4opt, 'ner', `${split}.txt`), 'utf8'));
  const lines = readFileSync(join(values.nl4opt, `${split}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.flatMap((line) => labelRecord(JSON.parse(line) as Nl4OptRecord, tags) ?? []);
}

function corpus(part: Part): Annotated[] {
  return corpusRecords()
    .filter((record) => partOf(record) === part)
    .flatMap((record) => annotatedOf(record).annotated ?? []);
}

/** A text with its rows, where these were there first. */
type Source = Annotated & { readonly labelled?: LabelledText };

function labelled(texts: readonly LabelledText[], name: string): Source[] {
  return texts.flatMap((text, at) => {
    const annotated = annotatedOfLabelled(text, `${name}-${String(at)}`);
    return annotated ? { ...annotated, labelled: text } : [];
  });
}

/** What is taught of its rows; null where nothing is. */
function taughtRows(text: Source, input: Input): RowTargets | null {
  const rows = text.labelled ? { labelled: text.labelled, isAll: true, unsaid: [] } : rowsOf(text);
  return (rows && rowTargetsOf(rows, input)) ?? null;
}

const random = new Random(Number(values.seed));
makeTexts();

function makeTexts(): void {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'symbols.json'), JSON.stringify(symbols.map(pointerOf)));
  const real = nl4opt('train');
  const all = corpus('train');
  const pools = poolsOf(all);
  const known = Number(values.known);
  const written = all.filter(({ id }) => known >= 1 || isBy(values.fresh, id) || random.next() < known);
  const texts: Source[] = [...labelled(real, 'nl4opt'), ...written];
  for (let copy = 0; copy < Number(values.perturbed); copy++)
    texts.push(...written.map((text) => perturb(text, random, pools)));
  const often = written.filter(({ id }) => isBy(values.often, id));
  for (let copy = 0; copy < Number(values.more); copy++)
    texts.push(...often.map((text) => perturb(text, random, pools)));
  for (let copy = 0; copy < Number(values.copies); copy++)
    texts.push(
      ...labelled(
        real.map((text) => augment(text, random)),
        `nl4opt-${String(copy)}`,
      ),
    );
  const generated = Array.from({ length: Number(values.generated) }, () => generate(random));
  texts.push(...labelled(generated, 'generated'), ...structured(Number(values.structured)));
  write('train', random.shuffle(texts));
  write('dev', corpus('dev'));
  write('nl4opt', labelled(nl4opt('dev'), 'nl4opt-dev'));
}

/** Made-up problems over sets, in the format of the corpus: so many of each generator. */
function structured(count: number): Annotated[] {
  const next = (): number => random.next();
  return [generateRosters, generateStores].flatMap((make, kind) =>
    Array.from({ length: count }, (_, at) => make(next, `structured-${String(kind)}-${String(at)}`)).flatMap((text) =>
      parseCorpus(text).records.flatMap((record) => annotatedOf(record).annotated ?? []),
    ),
  );
}

function write(name: string, source: readonly Source[]): void {
  const pieces = readPieces();
  const inputs = openSync(join(values.out, `${name}.bin`), 'w');
  const targets = openSync(join(values.out, `${name}.jsonl`), 'w');
  let written = 0;
  let lost = 0;
  for (const text of source) {
    const example = exampleOf(text, pieces);
    if (!example) continue;
    writeSync(inputs, Buffer.from(packed(example.input).buffer));
    writeSync(
      targets,
      JSON.stringify({ id: example.id, area: text.area, ...example.targets, rows: taughtRows(text, example.input) }) +
        '\n',
    );
    written++;
    lost += Number(example.lost.length > 0);
  }
  closeSync(inputs);
  closeSync(targets);
  process.stderr.write(`${name}: ${String(written)} of ${String(source.length)} texts, ${String(lost)} not whole\n`);
}

/** By position: the columns of the input, then the word pieces, 0 where there are none. */
function packed({ length, features, pieces }: Input): Uint16Array {
  const width = columnCount + piecesPerToken;
  const rows = new Uint16Array(length * width);
  for (let position = 0; position < length; position++) {
    rows.set(features.subarray(position * columnCount, (position + 1) * columnCount), position * width);
    rows.set(pieces[position - 1] ?? [], position * width + columnCount);
  }
  return rows;
}
