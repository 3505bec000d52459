import type { Span } from '../../text';
import type { Penalty } from '../graph';
import { findNumbers } from './numbers';
import { segment } from './sentences';
import type { Token } from './tokens';

/** A sentence that says what breaking the limit before it costs: "Each hour over this costs $25." */
export interface PenaltySentence extends Penalty {
  /** On which side the limit is broken; undefined where the words do not say ("away from this"). */
  readonly side: 'over' | 'short' | undefined;
  /** The sentence with its bullet. */
  readonly line: Span;
}

/** The price behind: "each hour over this costs us $25", "for each hour over this, we pay $25". */
const BEHIND =
  /^(?<unit>.+?)(?:\s+(?:costs?|(?:is|are) (?:charged|fined|penali[sz]ed)|carries|incurs|means|adds|loses)(?:\s+(?:the|our|their)\s+\p{L}+)?|,? (?:we|they|you|it|he|she) (?:pays?|loses?|costs?))\s+(?<price>.+)$/isu;
/** The price before: "a penalty of $10 is paid for each missing unit". */
const BEFORE = /^(?<price>.+?)\s+(?=(?:for |per )?(?:each|every|any) |per )(?<unit>.+)$/isu;

const OPENER = /^(?:(?:but|however|still),? )?(?:for )?(?:each|every|any|per) (?=\S)/iu;
const LIMIT =
  ' (?:(?:this|that|the|it)(?: (?:limit|maximum|minimum|cap|ceiling|target|goal|amount|number|level|requirement|order|one))?)';
/** What the unit ends or begins with, where the words speak of a broken limit. */
const SIDES = [
  ['over', `(?:over|above|beyond|past|more than|in excess of|exceeding)${LIMIT}`],
  ['over', '(?:over|too many|too much)'],
  ['short', `(?:short of|below|under|less than|fewer than|missing from)${LIMIT}`],
  ['short', '(?:short|missing|lacking|too few|too little)'],
  [undefined, `(?:away from|off)${LIMIT}`],
] as const;
const OVER_FIRST = /^(?:excess|surplus) \S/iu;
const SHORT_FIRST = /^(?:missing|lacking|unmet|unfilled) \S/iu;
const LONGEST_UNIT = 12;

/** Words that may stand around a price. */
const AROUND =
  /^(?:an?|the|extra|additional|further|another|us|them|you|him|her|penalty|fine|cost|charge|fee|of|at|by|with|is|are|there|we|they|it|pays?|paid|costs?|charged|fined|due|in|dollars?|euros?|pounds?|cents?|points?|units?|\p{Sc}|[.,!])$/iu;

/** The sentences that give a price for breaking a limit. Any other sentence is left to the network. */
export function penaltySentences(text: string, tokens: readonly Token[]): readonly PenaltySentence[] {
  return segment(text, tokens).spans.flatMap((line): readonly PenaltySentence[] => {
    const [bullet = ''] = /^[-*•]\s*/u.exec(text.slice(line.start, line.end)) ?? [];
    const span = { start: line.start + bullet.length, end: line.end };
    const said = text.slice(span.start, span.end).replace(/\s/gu, ' ');
    for (const pattern of [BEHIND, BEFORE]) {
      const groups = pattern.exec(said.replace(/\s*[.!;]+$/u, ''))?.groups;
      const { unit = '', price = '' } = groups ?? {};
      const side = sideOf(unit.replace(/ +/gu, ' '));
      if (side === 'none') continue;
      const at = span.start + (pattern === BEFORE ? 0 : said.indexOf(price, unit.length));
      const perUnit = priceIn({ start: at, end: at + price.length }, text, tokens);
      if (perUnit) return [{ perUnit, span, side, line }];
    }
    return [];
  });
}

/** On which side "each hour over this limit" is; 'none' where it speaks of no broken limit. */
function sideOf(words: string): PenaltySentence['side'] | 'none' {
  const opener = OPENER.exec(words);
  const thing = words.slice(opener?.[0].length ?? 0).trim();
  if (!opener || /\p{N}/u.test(thing) || thing.split(' ').length > LONGEST_UNIT) return 'none';
  if (OVER_FIRST.test(thing)) return 'over';
  if (SHORT_FIRST.test(thing)) return 'short';
  for (const [side, cue] of SIDES) if (new RegExp(String.raw`\S ${cue}$`, 'iu').test(thing)) return side;
  return 'none';
}

/** The one number of a stretch that says nothing else. */
function priceIn({ start, end }: Span, text: string, tokens: readonly Token[]): Penalty['perUnit'] | undefined {
  const inside = tokens.filter((token) => start <= token.start && token.end <= end);
  const [mention, ...others] = findNumbers(text, inside);
  if (!mention || others.length > 0 || mention.multiplies) return undefined;
  const { quantity } = mention;
  const isPlain = quantity.kind === 'number' || quantity.kind === 'word';
  const around = inside.filter(
    (token) => (token.end <= quantity.span.start || quantity.span.end <= token.start) && token.text !== quantity.unit,
  );
  return isPlain && around.every((token) => AROUND.test(token.text)) ? quantity : undefined;
}
