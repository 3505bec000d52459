import type { Span } from '../../text';
import type { Finding, ProblemGraph } from '../graph';
import type { Document } from '../read/document';

/** What has no number because it costs or brings nothing. */
const free = /\b(?:free|nothing|none|no (?:charge|cost|fee|profit|money|pay)|gratis|zero|nil|0|water)\b/iu;

/**
 * The question for the one amount of which the aim tells no number, where it tells one of all others: "a van costs 95 a day"
 * of vans and bikes. (Of the corpus' problems in single amounts that tell the aim so, 97 lack this number and 30 do not,
 * where no word says that it is free.)
 */
export function untoldAmount(document: Document, { sets, variables, objective }: ProblemGraph): Finding[] {
  const terms = objective?.terms ?? [];
  const told = terms.flatMap(({ coefficient }) => coefficient?.span ?? []);
  const left = variables.filter((_, variable) => !terms.some((term) => term.variable === variable));
  const [only] = left;
  if (sets.length > 0 || told.length === 0 || told.length < terms.length || left.length !== 1 || !only) return [];
  const isAmount = only.domain === 'integer' || only.domain === 'continuous';
  if (!isAmount || only.index.length > 0 || free.test(document.text)) return [];
  const distance = ({ start }: Span): number => Math.min(...told.map((each) => Math.abs(each.start - start)));
  const [nearest] = [...only.mentions].sort((one, other) => distance(one) - distance(other));
  if (!nearest) return [];
  const span =
    document.sentences.spans.find(({ start, end }) => start <= nearest.start && nearest.start < end) ?? nearest;
  return [
    {
      kind: 'missing-coefficient',
      span,
      message: `The text tells what the others add to what is asked for, but not what '${only.name}' adds.`,
      question: `How much does one of '${only.name}' add to what is asked for?`,
    },
  ];
}
