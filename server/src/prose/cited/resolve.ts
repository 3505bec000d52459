import type { Span } from '../../text';
import { align, LITERAL, readLiteral, runOf, type Wanted } from './align';
import type { Fault, CitedModel, Quote, Statement } from './model';
import { numbersOf, placeOf, placesOf, type TextNumber } from './words';

/** A number of a cited model and where it stands in the text. */
export interface Used {
  readonly line: number;
  readonly literal: string;
  readonly value: number;
  /** undefined: 0 or 1, which the text need not say. */
  readonly span: Span | undefined;
  /** Index into `Resolved.numbers`. */
  readonly number: number | undefined;
}

/** A cited model whose words have been found in its text. */
export interface Resolved {
  readonly model: CitedModel;
  /** By identifier (members and scalars; sets, data and decisions by their own words): every place that names it. */
  readonly mentions: ReadonlyMap<string, readonly Span[]>;
  readonly numbers: readonly TextNumber[];
  readonly used: readonly Used[];
  /** Indices of the numbers that are used or ignored. */
  readonly taken: ReadonlySet<number>;
  /** By statement: its words. */
  readonly evidence: ReadonlyMap<Statement, readonly Span[]>;
  readonly faults: readonly Fault[];
}

/** Holds a cited model against its text: all words, names and numbers. */
export function resolve(model: CitedModel): Resolved {
  const { text } = model;
  const faults: Fault[] = [];
  const fault: TellFault = (line, message, unused) => void faults.push({ line, message, ...(unused && { unused }) });
  const evidence = new Map<Statement, readonly Span[]>();
  const mentions = findMentions(model, fault);
  const numbers = numbersOf(text, namesWithNumbers(model, mentions));
  const used: Used[] = [];
  const taken = new Set<number>();

  const find = (line: number, wanted: Wanted, isTable: boolean): void => {
    const found = align({ ...wanted, isCell: isTable }, numbers, text, isTable ? taken : new Set());
    if (typeof found === 'string' && found !== 'free') {
      fault(line, found);
      return;
    }
    const number = typeof found === 'number' ? found : undefined;
    if (number !== undefined) taken.add(number);
    const span = number === undefined ? undefined : numbers[number]?.span;
    used.push({ line, literal: wanted.literal, value: wanted.value, span, number });
  };

  for (const statement of model.statements) {
    if ('quotes' in statement && isEvidence(statement)) {
      const spans = spansOf(statement.quotes, text, statement.line, fault);
      evidence.set(statement, spans);
    }
    if (statement.kind === 'data') alignTable(statement, model, mentions, numbers, taken, used, find, fault);
    for (const wanted of wantedOf(statement, model, mentions, evidence.get(statement) ?? []))
      find(statement.line, wanted, false);
  }
  ignore(model, numbers, taken, fault);
  explainLeft(model, numbers, taken, fault);
  return { model, mentions, numbers, used, taken, evidence, faults };
}

/** Statements whose quotes are words that say something, not names that recur. */
function isEvidence({ kind }: Statement): boolean {
  return kind === 'constraint' || kind === 'objective' || kind === 'missing' || kind === 'either';
}

type TellFault = (line: number, message: string, unused?: Span) => void;

function spansOf(quotes: readonly Quote[], text: string, line: number, fault: TellFault): Span[] {
  return quotes.flatMap((quote) => {
    const place = placeOf(quote, text);
    if (typeof place !== 'string') return [place];
    fault(line, place);
    return [];
  });
}

/** Names that are told apart by what they name. */
const layers = ['thing', 'set', 'data', 'family', 'definition'] as const;

type Layer = (typeof layers)[number];

interface Named {
  readonly id: string;
  readonly layer: Layer;
  readonly quotes: readonly Quote[];
  readonly line: number;
}

function namedThings(model: CitedModel): Named[] {
  return model.statements.flatMap((statement): Named[] => {
    switch (statement.kind) {
      case 'set':
        return [
          { ...statement, layer: 'set' },
          ...statement.members.map((member): Named => ({ ...member, layer: 'thing', line: statement.line })),
        ];
      case 'range':
        return [{ ...statement, layer: 'set' }];
      case 'data':
      case 'pairs':
        return [{ ...statement, layer: 'data' }];
      case 'var':
        return [{ ...statement, layer: statement.sets.length === 0 ? 'thing' : 'family' }];
      case 'let':
        return [{ ...statement, layer: 'definition' }];
      default:
        return [];
    }
  });
}

/**
 * All places of all names; where names overlap, the longest wins. Things and the names of sets, of data and so on are
 * layers of their own: "bread price" may hold the thing "bread". Two things never share words; two tables may, where
 * the text has no other words for them.
 */
function findMentions(model: CitedModel, fault: TellFault): Map<string, readonly Span[]> {
  const mentions = new Map<string, Span[]>();
  const things = namedThings(model);
  const seen = new Set<string>();
  for (const { id, line } of things) {
    if (seen.has(id)) fault(line, `${id} is declared twice`);
    seen.add(id);
    mentions.set(id, []);
  }
  const longest = things
    .flatMap(({ id, layer, quotes, line }) => quotes.map((quote) => ({ id, layer, quote, line })))
    .sort((a, b) => b.quote.words.length - a.quote.words.length);
  const takenIn = new Map<Layer, Uint8Array>(layers.map((layer) => [layer, new Uint8Array(model.text.length)]));
  for (const { id, layer, quote, line } of longest) {
    const taken = takenIn.get(layer) ?? new Uint8Array();
    const anywhere = placesOf(quote.words, model.text);
    const untaken = anywhere.filter(({ start, end }) => !taken.subarray(start, end).includes(1));
    const free = layer === 'thing' || untaken.length > 0 ? untaken : anywhere;
    // A place that is told counts all places of the words, whoever else is named there.
    const places = quote.place === undefined ? free : anywhere.slice(quote.place - 1, quote.place);
    if (places.length === 0) {
      if (anywhere.length === 0) fault(line, `"${quote.words}" does not stand in the text`);
      else if (mentions.get(id)?.length === 0 && !things.some((other) => other.id === id && other.quotes.length > 1))
        fault(line, `every place of "${quote.words}" is part of a longer name`);
    }
    for (const { start, end } of places) taken.fill(1, start, end);
    mentions.get(id)?.push(...places);
  }
  for (const places of mentions.values()) places.sort((a, b) => a.start - b.start);
  return mentions;
}

/** Names that hold a number ("Machine 2", "Route 66"): their numbers are no numbers of the problem. */
function namesWithNumbers(model: CitedModel, mentions: ReadonlyMap<string, readonly Span[]>): Span[] {
  return namedThings(model)
    .filter(({ layer }) => layer === 'thing')
    .flatMap(({ id }) => mentions.get(id) ?? []);
}

function membersOf(model: CitedModel, set: string): readonly string[] | undefined {
  for (const statement of model.statements) {
    if (statement.kind === 'set' && statement.id === set) return statement.members.map(({ id }) => id);
  }
  return undefined;
}

function alignTable(
  statement: Statement & { kind: 'data' },
  model: CitedModel,
  mentions: ReadonlyMap<string, readonly Span[]>,
  numbers: readonly TextNumber[],
  taken: Set<number>,
  used: Used[],
  find: (line: number, wanted: Wanted, isTable: boolean) => void,
  fault: TellFault,
): void {
  const { line, values } = statement;
  if (statement.fallback !== undefined && !statement.fallback.startsWith('`')) {
    const literal = readLiteral(statement.fallback);
    if (literal)
      find(line, { literal: statement.fallback, ...literal, near: [mentions.get(statement.id) ?? []] }, true);
  }
  const read = values.map((row) => row.map((text) => ({ text, number: readLiteral(text) })));
  for (const { text, number } of read.flat()) {
    if (!number && text !== '_' && !text.startsWith('`') && text !== '') fault(line, `${text} is no number`);
  }
  const isPlain = (row: (typeof read)[number]): boolean =>
    row.length > 1 && row.every(({ number }) => number !== undefined && number.place === undefined);
  const byRun = (cells: (typeof read)[number]): boolean => {
    if (!isPlain(cells)) return false;
    const run = runOf(
      cells.map(({ number }) => number?.value ?? 0),
      numbers,
    );
    if (!run || run.some((at) => taken.has(at))) return false;
    for (const [index, at] of run.entries()) {
      taken.add(at);
      const cell = cells[index];
      used.push({
        line,
        literal: cell?.text ?? '',
        value: cell?.number?.value ?? 0,
        span: numbers[at]?.span,
        number: at,
      });
    }
    return true;
  };
  if (byRun(read.flat())) return;
  const width = statement.sets.length >= 2 ? (membersOf(model, statement.sets.at(-1) ?? '')?.length ?? 0) : 0;
  const rows = statement.sets.length >= 2 && width > 0 ? cut(read.flat(), width) : read;
  for (const [rowAt, row] of rows.entries()) {
    if (statement.sets.length >= 2 && byRun(row)) continue;
    for (const [at, { text, number }] of row.entries()) {
      if (!number) continue;
      const near = indexMembers(statement.sets, model, rowAt, at, rows.length)
        .map((member) => mentions.get(member) ?? [])
        .concat([mentions.get(statement.id) ?? []]);
      find(line, { literal: text, ...number, near }, true);
    }
  }
}

/** The members a cell belongs to, as far as the sets have named members. */
function indexMembers(sets: readonly string[], model: CitedModel, row: number, column: number, rows: number): string[] {
  const member = (set: string | undefined, at: number): string[] =>
    (set === undefined ? undefined : membersOf(model, set)?.[at]) !== undefined
      ? [membersOf(model, set ?? '')?.[at] ?? '']
      : [];
  if (sets.length === 1) return member(sets[0], rows === 1 ? column : row + column);
  const last = member(sets.at(-1), column);
  return sets.length === 2 ? [...member(sets[0], row), ...last] : last;
}

function cut<T>(list: readonly T[], width: number): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < list.length; at += width) rows.push(list.slice(at, at + width));
  return rows;
}

/** The numbers that a statement names outside its table. */
function wantedOf(
  statement: Statement,
  model: CitedModel,
  mentions: ReadonlyMap<string, readonly Span[]>,
  evidence: readonly Span[],
): Wanted[] {
  const own = 'id' in statement ? (mentions.get(statement.id) ?? []) : [];
  switch (statement.kind) {
    case 'range':
      return [statement.from, statement.to].flatMap((literal) => {
        const read = readLiteral(literal);
        return read && !(literal === statement.from && read.value === 1) ? [{ literal, ...read, near: [own] }] : [];
      });
    case 'var': {
      const range = /^(\S+)\.\.(\S+)$/u.exec(statement.type);
      return (range ? [range[1] ?? '', range[2] ?? ''] : []).flatMap((literal) => {
        const read = readLiteral(literal);
        return read ? [{ literal, ...read, near: [own] }] : [];
      });
    }
    case 'constraint':
    case 'objective':
    case 'let':
      return inExpression(statement.expression, mentions, evidence);
    default:
      return [];
  }
}

function inExpression(
  expression: string,
  mentions: ReadonlyMap<string, readonly Span[]>,
  evidence: readonly Span[],
): Wanted[] {
  const wanted: Wanted[] = [];
  for (const match of expression.matchAll(LITERAL)) {
    const number = /^[`A-Za-z_]/u.test(match[0]) ? undefined : readLiteral(match[0]);
    if (!number) continue;
    const beside = neighbours(expression, match.index, match.index + match[0].length).map(
      (name) => mentions.get(name) ?? [],
    );
    wanted.push({ literal: match[0], ...number, near: [evidence, ...beside] });
  }
  return wanted;
}

/** The names a number is multiplied by: `3*rye`, `3 * need[rye]` (the thing in brackets says more). */
function neighbours(expression: string, start: number, end: number): string[] {
  const after = /^\s*\*\s*\(?\s*([A-Za-z_]\w*)(?:\[([^\]]*)\])?/u.exec(expression.slice(end));
  const before = /([A-Za-z_]\w*)(?:\[([^\]]*)\])?\s*\)?\s*\*\s*$/u.exec(expression.slice(0, start));
  const found = after ?? before;
  if (!found) return [];
  const inside = (found[2] ?? '').split(',').map((name) => name.trim());
  return found[2] === undefined ? [found[1] ?? ''] : inside;
}

function ignore(model: CitedModel, numbers: readonly TextNumber[], taken: Set<number>, fault: TellFault): void {
  for (const statement of model.statements) {
    if (statement.kind !== 'ignore') continue;
    for (const quote of statement.quotes) {
      const place = placeOf(quote, model.text);
      if (typeof place === 'string') fault(statement.line, place);
      else {
        for (const [at, { span }] of numbers.entries())
          if (place.start < span.end && span.start < place.end) taken.add(at);
      }
    }
    for (const literal of statement.numbers) {
      const read = readLiteral(literal);
      const places = numbers.flatMap(({ values }, at) =>
        read && values.some((value) => Math.abs(value - read.value) < 1e-9) ? [at] : [],
      );
      const chosen = read?.place === undefined ? places : places.slice(read.place - 1, read.place);
      // What is no number by its value may be words with one: "26:00".
      const words = chosen.length === 0 ? placesOf(literal, model.text) : [];
      const within = numbers.flatMap(({ span }, at) =>
        words.some((place) => place.start < span.end && span.start < place.end) ? [at] : [],
      );
      if (chosen.length + within.length === 0) fault(statement.line, `${literal} is no number of the text`);
      for (const at of [...chosen, ...within]) taken.add(at);
    }
  }
}

/** A number that nothing uses is a fault, unless it counts the things of a set. */
function explainLeft(
  model: CitedModel,
  numbers: readonly TextNumber[],
  taken: ReadonlySet<number>,
  fault: TellFault,
): void {
  if (!model.isProblem) return;
  const sizes = new Set(model.statements.flatMap((s) => (s.kind === 'set' ? [s.members.length] : [])));
  sizes.add(model.statements.filter((s) => s.kind === 'var' && s.sets.length === 0).length);
  for (const [at, { span, values, small }] of numbers.entries()) {
    if (taken.has(at) || small || values.some((value) => sizes.has(value))) continue;
    const words = model.text
      .slice(Math.max(0, span.start - 15), span.end + 15)
      .replace(/\s+/gu, ' ')
      .trim();
    fault(
      model.line,
      `nothing is said of ${model.text.slice(span.start, span.end)} in “${words}” (use it, or: ignore)`,
      span,
    );
  }
}
