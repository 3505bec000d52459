import { within, type Expression, type Quantity } from '../server/src/prose';
import type { Span } from '../server/src/text';
import { layers, type Layer } from '../server/src/prose/parse/parsed';
import { declaredOf } from '../server/src/prose/parse/declared';
import { inputOf, type Input } from '../server/src/prose/parse/input';
import type { Pieces } from '../server/src/prose/parse/pieces';
import {
  plain,
  plainDomains,
  statementKinds,
  Unsayable,
  writeExpression,
  writeFamily,
  writeIndex,
  type Places,
  type Reference,
  type StatementKind,
  type Step,
} from '../server/src/prose/program';
import type { Annotated, AnnotatedStatement } from './annotated';

/** What the network is to learn of one text, by positions of its input. Plain JSON. */
export interface Targets {
  readonly length: number;
  readonly problem: number;
  /** By layer: [first, last, identity, class]; the class of a thing says whether it is a single variable. */
  readonly names: readonly (readonly (readonly [number, number, number, number])[])[];
  /** By identity of a thing: its set (-1: a single variable, then the domain). */
  readonly setOfThing: readonly number[];
  readonly domainOfThing: readonly number[];
  readonly numbers: readonly number[];
  /** [position of the number, table, places of the last index, places of the first index]. */
  readonly cells: readonly (readonly [number, number, readonly number[], readonly number[]])[];
  /** [position, declaration] of all that is declared. */
  readonly declared: readonly (readonly [number, number])[];
  /** [kind, anchor, first, last, steps]; a step is [symbol] or [symbol, ...places], the nearest place first. */
  readonly statements: readonly (readonly [number, number, number, number, readonly (readonly number[])[]])[];
}

export interface Example {
  readonly id: string;
  readonly targets: Targets;
  readonly input: Input;
  /** Statements that no program says, with the reason. */
  readonly lost: readonly string[];
}

const longestTaught = 72;

/** What Python reads of an annotated text; undefined where it is too long. */
export function exampleOf(annotated: Annotated, pieces: Pieces): Example | undefined {
  const input = inputOf(annotated.text, pieces);
  if ((input.tokens.at(-1)?.end ?? 0) < annotated.text.trimEnd().length) return undefined;
  return new Labeller(annotated, input).example();
}

class Labeller {
  private readonly lost: string[] = [];
  private readonly anchors = new Set<string>();

  constructor(
    private readonly annotated: Annotated,
    private readonly input: Input,
  ) {}

  example(): Example {
    const { annotated, input } = this;
    const { graph } = annotated;
    const things = graph.sets.flatMap((set, id) =>
      isNamed(set.members) ? set.members.map(({ mentions }) => ({ mentions, set: id, domain: -1 })) : [],
    );
    const singles = graph.variables.flatMap(({ mentions, domain, index }) =>
      index.length > 0
        ? []
        : [
            {
              mentions,
              set: -1,
              domain: typeof domain === 'string' ? plainDomains.findIndex((plain) => plain === domain) : -1,
            },
          ],
    );
    const all = [...things, ...singles];
    const layer = (
      list: readonly (readonly Span[])[],
      classOf: (at: number) => number,
    ): [number, number, number, number][] =>
      list.flatMap((mentions, at) =>
        mentions.flatMap((span): [number, number, number, number][] => {
          const [first, last] = this.range(span);
          return first > 0 ? [[first, last, at, classOf(at)]] : [];
        }),
      );
    const families = graph.variables.filter(({ index }) => index.length > 0);
    const byLayer: Record<Layer, [number, number, number, number][]> = {
      thing: layer(
        all.map(({ mentions }) => mentions),
        (at) => Number((all[at]?.set ?? 0) < 0),
      ),
      set: layer(
        graph.sets.map(({ mentions }) => mentions),
        () => 0,
      ),
      table: layer(
        graph.tables.map(({ mentions }) => mentions),
        () => 0,
      ),
      family: layer(
        families.map(({ mentions }) => mentions),
        () => 0,
      ),
      definition: layer(
        graph.definitions.map(({ mentions }) => mentions),
        () => 0,
      ),
    };
    const statements = annotated.problem ? this.statements() : [];
    return {
      id: annotated.id,
      input,
      lost: this.lost,
      targets: {
        length: input.length,
        problem: Number(annotated.problem),
        names: layers.map((name) => byLayer[name]),
        setOfThing: all.map(({ set }) => set),
        domainOfThing: all.map(({ domain }) => domain),
        numbers: input.numberPositions,
        cells: this.cells(),
        declared: annotated.problem ? declaredOf(input, graph) : [],
        statements,
      },
    };
  }

  /** First and last position of a span; [0, 0] where no token is in it. */
  private range(span: Span): [number, number] {
    const { tokens } = this.input;
    const first = tokens.findIndex((token) => token.end > span.start && token.start < span.end);
    if (first < 0) return [0, 0];
    let last = first;
    while ((tokens[last + 1]?.start ?? Infinity) < span.end) last++;
    return [first + 1, last + 1];
  }

  private positions(mentions: readonly Span[]): number[] {
    return mentions.map((span) => this.range(span)[0]).filter((at) => at > 0);
  }

  private number(quantity: Quantity): { place: number; other: boolean } | undefined {
    const at = this.input.numbers.findIndex(
      ({ span }) => span.start < quantity.span.end && quantity.span.start < span.end,
    );
    const found = this.input.numbers[at];
    if (!found) return undefined;
    const place = this.input.numberPositions[at] ?? 0;
    const reading = found.values.findIndex((value) => Math.abs(value - quantity.value) <= 1e-9 * Math.abs(value));
    if (reading < 0 || reading > 1) return undefined;
    return { place, other: reading === 1 };
  }

  private cells(): [number, number, number[], number[]][] {
    const { graph } = this.annotated;
    return graph.tables.flatMap(({ index, cells }, table) => {
      const sizes = index.map((set) => {
        const members = graph.sets[set]?.members;
        return isNamed(members) ? members.length : undefined;
      });
      const width = sizes.at(-1) ?? cells.length;
      const placed = cells.flatMap((cell, at) => {
        const found = typeof cell === 'boolean' || cell.kind !== 'quantity' ? undefined : this.number(cell.quantity);
        return found ? [{ place: found.place, column: at % width, row: Math.floor(at / width) }] : [];
      });
      return [...new Set(placed.map(({ place }) => place))].map((place): [number, number, number[], number[]] => {
        // A number that holds for several things stands beside none of them.
        const here = placed.filter((each) => each.place === place);
        const only = (axis: 'row' | 'column', set: number | undefined): number[] => {
          const [first, ...more] = new Set(here.map((each) => each[axis]));
          return more.length > 0 ? [] : this.member(set, first);
        };
        const last = index.length > 0 ? only('column', index.at(-1)) : [];
        return [place, table, last, index.length === 2 ? only('row', index[0]) : []];
      });
    });
  }

  private member(set: number | undefined, at: number | undefined): number[] {
    const members = set === undefined ? undefined : this.annotated.graph.sets[set]?.members;
    if (!isNamed(members) || at === undefined) return [];
    return this.positions(members[at]?.mentions ?? []);
  }

  private cellPlaces(table: number): number[] {
    const first = this.annotated.graph.tables[table]?.cells.find(
      (cell) => typeof cell !== 'boolean' && cell.kind === 'quantity',
    );
    if (first === undefined || typeof first === 'boolean' || first.kind !== 'quantity') return [];
    const found = this.number(first.quantity);
    return found ? [found.place] : [];
  }

  private places(anchor: number): Places {
    const { graph } = this.annotated;
    const nearest = (places: readonly number[]): number[] =>
      [...places].sort((a, b) => Math.abs(a - anchor) - Math.abs(b - anchor));
    return {
      number: (quantity) => this.number(quantity),
      isSingle: (variable) => graph.variables[variable]?.index.length === 0,
      reference: (to: Reference, id: number, member?: number) => nearest(this.named(to, id, member)),
    };
  }

  private named(to: Reference, id: number, member: number | undefined): number[] {
    const { graph } = this.annotated;
    switch (to) {
      case 'member':
        return this.member(id, member);
      case 'set': {
        const set = graph.sets[id];
        const own = this.positions(set?.mentions ?? []);
        if (own.length > 0 || !isNamed(set?.members)) return own;
        return set.members.flatMap(({ mentions }) => this.positions(mentions));
      }
      case 'table': {
        const own = this.positions(graph.tables[id]?.mentions ?? []);
        return own.length > 0 ? own : this.cellPlaces(id);
      }
      case 'definition':
        return this.positions(graph.definitions[id]?.mentions ?? []);
      case 'family':
      case 'single': {
        const own = this.positions(graph.variables[id]?.mentions ?? []);
        return own.length > 0 || to === 'single' ? own : [0];
      }
    }
  }

  private statements(): [number, number, number, number, number[][]][] {
    const { graph, statements } = this.annotated;
    const found: [number, number, number, number, number[][]][] = [];
    const put = (
      kind: StatementKind,
      anchor: number,
      [first, last]: readonly [number, number],
      steps: (places: Places) => readonly Step[],
    ): void => {
      try {
        const written = steps(this.places(anchor)).map(({ symbol, places }) => [symbol, ...(places ?? [])]);
        if (written.length > longestTaught) throw new Unsayable(`${String(written.length)} steps`);
        if (this.anchors.has(`${kind} ${String(anchor)}`)) throw new Unsayable('two at one place');
        this.anchors.add(`${kind} ${String(anchor)}`);
        found.push([statementKinds.indexOf(kind), anchor, first, last, written]);
      } catch (error) {
        if (!(error instanceof Unsayable)) throw error;
        this.lost.push(`${kind}: ${error.message}`);
      }
    };
    const implied: Expression[] = [];
    for (const statement of statements) {
      const [span] = statement.spans;
      if (statement.kind === 'constraint' && statement.force === 'soft') continue;
      if (statement.kind === 'constraint' && statement.force === 'implied') {
        implied.push(statement.body);
        continue;
      }
      if (!span) {
        this.lost.push(`${statement.kind}: no words`);
        continue;
      }
      const range = this.range(span);
      if (statement.kind === 'missing')
        put('missing', range[0], range, () => [plain({ kind: 'missing', what: statement.what })]);
      else if (statement.kind === 'objective')
        put('objective', range[0], range, (places) => [
          plain({ kind: 'direction', direction: statement.direction }),
          ...writeExpression(statement.value, places),
        ]);
      else put('constraint', this.anchorOf(statement), range, (places) => writeExpression(statement.body, places));
    }
    if (implied.length > 0)
      put('implied', 0, [0, 0], (places) => [
        ...implied.flatMap((each) => writeExpression(each, places)),
        plain({ kind: 'end' }),
      ]);
    graph.definitions.forEach(({ mentions, value }) => {
      const [first] = mentions;
      if (first) put('definition', this.range(first)[0], this.range(first), (places) => writeExpression(value, places));
    });
    graph.variables.forEach(({ mentions, domain, index }) => {
      if (index.length === 0) return;
      const [first] = mentions;
      const range = first ? this.range(first) : ([0, 0] as const);
      put('family', range[0], range, (places) => writeFamily(domain, index, places));
    });
    graph.tables.forEach(({ mentions, index, cells }, id) => {
      const [first] = mentions;
      const range = first ? this.range(first) : ([this.cellPlaces(id)[0] ?? 0, this.cellPlaces(id)[0] ?? 0] as const);
      put('table', range[0], range, (places) => writeIndex(index, places));
      if (cells.some((cell) => typeof cell === 'boolean'))
        put('pairs', range[0], range, (places) => this.pairs(id, places));
    });
    graph.sets.forEach(({ mentions, members }) => {
      const [first] = mentions;
      // What no number of the text says is told by what is listed, or given one of them.
      if (isNamed(members) || !first || members.last.kind === 'constant') return;
      put('range', this.range(first)[0], this.range(first), (places) => [
        ...writeExpression(members.first, places),
        ...writeExpression(members.last, places),
      ]);
    });
    return found;
  }

  /** Where a constraint is told from: its limit, the last number of its words, or their first word. */
  private anchorOf(statement: AnnotatedStatement & { readonly kind: 'constraint' }): number {
    const [span] = statement.spans;
    const first = span ? this.range(span)[0] : 0;
    const places = [...quantitiesOf(statement.body)].flatMap((quantity) => {
      const isInside = statement.spans.some(
        ({ start, end }) => start <= quantity.span.start && quantity.span.end <= end,
      );
      const found = isInside ? this.number(quantity) : undefined;
      return found ? [found.place] : [];
    });
    const limit = places.at(-1) ?? first;
    return this.anchors.has(`constraint ${String(limit)}`) ? first : limit;
  }

  private pairs(table: number, places: Places): Step[] {
    const { graph } = this.annotated;
    const { index, cells } = graph.tables[table] ?? { index: [], cells: [] };
    const sizes = index.map((set) => {
      const members = graph.sets[set]?.members;
      return isNamed(members) ? members.length : 0;
    });
    // Which pairs of counted things there are, rules see from their numbers.
    if (sizes.includes(0)) return [plain({ kind: 'end' })];
    const steps = cells.flatMap((holds, at) => {
      if (holds !== true) return [];
      let rest = at;
      const members = sizes.map((_, axis) => {
        const below = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
        const member = Math.floor(rest / below);
        rest %= below;
        return member;
      });
      return members.flatMap((member, axis) =>
        writeExpression({ kind: 'member', set: index[axis] ?? 0, member }, places),
      );
    });
    return [...steps, plain({ kind: 'end' })];
  }
}

function isNamed<T>(members: readonly T[] | { readonly first: Expression } | undefined): members is readonly T[] {
  return Array.isArray(members);
}

function* quantitiesOf(expression: Expression): Generator<Quantity> {
  for (const each of within(expression)) if (each.kind === 'quantity') yield each.quantity;
}
