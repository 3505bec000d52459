import type { Random } from '../../random';
import { people } from './rows';

/** A member of a set, with what a sentence about it needs. */
export interface Thing {
  readonly id: string;
  readonly long: string;
  readonly short: string;
  readonly article: 'the' | '';
  readonly plural: boolean;
  /** undefined: better called by its name. */
  readonly pronoun: 'it' | 'he' | 'she' | 'they' | undefined;
}

const singular =
  /(?:^(?:Mr|Mrs|Ms|Dr|Prof) |\b(?:\w*ss|\w*us|\w*is|civics|ethics|atlas|canvas|Mimas|Paper Boats|Cork|pancreas|brass)$)/u;
const plural = /(?:s|sheep|geese|people|children|cattle)$/u;

/** Things with identifiers of their own, none of which is in `taken` (they are added to it). */
export function thingsOf(
  names: readonly (readonly [string, string])[],
  article: 'the' | '',
  taken: Set<string>,
): Thing[] {
  return names.map(([long, short]) => {
    const gender = people.get(long) ?? titleOf(long);
    const isPlural = gender === undefined && plural.test(long) && !singular.test(long);
    return {
      id: identifier([short, long], taken),
      long,
      short,
      article,
      plural: isPlural,
      pronoun: gender ?? (/^(?:Dr|Prof) /u.test(long) ? undefined : isPlural ? 'they' : 'it'),
    };
  });
}

function titleOf(name: string): 'she' | 'he' | undefined {
  if (/^(?:Mrs|Ms) /u.test(name)) return 'she';
  return name.startsWith('Mr ') ? 'he' : undefined;
}

const reserved =
  /^(?:in|set|data|var|let|max|min|sum|not|default|where|int|bool|time|position|real|free|abs|div|mod|xor|count|table|if|then|else|exists|forall|true|false|implied|soft|circuit|inverse|increasing|among|element|exactly|predicate|test|array|of|output|solve|record|enum|type|union|ann|any|case|diff|endif|float|function|include|list|op|opt|par|string|subset|superset|symdiff|tuple|annotation|constraint|satisfy)$/u;

/** A name for the gold: the last word of a name, or more of it. */
export function identifier(names: readonly string[], taken: Set<string>): string {
  const words = names.flatMap((name) => {
    const plain = name
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9 ]+/gu, '')
      .trim()
      .split(/\s+/u);
    return [plain[0] ?? '', plain.join('_'), plain.slice(-1)[0] ?? ''];
  });
  const usable = words.filter(
    (word) => /^[a-z]\w+$/u.test(word) && !/^(?:mrs?|ms|dr|prof|the)$/u.test(word) && !reserved.test(word),
  );
  const base = usable.find((word) => !taken.has(word)) ?? `${(usable[0] ?? words[0] ?? 'x').replace(/\W/gu, '')}_x`;
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}${String(number)}`;
  taken.add(id);
  return id;
}

/** Some first names. */
export function somePeople(random: Random, size: number): [string, string][] {
  return random.sample([...people.keys()], size).map((name) => [name, name]);
}
