import type {
  Binder,
  Constraint,
  DecisionVariable,
  Domain,
  Expression,
  ProblemGraph,
  Quantity,
} from '../../server/src/prose';
import { numbersOf } from '../../server/src/prose/cited/words';
import type { Span } from '../../server/src/text';
import { unitSize } from '../../server/src/prose/read/certainty/units';
import type { Annotated, AnnotatedStatement } from '../annotated';
import type { Random } from '../random';
import { EditList } from './edits';
import { namesOf, transformed } from './moved';
import { inCase } from './numbers';
import {
  aimsOf,
  isToldBy,
  keyOf,
  mentionsAt,
  referencesIn,
  rulesOf,
  skeletonOf,
  type Reference,
  type Rule,
} from './rules';

/** The rules of many texts, by what they say. */
export interface RuleBank {
  readonly all: readonly Rule[];
  readonly bySkeleton: ReadonlyMap<string, readonly Rule[]>;
}

/** The sentences of all texts that say rules and nothing else. */
export function ruleBankOf(sources: readonly Annotated[]): RuleBank {
  const all = sources.flatMap(rulesOf).filter(({ standsAlone }) => standsAlone);
  const aims = sources.flatMap(aimsOf).filter(({ standsAlone }) => standsAlone);
  const bySkeleton = new Map<string, Rule[]>();
  for (const rule of [...all, ...aims]) {
    const alike = bySkeleton.get(rule.skeleton) ?? [];
    alike.push(rule);
    bySkeleton.set(rule.skeleton, alike);
  }
  return { all, bySkeleton };
}

/** What a rule speaks of in its own text, and what it is to speak of. */
type Mapping = ReadonlyMap<string, Reference>;

/**
 * A text whose rules are said in the words of other texts: a sentence gives way to one that says the same of the things
 * of its own text; at times one is put in, or left out. Data recombination: Jia & Liang, ACL 2016; Andreas, ACL 2020.
 */
export function exchange(source: Annotated, random: Random, bank: RuleBank): Annotated {
  let text = source;
  for (let turn = rulesOf(source).length; turn > 0; turn--) {
    const rules = rulesOf(text);
    if (rules.length === 0) return text;
    const rule = random.pick(rules);
    if (random.chance(0.75)) text = inOtherWords(text, rule, random, bank) ?? text;
  }
  const [aim] = aimsOf(text);
  if (aim && random.chance(0.6)) text = inOtherWords(text, aim, random, bank) ?? text;
  const rules = rulesOf(text);
  if (rules.length > 1 && random.chance(0.1)) text = composed(text, random.pick(rules).spans, undefined) ?? text;
  if (random.chance(0.3)) text = withAnother(text, random, bank) ?? text;
  return text;
}

const TRIES = 6;

/** A rule in the words of another text, with the numbers of these. */
function inOtherWords(source: Annotated, rule: Rule, random: Random, bank: RuleBank): Annotated | undefined {
  const alike = bank.bySkeleton.get(rule.skeleton) ?? [];
  for (let tries = 0; tries < TRIES && alike.length > 1; tries++) {
    const other = random.pick(alike);
    if (other.source.id === source.id || !isMeasuredAlike(other, source, rule)) continue;
    const mapping = new Map(
      other.references.flatMap((each, at) => {
        const here = rule.references[at];
        return here ? [[keyOf(each), here] as const] : [];
      }),
    );
    const made = composed(source, rule.spans, { rule: other, mapping });
    if (made) return made;
  }
  return undefined;
}

/** One rule more, beside one that there is. */
function withAnother(source: Annotated, random: Random, bank: RuleBank): Annotated | undefined {
  const rules = rulesOf(source);
  for (let tries = 0; tries < TRIES && rules.length > 0; tries++) {
    const other = random.pick(bank.all);
    const beside = random.pick(rules);
    const fits = other.source.id !== source.id && isMeasuredAlike(other, source, beside);
    const mapping = fits ? mappingTo(source.graph, other, random) : undefined;
    const { end } = random.pick(beside.spans);
    const at = end + stopAt(source.text, end).length;
    const made = mapping && composed(source, [{ start: at, end: at }], { rule: other, mapping });
    if (made) return made;
  }
  return undefined;
}

/** Whether a rule counts in the units of another, or of its text: hours where these have hours alone. */
function isMeasuredAlike(guest: Rule, host: Annotated, stretch: Rule): boolean {
  // How long the week is in "40 hours a week" matters to nothing but a schedule.
  const isSchedule = guest.references.some(
    (each) => each.kind === 'variable' && guest.source.graph.variables[each.variable]?.domain === 'moment',
  );
  const [own, here, all] = [
    unitsIn(wordsOfRule(guest), isSchedule),
    unitsIn(wordsOfRule(stretch), isSchedule),
    unitsIn(host.text, isSchedule),
  ];
  return [...own].every(([family, sizes]) => {
    const wanted = here.get(family) ?? all.get(family) ?? sizes;
    return wanted.size === 1 && sizes.size === 1 && [...wanted].every((size) => sizes.has(size));
  });
}

function wordsOfRule({ source, spans }: Rule): string {
  return spans.map(({ start, end }) => source.text.slice(start, end)).join('\n');
}

/** Seconds of a day, a week, a month, a year. */
const longSizes: Readonly<Record<string, number>> = { d: 86_400, w: 604_800, m: 2_592_000, y: 31_536_000 };

/** By what they measure: how large the units are that a text has. */
function unitsIn(text: string, isSchedule: boolean): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const [word] of text.matchAll(/\p{L}+|[$€£]/gu)) {
    const unit = unitSize(word);
    if (unit) found.set(unit.family, (found.get(unit.family) ?? new Set()).add(unit.size));
    else if (isSchedule && /^(?:days?|weeks?|months?|years?)$/iu.test(word))
      found.set(0, (found.get(0) ?? new Set()).add(longSizes[word.toLowerCase().charAt(0)] ?? 0));
  }
  return found;
}

/** Things of a graph that a rule of another one could speak of, drawn at random; undefined where there are none. */
function mappingTo(graph: ProblemGraph, rule: Rule, random: Random): Mapping | undefined {
  const mapping = new Map<string, Reference>();
  const taken = new Set<string>();
  const from = rule.source.graph;
  const put = (one: Reference, two: Reference): boolean => {
    const known = mapping.get(keyOf(one));
    if (known) return keyOf(known) === keyOf(two);
    if (taken.has(keyOf(two))) return false;
    mapping.set(keyOf(one), two);
    taken.add(keyOf(two));
    return true;
  };
  const putSets = (own: readonly number[], there: readonly number[]): boolean =>
    own.length === there.length &&
    own.every((set, at) => put({ kind: 'set', set }, { kind: 'set', set: there[at] ?? -1 }));
  // Families first: they settle the sets.
  const sorted = [...rule.references].sort((a, b) => rankOf(a) - rankOf(b));
  for (const reference of sorted) {
    const candidates = random.shuffle(referencesIn(graph)).filter(({ kind }) => kind === reference.kind);
    const found = candidates.some((each) => {
      if (mapping.has(keyOf(reference))) return true;
      if (taken.has(keyOf(each))) return false;
      if (each.kind === 'member' && reference.kind === 'member')
        return put({ kind: 'set', set: reference.set }, { kind: 'set', set: each.set }) && put(reference, each);
      return putSets(setsOf(from, reference), setsOf(graph, each)) && put(reference, each);
    });
    if (!found) return undefined;
  }
  return mapping;
}

function rankOf({ kind }: Reference): number {
  return ['variable', 'table', 'set', 'member'].indexOf(kind);
}

/** The sets that a family or a table runs over, and the one that a choice is taken from. */
function setsOf({ variables, tables }: ProblemGraph, reference: Reference): readonly number[] {
  if (reference.kind === 'table') return tables[reference.table]?.index ?? [];
  if (reference.kind !== 'variable') return [];
  const { domain, index = [] } = variables[reference.variable] ?? {};
  return typeof domain === 'object' && domain.kind === 'member' ? [domain.set, ...index] : index;
}

/** What is put in. */
interface Guest {
  readonly rule: Rule;
  readonly mapping: Mapping;
}

/**
 * A text with a rule of another one in the place of some stretches (or without these), and what it means.
 * @returns undefined where something else than a rule would be lost, or rules would read other numbers
 */
function composed(source: Annotated, stretches: readonly Span[], guest: Guest | undefined): Annotated | undefined {
  const put = guest ? sentencesOf(guest, source) : [];
  if (!put || put.some(({ text }) => source.text.includes(text))) return undefined;
  const { text, stay, starts } = filled(source.text, stretches, put);
  const come: Move = (span) => {
    for (const [at, { move }] of put.entries()) {
      const there = move(span);
      const by = starts[at] ?? 0;
      if (there) return { start: there.start + by, end: there.end + by };
    }
    return undefined;
  };
  try {
    const aim = guest?.rule.aim?.spans.flatMap((span) => come(span) ?? []) as Span[] | undefined;
    const host = new Part(source.graph, stay, text, undefined, aim);
    const own = source.statements.flatMap((each) => host.statement(each));
    const more = guest
      ? guest.rule.statements.flatMap((each) =>
          new Part(guest.rule.source.graph, come, text, guest.mapping).statement(each),
        )
      : [];
    if (guest && !guest.rule.aim && !saysTheSame(guest.rule, more, source.graph)) return undefined;
    const named = host.graph(guest ? mentionsOf(guest, come) : new Map());
    const statements = [...own, ...more].sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
    const graph = { ...named, constraints: constraintsOf(statements, text), objective: host.objective(source) };
    const numbers = numbersOf(text, namesOf(graph));
    const result = { ...source, text, graph, statements, numbers };
    return isWhole(source, result) ? result : undefined;
  } catch (error) {
    if (error instanceof Lost) return undefined;
    throw error;
  }
}

/** Words put into stretches of a text, one after another: all that are left over into the last of them. */
function filled(
  text: string,
  stretches: readonly Span[],
  put: readonly Sentence[],
): { readonly text: string; readonly stay: Move; readonly starts: readonly number[] } {
  const starts: number[] = [];
  const edits: { readonly stretch: Span; readonly length: number }[] = [];
  let made = '';
  let position = 0;
  let next = 0;
  for (const [at, { start, end }] of stretches.entries()) {
    const words = put.slice(next, at === stretches.length - 1 ? undefined : next + 1);
    next += words.length;
    // What is put between two sentences is one more.
    const isMore = start === end;
    const stop = isMore ? '' : stopAt(text, end);
    const stretch = words.length > 0 ? { start, end: end + stop.length } : withStop(text, { start, end });
    made += text.slice(position, stretch.start);
    const from = made.length;
    for (const [k, each] of words.entries()) {
      made += k > 0 || isMore ? ' ' : '';
      starts.push(made.length);
      made += each.text;
    }
    edits.push({ stretch, length: made.length - from });
    position = stretch.end;
  }
  const stay: Move = (span) => {
    let shift = 0;
    for (const { stretch, length } of edits) {
      if (span.end <= stretch.start) break;
      if (span.start >= stretch.start && span.end <= stretch.end) return undefined;
      if (span.start < stretch.end || (stretch.start === stretch.end && span.start < stretch.start)) return 'cut';
      shift += length - (stretch.end - stretch.start);
    }
    return { start: span.start + shift, end: span.end + shift };
  };
  return { text: made + text.slice(position), stay, starts };
}

class Lost extends Error {}

/** Where a stretch then stands; undefined: it is gone. */
type Move = (span: Span) => Span | undefined | 'cut';

/** A sentence of a rule in its new words, and where stretches of its old text stand in them; undefined: in another one. */
interface Sentence {
  readonly text: string;
  readonly move: (span: Span) => Span | undefined;
}

/** The sentences of a rule in their new words; undefined where they would not be clear. */
function sentencesOf({ rule, mapping }: Guest, host: Annotated): readonly Sentence[] | undefined {
  const { source } = rule;
  const list = new EditList([...rule.statements, ...(rule.aim ? [rule.aim] : [])].flatMap(({ spans }) => spans));
  for (const { span: there, reference } of rule.mentions) {
    const to = mapping.get(keyOf(reference));
    const words = to && nameLike(there, reference, to, rule, host);
    if (words === undefined || !list.add([{ ...there, text: words }])) return undefined;
  }
  const said = new Set(rule.mentions.map(({ reference }) => keyOf(mapping.get(keyOf(reference)) ?? reference)));
  const isTold = rule.aim !== undefined || isToldBy(said, [...mapping.values()], host.graph);
  if (!isTold || namesAnother(rule, host)) return undefined;
  const change = list.apply(source.text);
  const made = rule.spans.flatMap((span): Sentence[] => {
    const whole = change.move(span);
    if (!whole) return [];
    const move = (each: Span): Span | undefined => {
      const there = each.start >= span.start && each.end <= span.end ? change.move(each) : undefined;
      return there && { start: there.start - whole.start, end: there.end - whole.start };
    };
    const stop = stopAt(source.text, span.end);
    return [{ text: change.text.slice(whole.start, whole.end) + (/[.!?]/u.test(stop) ? stop : '.'), move }];
  });
  return made.length === rule.spans.length ? made : undefined;
}

/** Whether the words of a rule that name nothing of its text name something of the host. */
function namesAnother(rule: Rule, host: Annotated): boolean {
  const own = rule.spans
    .map(({ start, end }) =>
      rule.mentions
        .filter(({ span }) => span.start >= start && span.end <= end)
        .sort((a, b) => b.span.start - a.span.start)
        .reduce(
          (words, { span }) => words.slice(0, span.start - start) + '|' + words.slice(span.end - start),
          rule.source.text.slice(start, end),
        ),
    )
    .join('\n')
    .toLowerCase();
  return referencesIn(host.graph).some((reference) =>
    mentionsAt(host.graph, reference).some(({ start, end }) =>
      own.includes(host.text.slice(start, end).toLowerCase().replace(/s$/u, '')),
    ),
  );
}

/** Behind these stands one thing. */
const ONE = /\b(?:an?|one|each|every|per|any|no|single)\s+$/iu;

function singular(name: string): string {
  return name
    .replace(/ies$/u, 'y')
    .replace(/(?<=ch|sh|x|ss)es$/u, '')
    .replace(/(?<=[^su])s$/u, '');
}

const ARTICLE = /^(?:the|an?|our|my|your|his|her|their)\s+/iu;

/** The host's words for something, in the form of the guest's; undefined where it has none of that kind. */
function nameLike(
  { start: at, end }: Span,
  from: Reference,
  to: Reference,
  rule: Rule,
  host: Annotated,
): string | undefined {
  const old = rule.source.text.slice(at, end);
  const forms = mentionsAt(host.graph, to).map(({ start, end }) => host.text.slice(start, end).replace(/\s+/gu, ' '));
  const bare = old.replace(ARTICLE, '');
  const isName = from.kind === 'member' || (from.kind === 'variable' && isSingle(rule.source, from.variable));
  const others = mentionsAt(rule.source.graph, from).map(({ start, end }) => rule.source.text.slice(start, end));
  if (isName && isProper(others) !== isProper(forms)) return undefined;
  const endOf = (words: string): string => /(?:ing|ed|s)$/u.exec(words)?.[0] ?? '';
  const fitting = forms.find((form) => endOf(form) === endOf(bare));
  // A verb in another form would not be a sentence, nor would one thing in the place of many.
  const isPlural = !isProper(forms) && endOf(bare) === 's';
  if (fitting === undefined && (isName || from.kind === 'set' ? isPlural : true)) return undefined;
  const some = (fitting ?? forms[0])?.replace(ARTICLE, '');
  if (some === undefined) return undefined;
  const isOne = ONE.test(rule.source.text.slice(0, at));
  const words = fitting === undefined && isOne && !isProper(forms) ? singular(some) : some;
  const article = ARTICLE.exec(old)?.[0] ?? '';
  // The first letter of a sentence says nothing about the name.
  const isFirst = rule.spans.some(({ start }) => start === at);
  const plain = isProper(forms) || isFirst ? words : words.charAt(0).toLowerCase() + words.slice(1);
  return article + (article === '' && isFirst ? inCase(plain, bare) : plain);
}

function isSingle({ graph }: Annotated, variable: number): boolean {
  return graph.variables[variable]?.index.length === 0;
}

function isProper(forms: readonly string[]): boolean {
  return forms.every((words) => /^\p{Lu}|\d/u.test(words.replace(ARTICLE, '')));
}

function withStop(text: string, { start, end }: Span): Span {
  const behind = end + stopAt(text, end).length;
  if (start === 0) return { start, end: behind + (/^\s*/u.exec(text.slice(behind))?.[0].length ?? 0) };
  const space = /\s*$/u.exec(text.slice(0, start))?.[0].length ?? 0;
  return { start: start - space, end: behind };
}

/** What ends a sentence there. */
function stopAt(text: string, at: number): string {
  return /^[.;!?]*/u.exec(text.slice(at))?.[0] ?? '';
}

/** Where the guest's words name things of the host. */
function mentionsOf({ rule, mapping }: Guest, move: Move): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  for (const { span, reference } of rule.mentions) {
    const to = keyOf(mapping.get(keyOf(reference)) ?? reference);
    const there = move(span);
    if (!there || there === 'cut') throw new Lost();
    found.set(to, [...(found.get(to) ?? []), there]);
  }
  return found;
}

/** Whether rules say in their new text what they said in the old. */
function saysTheSame(rule: Rule, statements: readonly AnnotatedStatement[], graph: ProblemGraph): boolean {
  const bodies = statements.flatMap((each) => (each.kind === 'constraint' ? [[each.force, each.body] as const] : []));
  return skeletonOf(bodies, graph)?.skeleton === rule.skeleton;
}

function constraintsOf(statements: readonly AnnotatedStatement[], text: string): Constraint[] {
  return statements.flatMap((each): Constraint[] => {
    if (each.kind !== 'constraint' || each.force === 'soft') return [];
    const [span = { start: 0, end: text.length }] = each.spans;
    return [{ kind: 'relation', body: each.body, span, sentence: span, confidence: 1 } as Constraint];
  });
}

/** Whether everything that was named is, and every number of what is said is where rules find it. */
function isWhole(before: Annotated, after: Annotated): boolean {
  const isNamed = referencesIn(before.graph).every(
    (each) => mentionsAt(before.graph, each).length === 0 || mentionsAt(after.graph, each).length > 0,
  );
  const found = new Map(after.numbers.map((number) => [number.span.start, number]));
  const used = after.statements.flatMap((each) =>
    each.kind === 'missing' ? [] : quantitiesIn(each.kind === 'objective' ? each.value : each.body),
  );
  const cells = after.graph.tables.flatMap((table) =>
    table.cells.flatMap((cell) => (typeof cell === 'boolean' ? [] : quantitiesIn(cell))),
  );
  return (
    isNamed &&
    [...used, ...cells].every(({ span, value }) => {
      const number = found.get(span.start);
      return (
        number?.span.end === span.end &&
        number.values.some((each) => Math.abs(each - value) <= 1e-9 * Math.max(1, Math.abs(value)))
      );
    })
  );
}

function quantitiesIn(expression: Expression): Quantity[] {
  const found: Quantity[] = [];
  transformed(expression, (each) => {
    if (each.kind === 'quantity') found.push(each.quantity);
    return each;
  });
  return found;
}

/** What comes from one text: every span where it then stands, and of a guest every thing as one of the host. */
class Part {
  private readonly done = new Map<Expression, Expression>();

  constructor(
    private readonly source: ProblemGraph,
    private readonly move: Move,
    private readonly text: string,
    private readonly mapping: Mapping | undefined,
    /** Where the words of the objective are now, if these are others. */
    private readonly aim?: readonly Span[],
  ) {}

  /** None where its words are gone. */
  statement(each: AnnotatedStatement): AnnotatedStatement[] {
    if (each.kind === 'objective' && this.aim)
      return [{ ...each, spans: this.aim, value: this.expression(each.value) }];
    const spans = each.spans.flatMap((span) => this.moved(span) ?? []);
    if (spans.length === 0 && each.spans.length > 0) {
      if (each.kind !== 'constraint') throw new Lost();
      return [];
    }
    if (spans.length < each.spans.length) throw new Lost();
    switch (each.kind) {
      case 'missing':
        return [{ ...each, spans }];
      case 'objective':
        return [{ ...each, spans, value: this.expression(each.value) }];
      case 'constraint':
        return [{ ...each, spans, body: this.expression(each.body) }];
    }
  }

  objective({ graph: { objective } }: Annotated): ProblemGraph['objective'] {
    if (!objective) return undefined;
    const span = this.aim?.[0] ?? this.kept(objective.span);
    return { ...objective, span, ...(objective.value ? { value: this.expression(objective.value) } : {}) };
  }

  /** What is declared, with more places that name it. */
  graph(more: ReadonlyMap<string, readonly Span[]>): ProblemGraph {
    const { sets, tables, definitions, variables } = this.source;
    const named = <T extends { readonly name: string; readonly mentions: readonly Span[] }>(
      thing: T,
      key: string,
    ): T => {
      const mentions = [...thing.mentions.flatMap((span) => this.moved(span) ?? []), ...(more.get(key) ?? [])].sort(
        (a, b) => a.start - b.start,
      );
      const [first] = mentions;
      const name = first ? this.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : thing.name;
      return { ...thing, name, mentions };
    };
    return {
      sets: sets.map((set, at) => ({
        ...named(set, keyOf({ kind: 'set', set: at })),
        members:
          'first' in set.members
            ? { first: this.expression(set.members.first), last: this.expression(set.members.last) }
            : set.members.map((member, k) => named(member, keyOf({ kind: 'member', set: at, member: k }))),
      })),
      tables: tables.map((table, at) => ({
        ...named(table, keyOf({ kind: 'table', table: at })),
        cells: table.cells.map((cell) =>
          typeof cell === 'boolean' ? cell : this.expression(cell),
        ) as typeof table.cells,
      })),
      definitions: definitions.map((each) => ({ ...named(each, ''), value: this.expression(each.value) })),
      variables: variables.map((variable, at): DecisionVariable => ({
        ...named(variable, keyOf({ kind: 'variable', variable: at })),
        domain: this.domain(variable.domain),
      })),
      objective: undefined,
      constraints: [],
    };
  }

  private domain(domain: Domain): Domain {
    if (typeof domain === 'string' || domain.kind !== 'range') return domain;
    return { ...domain, first: this.expression(domain.first), last: this.expression(domain.last) };
  }

  private moved(span: Span): Span | undefined {
    const there = this.move(span);
    if (there === 'cut') throw new Lost();
    return there;
  }

  private kept(span: Span): Span {
    const there = this.moved(span);
    if (!there) throw new Lost();
    return there;
  }

  private to(reference: Reference): Reference {
    if (!this.mapping) return reference;
    const there = this.mapping.get(keyOf(reference));
    if (there?.kind !== reference.kind) throw new Lost();
    return there;
  }

  private expression(expression: Expression): Expression {
    const known = this.done.get(expression);
    if (known) return known;
    const made = transformed(expression, (each) => this.part(each));
    this.done.set(expression, made);
    return made;
  }

  private part(each: Expression): Expression {
    switch (each.kind) {
      case 'quantity': {
        const span = this.kept(each.quantity.span);
        return { ...each, quantity: { ...each.quantity, span, text: this.text.slice(span.start, span.end) } };
      }
      case 'member':
      case 'set':
        return { ...each, ...this.to(each) } as Expression;
      case 'table':
      case 'variable': {
        const { index, ...reference } = each;
        return { ...each, ...this.to(reference), index } as Expression;
      }
      case 'over':
        return { ...each, binders: each.binders.map((binder) => this.binder(binder)) };
      default:
        return each;
    }
  }

  private binder(binder: Binder): Binder {
    if (typeof binder.over !== 'number') return binder;
    const to = this.to({ kind: 'set', set: binder.over });
    return { ...binder, over: to.kind === 'set' ? to.set : binder.over };
  }
}
