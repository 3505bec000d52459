import type { DecisionVariable, Objective } from './graph';

/** Behind these words stands what there is to be much or little of. */
const COUNTS =
  /(?:\bas (?:many|much|few|little)|\b(?:largest|greatest|highest|biggest|smallest|lowest|maximum|minimum)(?: possible)? (?:number|amount|quantity|area|count) of|\b(?:maximi[sz]e|minimi[sz]e) (?:the )?(?:number|amount|quantity|area|count) of|\bthe (?:most|fewest)) +(?:(?:\p{L}+ )?\p{L}+ of )?(?:the )?$/iu;
/** Where a clause ends. */
const END = /[.?!;\n]/u;

/**
 * An objective that counts all amounts, where its words name one of them alone: "as many trees as possible" counts trees,
 * and not the shrubs beside them. (Of 55 objectives of the corpus that are told so all are of that amount.) Any other is
 * left as it is.
 */
export function ofOneNamed(objective: Objective, variables: readonly DecisionVariable[], text: string): Objective {
  const { terms, span } = objective;
  const isCount = terms.length > 1 && terms.every(({ coefficient }) => coefficient === undefined);
  if (!isCount || objective.value) return objective;
  const begin = [...text.slice(0, span.start)].findLastIndex((letter) => END.test(letter)) + 1;
  const rest = text.slice(span.start).search(END);
  const end = rest < 0 ? text.length : span.start + rest;
  const named = variables
    .flatMap(({ mentions }, variable) => mentions.map((mention) => ({ ...mention, variable })))
    .filter((mention) => mention.start >= begin && mention.end <= end)
    .sort((a, b) => a.start - b.start);
  const counted = named.findIndex((mention) => COUNTS.test(text.slice(begin, mention.start)));
  const [first, ...others] = counted < 0 ? [] : named.slice(counted);
  if (!first || others.some(({ variable }) => variable !== first.variable)) return objective;
  return { ...objective, terms: [{ variable: first.variable, coefficient: undefined }] };
}
