import { within, type Expression, type ProblemGraph } from '../../server/src/prose';
import { overlaps } from '../../server/src/prose/read/spans';
import type { Span } from '../../server/src/text';
import type { Annotated } from '../annotated';
import type { TextNumber } from '../../server/src/prose/cited/words';
import type { Random } from '../random';
import { shiftClocks, HOURS } from './clocks';
import type { Edit } from './edits';
import { recurring } from './moved';

const keyOf = ({ start, end }: Span): string => `${String(start)}:${String(end)}`;

/** What the graph does with the numbers of its text. */
interface Roles {
  /** By the span: the value it is used with. */
  readonly used: ReadonlyMap<string, number>;
  /** Sizes of sets, places in a row, how many are chosen: what other words of the text rest on. */
  readonly counts: ReadonlySet<string>;
}

/**
 * Other values for the numbers of a text, each of the size and in the form of the old one. What counts things mostly
 * stays; in one text of two equal numbers stay equal.
 */
export function renumber(source: Annotated, random: Random): Edit[][] {
  const { text, numbers, graph } = source;
  const { used, counts } = rolesOf(source);
  const sizes = new Set([...graph.sets.map(sizeOf), graph.variables.filter(({ index }) => index.length === 0).length]);
  const usedValues = new Set(used.values());
  const names = recurring(source);
  const alike = random.chance(0.5);
  const distract = random.chance(0.5);
  const known = new Map<string, number>();
  const pick = (form: string, value: number, isUsed: boolean, fresh: () => number): number => {
    const key = `${form} ${String(value)}`;
    const old = known.get(key);
    if (old !== undefined && (alike || !isUsed)) return old;
    const made = fresh();
    if (!known.has(key)) known.set(key, made);
    return made;
  };
  const edits: Edit[][] = [];
  const later: (() => void)[] = [];
  for (const number of numbers) {
    const words = text.slice(number.span.start, number.span.end);
    const value = used.get(keyOf(number.span));
    if (names.some((name) => overlaps(name, number.span))) continue;
    if (counts.has(keyOf(number.span)) && !random.chance(0.08)) continue;
    if (value === undefined && (number.small || number.values.some((each) => sizes.has(each)))) continue;
    const echoes = number.values.some((each) => usedValues.has(each));
    if (value === undefined && !echoes && !(distract && /\d/u.test(words))) continue;
    const make = (): void => {
      // "2 h" is hours that pass, unless it is used as a time of day.
      const isPlain =
        number.kind !== 'clock' || (value !== undefined && value !== number.values[0] && HOURS.test(words));
      if (!isPlain || number.kind === 'ordinal') return;
      const fresh = otherWords(words, number, value, pick, random, text);
      if (fresh) edits.push(fresh);
    };
    // An echo of a used number follows it.
    if (value === undefined) later.push(make);
    else make();
  }
  for (const make of later) make();
  return [...edits, ...shiftClocks(source, (span) => used.get(keyOf(span)), random)];
}

function sizeOf({ members }: ProblemGraph['sets'][number]): number {
  return 'first' in members ? -1 : members.length;
}

function rolesOf({ graph, statements }: Annotated): Roles {
  const used = new Map<string, number>();
  const counts = new Set<string>();
  const visit = (expression: Expression | undefined, isCount: boolean): void => {
    if (!expression) return;
    switch (expression.kind) {
      case 'quantity':
        used.set(keyOf(expression.quantity.span), expression.quantity.value);
        if (isCount) counts.add(keyOf(expression.quantity.span));
        break;
      case 'table':
      case 'variable':
        for (const each of expression.index) visit(each, true);
        break;
      case 'over':
        for (const { over } of expression.binders) if (typeof over !== 'number') visit(over, true);
        visit(expression.where, true);
        visit(expression.body, isCount);
        break;
      case 'operation':
        for (const each of expression.operands) visit(each, isCount || comparesCount(expression, graph));
        break;
      case 'call':
        for (const each of expression.operands)
          visit(each, isCount || /^(?:at_|exactly|among|count|global)/u.test(expression.name));
        break;
      case 'list':
        for (const each of expression.items) visit(each, isCount);
        break;
      default:
    }
  };
  for (const { members } of graph.sets) {
    if (!('first' in members)) continue;
    visit(members.first, true);
    visit(members.last, true);
  }
  for (const { cells } of graph.tables) for (const cell of cells) if (typeof cell !== 'boolean') visit(cell, false);
  for (const { value } of graph.definitions) visit(value, false);
  for (const { domain } of graph.variables) {
    if (typeof domain === 'string' || domain.kind !== 'range') continue;
    visit(domain.first, false);
    visit(domain.last, false);
  }
  for (const statement of statements) {
    if (statement.kind === 'objective') visit(statement.value, false);
    if (statement.kind === 'constraint') visit(statement.body, false);
  }
  return { used, counts };
}

/** `sum(p in P)(pick[p]) <= 2`, `at[a] = 3`: choices or places are compared, and no data. */
function comparesCount(expression: Expression & { readonly kind: 'operation' }, graph: ProblemGraph): boolean {
  if (!['<', '<=', '=', '!=', '>=', '>'].includes(expression.operator)) return false;
  let counts = false;
  for (const each of within(expression)) {
    if (each.kind === 'table' || (each.kind === 'quantity' && each.quantity.value > 12)) return false;
    if (each.kind === 'over' && each.quantifier === 'count') counts = true;
    if (each.kind === 'call' && ['count', 'card', 'nvalue'].includes(each.name)) counts = true;
    const domain = each.kind === 'variable' ? graph.variables[each.variable]?.domain : undefined;
    if (domain === 'choice' || domain === 'position') counts = true;
  }
  return counts;
}

type Pick = (form: string, value: number, isUsed: boolean, fresh: () => number) => number;

/** The edits that give one number another value; undefined where its form is none that is changed. */
function otherWords(
  words: string,
  number: TextNumber,
  value: number | undefined,
  pick: Pick,
  random: Random,
  text: string,
): Edit[] | undefined {
  const { span, kind } = number;
  const isUsed = value !== undefined;
  if (kind === 'fraction') return otherFraction(words, span, random);
  const digits = /^(\D*?)(\d[\d,]*(?:\.\d+)?|\.\d+)(\D*)$/u.exec(words);
  if (digits) {
    const [, before = '', old = '', after = ''] = digits;
    // One hour would become two hour.
    if (Number(old) === 1) return undefined;
    const isYear = !isUsed && /^(?:1[5-9]|20)\d\d$/u.test(words);
    const form = kind === 'percent' ? 'percent' : 'digits';
    const fresh = pick(form, Number(old.replaceAll(',', '')), isUsed, () =>
      isYear ? random.integer(1900, 2030) : Number(otherDigits(old, kind === 'percent', random).replaceAll(',', '')),
    );
    return [{ ...span, text: before + asDigits(fresh, old) + after }];
  }
  const lower = words.toLowerCase();
  if (lower === 'twice' && /^ (?:as|the)\b/u.test(text.slice(span.end, span.end + 5))) {
    return [
      { ...span, text: inCase(random.pick(['three', 'four', 'five']), words) },
      { start: span.end, end: span.end, text: ' times' },
    ];
  }
  const old = cardinal(lower);
  if (old === undefined || old < 2) return undefined;
  return [
    {
      ...span,
      text: inCase(
        inWords(
          pick('digits', old, isUsed, () => otherCount(old, random)),
          lower,
        ),
        words,
      ),
    },
  ];
}

function otherCount(old: number, random: Random): number {
  return old <= 12 ? random.integer(2, Math.min(12, old * 2 + 1)) : Number(otherDigits(String(old), false, random));
}

const fractions: readonly (readonly string[])[] = [
  ['1/2', '1/3', '2/3', '1/4', '3/4', '1/5', '2/5', '3/5'],
  ['a third', 'a quarter', 'a fifth', 'a tenth'],
  ['one third', 'one quarter', 'one fifth', 'one tenth'],
  ['two thirds', 'three quarters', 'two fifths', 'three fifths'],
];

function otherFraction(words: string, span: Span, random: Random): Edit[] | undefined {
  const plain = words.toLowerCase().replace('-', ' ');
  const group = fractions.find((list) => list.includes(plain));
  if (!group) return undefined;
  const fresh = random.pick(group);
  return [{ ...span, text: inCase(words.includes('-') ? fresh.replace(' ', '-') : fresh, words) }];
}

/** Digits of the same number of places, some half to twice as much, as round as the old ones. */
function otherDigits(old: string, isPercent: boolean, random: Random): string {
  const [whole = '', part = ''] = old.replaceAll(',', '').split('.');
  const value = Number(whole + part);
  if (value === 0) return old;
  const zeros = /0*$/u.exec(whole + part)?.[0].length ?? 0;
  let step = 10 ** zeros;
  if (value / step < 10 && zeros > 0 && random.chance(0.6)) step /= 2;
  if (value % 5 === 0 && zeros === 0 && value > 5 && random.chance(0.7)) step = 5;
  const wide = random.chance(0.2) ? 4 : 2;
  const low = Math.ceil(value / wide / step);
  const high = Math.floor((value * wide) / step);
  const most = isPercent && value <= 100 * 10 ** part.length ? Math.floor((95 * 10 ** part.length) / step) : high;
  const floor = part === '' ? Math.ceil(2 / step) : 1;
  const fresh = Math.max(floor, random.integer(Math.min(low, most), Math.max(1, Math.min(high, most)))) * step;
  return String(Number((fresh / 10 ** part.length).toFixed(part.length)));
}

/** A value with the places after the point and the separators of other digits. */
function asDigits(value: number, like: string): string {
  const places = /\.(\d+)/u.exec(like)?.[1]?.length ?? 0;
  const plain = value.toFixed(places);
  const bare = like.startsWith('.') ? plain.replace(/^0/u, '') : plain;
  return like.includes(',') ? bare.replace(/\B(?=(?:\d{3})+(?!\d))/gu, ',') : bare;
}

const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Two to twelve, and twenty to ninety-nine. */
function cardinal(words: string): number | undefined {
  const [ten = '', unit, ...rest] = words.split(/[-\s]/u);
  if (rest.length > 0) return undefined;
  const place = tens.indexOf(ten);
  if (place < 0) return unit === undefined && small.includes(ten) ? small.indexOf(ten) : undefined;
  const more = unit === undefined ? 0 : small.indexOf(unit);
  return more < 0 || more > 9 ? undefined : (place + 2) * 10 + more;
}

function inWords(value: number, like: string): string {
  if (value <= 12) return small[value] ?? '';
  const ten = tens[Math.floor(Math.max(20, Math.min(99, value)) / 10) - 2] ?? '';
  const unit = value >= 20 && value <= 99 ? value % 10 : 0;
  return unit === 0 ? ten : `${ten}${like.includes(' ') ? ' ' : '-'}${small[unit] ?? ''}`;
}

/** Words in the capitals of others. */
export function inCase(words: string, like: string): string {
  if (like.length > 1 && like === like.toUpperCase() && like !== like.toLowerCase()) return words.toUpperCase();
  return /^\p{Lu}/u.test(like) ? (words[0] ?? '').toUpperCase() + words.slice(1) : words;
}
