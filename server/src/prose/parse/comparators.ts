import type { Span } from '../../text';
import { partsOf, within, type Expression, type Operator } from '../expression';

type Side = 'most' | 'least';

/** "Nobody works more than", "may not go beyond": up to six words between a negation and what it denies. */
const negation = String.raw`\b(?:no|not|never|nor|neither|without|hardly|nobody|none|nothing|cannot|\p{L}+n['’]t|cant|dont)\s`;
const denied = String.raw`${negation}(?:(?!(?:but|must|needs?|if|when|who|only|enough|for|and|or)\b)[\p{L}'’/-]+\s){0,6}?`;

/** Right before a number, with at most a sign of money and a few small words ("a total of") between. */
const before: readonly (readonly [Side, RegExp])[] = [
  [
    'most',
    new RegExp(
      String.raw`(?:\bat (?:the )?(?:very )?most|${denied}(?:(?:more|higher|larger|greater|longer|later|bigger|heavier|farther|further) than|exceed(?:ing)?|surpass(?:ing)?|over|above|beyond|past)|(?<!\b(?:add|sum|com|mak|amount)\p{L}*\s)\bup to|(?<!\b(?:no|not|its)\s)\b(?:maximum|max\.?|cap|ceiling|upper limit|upper bound)|(?<!\bnot\s)\b(?:limited|capped|restricted)(?: to| at)?|≤|<=)$`,
      'iu',
    ),
  ],
  [
    'least',
    new RegExp(
      String.raw`(?:\bat (?:the )?(?:very )?least|${denied}(?:(?:less|fewer|lower|smaller|shorter|earlier|sooner|lighter) than|below|under)|(?<!\b(?:no|not|its)\s)\b(?:minimum|(?<!\d\s?)min\.|lower limit|lower bound)|≥|>=)$`,
      'iu',
    ),
  ],
];

/** Right behind a number, with at most two words of what is counted between. */
const behind: readonly (readonly [Side, RegExp])[] = [
  [
    'most',
    /^(?:or (?:less|fewer|under|below|lower)\b(?! (?:than\b|[\p{Sc}\d]))|(?:at (?:the )?(?:very )?most|as (?:an?|the) maximum|maximum|max|tops)\b(?!(?:\.? +|: ?)[^\s.,;)]))/iu,
  ],
  [
    'least',
    /^(?:or (?:more|above|over|better|higher|longer)\b(?! (?:than\b|[\p{Sc}\d]))|and (?:up|above|upwards?)\b(?! to)|(?:at (?:the )?(?:very )?least|as (?:an?|the) minimum|minimum)\b(?!(?:\.? +|: ?)[^\s.,;)]))/iu,
  ],
];

/** What may stand between the words of a limit and its number. */
const between = /(?:[\s:(]|\p{Sc}|\b(?:an?|the|of|total|about|only|some|just|US|CHF|EUR|USD|is|be)\b)*$/iu;
/** "One guard for every five": such a number is no limit. */
const divides = /\b(?:in|per|every|each|of)\s+$/iu;
/** "No more and no less than 30": just that. */
const isExact = /\b(?:no|not|neither)\s(?:more|less|fewer)\s(?:and|n?or)\s(?:not?\s)?(?:more|less|fewer) than$/iu;
/** "Nobody may work 40 hours or more" denies what stands behind the number. */
const isDenied = new RegExp(String.raw`${negation}(?:[\p{L}'’/-]+\s){0,4}$`, 'iu');
/** "No later than 2 hours before": turned round. */
const isBefore = /^\s?\p{L}+ (?:before|ahead|prior)\b/iu;
/** Words further away say nothing of a number. */
const reach = 60;

/** Which side of an amount the words right beside a number limit; undefined where they say none, or both. */
export function sideAt(text: string, { start, end }: Span): Side | undefined {
  // Whole words of its own paragraph or line of a list.
  const from = Math.max(0, start - reach);
  const ahead = text.slice(from, start).replace(from > 0 ? /^\p{L}+/u : /^/u, '');
  const near = ahead.split(/\n\s*\n|\n\s*[-*•–]/u).at(-1) ?? '';
  const [rest = ''] = text.slice(end, end + reach).split(/\n\s*\n|\n\s*[-*•–]/u);
  const led = near.replace(between, '');
  if (isExact.test(led) || (/(?:later|earlier|sooner) than$/iu.test(led) && isBefore.test(rest))) return undefined;
  const sides = new Set<Side>();
  for (const [side, words] of before) if (words.test(led)) sides.add(side);
  // "200+ grams", not "2 drivers + one guard".
  if (/^\+(?![\p{Sc}\p{N}/])/u.test(rest)) sides.add('least');
  if (!divides.test(near) && !isDenied.test(near))
    for (const [side, words] of behind) if (follows(rest, words)) sides.add(side);
  const [side] = sides;
  return sides.size === 1 ? side : undefined;
}

/** Whether these words stand behind a number and at most two words of what is counted. */
function follows(rest: string, words: RegExp): boolean {
  const unit = /^[ -]?(?:\p{Sc}|%|[\p{L}²³°/]+)/u;
  const [one = ''] = unit.exec(rest) ?? [];
  const [two = ''] = unit.exec(rest.slice(one.length)) ?? [];
  return [0, one.length, one.length + two.length].some((at) => words.test(rest.slice(at).replace(/^[ ,(]+/u, '')));
}

const limits: ReadonlySet<Operator> = new Set(['<=', '=', '>=']);
const joins: ReadonlySet<Operator> = new Set(['/\\', '\\/', '->', '<->']);

/**
 * A constraint that limits amounts the way the words beside its number say: "2,400 heads or more" is a least number. Only
 * what is said right beside the number counts, and never what is said beside a coefficient.
 */
export function asCompared(body: Expression, text: string): Expression {
  if (body.kind === 'over') return { ...body, body: asCompared(body.body, text) };
  if (body.kind !== 'operation') return body;
  if (joins.has(body.operator)) return { ...body, operands: body.operands.map((each) => asCompared(each, text)) };
  const [left, right] = body.operands;
  if (!limits.has(body.operator) || !left || !right) return body;
  const ofRight = isDecided(left) ? sideOf(right, text) : undefined;
  const ofLeft = isDecided(right) ? sideOf(left, text) : undefined;
  if ((ofLeft === undefined) === (ofRight === undefined)) return body;
  return { ...body, operator: ofRight === 'most' || ofLeft === 'least' ? '<=' : '>=' };
}

/** Whether an amount is to be decided; what limits it then stands on the other side. */
function isDecided(amount: Expression): boolean {
  return [...within(amount)].some(({ kind }) => kind === 'variable' || kind === 'definition');
}

/** Of an amount that is a number of the text, alone or so many times something: which side of the other it limits. */
function sideOf(limit: Expression, text: string): Side | undefined {
  const [first = limit] = limit.kind === 'operation' && limit.operator === '*' ? partsOf(limit) : [];
  return first.kind === 'quantity' && first.quantity.kind !== 'ordinal' ? sideAt(text, first.quantity.span) : undefined;
}
