import type { Position } from '../text';
import type { Source, Sources } from './sources';

/** Gives the names of enum members to loop values, of which the compiler's paths only have the number. */
export interface EnumNames {
  /** `value` as the member of the enum the loop variable at `position` runs over; undefined where that is not plain. */
  nameOf(source: Source, position: Position, value: string): string | undefined;
}

const identifier = String.raw`(?:'[^']+'|[\p{L}_][\p{L}\p{N}_]*)`;
/** `enum DAY = {Mon, Tue}` in a model, `DAY = {Mon, Tue}` in data. */
const enumeration = new RegExp(String.raw`(${identifier})\s*=\s*\{([^{}"]*)\}`, 'gu');
/** The names a generator declares and what they run over: `d, e in DAY` read from the first or a later name. */
const generator = new RegExp(
  String.raw`${identifier}(?:\s*,\s*${identifier})*\s+in\s+(${identifier})\s*(?=[,)\]|]|where\b)`,
  'uy',
);

export function enumNames(sources: Sources): EnumNames {
  const declared = new Set<string>();
  for (const { kind, text } of sources.files) {
    if (kind !== 'model') continue;
    for (const [, name] of text.matchAll(new RegExp(String.raw`\benum\s+(${identifier})`, 'gu'))) {
      if (name !== undefined) declared.add(name);
    }
  }
  const members = new Map<string, readonly string[]>();
  if (declared.size > 0) {
    for (const { text } of sources.files) {
      const plain = text.replace(/%[^\n]*|\/\*[^]*?\*\//g, ' ');
      for (const [, name, list] of plain.matchAll(enumeration)) {
        if (name === undefined || list === undefined || !declared.has(name)) continue;
        const names = list.split(',').map((member) => member.trim());
        if (names.every((member) => new RegExp(`^${identifier}$`, 'u').test(member))) members.set(name, names);
      }
    }
  }
  return {
    nameOf(source, position, value) {
      if (members.size === 0 || !/^\d+$/.test(value)) return undefined;
      generator.lastIndex = source.lines.offsetAt(position);
      const set = generator.exec(source.text)?.[1];
      return set === undefined ? undefined : members.get(set)?.[Number(value) - 1];
    },
  };
}
