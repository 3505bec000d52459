// What the corpus holds: node training/run.mjs corpus [--near 12]
//
// Problems by area, answer and part; how long they are; how alike the two most alike are (shared runs of four words); and
// how much of what their constraints say has been said elsewhere in the corpus, since a reader can learn only that.
import { parseArgs } from 'node:util';
import { graphOf, resolve } from '../server/src/prose/cited';
import { framesOf, type Frame } from './gold/frame';
import { corpusRecords } from './gold/files';
import { areas, type GoldRecord } from './gold/record';
import { partOf } from './gold/split';

const { values } = parseArgs({ options: { near: { type: 'string', default: '12' } } });
const records = corpusRecords();

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function countBy(list: readonly GoldRecord[], keyOf: (record: GoldRecord) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of list) counts.set(keyOf(record), (counts.get(keyOf(record)) ?? 0) + 1);
  return counts;
}

function told(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([key, count]) => `${key} ${String(count)}`)
    .join(', ');
}

print(
  `${String(records.length)} problems, ${String(new Set(records.map(({ voice }) => voice)).size)} voices, ${String(new Set(records.map(({ domain }) => domain)).size)} domains`,
);
print(`areas: ${told(countBy(records, ({ area }) => area))}`);
print(`answers: ${told(countBy(records, ({ answer }) => answer.kind))}`);
print(`parts: ${told(countBy(records, partOf))}`);
for (const area of areas)
  print(
    `  ${area}: ${told(
      countBy(
        records.filter((record) => record.area === area),
        partOf,
      ),
    )}`,
  );
const lengths = records.map(({ text }) => text.split(/\s+/u).length).sort((a, b) => a - b);
print(
  `words: ${String(lengths[0] ?? 0)} to ${String(lengths.at(-1) ?? 0)}, median ${String(lengths[lengths.length >> 1] ?? 0)}`,
);

// Runs of four words, names and numbers as they stand: what a template would repeat.
const holders = new Map<string, number[]>();
const runs = records.map(({ text }) => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(3).map((_, at) => words.slice(at, at + 4).join(' ')));
});
for (const [at, set] of runs.entries()) for (const run of set) holders.set(run, [...(holders.get(run) ?? []), at]);
const shared = new Map<string, number>();
for (const list of holders.values()) {
  if (list.length > 50) continue;
  for (const [place, one] of list.entries()) {
    for (const other of list.slice(place + 1)) {
      const key = `${String(one)} ${String(other)}`;
      shared.set(key, (shared.get(key) ?? 0) + 1);
    }
  }
}
const near = [...shared]
  .map(([key, count]) => {
    const [one = 0, other = 0] = key.split(' ').map(Number);
    return { one, other, share: count / Math.min(runs[one]?.size ?? 1, runs[other]?.size ?? 1) };
  })
  .sort((a, b) => b.share - a.share);
print('most alike (share of the shorter text):');
for (const { one, other, share } of near.slice(0, Number(values.near))) {
  print(`  ${percent(share)} ${records[one]?.id ?? ''} ${records[other]?.id ?? ''}`);
}

const keyOf = ({ scope, left, comparator, right }: Frame): string =>
  [scope, left, comparator === 'holds' ? comparator : '~', right].join(' ');
const seen = new Map<string, number>();
const framesByProblem = records.map((record) => {
  const { graph } = graphOf(resolve(record));
  const isSingle = (variable: number): boolean => graph.variables[variable]?.index.length === 0;
  const keys = graph.constraints.flatMap((constraint) =>
    constraint.kind === 'relation' ? framesOf(constraint.body, isSingle).map(keyOf) : [],
  );
  if (partOf(record) === 'train') for (const key of new Set(keys)) seen.set(key, (seen.get(key) ?? 0) + 1);
  return { record, keys };
});
print(`kinds of constraints in the training part: ${String(seen.size)}`);
for (const least of [1, 3]) {
  const shares = areas.map((area) => {
    const list = framesByProblem.filter(
      ({ record, keys }) => record.area === area && keys.length > 0 && partOf(record) !== 'train',
    );
    const known = list.filter(({ keys }) => keys.every((key) => (seen.get(key) ?? 0) >= least));
    return `${area} ${percent(known.length / Math.max(1, list.length))}`;
  });
  print(
    `problems of dev and test whose kinds of constraints stand in ${String(least)} or more training problems: ${shares.join(', ')}`,
  );
}
