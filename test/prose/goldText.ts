import type { Expression, ProblemGraph } from '../../server/src/prose';
import { annotatedOf, type Annotated } from '../../training/annotated';
import { parseCorpus } from '../../training/gold/parse';
import type { GoldRecord } from '../../training/gold/record';

/** A problem of the corpus as it is taught. @throws Error where it has faults */
export function annotatedFrom(record: GoldRecord): Annotated {
  const { annotated, faults } = annotatedOf(record);
  if (!annotated) throw new Error(faults.map(({ message }) => message).join('; '));
  return annotated;
}

/** A graph in the notation of training/corpus/FORMAT.md; the numbers of the rules need not stand in a text. */
export function graphFrom(declared: readonly string[], rules: readonly string[]): ProblemGraph {
  const names = declared.flatMap((line) => [...line.matchAll(/"([^"]+)"/gu)].map(([, name]) => name));
  const numbers = declared.flatMap((line) => /: ([\d %]+)$/u.exec(line)?.[1]?.split(' ') ?? []);
  const said = rules.map((rule, at) => ({ words: `rule ${'i'.repeat(at + 1)}`, rule }));
  const inRules = rules.flatMap((rule) =>
    [...rule.matchAll(/(?<![\w`])\d+(?:[.:]\d+)?%?/gu)].map(([number]) => number),
  );
  const text = `${names.join(', ')}: ${[...numbers, ...inRules].join(', ')}. ${said.map(({ words }) => words).join('. ')}.`;
  const source = [
    '=== one-001-made | linear | test | test',
    text,
    '---',
    ...numbered(
      declared,
      said.map(({ words, rule }) => `"${words}.": ${rule}`),
      text,
    ),
    '= satisfied',
    '',
  ].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  return annotatedFrom(record).graph;
}

/** The graph of a text, as lines in the notation of training/corpus/FORMAT.md say it. */
export function graphFromText(text: string, gold: readonly string[]): ProblemGraph {
  const source = ['=== one-001-made | linear | test | test', text, '---', ...gold, '= satisfied', ''].join('\n');
  const [record] = parseCorpus(source).records;
  if (!record) throw new Error(source);
  return annotatedFrom(record).graph;
}

/** The body of one rule. */
export function bodyFrom(graph: ProblemGraph): Expression {
  const [constraint] = graph.constraints;
  if (constraint?.kind !== 'relation') throw new Error('one rule expected');
  return constraint.body;
}

/** Lines whose numbers say which of the equal numbers of the text they are. */
function numbered(declared: readonly string[], rules: readonly string[], text: string): string[] {
  const seen = new Map<string, number>();
  const isTwice = (number: string): boolean =>
    text.split(/[^\d.:%]+/u).filter((each) => each.replace(/\.$/u, '') === number).length > 1;
  const one = (number: string): string => {
    const at = (seen.get(number) ?? 0) + 1;
    seen.set(number, at);
    return isTwice(number) ? `${number}@${String(at)}` : number;
  };
  return [...declared, ...rules].map((line) => {
    const from = line.lastIndexOf('": ') + 2;
    return line.slice(0, from) + line.slice(from).replace(/(?<![\w`])\d+(?:[.:]\d+)?%?/gu, one);
  });
}
