import type { Span } from '../server/src/text';
import { documentOf, type Document } from '../server/src/prose/read/document';
import { featuresOf, gramsPerToken, type Features } from '../server/src/prose/read/features';
import { labels, operators, rowClasses, type LabelledText, type Slot } from './labelled';

/** Targets of one text, by positions of the network's input (0 is the document, tokens count from 1). Plain JSON. */
export interface Targets {
  readonly length: number;
  /** By position: 0 is O, 1 + 2k is B- and 2 + 2k is I- of label k. */
  readonly tag: readonly number[];
  readonly numbers: readonly number[];
  readonly mentions: readonly (readonly [position: number, variable: number])[];
  readonly variables: number;
  readonly divisible: readonly number[];
  /** [position, class, operator, left, right, slots]; a slot is [] for zero, [-1] for one, else indices of `numbers`. */
  readonly rows: readonly (readonly [number, number, number, number, number, readonly (readonly number[])[]])[];
  /** First positions of the words of direction that are no comparison. */
  readonly plainDirections: readonly number[];
  readonly linked: number;
  readonly direction: number;
  readonly problem: number;
}

export interface Example {
  readonly targets: Targets;
  /** word, gram..., shape, count, place, number, stem, sentence, unit of each position, one after the other. */
  readonly input: Int16Array;
}

export const columns = 8 + gramsPerToken;

/** What Python reads of a labelled text; undefined where it is too long for the network or a label has no token. */
export function encode(labelled: LabelledText, vocabulary: ReadonlyMap<string, number>): Example | undefined {
  const document = documentOf(labelled.text);
  if (document.cutAt !== undefined || document.tokens.length === 0) return undefined;
  const features = featuresOf(document.tokens, document.sentences, document.numbers, vocabulary);
  const targets = targetsOf(labelled, document);
  return targets && { targets, input: pack(features) };
}

function pack(features: Features): Int16Array {
  const packed = new Int16Array(features.length * columns);
  for (let at = 0; at < features.length; at++) {
    const base = at * columns;
    packed[base] = features.word[at] ?? 0;
    packed.set(features.gram.subarray(at * gramsPerToken, (at + 1) * gramsPerToken), base + 1);
    [
      features.shape,
      features.count,
      features.place,
      features.number,
      features.stem,
      features.sentence,
      features.unit,
    ].forEach((column, index) => {
      packed[base + 1 + gramsPerToken + index] = column[at] ?? 0;
    });
  }
  return packed;
}

function targetsOf(labelled: LabelledText, document: Document): Targets | undefined {
  const { tokens } = document;
  const positionOf = (span: Span): number =>
    tokens.findIndex((token) => token.start < span.end && token.end > span.start) + 1;
  const tag = new Array<number>(tokens.length + 1).fill(0);
  for (const each of labelled.tags) {
    let first = true;
    tokens.forEach((token, index) => {
      if (token.start >= each.end || token.end <= each.start) return;
      tag[index + 1] = 1 + 2 * labels.indexOf(each.label) + (first ? 0 : 1);
      first = false;
    });
  }
  const numbers = document.numbers.map((mention) => mention.first + 1);
  let lost = false;
  const numberOf = (span: Span): number => {
    const found = document.numbers.findIndex(
      ({ quantity }) => quantity.span.start < span.end && quantity.span.end > span.start,
    );
    if (found < 0) lost = true;
    return found;
  };
  const slotOf = (slot: Slot): number[] => (slot === 'zero' ? [] : slot === 'one' ? [-1] : slot.map(numberOf));
  const linked = labelled.linked && labelled.problem;
  const rows = !linked
    ? []
    : labelled.rows.map((row) => {
        const number = row.class === 'comparison' ? -1 : numberOf(row.anchor);
        const position = number >= 0 ? (numbers[number] ?? 0) : positionOf(row.anchor);
        const slots = (row.slots ?? []).map(slotOf);
        return [
          position,
          rowClasses.indexOf(row.class),
          operators.indexOf(row.operator),
          row.left ?? -1,
          row.right ?? -1,
          slots,
        ] as const;
      });
  const objective = linked && labelled.objective ? labelled.objective.map(slotOf) : [];
  if (objective.length > 0) rows.unshift([0, -1, -1, -1, -1, objective]);
  const comparing = new Set(rows.map(([position]) => position));
  const result: Targets = {
    length: tokens.length + 1,
    tag,
    numbers,
    mentions: labelled.mentions.map((mention) => [positionOf(mention), mention.variable] as const),
    variables: labelled.variables,
    divisible: labelled.divisible.map((each) => (each === undefined ? -1 : Number(each))),
    rows,
    plainDirections: labelled.tags
      .filter((each) => each.label === 'CONST_DIR')
      .map(positionOf)
      .filter((position) => !comparing.has(position)),
    linked: Number(linked && !lost),
    direction: labelled.direction === undefined ? -1 : Number(labelled.direction === 'maximize'),
    problem: Number(labelled.problem),
  };
  return lost ? { ...result, rows: [], linked: 0 } : result;
}
