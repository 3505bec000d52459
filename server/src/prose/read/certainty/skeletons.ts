import type { Span } from '../../../text';
import type { Quantity, Skeleton } from '../../graph';
import { singular } from '../../print/identifiers';
import { behindAll } from './wholeness';

/** Where a number is missing that a skeleton asks for. */
export const placeholder = '___';

/** "Each chair takes _ hours and each table takes _ hours." behind the sentence of the limit. */
export function coefficientSkeletons(
  names: readonly string[],
  { unit }: Pick<Quantity, 'unit'>,
  text: string,
  sentence: Span,
): readonly (readonly Skeleton[])[] {
  const isMoney = unit !== undefined && /^\p{Sc}/u.test(unit);
  const verbs = isMoney ? ['costs'] : ['takes', 'requires', 'uses'];
  const [before, after] = isMoney ? [unit, ''] : ['', unit === undefined ? '' : ` ${unit}`];
  const stop = /[.?!]$/u.test(text.slice(sentence.start, sentence.end)) ? ' ' : '. ';
  const ways = verbs.map((verb): Skeleton => {
    const [first = '', ...rest] = piecesFor(names, (name) => `Each ${name} ${verb} ${before}`, after);
    return { at: sentence.end, pieces: [stop + first, ...rest] };
  });
  return [ways];
}

/** "The profit per chair is $_ and the profit per table is $_." and the wish, behind the text. */
export function objectiveSkeletons(text: string, names: readonly string[]): readonly (readonly Skeleton[])[] {
  const [sign = ''] = /\p{Sc}/u.exec(text) ?? [];
  return (['profit', 'cost'] as const).map((aim) => {
    const pieces = piecesFor(names, (name) => `The ${aim} per ${name} is ${sign}`, '');
    const last = pieces.at(-1) ?? '';
    const wish = aim === 'profit' ? 'Maximize the total profit.' : 'Minimize the total cost.';
    const whole = [...pieces.slice(0, -1), `${last} ${wish}`];
    return [behindText(text, whole)];
  });
}

/** "The profit per table is $_." behind the text. */
export function gainSkeletons(text: string, aim: string, name: string): readonly (readonly Skeleton[])[] {
  const [sign = ''] = /\p{Sc}/u.exec(text) ?? [];
  return [
    [
      behindText(
        text,
        piecesFor([name], (each) => `The ${aim} per ${each} is ${sign}`, ''),
      ),
    ],
  ];
}

/** What a skeleton makes of a text with these words in its places. */
export function filled(text: string, { at, pieces }: Skeleton, words: readonly string[]): string {
  const inserted = pieces.map((piece, index) => (index === 0 ? piece : `${words[index - 1] ?? ''}${piece}`)).join('');
  return text.slice(0, at) + inserted + text.slice(at);
}

function behindText(text: string, pieces: readonly string[]): Skeleton {
  const [first = '', ...rest] = pieces;
  const { span, newText } = behindAll(text, first);
  return { at: span.end, pieces: [newText, ...rest] };
}

/** The pieces of a sentence that says one number of each thing. */
function piecesFor(names: readonly string[], before: (name: string) => string, after: string): readonly string[] {
  const openers = names.map((name) => before(singular(name)));
  return [...openers, ''].map((opener, index) => {
    if (index === 0) return opener;
    if (index === names.length) return `${after}.`;
    const link = index === names.length - 1 ? ' and ' : ', ';
    return after + link + opener.slice(0, 1).toLowerCase() + opener.slice(1);
  });
}
