import type { Span } from '../server/src/text';
import { documentOf } from '../server/src/prose/read/document';
import type { NumberMention } from '../server/src/prose/read/numbers';
import { labels, type Label, type LabelledRow, type LabelledText, type Operator, type Slot } from './labelled';

interface Declaration {
  readonly type: string;
  readonly direction?: string;
  readonly limit?: string;
  readonly param?: string;
  readonly operator: string;
  readonly terms?: Readonly<Record<string, string>>;
  readonly var?: string;
  readonly x_var?: string;
  readonly y_var?: string;
}

interface Gold {
  readonly objective: readonly number[];
  readonly rows_le: readonly (readonly number[])[];
}

/** One line of NL4Opt's jsonl. */
export interface Nl4OptRecord {
  readonly id: string;
  readonly document: string;
  readonly order_mapping: Readonly<Record<string, number>>;
  readonly obj_declaration: {
    readonly type: string;
    readonly terms?: Readonly<Record<string, string>> | null;
    readonly vars?: readonly string[];
  };
  readonly const_declarations: readonly Declaration[];
  readonly sense: 'min' | 'max';
  readonly spans?: readonly (Span & { readonly label: string })[];
  readonly gold_as_published: Gold;
  readonly gold_corrected?: Gold;
}

type Tag = Span & { readonly label: Label };

/** Reads the BIO files: each document's letters without white space, with its tags. */
export function readTagFile(content: string): ReadonlyMap<string, readonly (readonly [word: string, tag: string])[]> {
  const documents = new Map<string, (readonly [string, string])[]>();
  let current: (readonly [string, string])[] = [];
  const finish = (): void => {
    if (current.length > 0) documents.set(current.map(([word]) => word.replace(/\s+/gu, '')).join(''), current);
    current = [];
  };
  for (const line of content.split('\n')) {
    if (line.startsWith('-DOCSTART')) continue;
    if (line.trim() === '') finish();
    else {
      const columns = line.split('\t');
      current.push([columns[0] ?? '', (columns.at(-1) ?? 'O').trim()]);
    }
  }
  finish();
  return documents;
}

function alignTags(text: string, words: readonly (readonly [string, string])[]): Tag[] {
  const tags: { start: number; end: number; label: Label }[] = [];
  let position = 0;
  let open = false;
  for (const [word, tag] of words) {
    const start = text.indexOf(word, position);
    if (start < 0) continue;
    position = start + word.length;
    const label = labels.find((each) => tag.endsWith(each) && tag !== 'O');
    const last = tags.at(-1);
    if (label === undefined) open = false;
    else if (tag.startsWith('I-') && open && last?.label === label) last.end = position;
    else {
      tags.push({ start, end: position, label });
      open = true;
    }
  }
  return tags;
}

const plain = (text: unknown): string =>
  String(text)
    .toLowerCase()
    .replace(/[\s$%]|percent/gu, '')
    .replace(/\.$/u, '');
const classOf: Readonly<Record<string, LabelledRow['class']>> = {
  linear: 'linear',
  sum: 'total',
  lowerbound: 'bound',
  upperbound: 'bound',
  ratio: 'share',
  xby: 'multiple',
  xy: 'comparison',
};

/** Turns a record of NL4Opt into a labelled text; undefined where its tags are not known. */
export function labelRecord(
  record: Nl4OptRecord,
  tagged: ReadonlyMap<string, readonly (readonly [string, string])[]>,
): LabelledText | undefined {
  const text = record.document;
  const words = tagged.get(text.replace(/\s+/gu, ''));
  if (!words) return undefined;
  const tags = alignTags(text, words);
  const size = Math.max(...Object.values(record.order_mapping)) + 1;
  const mentions = tags
    .filter((tag) => tag.label === 'VAR')
    .flatMap((tag) => {
      const variable = record.order_mapping[text.slice(tag.start, tag.end)];
      return variable === undefined ? [] : [{ start: tag.start, end: tag.end, variable }];
    });
  const aligned = new Aligner(text, tags, mentions, size, record.order_mapping);
  const objective = aligned.objective(record);
  for (const declaration of record.const_declarations) aligned.add(declaration);
  const rows = aligned.rows();
  const gold = record.gold_corrected ?? record.gold_as_published;
  const linked = rows !== undefined && objective !== undefined && agrees(text, rows, objective, size, gold);
  return {
    text,
    tags,
    mentions,
    variables: size,
    linked,
    rows: rows ?? [],
    objective,
    direction: record.sense === 'min' ? 'minimize' : 'maximize',
    problem: true,
    divisible: Array.from({ length: size }, (_, variable) =>
      divisible(
        text,
        mentions.filter((each) => each.variable === variable),
      ),
    ),
  };
}

/** Finds for each declaration the number or the words it was read from. */
class Aligner {
  private readonly numbers: readonly Tag[];
  private readonly directions: readonly Tag[];
  private readonly byAnchor = new Map<Tag, LabelledRow[]>();
  private lost = 0;
  private last = -1;

  constructor(
    private readonly text: string,
    tags: readonly Tag[],
    private readonly mentions: readonly (Span & { readonly variable: number })[],
    private readonly size: number,
    private readonly order: Readonly<Record<string, number>>,
  ) {
    this.numbers = tags.filter((tag) => tag.label === 'PARAM' || tag.label === 'LIMIT');
    this.directions = tags.filter((tag) => tag.label === 'CONST_DIR');
  }

  private candidates(value: string | undefined, label: Label): readonly Tag[] {
    const same = this.numbers.filter((tag) => plain(this.text.slice(tag.start, tag.end)) === plain(value));
    const preferred = same.filter((tag) => tag.label === label);
    return preferred.length > 0 ? preferred : same;
  }

  private terms(terms: Readonly<Record<string, string>>): Slot[] {
    const slots = new Array<Slot>(this.size).fill('zero');
    for (const [name, value] of Object.entries(terms)) {
      const variable = this.order[name];
      const places = this.candidates(value, 'PARAM');
      if (variable === undefined || places.length === 0) this.lost++;
      else slots[variable] = places;
    }
    return slots;
  }

  objective(record: Nl4OptRecord): Slot[] | undefined {
    const declared = record.obj_declaration;
    if (declared.type === 'objvar' || !declared.terms) {
      const named = new Set((declared.vars ?? Object.keys(this.order)).map((name) => this.order[name]));
      return Array.from({ length: this.size }, (_, variable) => (named.has(variable) ? 'one' : 'zero'));
    }
    return this.terms(declared.terms);
  }

  add(declaration: Declaration): void {
    const kind = classOf[declaration.type];
    const variables = [declaration.var, declaration.x_var, declaration.y_var].flatMap((name) =>
      name === undefined ? [] : [this.order[name] ?? 0],
    );
    const operator: Operator = declaration.operator.startsWith('LESS') ? 'at-most' : 'at-least';
    const anchors =
      kind === 'comparison'
        ? this.directions.filter(
            (tag) =>
              plain(this.text.slice(tag.start, tag.end)) === plain(declaration.direction) && !this.byAnchor.has(tag),
          )
        : this.candidates(declaration.param ?? declaration.limit, kind === 'multiple' ? 'PARAM' : 'LIMIT');
    const anchor = this.cheapest(anchors, declaration, variables, kind === 'bound');
    if (kind === undefined || anchor === undefined) {
      this.lost++;
      return;
    }
    if (kind !== 'comparison') this.last = this.numbers.indexOf(anchor);
    const left = declaration.var === undefined ? declaration.x_var : declaration.var;
    const row: LabelledRow = {
      anchor,
      class: kind,
      operator,
      ...(kind === 'linear' ? { slots: this.terms(declaration.terms ?? {}) } : {}),
      ...(kind === 'total' ? { slots: new Array<Slot>(this.size).fill('one') } : {}),
      ...(kind === 'bound'
        ? { slots: Array.from({ length: this.size }, (_, index): Slot => (index === variables[0] ? 'one' : 'zero')) }
        : {}),
      ...(kind === 'share' || kind === 'multiple' || kind === 'comparison'
        ? { left: this.order[left ?? ''] ?? 0 }
        : {}),
      ...(kind === 'multiple' || kind === 'comparison' ? { right: this.order[declaration.y_var ?? ''] ?? 0 } : {}),
    };
    this.byAnchor.set(anchor, [...(this.byAnchor.get(anchor) ?? []), row]);
  }

  /** Nearest to its words of direction and its variables, in the order of the declarations, and not used before. */
  private cheapest(
    anchors: readonly Tag[],
    declaration: Declaration,
    variables: readonly number[],
    shared: boolean,
  ): Tag | undefined {
    const words = this.directions.filter(
      (tag) => plain(this.text.slice(tag.start, tag.end)) === plain(declaration.direction),
    );
    const gap = (tag: Tag, places: readonly Span[], otherwise: number): number =>
      Math.min(otherwise, ...places.map((place) => Math.abs(place.start - tag.start) / 6));
    const cost = (tag: Tag): number => {
      let sum = gap(tag, words, 20);
      for (const variable of variables)
        sum +=
          0.5 *
          gap(
            tag,
            this.mentions.filter((each) => each.variable === variable),
            50,
          );
      if (declaration.type !== 'xy' && this.numbers.indexOf(tag) < this.last) sum += 8;
      if (!shared || anchors.length > 1) sum += 25 * (this.byAnchor.get(tag)?.length ?? 0);
      return sum;
    };
    return [...anchors].sort((a, b) => cost(a) - cost(b))[0];
  }

  /** The rows, those that share an anchor made one; undefined where a declaration found no place. */
  rows(): LabelledRow[] | undefined {
    if (this.lost > 0) return undefined;
    const rows: LabelledRow[] = [];
    for (const [, same] of this.byAnchor) {
      const [first] = same;
      if (!first) continue;
      if (same.length === 1) rows.push(first);
      else if (same.every((row) => row.class === 'bound' && row.operator === first.operator)) {
        const slots = Array.from({ length: this.size }, (_, index): Slot =>
          same.some((row) => row.slots?.[index] === 'one') ? 'one' : 'zero',
        );
        rows.push({ ...first, class: 'each', slots });
      } else return undefined;
    }
    return rows;
  }
}

/** Whether rows and objective, with the values our own reader finds, are those of the gold. */
function agrees(
  text: string,
  rows: readonly LabelledRow[],
  objective: readonly Slot[],
  size: number,
  gold: Gold,
): boolean {
  const numbers = documentOf(text).numbers;
  const at = (span: Span): number => valueAt(numbers, span) ?? NaN;
  const slotValue = (slot: Slot): number => (slot === 'zero' ? 0 : slot === 'one' ? 1 : slot[0] ? at(slot[0]) : NaN);
  const made: number[][] = [];
  for (const row of rows) {
    const sign = row.operator === 'at-most' ? 1 : -1;
    const unit = (variable: number | undefined): number[] =>
      Array.from({ length: size }, (_, index) => (index === variable ? 1 : 0));
    let lines: number[][];
    if (row.class === 'share') {
      const value = at(row.anchor);
      const share = value > 1 ? value / 100 : value;
      lines = [[...unit(row.left).map((own) => own - share), 0]];
    } else if (row.class === 'multiple' || row.class === 'comparison') {
      const factor = row.class === 'multiple' ? at(row.anchor) : 1;
      const right = unit(row.right);
      lines = [[...unit(row.left).map((own, index) => own - factor * (right[index] ?? 0)), 0]];
    } else if (row.class === 'each') {
      lines = (row.slots ?? []).flatMap((slot, index) => (slot === 'one' ? [[...unit(index), at(row.anchor)]] : []));
    } else lines = [[...(row.slots ?? []).map(slotValue), at(row.anchor)]];
    made.push(...lines.map((line) => line.map((value) => sign * value)));
  }
  const key = (line: readonly number[]): string =>
    line.map((value) => (Math.round(value * 1e4) / 1e4 + 0).toString()).join(' ');
  const same = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean => {
    const one = new Set(a.map(key));
    const other = new Set(b.map(key));
    return one.size === other.size && [...one].every((line) => other.has(line));
  };
  return same(made, gold.rows_le) && same([objective.map(slotValue)], [gold.objective]);
}

function valueAt(numbers: readonly NumberMention[], span: Span): number | undefined {
  return numbers.find(({ quantity }) => quantity.span.start < span.end && quantity.span.end > span.start)?.quantity
    .value;
}

const measures =
  /\b(?:acres?|dollars?|invest\w*|money|kgs?|kilograms?|grams?|lit(?:er|re)s?|gallons?|tons?|tonnes?|pounds?|ounces?|hours?|minutes?|bonds?|stocks?|funds?)\b/iu;

/** Weak labels for the divisible head: NL4Opt does not say. A measure near half of the mentions counts as divisible. */
function divisible(text: string, mentions: readonly Span[]): boolean | undefined {
  if (mentions.length === 0) return undefined;
  const near = mentions.filter(
    ({ start, end }) =>
      measures.test(text.slice(Math.max(0, start - 22), end)) &&
      /\b(?:of|in|on|into|acres?|per)\s+(?:the\s+|a\s+)?$/iu.test(text.slice(Math.max(0, start - 16), start)),
  );
  if (near.length >= 2 || near.length * 2 > mentions.length) return true;
  return near.length === 0 ? false : undefined;
}
