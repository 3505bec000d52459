import { emptyGraph } from '../../server/src/prose';
import type {
  Comparator,
  RowConstraint,
  DecisionVariable,
  Objective,
  ProblemGraph,
  Quantity,
} from '../../server/src/prose';
import type { Span } from '../../server/src/text';

type Shape<T> = T extends RowConstraint ? Omit<T, 'span' | 'sentence' | 'confidence' | 'comparator'> : never;

/** Builds a graph by hand from the words of a text: each call looks for its words after those found before it. */
export function problemText(text: string): {
  /** The next number; its value is given where the words do not say it as digits. */
  number(words: string, unit?: string, value?: number): Quantity;
  /** The next place of some words. */
  span(words: string): Span;
  variable(name: string, domain?: DecisionVariable['domain']): DecisionVariable;
  /** A constraint that stands in the sentence (or other words) given. */
  constraint(sentence: string, comparator: Comparator, shape: Shape<RowConstraint>): RowConstraint;
  objective(words: string, objective: Omit<Objective, 'span'>): Objective;
  graph(parts: Partial<ProblemGraph>): ProblemGraph;
} {
  let position = 0;
  const anywhere = (words: string): Span => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`the text does not say "${words}"`);
    return { start, end: start + words.length };
  };
  const next = (words: string): Span => {
    const start = text.indexOf(words, position);
    if (start < 0) throw new Error(`the text does not say "${words}" after offset ${position}`);
    position = start + words.length;
    return { start, end: position };
  };
  return {
    span: next,
    number: (words, unit, value) => {
      const digits = Number(words.replace(/[^0-9.]/g, ''));
      const percent = words.endsWith('%');
      return {
        value: value ?? (percent ? digits / 100 : digits),
        kind: percent ? 'percent' : /\d/.test(words) ? 'number' : value && value < 1 ? 'fraction' : 'word',
        span: next(words),
        text: words,
        unit,
      };
    },
    variable: (name, domain = 'integer') => ({
      name,
      mentions: [anywhere(name)],
      domain,
      index: [],
      domainSpan: undefined,
    }),
    constraint: (sentence, comparator, shape) => {
      const span = anywhere(sentence);
      return { ...shape, span, sentence: span, comparator, confidence: 1 };
    },
    objective: (words, objective) => ({ ...objective, span: anywhere(words) }),
    graph: (parts) => ({ ...emptyGraph, ...parts }),
  };
}
