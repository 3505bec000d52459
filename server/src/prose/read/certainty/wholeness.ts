import type { Span } from '../../../text';
import type { Alternative, Domain, ProblemGraph } from '../../graph';
import type { Token } from '../tokens';
import { segment } from '../sentences';

/** A sentence that says whether the amounts are whole: "The amounts may be fractions." */
export interface WholenessSentence {
  readonly whole: boolean;
  readonly span: Span;
}

const THING = String.raw`(?:\p{L}[\p{L}'’-]*)`;
const THINGS = `${THING}(?: ${THING}){0,6}`;
const PARTS = String.raw`(?:fractions|fractional|parts|split|divided|decimals?|any fraction|fractional (?:amounts|numbers|values)|fractions of (?:an? |the )?${THINGS})`;
const FINE = '(?:allowed|fine|ok|okay|possible|permitted|acceptable|all right)';

const DIVISIBLE: readonly RegExp[] = [
  new RegExp(`^${THINGS} (?:may|can|could) (?:also )?be ${PARTS}$`, 'iu'),
  new RegExp(
    `^(?:fractions|decimals|fractional (?:amounts|numbers|values))(?: of (?:an? |the )?${THINGS})? are ${FINE}$`,
    'iu',
  ),
];
const WHOLE: readonly RegExp[] = [
  new RegExp(
    `^${THINGS} (?:must|have to|has to|should|can only) be (?:whole(?: numbers?| ${THING})?|integers?)$`,
    'iu',
  ),
  new RegExp(`^${THINGS} (?:cannot|can't|can not|may not|must not) be ${PARTS}$`, 'iu'),
  new RegExp(`^only (?:whole|full|complete) ${THINGS} (?:are ${FINE}|count|can be ${THING})$`, 'iu'),
  new RegExp(`^(?:no fractions|(?:fractions|decimals)(?: of (?:an? |the )?${THINGS})? are not ${FINE})$`, 'iu'),
];

/** Sentences that say nothing else; the last one counts. */
export function wholenessSentences(text: string, tokens: readonly Token[]): readonly WholenessSentence[] {
  return segment(text, tokens).spans.flatMap((span): readonly WholenessSentence[] => {
    const said = text
      .slice(span.start, span.end)
      .replace(/^[-*•]\s*/u, '')
      .replace(/\s+/gu, ' ')
      .replace(/\s*[.!;]+$/u, '');
    if (WHOLE.some((pattern) => pattern.test(said))) return [{ whole: true, span }];
    return DIVISIBLE.some((pattern) => pattern.test(said)) ? [{ whole: false, span }] : [];
  });
}

/** The two ways to settle whether the amounts are whole, as now taken first. Each can be written behind the text. */
export function wholeOrDivisible(text: string, graph: ProblemGraph): readonly Alternative[] {
  const to = (whole: boolean): Alternative => ({
    meaning: whole ? 'are whole numbers' : 'may be fractions',
    graph: { ...graph, variables: graph.variables.map((each) => ({ ...each, domain: withWhole(each.domain, whole) })) },
    wordings: [[behindAll(text, whole ? 'The amounts must be whole numbers.' : 'The amounts may be fractions.')]],
  });
  const isWhole = graph.variables.some(({ domain }) => domain === 'integer' || domain === 'free integer');
  return [to(isWhole), to(!isWhole)];
}

function withWhole(domain: Domain, whole: boolean): Domain {
  switch (domain) {
    case 'integer':
    case 'continuous':
      return whole ? 'integer' : 'continuous';
    case 'free integer':
    case 'free continuous':
      return whole ? 'free integer' : 'free continuous';
    default:
      return domain;
  }
}

/** A sentence at the end of the text. */
export function behindAll(text: string, sentence: string): { readonly span: Span; readonly newText: string } {
  const end = text.trimEnd().length;
  const stop = /[.?!]$/u.test(text.slice(0, end)) ? '' : '.';
  return { span: { start: end, end }, newText: `${stop} ${sentence}` };
}
