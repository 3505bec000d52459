import { traceAt, type GeneratedModel } from '../prose';
import type { ConflictPart, Outcome, OutputValue } from '../outcome';
import { LineIndex, type Range, type SourceRange } from '../text';
import { modelFileOf, type Problem } from './problem';

type Values = Readonly<Record<string, OutputValue>>;

/** Tells what was found in a generated model in the words that the user wrote. */
export interface Retelling {
  readonly file: string;
  /** The words that a place of the generated model comes from; the whole text's first line where it was assumed. */
  place(place: SourceRange): SourceRange;
  part(part: ConflictPart): ConflictPart;
  /** The members of a conflict; in words only what is said there, and each number with the words around it. */
  parts(parts: readonly ConflictPart[]): readonly ConflictPart[];
  values(values: Values): Values;
  /** What a variable is called. */
  name(name: string): string;
  /** By what a family of variables is called: by index set what its things are called. */
  readonly axes: Outcome['axes'];
}

/** For models that the user wrote: everything stays as it is. */
export function asWritten(file: string): Retelling {
  const same = <Told>(told: Told): Told => told;
  return { file, place: same, part: same, parts: same, values: same, name: same, axes: undefined };
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
  const part = (told: ConflictPart): ConflictPart => {
    const at = place(told);
    const { start, end } = prose.spanOf(at.range);
    return { ...told, ...at, text: at.file === problem.file ? problem.text.slice(start, end) : told.text };
  };
  const isIn = (inner: ConflictPart, outer: ConflictPart): boolean => {
    const [one, other] = [prose.spanOf(inner.range), prose.spanOf(outer.range)];
    return inner.file === outer.file && other.start <= one.start && one.end <= other.end;
  };
  return {
    file: problem.file,
    place,
    name,
    axes: Object.fromEntries(generated.names.flatMap(({ words: own, axes }) => (axes ? [[own, axes]] : []))),
    part,
    parts: (parts) => {
      // That amounts are not negative is in no sentence: it is told only where it is all.
      const said = parts.filter(({ kind }) => kind !== 'domain');
      const told = (said.length > 0 ? said : parts).map(part);
      const constraints = told.filter(({ kind }) => kind !== 'data');
      return told.filter((each) => each.kind !== 'data' || !constraints.some((other) => isIn(each, other)));
    },
    values: (values) =>
      Object.fromEntries(Object.entries(values).map(([identifier, value]) => [name(identifier), value])),
  };
}
