import type { Span } from '../../../server/src/text';
import { numbersOf, placesOf, type TextNumber } from '../../../server/src/prose/cited';
import type { Quantity } from './quantity';
import type { Script } from './script';

/** An expression of the gold whose numbers know their places in the text. */
export type Expression = readonly (string | Quantity)[];

/** Tags a template: quantities and expressions keep what they are, all else is text. */
export function expression(
  strings: TemplateStringsArray,
  ...values: readonly (string | Quantity | Expression)[]
): Expression {
  return strings.flatMap((text, at): (string | Quantity)[] => {
    const value = values[at];
    if (value === undefined) return [text];
    return Array.isArray(value) ? [text, ...(value as Expression)] : [text, value as string | Quantity];
  });
}

/** The same between each two of several expressions. */
export function joined(parts: readonly Expression[], between: string): Expression {
  return parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
}

/** A thing that is named in the text. */
export interface Named {
  readonly id: string;
}

export type Draft =
  | { readonly kind: 'set'; readonly id: string; readonly members: readonly Named[] }
  | {
      readonly kind: 'data';
      readonly id: string;
      readonly sets: readonly string[];
      /** Row by row; undefined is not told. */
      readonly rows: readonly (readonly (Quantity | undefined)[])[];
    }
  | {
      readonly kind: 'pairs';
      readonly id: string;
      readonly sets: readonly string[];
      readonly pairs: readonly (readonly string[])[];
    }
  | { readonly kind: 'var'; readonly id: string; readonly sets: readonly string[]; readonly type: string }
  | {
      readonly kind: 'rule';
      readonly force: '' | 'soft';
      readonly spans: readonly Span[];
      /** Where no words of its own say the rule: the name whose words do. */
      readonly told?: string;
      readonly expression: Expression;
    }
  | { readonly kind: 'implied'; readonly expression: Expression }
  | {
      readonly kind: 'objective';
      readonly direction: 'minimize' | 'maximize';
      readonly spans: readonly Span[];
      readonly expression: Expression;
    }
  | { readonly kind: 'missing'; readonly what: string; readonly spans: readonly Span[]; readonly question: string };

/** Thrown where what was written cannot be told apart; another draw will do. */
export class Muddled extends Error {}

/** The record of a finished script in the corpus' format. */
export function recordOf(script: Script, drafts: readonly Draft[], head: string): string {
  const text = script.finished();
  const members = new Set(drafts.flatMap((draft) => memberIds(draft)));
  const named = script.names.filter(({ id }) => members.has(id));
  const numbers = numbersOf(text, named);
  const used = new Set<number>();
  const rank: Readonly<Record<Draft['kind'], number>> = {
    set: 0,
    data: 1,
    pairs: 2,
    var: 3,
    objective: 4,
    implied: 5,
    rule: 6,
    missing: 7,
  };
  const sorted = [...drafts].sort((a, b) => rank[a.kind] - rank[b.kind] || placeIn(a) - placeIn(b));
  const gold = sorted.map(line);
  const ignored = unused();
  if (ignored.length > 0) gold.push(`ignore ${ignored.join(', ')}`);
  const isMissing = drafts.some(({ kind }) => kind === 'missing');
  const isAimed = drafts.some(({ kind }) => kind === 'objective');
  gold.push(isMissing ? '= incomplete' : isAimed ? '= optimal 0' : '= satisfied');
  return `=== ${head}\n${text}\n---\n${gold.join('\n')}\n`;

  function line(draft: Draft): string {
    switch (draft.kind) {
      case 'set':
        return `set ${draft.id}${naming(draft.id)}: ${draft.members.map(({ id }) => `${id}${naming(id)}`).join(', ')}`;
      case 'data': {
        const isPartial = draft.rows.some((row) => row.includes(undefined));
        const rows = draft.rows.map((row) => row.map((cell) => (cell ? literal(cell) : '_')).join(' '));
        const head = `data ${draft.id}[${draft.sets.join(',')}]${naming(draft.id)}`;
        return `${head}${isPartial ? ' default `0`' : ''}: ${rows.join('; ')}`;
      }
      case 'pairs':
        return `pairs ${draft.id}[${draft.sets.join(',')}]${naming(draft.id)}: ${draft.pairs.map((pair) => pair.join(' ')).join(', ')}`;
      case 'var':
        return `var ${draft.id}${draft.sets.length > 0 ? `[${draft.sets.join(',')}]` : ''}${naming(draft.id)}: ${draft.type}`;
      case 'rule':
        return `${draft.force === 'soft' ? 'soft ' : ''}${quotes(draft.told === undefined ? draft.spans : firstOf(draft.told))}: ${written(draft.expression)}`;
      case 'implied':
        return `implied: ${written(draft.expression)}`;
      case 'objective':
        return `${draft.direction} ${quotes(draft.spans)}: ${written(draft.expression)}`;
      case 'missing':
        return `missing ${draft.what} ${quotes(draft.spans)}: ${draft.question}`;
    }
  }

  function written(parts: Expression): string {
    return parts.map((part) => (typeof part === 'string' ? part : literal(part))).join('');
  }

  /** A number as the gold writes it, with its place where the text has the same number elsewhere. */
  function literal(quantity: Quantity): string {
    const span = script.numbers.get(quantity);
    const isPercent = quantity.unit?.many === '%';
    const value = isPercent ? quantity.value / 100 : quantity.value;
    if (!span) throw new Muddled(`${String(value)} is not told`);
    const same = numbers.flatMap((number, at) => (has(number, value) ? [at] : []));
    const at = same.findIndex((number) => overlaps(numbers[number]?.span, span));
    const found = same[at];
    if (found === undefined) throw new Muddled(`${String(value)} is not read where it stands`);
    used.add(found);
    return `${String(quantity.value)}${isPercent ? '%' : ''}${same.length > 1 ? `@${String(at + 1)}` : ''}`;
  }

  function firstOf(id: string): Span[] {
    return script.names.filter((name) => name.id === id).slice(0, 1);
  }

  function quotes(spans: readonly Span[]): string {
    if (spans.length === 0) throw new Muddled('no words');
    return spans
      .map((span) => {
        const words = text.slice(span.start, span.end).replace(/\s+/gu, ' ');
        const places = placesOf(words, text);
        const at = places.findIndex(({ start }) => start === span.start);
        if (at < 0 || words.includes('"')) throw new Muddled(`no quote: ${words}`);
        return `"${words}"${places.length > 1 ? `@${String(at + 1)}` : ''}`;
      })
      .join(' | ');
  }

  /** All forms of a name; where its words stand for something else too, with their places. */
  function naming(id: string): string {
    const own = script.names.filter((name) => name.id === id);
    const layer = members.has(id) ? named : own;
    const forms = new Map<string, Span[]>();
    for (const span of own) {
      const words = text.slice(span.start, span.end);
      const key = words.length === 1 ? words : words.toLowerCase();
      forms.set(key, [...(forms.get(key) ?? []), span]);
    }
    const found = [...forms.values()].flatMap((spans) => {
      const [first] = spans;
      if (!first) return [];
      const words = text.slice(first.start, first.end);
      const places = placesOf(words, text);
      const isKnown = (place: Span): boolean => layer.some((other) => covers(other, place));
      if (places.every(isKnown)) return [`"${words}"`];
      return spans.map((span) => {
        const at = places.findIndex(({ start }) => start === span.start);
        if (at < 0) throw new Muddled(`no name: ${words}`);
        return `"${words}"@${String(at + 1)}`;
      });
    });
    return found.length > 0 ? ` ${found.join(' | ')}` : '';
  }

  function unused(): string[] {
    const sizes = new Set(drafts.flatMap((draft) => (draft.kind === 'set' ? [draft.members.length] : [])));
    sizes.add(drafts.filter((draft) => draft.kind === 'var' && draft.sets.length === 0).length);
    return numbers.flatMap(({ values, small, kind }, at) => {
      const [value = 0] = values;
      if (used.has(at) || small || values.some((each) => sizes.has(each))) return [];
      const same = numbers.flatMap((number, other) => (has(number, value) ? [other] : []));
      const told = kind === 'percent' ? `${String(Number((value * 100).toPrecision(12)))}%` : String(value);
      return [same.length > 1 ? `${told}@${String(same.indexOf(at) + 1)}` : told];
    });
  }
}

function memberIds(draft: Draft): string[] {
  if (draft.kind === 'set') return draft.members.map(({ id }) => id);
  return draft.kind === 'var' && draft.sets.length === 0 ? [draft.id] : [];
}

function placeIn(draft: Draft): number {
  return 'spans' in draft ? (draft.spans[0]?.start ?? 0) : 0;
}

function has({ values }: TextNumber, value: number): boolean {
  return values.some((other) => Math.abs(other - value) <= 1e-9 * Math.max(1, Math.abs(value)));
}

function overlaps(a: Span | undefined, b: Span): boolean {
  return a !== undefined && a.start < b.end && b.start < a.end;
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
