import { calls, isCall, operators, quantifiers, type Call, type Operator, type Quantifier } from '../expression';

/** What a pointer of a program may point at, besides numbers: the words that name it. */
export const references = ['member', 'set', 'table', 'family', 'single', 'definition'] as const;
export type Reference = (typeof references)[number];

/** What a program says, by the kind of statement it stands for. */
export const statementKinds = [
  'constraint',
  'objective',
  'definition',
  'family',
  'table',
  'range',
  'pairs',
  'missing',
  'implied',
] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Constants that a text need not say: a program can name no others. */
export const constants = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 20, 24, 28, 30, 31, 50, 52, 60, 100, 120, 168, 365, 480, 500, 720, 1000, 1440,
  3600, 10000, 1000000, 0.01, 0.001, 0.5,
] as const;

/** Domains that say all by themselves, in the order of the network's output. */
export const plainDomains = [
  'integer',
  'continuous',
  'free integer',
  'free continuous',
  'choice',
  'moment',
  'position',
] as const;
const missing = ['coefficient', 'limit', 'objective', 'data', 'meaning'] as const;

/** Names of indices, outermost first. */
export const deepestIndex = 6;
/** Operators that take any number of operands, up to an `end`. */
export const longOperators: readonly Operator[] = ['+', '*', '/\\', '\\/'];

/** One step of a program without what it points at. */
export type Symbol =
  | { readonly kind: 'end' | 'where' | 'body' | 'list' | 'number' | 'other number' | 'true' | 'false' }
  | { readonly kind: 'reference'; readonly to: Reference }
  | { readonly kind: 'index'; readonly depth: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'over'; readonly quantifier: Quantifier }
  | { readonly kind: 'call'; readonly call: Call; readonly arity: number }
  | { readonly kind: 'domain'; readonly domain: (typeof plainDomains)[number] | 'member' | 'range' }
  | { readonly kind: 'direction'; readonly direction: 'minimize' | 'maximize' }
  | { readonly kind: 'missing'; readonly what: (typeof missing)[number] };

const callSymbols = Object.keys(calls)
  .filter(isCall)
  .flatMap((call): Symbol[] => {
    const [least, most] = calls[call];
    return Array.from({ length: most - least + 1 }, (_, more) => ({ kind: 'call', call, arity: least + more }));
  });

/** All symbols, by their number in the network's output; the order belongs to the weights. */
export const symbols: readonly Symbol[] = [
  { kind: 'end' },
  { kind: 'where' },
  { kind: 'body' },
  { kind: 'list' },
  { kind: 'number' },
  { kind: 'other number' },
  { kind: 'true' },
  { kind: 'false' },
  ...references.map((to): Symbol => ({ kind: 'reference', to })),
  ...Array.from({ length: deepestIndex }, (_, depth): Symbol => ({ kind: 'index', depth })),
  ...constants.map((value): Symbol => ({ kind: 'constant', value })),
  ...operators.map((operator): Symbol => ({ kind: 'operator', operator })),
  ...[...quantifiers, 'list' as const].map((quantifier): Symbol => ({ kind: 'over', quantifier })),
  ...callSymbols,
  ...[...plainDomains, 'member' as const, 'range' as const].map((domain): Symbol => ({ kind: 'domain', domain })),
  ...(['minimize', 'maximize'] as const).map((direction): Symbol => ({ kind: 'direction', direction })),
  ...missing.map((what): Symbol => ({ kind: 'missing', what })),
];

function keyOf(symbol: Symbol): string {
  return Object.values(symbol).join(' ');
}

const numbers = new Map(symbols.map((symbol, at) => [keyOf(symbol), at]));

/** The number of a symbol; undefined where programs cannot say it. */
export function numberOf(symbol: Symbol): number | undefined {
  return numbers.get(keyOf(symbol));
}

/** Which pointer of the network a symbol uses: 0 for numbers, then one for each kind of name; -1: it points at nothing. */
export function pointerOf(symbol: Symbol): number {
  if (symbol.kind === 'number' || symbol.kind === 'other number') return 0;
  return symbol.kind === 'reference' ? 1 + references.indexOf(symbol.to) : -1;
}

/** One step of a program: a symbol and, where it points, the places of the text that would do. */
export interface Step<Place = number> {
  readonly symbol: number;
  /** Of numbers and references only. */
  readonly places?: readonly Place[];
}
