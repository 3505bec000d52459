import type { Span } from '../../text';

/** "May" is a month in capitals alone: "garden 5 may not be blue". */
const MONTH =
  /^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:May|[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\b/u;

/**
 * Whether a number is the day of a date ("60 chairs on 1 January"): no amount of anything. (Of 382 such numbers of the corpus
 * none is used.)
 */
export function isDate(text: string, { start, end }: Span): boolean {
  const digits = text.slice(start, end);
  return /^\d{1,2}(?:st|nd|rd|th)?$/u.test(digits) && parseInt(digits, 10) <= 31 && MONTH.test(text.slice(end));
}
