import { traceAt, type GeneratedModel } from '../prose';
import type { ConflictPart, OutputValue } from '../outcome';
import { LineIndex, type Range, type SourceRange } from '../text';
import { modelFileOf, type Problem } from './problem';

type Values = Readonly<Record<string, OutputValue>>;

/** Tells what was found in a generated model in the words that the user wrote. */
export interface Retelling {
  readonly file: string;
  /** The words that a place of the generated model comes from; the whole text's first line where it was assumed. */
  place(place: SourceRange): SourceRange;
  part(part: ConflictPart): ConflictPart;
  values(values: Values): Values;
  /** What a variable is called. */
  name(name: string): string;
}

/** For models that the user wrote: everything stays as it is. */
export function asWritten(file: string): Retelling {
  return { file, place: (place) => place, part: (part) => part, values: (values) => values, name: (name) => name };
}

export function inWords(problem: Problem, generated: GeneratedModel): Retelling {
  const model = new LineIndex(generated.text);
  const prose = new LineIndex(problem.text);
  const place = ({ file, range }: SourceRange): SourceRange =>
    file === modelFileOf(problem.file) ? { file: problem.file, range: words(range) } : { file, range };
  const words = (range: Range): Range => {
    const span = traceAt(generated, model.spanOf(range))?.prose;
    return prose.rangeOf(span ?? { start: 0, end: problem.text.split(/\r?\n/, 1)[0]?.length ?? 0 });
  };
  const wordsOf = new Map(generated.names.map(({ identifier, words: own }) => [identifier, own]));
  const name = (identifier: string): string => wordsOf.get(identifier) ?? identifier;
  return {
    file: problem.file,
    place,
    name,
    part: (part) => {
      const at = place(part);
      const { start, end } = prose.spanOf(at.range);
      return { ...part, ...at, text: at.file === problem.file ? problem.text.slice(start, end) : part.text };
    },
    values: (values) =>
      Object.fromEntries(Object.entries(values).map(([identifier, value]) => [name(identifier), value])),
  };
}
