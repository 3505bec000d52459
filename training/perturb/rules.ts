import { within, type Domain, type Expression, type ProblemGraph } from '../../server/src/prose';
import { segment } from '../../server/src/prose/read/sentences';
import { tokenize } from '../../server/src/prose/read/tokens';
import type { Span } from '../../server/src/text';
import type { Annotated, AnnotatedStatement } from '../annotated';

type ConstraintStatement = AnnotatedStatement & { readonly kind: 'constraint' };
type ObjectiveStatement = AnnotatedStatement & { readonly kind: 'objective' };

/** Something that a rule speaks of, in its graph. */
export type Reference =
  | { readonly kind: 'set'; readonly set: number }
  | { readonly kind: 'member'; readonly set: number; readonly member: number }
  | { readonly kind: 'variable'; readonly variable: number }
  | { readonly kind: 'table'; readonly table: number };

/** Sentences that say constraints and nothing else, with all their numbers: they could stand in another text. */
export interface Rule {
  readonly source: Annotated;
  /** Each sentence, without a bullet before it and the stop behind it. */
  readonly spans: readonly Span[];
  readonly statements: readonly ConstraintStatement[];
  /** What is aimed at, where these sentences say that; then they have no constraints. */
  readonly aim?: ObjectiveStatement;
  /** What the constraints say of what they speak of, whatever that is called. */
  readonly skeleton: string;
  /** What they speak of, in the order in which the skeleton does. */
  readonly references: readonly Reference[];
  /** The places that name something. */
  readonly mentions: readonly { readonly span: Span; readonly reference: Reference }[];
  /** Whether they rest on no other sentence of their text. */
  readonly standsAlone: boolean;
}

/** One string for one thing of a graph. */
export function keyOf(reference: Reference): string {
  switch (reference.kind) {
    case 'set':
      return `set ${String(reference.set)}`;
    case 'member':
      return `member ${String(reference.set)} ${String(reference.member)}`;
    case 'variable':
      return `variable ${String(reference.variable)}`;
    case 'table':
      return `table ${String(reference.table)}`;
  }
}

/** The words that name something. */
export function mentionsAt({ sets, variables, tables }: ProblemGraph, reference: Reference): readonly Span[] {
  switch (reference.kind) {
    case 'set':
      return sets[reference.set]?.mentions ?? [];
    case 'member': {
      const members = sets[reference.set]?.members ?? [];
      return 'first' in members ? [] : (members[reference.member]?.mentions ?? []);
    }
    case 'variable':
      return variables[reference.variable]?.mentions ?? [];
    case 'table':
      return tables[reference.table]?.mentions ?? [];
  }
}

/** All things of a graph that have names, but for its definitions. */
export function referencesIn({ sets, variables, tables }: ProblemGraph): Reference[] {
  return [
    ...sets.map((_, set): Reference => ({ kind: 'set', set })),
    ...sets.flatMap(({ members }, set) =>
      'first' in members ? [] : members.map((_, member): Reference => ({ kind: 'member', set, member })),
    ),
    ...variables.map((_, variable): Reference => ({ kind: 'variable', variable })),
    ...tables.map((_, table): Reference => ({ kind: 'table', table })),
  ];
}

/** What rests on the sentences before it. */
const RESTS =
  /\b(?:this|these|those|latter|former|same|such|there(?!\s+(?:is|are|must|may|can|will|has|have|should)\b)|here|others|rest|ones|again|above|below|respectively|ditto|otherwise|except|remaining)\b/iu;
/** What does where nothing was named before it in its sentence. */
const STANDS_FOR = /\b(?:it|its|they|them|their|he|him|his|she|her|another|other|also|too|either|neither|both)\b/iu;
/** The beginning of a sentence that rests on the one before. */
const GOES_ON =
  /^\W*(?:(?:and|but|so|or|nor|then|also|for)\W+)?(?:it|its|they|them|their|this|these|those|that|he|his|she|her|such|both|neither|otherwise|except|same|again|the (?:latter|former|same|others?|rest|two))\b/iu;
const BULLET = /^(?:[-*•]|\d+[.)]|[a-z]\))\s+/iu;

const MOST_SENTENCES = 3;

/** The sentences of a text that are rules; those that say something together are one. */
export function rulesOf(source: Annotated): Rule[] {
  const { text, graph } = source;
  if (!source.problem) return [];
  const sentences = segment(text, tokenize(text)).spans.map((span) => trimmed(text, span));
  const mentions = referencesIn(graph).flatMap((reference) =>
    mentionsAt(graph, reference).map((span) => ({ span, reference })),
  );
  const elsewhere = graph.definitions.flatMap((each) => each.mentions);
  return togetherIn(source, sentences).flatMap(({ at, statements }): Rule[] => {
    const spans = at.flatMap((each) => sentences[each] ?? []);
    const isWhole = at.every((each) => {
      const [here, next] = [sentences[each], sentences[each + 1]];
      if (!here || /[|\n]/u.test(text.slice(here.start, here.end))) return false;
      return at.includes(each + 1) || !next || !GOES_ON.test(text.slice(next.start, next.end));
    });
    const lie = (span: Span): boolean => spans.some((each) => meets(each, span));
    if (!isWhole || elsewhere.some(lie)) return [];
    const named = mentions.filter((each) => lie(each.span));
    const isClear = named.every(
      (one, k) =>
        spans.some((span) => holds(span, one.span)) && named.slice(k + 1).every((two) => !meets(one.span, two.span)),
    );
    const written = skeletonOf(
      statements.map(({ body, force }) => [force, body] as const),
      graph,
    );
    if (!isClear || !written) return [];
    const standsAlone = spans.every((span, k) => {
      const first = Math.min(...named.flatMap((each) => (meets(each.span, span) ? [each.span.start] : [])), span.end);
      const isNext = k > 0 && at[k] === (at[k - 1] ?? 0) + 1;
      return (
        isNext || !(RESTS.test(text.slice(span.start, span.end)) || STANDS_FOR.test(text.slice(span.start, first)))
      );
    });
    const rule = { source, spans, statements, mentions: named, standsAlone, ...written };
    const known = new Set(written.references.map(keyOf));
    if (named.some(({ reference }) => !known.has(keyOf(reference)))) return [];
    const said = new Set(named.map(({ reference }) => keyOf(reference)));
    return isToldBy(said, written.references, graph) ? [rule] : [];
  });
}

/** What an aim is about: two such sentences may stand for each other. */
const SORTS: readonly (readonly [sort: string, words: RegExp])[] = [
  ['profit', /\b(?:profits?|profitable|earn\w*|revenues?|income|margins?|takings|turnover|proceeds)\b/iu],
  ['cost', /\b(?:costs?|cheap\w*|expens\w+|spend\w*|bill|outlay)\b/iu],
  ['distance', /\b(?:distance|kilometres|km|miles|mileage)\b/iu],
  ['end', /\b(?:early|earliest|soon\w*|quick\w*|fast\w*|finish\w*|makespan|done|completed?|shortest)\b/iu],
];

/** The sentence that says what is aimed at and nothing else; none where others rest on it. */
export function aimsOf(source: Annotated): Rule[] {
  const { text, graph, statements } = source;
  const sentences = segment(text, tokenize(text)).spans.map((span) => trimmed(text, span));
  return sentences.flatMap((span, at): Rule[] => {
    const words = text.slice(span.start, span.end);
    const own = statements.filter((each) => each.spans.some((there) => meets(there, span)));
    const [aim] = own;
    const next = sentences[at + 1];
    if (aim?.kind !== 'objective' || own.length > 1 || !aim.spans.every((each) => holds(span, each))) return [];
    if (/[|\n]/u.test(words) || (next && GOES_ON.test(text.slice(next.start, next.end)))) return [];
    if (source.numbers.some((number) => meets(number.span, span))) return [];
    const sorts = SORTS.filter(([, about]) => about.test(words));
    const [sort] = sorts;
    const elsewhere = graph.definitions.flatMap((each) => each.mentions);
    if (!sort || sorts.length > 1 || elsewhere.some((each) => meets(each, span))) return [];
    const mentions = referencesIn(graph)
      .flatMap((reference) => mentionsAt(graph, reference).map((there) => ({ span: there, reference })))
      .filter((each) => meets(each.span, span))
      .sort((a, b) => a.span.start - b.span.start);
    const isClear = mentions.every(
      (one, k) => holds(span, one.span) && mentions.slice(k + 1).every((two) => !meets(one.span, two.span)),
    );
    const references = graph.variables.map((_, variable): Reference => ({ kind: 'variable', variable }));
    // A table or a thing that is spoken of would be told of another one.
    if (!isClear || mentions.some(({ reference }) => reference.kind !== 'variable')) return [];
    const ends = sort[0] === 'end' ? (skeletonOf([['', aim.value]], graph)?.skeleton ?? text) : '';
    const kinds = graph.variables.map(({ index }) => (index.length === 0 ? 'single' : 'family')).join(' ');
    const skeleton = `${aim.direction} ${sort[0]} ${kinds} ${ends}`;
    const standsAlone =
      !RESTS.test(words) && !STANDS_FOR.test(text.slice(span.start, mentions[0]?.span.start ?? span.end));
    return [{ source, spans: [span], statements: [], aim, skeleton, references, mentions, standsAlone }];
  });
}

/** The sentences that constraints and their numbers stand in and nothing else does, by what they say together. */
function togetherIn(
  source: Annotated,
  sentences: readonly Span[],
): { readonly at: readonly number[]; readonly statements: readonly ConstraintStatement[] }[] {
  const groups = sentences.map((_, at) => at);
  const where = (spans: readonly Span[]): number[] =>
    sentences.flatMap((sentence, at) => (spans.some((span) => meets(sentence, span)) ? [at] : []));
  const isBound = new Set(where(declaredIn(source)));
  const places = source.statements.map((each) => {
    const numbers = each.kind === 'missing' ? [] : quantitiesIn(each.kind === 'objective' ? each.value : each.body);
    const at = where([...each.spans, ...numbers]);
    if (each.kind !== 'constraint') at.forEach((sentence) => isBound.add(sentence));
    const [first = 0] = at;
    for (const sentence of at) {
      const [from, to] = [groups[sentence], groups[first]];
      groups.forEach((group, k) => {
        if (group === from) groups[k] = to ?? group;
      });
    }
    return at;
  });
  return [...new Set(groups)].flatMap((group) => {
    const at = groups.flatMap((each, sentence) => (each === group ? [sentence] : []));
    const statements = source.statements.flatMap((each, k) =>
      each.kind === 'constraint' && places[k]?.some((sentence) => at.includes(sentence)) ? [each] : [],
    );
    const isRule = statements.length > 0 && at.length <= MOST_SENTENCES && !at.some((each) => isBound.has(each));
    return isRule ? [{ at, statements }] : [];
  });
}

/** The numbers of all that is declared. */
function declaredIn({ graph }: Annotated): Span[] {
  const cells = graph.tables.flatMap(({ cells }) =>
    cells.flatMap((cell) => (typeof cell === 'boolean' ? [] : quantitiesIn(cell))),
  );
  const ranges = [
    ...graph.sets.flatMap(({ members }) => ('first' in members ? [members.first, members.last] : [])),
    ...graph.variables.flatMap(({ domain }) =>
      typeof domain === 'string' || domain.kind !== 'range' ? [] : [domain.first, domain.last],
    ),
    ...graph.definitions.map(({ value }) => value),
  ];
  return [...cells, ...ranges.flatMap(quantitiesIn)];
}

/** Whether what no words of a rule name goes without saying: the only family or table of its kind, or all amounts. */
export function isToldBy(said: ReadonlySet<string>, references: readonly Reference[], graph: ProblemGraph): boolean {
  const singles = graph.variables.flatMap(({ index }, variable) => (index.length === 0 ? [variable] : []));
  return references.every((reference) => {
    if (said.has(keyOf(reference))) return true;
    switch (reference.kind) {
      case 'set':
        return true;
      case 'member':
        return false;
      case 'table': {
        const size = graph.tables[reference.table]?.index.length;
        return graph.tables.filter(({ index }) => index.length === size).length === 1;
      }
      case 'variable': {
        if (singles.includes(reference.variable))
          return singles.every((variable) => references.some((each) => isSame(each, { kind: 'variable', variable })));
        return graph.variables.length - singles.length === 1;
      }
    }
  });
}

function isSame(one: Reference, two: Reference): boolean {
  return keyOf(one) === keyOf(two);
}

function quantitiesIn(expression: Expression): Span[] {
  return [...within(expression)].flatMap((each) => (each.kind === 'quantity' ? [each.quantity.span] : []));
}

/** What bodies say, with numbers for what they speak of; undefined where a definition is spoken of. */
export function skeletonOf(
  bodies: readonly (readonly [force: string, body: Expression])[],
  graph: ProblemGraph,
): { readonly skeleton: string; readonly references: readonly Reference[] } | undefined {
  const references: Reference[] = [];
  const at = (reference: Reference, about: () => string): string => {
    const known = references.findIndex((each) => isSame(each, reference));
    if (known >= 0) return `#${String(known)}`;
    references.push(reference);
    return `#${String(references.length - 1)}(${about()})`;
  };
  const set = (id: number): string =>
    at({ kind: 'set', set: id }, () => {
      const members = graph.sets[id]?.members ?? [];
      return 'first' in members ? 'counted' : 'named';
    });
  const domain = (of: Domain | undefined): string => {
    if (of === undefined || typeof of === 'string') return of ?? '';
    return of.kind === 'member' ? `one of ${set(of.set)}` : of.kind;
  };
  const all = (list: readonly Expression[], names: readonly string[]): string =>
    list.map((each) => write(each, names)).join(' ');
  const write = (each: Expression, names: readonly string[]): string => {
    switch (each.kind) {
      case 'quantity':
        return /clock|ordinal/u.test(each.quantity.kind) ? each.quantity.kind : 'number';
      case 'constant':
      case 'truth':
        return String(each.value);
      case 'member':
        return at(each, () => `in ${set(each.set)}`);
      case 'set':
        return set(each.set);
      case 'index':
        return `index ${String(names.lastIndexOf(each.name))}`;
      case 'table': {
        const { index = [], cells = [] } = graph.tables[each.table] ?? {};
        const head = at(each, () => `${typeof cells[0]} ${index.map(set).join(' ')}`);
        return `${head}[${all(each.index, names)}]`;
      }
      case 'variable': {
        const variable = graph.variables[each.variable];
        const head = at(each, () => `${domain(variable?.domain)} ${(variable?.index ?? []).map(set).join(' ')}`);
        return `${head}[${all(each.index, names)}]`;
      }
      case 'definition':
        throw new NoRule();
      case 'over': {
        const inner = [...names];
        const binders = each.binders.map(({ name, over }) => {
          const of = typeof over === 'number' ? set(over) : write(over, inner);
          inner.push(name);
          return of;
        });
        const where = each.where ? ` where ${write(each.where, inner)}` : '';
        return `${each.quantifier}(${binders.join(' ')}${where})(${write(each.body, inner)})`;
      }
      case 'operation':
        return `(${each.operator} ${all(each.operands, names)})`;
      case 'call':
        return `${each.name}(${all(each.operands, names)})`;
      case 'list':
        return `[${all(each.items, names)}]`;
    }
  };
  try {
    return { skeleton: bodies.map(([force, body]) => `${force} ${write(body, [])}`).join('; '), references };
  } catch (error) {
    if (error instanceof NoRule) return undefined;
    throw error;
  }
}

class NoRule extends Error {}

function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const before = BULLET.exec(words)?.[0].length ?? 0;
  const behind = /[\s.;!?]*$/u.exec(words)?.[0].length ?? 0;
  return { start: start + before, end: Math.max(start + before, end - behind) };
}

function meets(one: Span, two: Span): boolean {
  return one.start < two.end && two.start < one.end;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
