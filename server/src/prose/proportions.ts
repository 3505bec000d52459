import type { Span } from '../text';
import { isNamed, type Expression, type Operator } from './expression';
import type { ProblemGraph, Quantity } from './graph';

type Named = Pick<ProblemGraph, 'sets' | 'variables'>;

/** An amount, and a place of the text that names it. */
interface Mentioned {
  readonly key: string;
  readonly amount: Expression;
  readonly span: Span;
}

const FOR_EVERY = /\bfor (?:every|each)\b/iu;
const PARTS = /\bparts?\b.*\b(?:to|for)\b.*\bparts?\b/iu;
const RATIO = /\b(?:ratio|proportion)s?\b/iu;
const LEAST = new RegExp(
  [
    /\bat (?:the )?(?:very )?least\b|\bthe least\b|\ba minimum\b|\bif not more\b|\bor (?:with )?(?:more|better)\b/u,
    /\b(?:no|not(?: be)?) (?:fewer|less|lower|smaller|below)\b|\bmore \S+ (?:being|if|are|is)\b/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);
const MOST = new RegExp(
  [
    /\bat (?:the )?(?:very )?most\b|\bthe most\b|\ba maximum\b|\bup to\b|\bor (?:with )?(?:fewer|less)\b/u,
    /\b(?:no|not(?: be)?) (?:more|larger|higher|greater|above)\b|\b(?:not|cannot|never) exceed\b/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);
/** What makes of two amounts more than a proportion. */
const MORE =
  /\b(?:if|unless|than (?:the )?(?:number|amount)|except|otherwise|both|together|total|sum|combined|all)\b/iu;

/**
 * What a sentence says of the proportion of two amounts: "for every 3 juniors at least one senior", "A and B in the ratio 3
 * to 2", "the ratio of A to B must be at least 3 to 2".
 * @param numbers of the sentence, in their order
 * @returns undefined where it says none, or more
 */
export function proportionIn(
  sentence: Span,
  numbers: readonly Quantity[],
  graph: Named,
  text: string,
): Expression | undefined {
  const words = text.slice(sentence.start, sentence.end);
  const amounts = amountsIn(sentence, graph);
  if (MORE.test(words)) return undefined;
  if (PARTS.test(words)) return ofParts(sentence, numbers, amounts, text);
  const every = FOR_EVERY.exec(words);
  if (every) return ofEvery(sentence.start + every.index + every[0].length, words, numbers, amounts, text);
  const ratio = RATIO.exec(words);
  if (ratio) return ofRatio(sentence.start + ratio.index + ratio[0].length, sentence, numbers, amounts, text);
  return undefined;
}

/** What a sentence says of parts: "two parts of A to one part of B", whatever else it says. */
export function partsIn(
  sentence: Span,
  numbers: readonly Quantity[],
  graph: Named,
  text: string,
): Expression | undefined {
  if (!PARTS.test(text.slice(sentence.start, sentence.end))) return undefined;
  return ofParts(sentence, numbers, amountsIn(sentence, graph), text);
}

/** "For every 3 A at least 2 B": 3 B are no less than 2 A. */
function ofEvery(
  behind: number,
  words: string,
  numbers: readonly Quantity[],
  amounts: readonly Mentioned[],
  text: string,
): Expression | undefined {
  const keys = new Set(amounts.map(({ key }) => key));
  const base = amounts.find(({ span }) => span.end > behind);
  const other = amounts.find(({ key }) => key !== base?.key);
  const operator = operatorIn(words);
  if (!base || !other || keys.size !== 2 || operator === undefined || numbers.length > 2) return undefined;
  const inBase = numbers.filter(({ span }) => span.start >= behind && span.end <= base.span.start);
  const outside = numbers.filter((number) => !inBase.includes(number));
  const [of] = inBase;
  const [to] = outside;
  if (inBase.length > 1 || outside.length > 1) return undefined;
  // "60 loungers, and a parasol for every three": the number of another one.
  if (to && !amounts.some(({ key, span }) => key === other.key && isRightBefore(to.span, span, text))) return undefined;
  return related(times(of, other.amount), operator, times(to, base.amount));
}

/** "At least two parts of A to five parts of B": 5 A are no less than 2 B; "to every part of B" is one part. */
function ofParts(
  sentence: Span,
  numbers: readonly Quantity[],
  amounts: readonly Mentioned[],
  text: string,
): Expression | undefined {
  const words = text.slice(sentence.start, sentence.end);
  const parts = [...words.matchAll(/\bparts?\b(?: of)?(?: the)? /giu)].map((each) => sentence.start + each.index);
  const told = parts.map((start) => ({
    amount: amounts.find(
      ({ span }) => span.start >= start && /^parts?(?: of)?(?: the)? $/iu.test(text.slice(start, span.start)),
    ),
    number: numbers.find(({ span }) => span.end <= start && /^\s*$/u.test(text.slice(span.end, start))),
  }));
  const [one, two, third] = told;
  if (!one?.amount || !two?.amount || third || one.amount.key === two.amount.key) return undefined;
  if (numbers.some((each) => each !== one.number && each !== two.number)) return undefined;
  const operator = operatorIn(words) ?? '=';
  return related(times(two.number, one.amount.amount), operator, times(one.number, two.amount.amount));
}

/** Whether at most two words stand between a number and a name behind it. */
function isRightBefore(number: Span, name: Span, text: string): boolean {
  return name.start >= number.end && /^\s*(?:\S+\s+){0,2}$/u.test(text.slice(number.end, name.start));
}

/** "The ratio of A to B is at least 3 to 2": 2 A are no less than 3 B. */
function ofRatio(
  behind: number,
  sentence: Span,
  numbers: readonly Quantity[],
  amounts: readonly Mentioned[],
  text: string,
): Expression | undefined {
  const [first] = numbers;
  const isJoined = numbers.every(
    ({ span }, at) => at === 0 || /^\s*(?:to|:|–|-)\s*$/iu.test(text.slice(numbers[at - 1]?.span.end, span.start)),
  );
  const places = new Map(amounts.map((each) => [each.key, each] as const).reverse());
  const told = [...places.values()].sort((a, b) => a.span.start - b.span.start);
  if (!first || !isJoined || told.length !== numbers.length || told.length < 2) return undefined;
  const operator = operatorIn(text.slice(behind, first.span.start)) ?? '=';
  const rest = text.slice(numbers.at(-1)?.span.end, sentence.end);
  if ((told.length > 2 && operator !== '=') || /\bor\b/iu.test(rest)) return undefined;
  const parts = told.slice(1).flatMap((two, at): Expression[] => {
    const one = told[at];
    return one ? [related(times(numbers[at + 1], one.amount), operator, times(numbers[at], two.amount))] : [];
  });
  const [only, ...more] = parts;
  return more.length === 0 ? only : { kind: 'operation', operator: '/\\', operands: parts };
}

function operatorIn(words: string): Operator | undefined {
  if (LEAST.test(words) !== MOST.test(words)) return LEAST.test(words) ? '>=' : '<=';
  return /\b(?:exactly|precisely)\b/iu.test(words) ? '=' : undefined;
}

function related(left: Expression, operator: Operator, right: Expression): Expression {
  return { kind: 'operation', operator, operands: [left, right] };
}

function times(factor: Quantity | undefined, amount: Expression): Expression {
  if (!factor || factor.value === 1) return amount;
  return { kind: 'operation', operator: '*', operands: [{ kind: 'quantity', quantity: factor }, amount] };
}

/** The amounts that a sentence names, in its order: single ones, and those of things that one family has amounts of. */
function amountsIn(sentence: Span, { sets, variables }: Named): Mentioned[] {
  const isAmount = (domain: unknown): boolean => domain === 'integer' || domain === 'continuous';
  const singles = variables.flatMap(({ mentions, domain, index }, variable): Mentioned[] =>
    index.length === 0 && isAmount(domain)
      ? mentions.map((span) => ({
          key: `v${String(variable)}`,
          amount: { kind: 'variable', variable, index: [] },
          span,
        }))
      : [],
  );
  const members = sets.flatMap(({ members }, set): Mentioned[] => {
    const [family, ...others] = variables.flatMap(({ domain, index }, variable) =>
      index.length === 1 && index[0] === set && isAmount(domain) ? [variable] : [],
    );
    if (family === undefined || others.length > 0 || !isNamed(members)) return [];
    return members.flatMap(({ mentions }, member) =>
      mentions.map((span): Mentioned => ({
        key: `m${String(set)} ${String(member)}`,
        amount: { kind: 'variable', variable: family, index: [{ kind: 'member', set, member }] },
        span,
      })),
    );
  });
  return [...singles, ...members]
    .filter(({ span }) => span.start >= sentence.start && span.end <= sentence.end)
    .sort((a, b) => a.span.start - b.span.start);
}
