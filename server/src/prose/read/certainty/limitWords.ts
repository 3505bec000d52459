import { excerpt, type Span } from '../../../text';
import type { Finding, ProblemGraph } from '../../graph';
import type { Document } from '../document';

type Side = 'most' | 'least' | 'exactly';

/** Words that say a limit, with the side they limit; the number stands behind them, or right before. */
const CUES: readonly (readonly [side: Side, cue: RegExp])[] = [
  [
    'most',
    /\b(?:at (?:the )?most|(?:no|not|never) (?:more|higher|larger|greater|longer) than|(?<!(?:add|adds|added|adding|set|sets|come|comes|make|makes|sign|sum|sums)[ \t])up to(?= (?:\p{N}|\p{Sc}|an? |some |so ))|(?:must|may|can|shall|should|do(?:es)?) ?(?:not|n['’]t) exceed|cannot exceed|an? (?:maximum|cap|ceiling|limit) (?:of|on)|limited to)(?!\p{L})/giu,
  ],
  [
    'least',
    /\b(?:at (?:the )?least|(?:no|not|never) (?:less|fewer|lower|smaller|shorter) than|an? minimum of)(?!\p{L})/giu,
  ],
  ['exactly', /\bexactly(?!\p{L})/giu],
];

/** "At least as many", "no more than twice the chairs": a comparison needs no number. */
const COMPARES = /^\s*(?:as\b|twice\b|double\b|half\b|the (?:number|amount|quantity)\b|equal\b|once\b)/iu;

/** "How many lorries do I need at least": the aim, in which no number lacks. */
const ASKED = /\b(?:how (?:many|much|long|few|far|large|small)|what|which)\b[^,;:]*$/iu;

/** "A certain ceiling", "so many", "has yet to be counted": the writer knows that a number is missing. */
const VAGUE: readonly (readonly [side: Side, cue: RegExp])[] = [
  [
    'most',
    /\b(?:(?:(?:an?|some|the) (?:certain |given |fixed |usual |statutory |legal )?(?:cap|ceiling|upper limit|threshold)|(?:some|a certain) (?:maximum|budget|limit))(?! (?:of|is|was) )|(?:is|are) (?:strictly |very |also )?limited(?! to))(?!\p{L})/giu,
  ],
  ['least', /\b(?:some|an? (?:certain|given|fixed|statutory|legal)) minimum(?! of)(?!\p{L})/giu],
  [
    'exactly',
    /\b(?:an?|some) (?:certain|given|fixed) (?:number|share|sum|percentage)|\bso many\b(?! as\b| that\b)|\b(?:is|are|still) unknown\b|\b(?:(?:don['’]t|do not|didn['’]t|can['’]t|cannot) (?:know|remember|recall)|forgot) (?:yet )?how (?:many|much|long)\b|\b(?:(?:has|have|is|are) (?:not|yet to be|not yet|yet) (?:been )?(?:counted|measured|decided|announced|fixed|settled|known)|nobody (?:has )?(?:counted|measured|wrote down))\b/giu,
  ],
];

/**
 * "The dealer hasn't told us his price", "for some time": what is not told here is missing, whatever numbers stand beside it.
 * (Of 47 places of the corpus with such words 44 are where something lacks.)
 */
const UNTOLD =
  /\b(?:(?:has|have)(?:n['’]t| not)(?: yet)? (?:told|said|sent|answered|replied|quoted|come back|got back)|for some time|some (?:minutes|hours|days) (?=before|after|later|earlier|apart|between)|["“]?sufficient["”]? (?=number|amount|share|\p{L}+s\b)|see (?:the )?(?:\p{L}+ )?(?:sheet|annex|appendix|attachment|invoice)|(?:waiting|wait) for (?:the|his|her|their) (?:price|quote|offer|answer|reply|figure)|nobody knows how (?:much|many|long))(?!\p{L})/giu;

/** Cues that are nothing without a number; others may compare things, or be said by the way. */
const NUMBERED = /^(?:at (?:least|most)|an? \p{L}+ of|up to|limited to)$/iu;

const QUESTIONS: Readonly<Record<Side, (words: string) => string>> = {
  most: (words) => `What is the most that “${words}” allows?`,
  least: (words) => `What is the least that “${words}” asks for?`,
  exactly: (words) => `Which number does “${words}” stand for?`,
};

interface Cue extends Span {
  readonly side: Side;
  readonly sentence: Span;
}

/**
 * Words of limits that no limit of the graph accounts for. Where no number stands with them, the limit is missing and only
 * the writer can tell it; where one does, the reading has not taken it for a limit.
 */
export function limitWordsLeft(document: Document, graph: ProblemGraph): readonly Finding[] {
  const { text } = document;
  const told = cuesIn(document, CUES).flatMap((cue): readonly Finding[] => {
    const { start, end, side, sentence } = cue;
    const rest = text.slice(end, sentence.end);
    if (COMPARES.test(rest))
      return isCompared(graph, sentence) ? [] : [unread(text, cue, { start, end: sentence.end })];
    const behind = numberBehind(document, cue);
    const number = behind ?? numberBefore(document, cue);
    if (!number) {
      if (ASKED.test(text.slice(sentence.start, start))) return [];
      if (isCompared(graph, sentence) || !NUMBERED.test(text.slice(start, end)) || !/^\s+\p{L}/u.test(rest)) return [];
      return [missing({ start, end }, side, excerpt(text.slice(start, endOfPhrase(text, end, sentence.end))))];
    }
    return isLimit(graph, number) ? [] : [unread(text, cue, number)];
  });
  const vague = cuesIn(document, VAGUE).flatMap((cue): readonly Finding[] => {
    const { start, end, side, sentence } = cue;
    const isTold = graph.constraints.some((each) => each.sentence.start === sentence.start);
    const isNumbered = document.numbers.some(
      ({ quantity: { span } }) => span.start >= sentence.start && span.end <= sentence.end,
    );
    if (isTold || isNumbered) return [];
    return [missing({ start, end }, side, excerpt(text.slice(start, endOfPhrase(text, end, sentence.end))))];
  });
  const untold = cuesIn(document, [['exactly', UNTOLD]]).map(({ start, end, sentence }) =>
    missing({ start, end }, 'exactly', excerpt(text.slice(start, endOfPhrase(text, end, sentence.end)))),
  );
  return [...told, ...halvesOfRanges(document, graph), ...vague, ...untold];
}

/** "Between 10 and 20 loaves": both ends are limits. */
function halvesOfRanges({ text, numbers }: Document, graph: ProblemGraph): readonly Finding[] {
  return numbers.flatMap(({ quantity: { span: low } }, index): readonly Finding[] => {
    const high = numbers[index + 1]?.quantity.span;
    const [said] = /\bbetween\s+$/iu.exec(text.slice(Math.max(0, low.start - 20), low.start)) ?? [];
    if (!high || said === undefined || !/^\s+(?:\p{L}+\s+)?and\s+$/u.test(text.slice(low.end, high.start))) return [];
    if (isLimit(graph, low) && isLimit(graph, high)) return [];
    return [unread(text, { start: low.start - said.length, end: low.end }, high)];
  });
}

function cuesIn({ text, sentences }: Document, kinds: typeof CUES): readonly Cue[] {
  return sentences.spans.flatMap((sentence) => {
    const words = text.slice(sentence.start, sentence.end).replace(/\s/gu, ' ');
    return kinds.flatMap(([side, pattern]) =>
      [...words.matchAll(pattern)].map(({ index, 0: cue }): Cue => {
        const start = sentence.start + index;
        return { start, end: start + cue.length, side, sentence };
      }),
    );
  });
}

/** The words that go on to say what is limited: to the next comma or so, not far. */
function endOfPhrase(text: string, from: number, end: number): number {
  const [run = ''] = /^(?:[ \t]+[\p{L}'’-]+){0,4}/u.exec(text.slice(from, end)) ?? [];
  return from + run.length;
}

/** The number that a cue leads to: in its clause, before any other cue could claim it. */
function numberBehind({ numbers, text }: Document, { end, sentence }: Cue): Span | undefined {
  const next = numbers.find(({ quantity: { span } }) => span.start >= end && span.end <= sentence.end);
  if (!next) return undefined;
  const between = text.slice(end, next.quantity.span.start);
  return between.length <= 60 && !/[;.?!]\s|,\s*(?:and|but|while|or)\b/u.test(between) ? next.quantity.span : undefined;
}

/** "Five loaves at most", "takes 15,000 litres at the most". */
function numberBefore({ numbers, text }: Document, { start, sentence }: Cue): Span | undefined {
  const before = numbers.findLast(({ quantity: { span } }) => span.end <= start && span.start >= sentence.start);
  if (!before) return undefined;
  const between = text.slice(before.quantity.span.end, start);
  return between.length <= 40 && !/[;.?!]\s/u.test(between) ? before.quantity.span : undefined;
}

/** Whether a number is the limit, the share or the factor of a constraint, or stands in a rule. */
function isLimit({ constraints }: ProblemGraph, { start, end }: Span): boolean {
  return constraints.some((each) => {
    switch (each.kind) {
      case 'linear':
      case 'bound':
      case 'total':
        return each.limit.span.start === start;
      case 'share':
        return each.fraction.span.start === start;
      case 'ratio':
        return each.factor === undefined
          ? each.sentence.start <= start && end <= each.sentence.end
          : each.factor.span.start === start;
      case 'relation':
        return each.sentence.start <= start && end <= each.sentence.end;
    }
  });
}

function isCompared({ constraints }: ProblemGraph, sentence: Span): boolean {
  return constraints.some(
    (each) => (each.kind === 'ratio' || each.kind === 'relation') && each.sentence.start === sentence.start,
  );
}

function missing(span: Span, side: Side, words: string): Finding {
  return {
    kind: 'missing-limit',
    span,
    message: `“${words}” is a limit, but the text does not say the number.`,
    question: QUESTIONS[side](words),
    ...(side !== 'exactly' && { skeletons: [[{ at: span.end, pieces: [' ', ''] }]] }),
  };
}

function unread(text: string, cue: Span, number: Span): Finding {
  const span = { start: Math.min(cue.start, number.start), end: Math.max(cue.end, number.end) };
  return {
    kind: 'unread-limit',
    span,
    message: `“${excerpt(text.slice(span.start, span.end))}” sounds like a limit, but no limit of the model was read from it.`,
  };
}
