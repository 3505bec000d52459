import type { Expression, IndexSet, Table } from '../expression';
import type { DecisionVariable, Domain, Quantity } from '../graph';
import { plainDomains, ProgramReader, Unreadable, type Things } from '../program';
import { cluster } from './cluster';
import { domainsOf, pairOf, singleOf, type Parsed, type ParsedStatement } from './decode';
import type { Input } from './input';
import { groupsOf, meanOf, spanOf, type Group, type Mention } from './names';

/** What a text names: the declarations of its graph, and what each of its places stands for. */
export interface Structure {
  readonly sets: readonly IndexSet[];
  readonly tables: readonly Table[];
  readonly variables: readonly DecisionVariable[];
  readonly definitions: readonly Group[];
  readonly things: Things;
  /** Positions of the numbers that tables hold. */
  readonly cells: readonly number[];
  /** Tables with cells that the text does not tell. */
  readonly gaps: readonly { readonly table: number; readonly member: string }[];
}

/** Settles what is named: things and their sets, tables with their cells, variables. */
export function structureOf(input: Input, parsed: Parsed): Structure {
  return new Structuring(input, parsed).result();
}

/** Sets that are only counted have no more things than this. */
const mostCounted = 200;
const mostAxes = 3;
const mostCells = 2000;

interface SetDraft {
  readonly names: Group[];
  readonly members: Group[];
  readonly range?: { readonly first: Expression; readonly last: Expression };
}

interface TableDraft {
  readonly group: Group;
  /** Positions of its numbers. */
  readonly cells: readonly number[];
  readonly table: Table;
}

class Structuring {
  private readonly gaps: { table: number; member: string }[] = [];
  private readonly setNames: Group[];
  private readonly tableNames: Group[];
  private readonly families: Group[];
  private readonly definitions: Group[];
  private readonly singles: Group[] = [];
  private readonly sets: SetDraft[] = [];

  constructor(
    private readonly input: Input,
    private readonly parsed: Parsed,
  ) {
    this.setNames = groupsOf(input, parsed, 'set');
    this.tableNames = groupsOf(input, parsed, 'table');
    this.families = groupsOf(input, parsed, 'family');
    this.definitions = groupsOf(input, parsed, 'definition');
  }

  result(): Structure {
    this.settleSets();
    const isSingle = this.singles.length;
    const families = this.familyVariables();
    const tables = this.tables();
    const variables = [...this.singles.map((group) => this.single(group)), ...families.map(({ variable }) => variable)];
    const familyOf = (place: number): number | undefined => {
      const own = families.findIndex(({ group }) => has(group, place));
      return own >= 0 ? isSingle + own : families.length === 1 ? isSingle : undefined;
    };
    const things: Things = {
      ...this.base(),
      thing: (to, place) => {
        if (to === 'single') return at(this.singles, place);
        if (to === 'definition') return at(this.definitions, place);
        if (to === 'family') return familyOf(place);
        const named = tables.findIndex(({ group }) => has(group, place));
        const table = named >= 0 ? named : tables.findIndex(({ cells }) => cells.includes(place));
        return table < 0 ? undefined : table;
      },
    };
    return {
      sets: this.sets.map((set) => this.indexSet(set)),
      tables: tables.map(({ table }) => table),
      variables,
      definitions: this.definitions,
      things,
      cells: tables.flatMap(({ cells }) => cells),
      gaps: this.gaps,
    };
  }

  private text(mention: Mention | undefined, otherwise: string): string {
    if (!mention) return otherwise;
    const { start, end } = spanOf(this.input, mention);
    return this.input.text.slice(start, end).replace(/\s+/gu, ' ');
  }

  private spans(group: Group): DecisionVariable['mentions'] {
    return group.map((mention) => spanOf(this.input, mention));
  }

  /** Things into single variables and members of sets, sets to their names. */
  private settleSets(): void {
    const { parsed } = this;
    const all = groupsOf(this.input, parsed, 'thing');
    const mean = (group: Group, of: (mention: Mention) => number): number =>
      group.reduce((sum, mention) => sum + of(mention), 0) / Math.max(1, group.length);
    const isSingle = (group: Group): boolean => mean(group, ({ first }) => singleOf(parsed, first)) > 0;
    this.singles.push(...all.filter(isSingle));
    const members = all.filter((group) => !isSingle(group));
    const links = members.map((one) =>
      members.map((two) => mean(one, (a) => mean(two, (b) => meanOf(parsed, 'sameSet', a, b)))),
    );
    const memberSets = cluster(links).map((group) => group.flatMap((at) => [members[at] ?? []]));
    const score = (set: readonly Group[], name: Group): number =>
      set.reduce(
        (sum, member) => sum + mean(member, (a) => mean(name, (b) => pairOf(parsed, 'thingOfSet', a.first, b.first))),
        0,
      ) / Math.max(1, set.length);
    const scored = memberSets.flatMap((set) => this.setNames.map((name) => ({ set, name, score: score(set, name) })));
    scored.sort((a, b) => b.score - a.score);
    const nameOf = new Map<readonly Group[], Group[]>();
    const taken = new Set<Group>();
    const ranges = new Map<Group, SetDraft['range']>();
    for (const name of this.setNames) {
      const range = this.rangeOf(name);
      if (range) ranges.set(name, range);
    }
    for (const each of scored) {
      if (taken.has(each.name) || nameOf.has(each.set) || ranges.has(each.name) || each.score < -1) continue;
      nameOf.set(each.set, [each.name]);
      taken.add(each.name);
    }
    // A name that is left over is another word for the set it fits best.
    for (const each of scored) {
      if (taken.has(each.name) || ranges.has(each.name) || each.score < 0) continue;
      nameOf.get(each.set)?.push(each.name);
      taken.add(each.name);
    }
    for (const set of memberSets) this.sets.push({ names: nameOf.get(set) ?? [], members: set });
    for (const [name, range] of ranges) if (range) this.sets.push({ names: [name], members: [], range });
    this.sets.sort((a, b) => firstOf(a) - firstOf(b));
  }

  private rangeOf(name: Group): SetDraft['range'] {
    const said = this.statement('range', (anchor) => has(name, anchor));
    if (!said) return undefined;
    return this.tryEach(said, (reader) => {
      const range = { first: reader.expression(), last: reader.expression() };
      const [first, last] = [wholeOf(range.first), wholeOf(range.last)];
      if (first > last || last - first >= mostCounted) throw new Unreadable('no range of whole numbers');
      return range;
    });
  }

  /** What places stand for before tables and variables are known. */
  private base(): Pick<Things, 'number' | 'set' | 'member'> & Pick<Things, 'thing'> {
    return {
      number: (place, other) => this.number(place, other),
      set: (place) => {
        const named = this.sets.findIndex(({ names }) => names.some((group) => has(group, place)));
        if (named >= 0) return named;
        const found = this.sets.findIndex(({ members }) => members.some((group) => has(group, place)));
        return found < 0 ? undefined : found;
      },
      member: (place) => {
        for (const [set, { members }] of this.sets.entries()) {
          const member = at(members, place);
          if (member !== undefined) return { set, member };
        }
        return undefined;
      },
      thing: () => undefined,
    };
  }

  private number(place: number, other: boolean): Quantity | undefined {
    const index = this.input.numberPositions.indexOf(place);
    const found = this.input.numbers[index];
    const value = found?.values[other ? 1 : 0];
    if (!found || value === undefined) return undefined;
    const { span, kind } = found;
    const isPlain = other && kind === 'percent';
    const text = this.input.text.slice(span.start, span.end);
    return { value, kind: isPlain ? 'number' : kind, span, text, unit: undefined };
  }

  private statement(kind: ParsedStatement['kind'], isHere: (anchor: number) => boolean): ParsedStatement | undefined {
    return this.parsed.statements
      .filter((statement) => statement.kind === kind && isHere(statement.anchor))
      .sort((a, b) => b.probability - a.probability)[0];
  }

  /** The likeliest hypothesis that can be read. */
  private tryEach<T>({ hypotheses }: ParsedStatement, read: (reader: ProgramReader) => T): T | undefined {
    for (const { steps } of hypotheses) {
      try {
        return read(new ProgramReader(steps, this.base()));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
      }
    }
    return undefined;
  }

  private indexSet({ names, members, range }: SetDraft): IndexSet {
    const mentions = names.flatMap((group) => this.spans(group)).sort((a, b) => a.start - b.start);
    const first = names.flat().sort((a, b) => a.first - b.first)[0];
    return {
      name: this.text(first, 'things'),
      mentions,
      members: range ?? members.map((group) => ({ name: this.text(group[0], ''), mentions: this.spans(group) })),
    };
  }

  private single(group: Group): DecisionVariable {
    const scores = new Float32Array(plainDomains.length);
    for (const { first } of group)
      domainsOf(this.parsed, first).forEach((score, k) => (scores[k] = (scores[k] ?? 0) + score));
    // A place in a row is a family's, one for each thing of a set.
    scores[plainDomains.indexOf('position')] = -Infinity;
    const best = scores.indexOf(Math.max(...scores));
    return {
      name: this.text(group[0], ''),
      mentions: this.spans(group),
      domain: plainDomains[best] ?? 'integer',
      index: [],
      domainSpan: undefined,
    };
  }

  private familyVariables(): { readonly group: Group; readonly variable: DecisionVariable }[] {
    const unnamed = this.statement('family', (anchor) => anchor === 0);
    const drafts = this.families.flatMap((group) => {
      const said = this.statement('family', (anchor) => has(group, anchor));
      return said ? [{ group, said }] : [];
    });
    if (unnamed && (drafts.length === 0 || unnamed.probability > 0.5))
      drafts.push({ group: [{ first: 0, last: 0 }], said: unnamed });
    return drafts.flatMap(({ group, said }) => {
      const read = this.tryEach(said, (reader) => {
        const [domain, index] = [domainOf(reader), this.indexIn(reader)];
        if (domain === 'position' && index.length !== 1) throw new Unreadable('places of no set');
        return { domain, index };
      });
      if (!read) return [];
      const named = group.filter(({ first }) => first > 0);
      const variable = {
        name: this.text(named[0], 'choice'),
        mentions: this.spans(named),
        ...read,
        domainSpan: undefined,
      };
      return [{ group, variable }];
    });
  }

  private tables(): TableDraft[] {
    const { input, parsed } = this;
    const cellsOf = new Map<Group, number[]>();
    const unnamed = new Map<number, Group>();
    const mentions = this.tableNames.flatMap((group) => group.map(({ first }) => ({ place: first, group })));
    for (const place of input.numberPositions) {
      let best = pairOf(parsed, 'cellTable', place, 0);
      let choice: Group | number | undefined;
      for (const { place: name, group } of mentions) {
        const score = pairOf(parsed, 'cellTable', place, name);
        if (score > best) [best, choice] = [score, group];
      }
      for (const first of input.numberPositions) {
        const score = pairOf(parsed, 'cellTable', place, first);
        if (score > best) [best, choice] = [score, first];
      }
      if (choice === undefined) continue;
      const group = typeof choice === 'number' ? (unnamed.get(choice) ?? []) : choice;
      if (typeof choice === 'number') unnamed.set(choice, group);
      cellsOf.set(group, [...(cellsOf.get(group) ?? []), place]);
    }
    const groups = [...this.tableNames, ...unnamed.values()];
    return groups.flatMap((group, id): TableDraft[] => {
      const cells = cellsOf.get(group) ?? [];
      const isHere = (anchor: number): boolean => has(group, anchor) || cells.includes(anchor);
      const said = this.statement('table', isHere);
      const pairs = this.statement('pairs', isHere);
      const index = said ? this.tryEach(said, (reader) => this.indexIn(reader)) : undefined;
      if (!index && cells.length === 0) return [];
      const sets = index ?? this.setsOf(cells);
      const name = this.text(group[0], 'data');
      const head = { name, mentions: this.spans(group), index: sets };
      if (pairs && cells.length === 0) {
        const truths = this.truths(pairs, sets);
        return truths ? [{ group, cells, table: { ...head, cells: truths } }] : [];
      }
      return [{ group, cells, table: { ...head, cells: this.values(cells, sets, id) } }];
    });
  }

  /** The sets that the members beside cells belong to. */
  private setsOf(cells: readonly number[]): number[] {
    const [last, first] = (['cellLast', 'cellFirst'] as const).map((relation) => {
      const votes = new Map<number, number>();
      for (const cell of cells) {
        const member = this.memberBeside(relation, cell);
        if (member) votes.set(member.set, (votes.get(member.set) ?? 0) + 1);
      }
      const [best] = [...votes].sort((a, b) => b[1] - a[1]);
      return best && best[1] * 2 > cells.length ? best[0] : undefined;
    });
    return [...(first === undefined ? [] : [first]), ...(last === undefined ? [] : [last])];
  }

  private memberBeside(relation: 'cellLast' | 'cellFirst', cell: number): { set: number; member: number } | undefined {
    let best = pairOf(this.parsed, relation, cell, 0);
    let found: { set: number; member: number } | undefined;
    this.sets.forEach(({ members }, set) => {
      members.forEach((group, member) => {
        for (const { first } of group) {
          const score = pairOf(this.parsed, relation, cell, first);
          if (score > best) [best, found] = [score, { set, member }];
        }
      });
    });
    return found;
  }

  /** How well a cell goes with each member of a set. */
  private fits(relation: 'cellLast' | 'cellFirst', cell: number, set: number | undefined): number[] {
    return (this.sets[set ?? -1]?.members ?? []).map((group) =>
      Math.max(...group.map(({ first }) => pairOf(this.parsed, relation, cell, first))),
    );
  }

  /** The values of a table, row by row; what the text does not tell is 0 and a gap. */
  private values(cells: readonly number[], sets: readonly number[], table: number): Expression[] {
    const sizes = sets.map((set) => this.sizeOf(set));
    const count = sizes.reduce((product, size) => product * size, 1);
    const found = new Array<Expression | undefined>(count).fill(undefined);
    const quantity = (cell: number | undefined): Expression | undefined => {
      const number = cell === undefined ? undefined : this.number(cell, false);
      return number && { kind: 'quantity', quantity: number };
    };
    const width = sizes.at(-1) ?? 1;
    const byOrder = cells.length === count && (sets.some((set) => this.sets[set]?.range) || sets.length === 0);
    if (byOrder) cells.forEach((cell, k) => (found[k] = quantity(cell)));
    else {
      const options = cells.flatMap((cell) => {
        const last = this.fits('cellLast', cell, sets.at(-1));
        const first = sets.length === 2 ? this.fits('cellFirst', cell, sets[0]) : [0];
        return first.flatMap((a, row) => last.map((b, column) => ({ cell, at: row * width + column, score: a + b })));
      });
      options.sort((a, b) => b.score - a.score);
      const used = new Set<number>();
      for (const { cell, at: place } of options) {
        if (used.has(cell) || found[place] || place >= count) continue;
        found[place] = quantity(cell);
        used.add(cell);
      }
    }
    return found.map((value, k): Expression => {
      if (value) return value;
      this.gaps.push({ table, member: this.memberName(sets.at(-1), k % width) });
      return { kind: 'constant', value: 0 };
    });
  }

  private memberName(set: number | undefined, member: number): string {
    return this.text(this.sets[set ?? -1]?.members[member]?.[0], String(member + 1));
  }

  /** @throws Unreadable where a text can hardly mean so many cells */
  private indexIn(reader: ProgramReader): number[] {
    const sets = reader.sets();
    const count = sets.reduce((product, set) => product * this.sizeOf(set), 1);
    if (sets.length > mostAxes || count > mostCells) throw new Unreadable('too many cells');
    return sets;
  }

  private sizeOf(set: number): number {
    const draft = this.sets[set];
    if (!draft?.range) return draft?.members.length ?? 0;
    return wholeOf(draft.range.last) - wholeOf(draft.range.first) + 1;
  }

  private truths(pairs: ParsedStatement, sets: readonly number[]): boolean[] | undefined {
    const sizes = sets.map((set) => this.sizeOf(set));
    const count = sizes.reduce((product, size) => product * size, 1);
    if (sets.length === 0) return undefined;
    return this.tryEach(pairs, (reader) => {
      const found = new Array<boolean>(count).fill(false);
      const members = reader.untilEnd();
      for (let from = 0; from + sets.length <= members.length; from += sets.length) {
        const place = sets.reduce((sum, set, axis) => {
          const member = members[from + axis];
          if (member?.kind !== 'member' || member.set !== set) throw new Unreadable('a member of another set');
          return sum * (sizes[axis] ?? 0) + member.member;
        }, 0);
        found[place] = true;
      }
      return found;
    });
  }
}

/** A domain whose ends, if it has any, are numbers of the text. */
function domainOf(reader: ProgramReader): Domain {
  const domain = reader.domain();
  if (typeof domain === 'object' && domain.kind === 'range') [domain.first, domain.last].forEach(wholeOf);
  return domain;
}

/** @throws Unreadable where an expression is no whole number that the text gives */
function wholeOf(expression: Expression): number {
  const value =
    expression.kind === 'quantity'
      ? expression.quantity.value
      : expression.kind === 'constant'
        ? expression.value
        : Number.NaN;
  if (!Number.isInteger(value)) throw new Unreadable('no whole number');
  return value;
}

function has(group: Group, place: number): boolean {
  return group.some(({ first, last }) => first <= place && place <= last);
}

function at(groups: readonly Group[], place: number): number | undefined {
  const found = groups.findIndex((group) => has(group, place));
  return found < 0 ? undefined : found;
}

function firstOf({ names, members }: SetDraft): number {
  return Math.min(...[...names, ...members].flat().map(({ first }) => first));
}
