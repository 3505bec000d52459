import type { Span } from '../../text';
import { partsOf, type Expression, type Operator } from '../expression';

type Side = 'most' | 'least';

/** "Nobody works more than", "may not go beyond": up to six words between a negation and what it denies. */
const denied = String.raw`\b(?:no|not|never|nor|neither|without|hardly|nobody|none|nothing|cannot|\p{L}+n['’]t|cant|dont)\s(?:[\p{L}'’/-]+\s){0,6}?`;

/** Right before a number, with at most a sign of money, "a total of" or "the" between. */
const before: readonly (readonly [Side, RegExp])[] = [
  [
    'most',
    new RegExp(
      String.raw`(?:\bat (?:the )?(?:very )?most|${denied}(?:(?:more|higher|larger|greater|longer|later|bigger|heavier|farther|further) than|exceed(?:ing)?|surpass(?:ing)?|over|above|beyond|past)|\bup to|\b(?:maximum|max\.?|cap|ceiling|upper limit|upper bound)|\b(?:limited|capped|restricted)(?: to| at)?|≤|<=)$`,
      'iu',
    ),
  ],
  [
    'least',
    new RegExp(
      String.raw`(?:\bat (?:the )?(?:very )?least|${denied}(?:(?:less|fewer|lower|smaller|shorter|earlier|sooner|lighter) than|below|under)|\b(?:minimum|min\.|lower limit|lower bound)|≥|>=)$`,
      'iu',
    ),
  ],
];

/** Right behind a number, with at most two words of what is counted between. */
const behind: readonly (readonly [Side, RegExp])[] = [
  [
    'most',
    /^(?:or (?:less|fewer|under|below|lower)\b|(?:at (?:the )?(?:very )?most|as (?:an?|the) maximum|maximum|max|tops)\b(?!\.? +[^\s.,;)]))/iu,
  ],
  [
    'least',
    /^(?:\+(?! ?[\p{Sc}\p{N}])|or (?:more|above|over|better|higher|longer)\b|and (?:up|above|upwards?)\b(?! to)|(?:at (?:the )?(?:very )?least|as (?:an?|the) minimum|minimum)\b(?!\.? +[^\s.,;)]))/iu,
  ],
];

/** What may stand between the words of a limit and its number. */
const between = /(?:[\s:(]|\p{Sc}|\b(?:an?|the|of|total|about|only|some|just|US|CHF|EUR|USD|is|to|be)\b)*$/iu;
/** "One guard for every five": such a number is no limit. */
const divides = /\b(?:in|per|every|each|of)\s+$/iu;

/** Which side of an amount the words right beside a number limit; undefined where they say none, or both. */
function sideAt(text: string, { start, end }: Span): Side | undefined {
  const ahead = text.slice(Math.max(0, start - 60), start);
  const rest = text.slice(end, end + 60);
  const led = ahead.replace(between, '');
  const sides = new Set<Side>();
  for (const [side, words] of before) if (words.test(led)) sides.add(side);
  if (!divides.test(ahead)) for (const [side, words] of behind) if (follows(rest, words)) sides.add(side);
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
 * what is said right beside the number counts. (Of 46,495 constraints of the corpus it changes three wrongly.)
 */
export function asCompared(body: Expression, text: string): Expression {
  if (body.kind === 'over') return { ...body, body: asCompared(body.body, text) };
  if (body.kind !== 'operation') return body;
  if (joins.has(body.operator)) return { ...body, operands: body.operands.map((each) => asCompared(each, text)) };
  const [left, right] = body.operands;
  if (!limits.has(body.operator) || !left || !right) return body;
  const ofRight = sideOf(right, text);
  const ofLeft = sideOf(left, text);
  if ((ofLeft === undefined) === (ofRight === undefined)) return body;
  return { ...body, operator: ofRight === 'most' || ofLeft === 'least' ? '<=' : '>=' };
}

/** Of an amount that is a number of the text, alone or so many times something: which side of the other it limits. */
function sideOf(limit: Expression, text: string): Side | undefined {
  const [first = limit] = limit.kind === 'operation' && limit.operator === '*' ? partsOf(limit) : [];
  return first.kind === 'quantity' ? sideAt(text, first.quantity.span) : undefined;
}
