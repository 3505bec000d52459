import type { Span } from '../../text';
import { isNamed, type IndexSet, type SetId } from '../expression';
import type { Domain, ProblemGraph } from '../graph';
import type { Input } from './input';

/** What a text declares: all of a problem graph that has a name. */
export interface Declared extends Pick<ProblemGraph, 'sets' | 'tables' | 'variables'> {
  readonly definitions: readonly { readonly mentions: readonly Span[] }[];
}

/** Sets that are told apart, by the order in which the text names them. */
const slots = 5;
const bySlot = (what: string): string[] => Array.from({ length: slots }, (_, slot) => `${what} ${String(slot)}`);

/** What the second stage of the network is told of a position, in the order of its input. */
export const declarations = [
  ...bySlot('member'),
  'single choice',
  'single whole',
  'single divisible',
  ...bySlot('set'),
  'counted set',
  'single number',
  ...bySlot('table over'),
  ...bySlot('table and over'),
  'third axis',
  'pairs',
  'integer',
  'continuous',
  'choice',
  'moment',
  'position',
  'some member',
  'range',
  ...bySlot('family over'),
  ...bySlot('family and over'),
  'definition',
  'cell',
] as const;

const numbers = new Map(declarations.map((name, at) => [name, at]));

/** What is declared at the positions of a text, as [position, declaration]: what statements may then speak of. */
export function declaredOf(input: Input, declared: Declared): (readonly [number, number])[] {
  const found: [number, number][] = [];
  const put = (position: number, name: string): void => {
    const number = numbers.get(name);
    if (number !== undefined) found.push([position, number]);
  };
  const putAll = (spans: readonly Span[], names: readonly string[], otherwise?: number): void => {
    const places = spans.length > 0 ? spans.map((span) => positionOf(input, span)) : [];
    if (places.length === 0 && otherwise !== undefined) places.push(otherwise);
    for (const place of places) for (const name of names) put(place, name);
  };
  const slotOf = slotsOf(declared.sets);
  const over = (what: string, index: readonly SetId[]): string[] =>
    index.map((set, axis) =>
      axis > 1 ? 'third axis' : `${what} ${axis === 0 ? 'over' : 'and over'} ${String(slotOf(set))}`,
    );
  declared.sets.forEach(({ mentions, members }, set) => {
    putAll(mentions, isNamed(members) ? [`set ${String(slotOf(set))}`] : [`set ${String(slotOf(set))}`, 'counted set']);
    if (!isNamed(members)) return;
    for (const member of members) putAll(member.mentions, [`member ${String(slotOf(set))}`]);
  });
  for (const { mentions, index, cells } of declared.tables) {
    const places = cells.flatMap((cell) =>
      typeof cell === 'object' && cell.kind === 'quantity' ? [positionOf(input, cell.quantity.span)] : [],
    );
    for (const place of places) put(place, 'cell');
    const pairs = cells.some((cell) => typeof cell === 'boolean') ? ['pairs'] : [];
    putAll(mentions, index.length === 0 ? ['single number'] : [...over('table', index), ...pairs], places[0]);
  }
  for (const { mentions, domain, index } of declared.variables) {
    if (index.length === 0) putAll(mentions, [singleName(domain)]);
    else putAll(mentions, [domainName(domain), ...over('family', index)], 0);
  }
  for (const { mentions } of declared.definitions) putAll(mentions, ['definition']);
  return found;
}

/** Sets by the order in which the text first names them or their members; those beyond the last slot share it. */
function slotsOf(sets: readonly IndexSet[]): (set: SetId) => number {
  const first = sets.map(({ mentions, members }) => {
    const all = [...mentions, ...(isNamed(members) ? members.flatMap((member) => member.mentions) : [])];
    return Math.min(...all.map(({ start }) => start), Number.MAX_SAFE_INTEGER);
  });
  const order = [...sets.keys()].sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0));
  return (set) => Math.min(Math.max(0, order.indexOf(set)), slots - 1);
}

function positionOf({ tokens }: Input, span: Span): number {
  return tokens.findIndex((token) => token.end > span.start && token.start < span.end) + 1;
}

function singleName(domain: Domain): string {
  if (domain === 'choice') return 'single choice';
  return domain === 'continuous' || domain === 'free continuous' ? 'single divisible' : 'single whole';
}

function domainName(domain: Domain): string {
  if (typeof domain === 'object') return domain.kind === 'member' ? 'some member' : 'range';
  return domain.replace('free ', '');
}
