// Whether whatever is read compiles: npm run bench:texts [-- --count 10000] [--seed 1] [--whole DIR]
//
// Reads random and adversarial texts as the server does, prints each model, and compiles each that is new: nothing at all,
// numbers alone, other scripts, code, signs, 100 KB, and problems of the corpus that are cut, shuffled and mixed.
import { parseArgs } from 'node:util';
import { openCompiler } from '../server/src/compile';
import { printMiniZinc } from '../server/src/prose';
import { corpusRecords } from '../training/gold/files';
import { Random } from '../training/random';
import { openReader } from './readers';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    whole: { type: 'string', default: 'server/models/parser' },
  },
});

const random = new Random(Number(values.seed));
const problems = corpusRecords().map(({ text }) => text);

const strange = [
  'int main(void) { return x <= 40 ? 1 : 0; }',
  'SELECT name, max(price) FROM wares WHERE price >= 10;',
  'var 1..9: x; constraint x > 3; solve satisfy;',
  'Maximiere den Gewinn: höchstens 40 Stunden, ein Brot braucht 2 Stunden und bringt 3 Euro.',
  '如何安排三个工人和四项任务，每人最多两项？',
  'يجب أن نختار ثلاثة مشاريع على الأكثر من بين خمسة.',
  'Сколько хлеба испечь, если муки не больше 20 кг?',
  '🍞🍞🍞 ≤ 40 🕐, 🥐 ≥ 10 ❗',
  '{"a": [1, 2, {"b": null}]}',
  '| a | b |\n|---|---|\n| 1 |\n| 2 | 3 | 4 |',
  '%%% \\begin{align} x &\\le 40 \\end{align}',
  '\u0000\u0001\u202e\ufeff\u200d',
  '-- 3 --- 4 ---- 5',
];

const words = problems.flatMap((text) => text.split(/\s+/u));

function text(): string {
  const pick = (): string => random.pick(problems);
  const sentences = (source: string): string[] => source.split(/(?<=[.?!])\s+/u);
  switch (random.integer(0, 9)) {
    case 0:
      return Array.from({ length: random.integer(0, 60) }, () => String(random.integer(0, 9999))).join(
        random.pick([' ', ', ', '\n', ' and ']),
      );
    case 1:
      return Array.from({ length: random.integer(0, 120) }, () => String.fromCodePoint(random.integer(1, 0xd7ff))).join(
        '',
      );
    case 2:
      return Array.from({ length: random.integer(1, 6) }, () => random.pick(strange)).join(
        random.pick([' ', '\n', '\n\n']),
      );
    case 3:
      return Array.from({ length: random.integer(5, 150) }, () => random.pick(words)).join(' ');
    case 4:
      return random.shuffle(sentences(pick())).join(' ');
    case 5:
      return random.shuffle([...sentences(pick()), ...sentences(pick())]).join(' ');
    case 6:
      return pick().slice(random.integer(0, 200), random.integer(200, 900));
    case 7: {
      const all = pick().split(/\s+/u);
      return all.map((word) => (random.next() < 0.25 ? random.pick(words) : word)).join(' ');
    }
    case 8:
      return pick().replace(/\d+/gu, () => random.pick(['0', '-3', '999999999999', '1e9', '.5', '7', '1/0', '%', '']));
    default:
      return pick().repeat(random.integer(1, 3));
  }
}

async function main(): Promise<void> {
  const read = await openReader(values.whole, 'both');
  const compiler = openCompiler();
  const known = new Set<string>();
  const wrong: string[] = [];
  const fixed = ['', ' ', '\n\n', 'x', '7', pickLong()];
  const count = Number(values.count);
  let slowest = 0;
  for (let at = 0; at < count; at++) {
    const source = fixed[at] ?? text();
    const begin = performance.now();
    try {
      const model = printMiniZinc((await read(source)).graph, source, '/texts/any.problem').text;
      slowest = Math.max(slowest, performance.now() - begin);
      const path = '/texts/any.problem.mzn';
      if (known.has(model)) continue;
      known.add(model);
      const result = await compiler.compile({
        model: path,
        data: [],
        overlay: new Map([[path, model]]),
        library: 'std',
      });
      if (result.kind !== 'compiled' && !result.infeasible)
        wrong.push(
          `${JSON.stringify(source)}\n${result.diagnostics.map(({ message }) => message).join('\n')}\n${model}`,
        );
    } catch (error) {
      wrong.push(`${JSON.stringify(source)}\n${(error as Error).stack ?? String(error)}`);
    }
    if (at % 500 === 499) process.stderr.write(`${String(at + 1)} texts, ${String(wrong.length)} wrong\n`);
  }
  for (const each of wrong.slice(0, 20)) process.stdout.write(`${each}\n\n`);
  process.stdout.write(
    `${String(count)} texts, ${String(known.size)} models, ${String(wrong.length)} that do not compile; slowest ${slowest.toFixed(0)} ms\n`,
  );
  await compiler.dispose();
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

function pickLong(): string {
  return problems.slice(0, 400).join('\n\n').slice(0, 100_000);
}

void main();
