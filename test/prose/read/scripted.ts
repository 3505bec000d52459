import type { Tensor } from '../../../server/src/model';
import type { Reading } from '../../../server/src/prose';
import { documentOf, headsOf, readRows, type Heads } from '../../../server/src/prose/read';
import { relations, rowClasses, rowOperators, tagCount, tagLabels } from '../../../server/src/prose/read/heads';
import type { Relation, RowClass, TagLabel } from '../../../server/src/prose/read/heads';

/** A phrase of the text; `'5@2'` is the second place where "5" stands. */
export type Place = string;

export interface ScriptedRow {
  readonly at: Place;
  readonly class: Exclude<RowClass, 'none'>;
  readonly operator: (typeof rowOperators)[number];
  /** By variable: 'zero', 'one', or where the number stands. */
  readonly slots?: readonly ('zero' | 'one' | Place)[];
  readonly left?: number;
  readonly right?: number;
  /** What it says as well, of which it is not quite so sure. */
  readonly orElse?: { readonly class?: RowClass; readonly operator?: ScriptedRow['operator'] };
}

export interface Script {
  readonly problem?: boolean;
  readonly direction?: 'minimize' | 'maximize';
  /** Mentions of each variable. */
  readonly variables?: readonly (readonly Place[])[];
  readonly tags?: readonly (readonly [label: TagLabel, place: Place])[];
  readonly objective?: readonly ('zero' | 'one' | Place)[];
  readonly rows?: readonly ScriptedRow[];
  /** 'maybe': nothing speaks for or against it. */
  readonly divisible?: boolean | 'maybe';
}

/** What a network says of one text that answers as written down: sure of everything, and of nothing else. */
export function scripted(text: string, script: Script): Heads {
  return headsOf(outputsOf(text, script), documentOf(text).tokens.length + 1);
}

/** The reading of a text of which the network says this. */
export function readAs(text: string, script: Script): Reading {
  return readRows(documentOf(text), scripted(text, script));
}

function outputsOf(text: string, script: Script): Record<string, Tensor> {
  const { tokens } = documentOf(text);
  const positions = tokens.length + 1;
  const tensor = (...dims: number[]): Float32Array =>
    new Float32Array(dims.reduce((product, size) => product * size, 1));
  const tag = tensor(positions, tagCount);
  const width = rowClasses.length + rowOperators.length + 1;
  const limits = tensor(positions, width);
  const limit = (position: number, what: RowClass | ScriptedRow['operator'], score: number): void => {
    limits[position * width + [...rowClasses, ...rowOperators].indexOf(what)] = score;
  };
  const pair = tensor(relations.length, positions, positions).fill(-6);
  const range = (place: Place): number[] => {
    const [words = '', count = '1'] = place.split('@');
    let start = -1;
    for (let found = 0; found < Number(count); found++) start = text.indexOf(words, start + 1);
    if (start < 0) throw new Error(`'${place}' is not in the text`);
    return tokens.flatMap((token, index) =>
      token.start < start + words.length && token.end > start ? [index + 1] : [],
    );
  };
  const at = (place: Place): number => range(place)[0] ?? 0;
  const relate = (relation: Relation, one: number, two: number): void => {
    pair[(relations.indexOf(relation) * positions + one) * positions + two] = 6;
  };
  const divisible = script.divisible === 'maybe' ? 0 : script.divisible === true ? 6 : -6;
  for (let position = 0; position < positions; position++) {
    tag[position * tagCount] = 4;
    limit(position, 'none', 8);
    limits[(position + 1) * width - 1] = divisible;
  }
  const variables = script.variables ?? [];
  const mark = (label: TagLabel, place: Place): void => {
    range(place).forEach(
      (position, index) => (tag[position * tagCount + 1 + 2 * tagLabels.indexOf(label) + Math.min(index, 1)] = 12),
    );
  };
  for (const place of variables.flat()) mark('VAR', place);
  for (const [label, place] of script.tags ?? []) mark(label, place);
  for (const mentions of variables) {
    for (const one of mentions) for (const two of mentions) relate('sameVariable', at(one), at(two));
  }
  const fill = (position: number, slots: ScriptedRow['slots']): void => {
    slots?.forEach((slot, variable) => {
      for (const mention of variables[variable] ?? []) {
        if (slot === 'zero' || slot === 'one') relate(slot === 'zero' ? 'rowZero' : 'rowOne', position, at(mention));
        else relate('numberVariable', at(slot), at(mention));
      }
      if (slot !== 'zero' && slot !== 'one') relate('numberRow', at(slot), position);
    });
  };
  fill(0, script.objective);
  for (const row of script.rows ?? []) {
    const position = at(row.at);
    limit(position, row.class, 16);
    limit(position, row.operator, 8);
    const { orElse } = row;
    if (orElse?.class) limit(position, orElse.class, 15.2);
    if (orElse?.operator) limit(position, orElse.operator, 7.2);
    fill(position, row.slots);
    for (const mention of variables[row.left ?? -1] ?? []) relate('left', position, at(mention));
    for (const mention of variables[row.right ?? -1] ?? []) relate('right', position, at(mention));
  }
  const flat = (data: Float32Array, ...dims: number[]): Tensor => ({ dims, data });
  return {
    rowTags: flat(tag, 1, positions, tagCount),
    rowLimits: flat(limits, 1, positions, width),
    rowPairs: flat(pair, 1, relations.length, positions, positions),
    rowText: flat(
      Float32Array.of(script.direction === 'maximize' ? 8 : -8, 8, script.problem === false ? -8 : 8),
      1,
      3,
    ),
  };
}
