import type { Document } from './document';
import { logSumExp, type Heads } from './heads';
import { rowCandidates, towards, type RowCandidate, type Slot } from './rows';
import type { TaggedTokens } from './tags';
import type { VariableSet } from './variables';

/** A whole problem: rows and objective with every slot chosen. */
export interface Assembly {
  readonly variables: VariableSet['variables'];
  readonly objective: readonly Slot[];
  readonly rows: readonly AssembledRow[];
  /** Probability of the objective's slots, the geometric mean. */
  readonly objectiveProbability: number;
  readonly score: number;
}

export interface AssembledRow extends RowCandidate {
  /** Of linear, total, bound and each; else empty. */
  readonly slots: readonly Slot[];
  /** Of share (left only), multiple and comparison. */
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** Of the slots or sides, the geometric mean. */
  readonly slotProbability: number;
}

/** What breaking a habit of problem texts costs, in log-probability. Set by hand. */
const cost = {
  unused: 5,
  reuse: 2.5,
  limitAsCoefficient: 5,
  units: 2,
  sameNumber: 0.5,
  mixed: 1.5,
  idleVariable: 4,
  variable: 1,
  single: 8,
};
const width = 40;
/** A text with more rows than this is hardly one problem; its rows are chosen one by one. */
const mostPaired = 14;
const mostDoubtful = 6;

interface Choice {
  readonly slots: readonly Slot[];
  readonly score: number;
  readonly logProbability: number;
}

/**
 * Chooses all slots of all rows at once, for one set of variables: each number is used about once, numbers of one row
 * have one unit, and every variable takes part. A coordinate ascent over the best choices of each row, pairs included.
 */
export function assemble(document: Document, heads: Heads, tags: readonly TaggedTokens[], set: VariableSet): Assembly {
  const { variables } = set;
  const inVariable = (token: number): boolean =>
    variables.some((mentions) => mentions.some(({ first, last }) => first <= token && token < last));
  const candidates = rowCandidates(document, heads, tags, inVariable);
  const numbers = document.numbers
    .map((_, index) => index)
    .filter((index) => !inVariable(document.numbers[index]?.first ?? -1));
  const problem = new Slots(document, heads, variables, numbers);
  const firm = problem.solve(candidates);
  // A row the network is of two minds about stays only where the whole is better with it.
  let best = firm;
  for (const doubtful of candidates.filter((each) => each.doubtful).slice(0, mostDoubtful)) {
    const without = problem.solve(best.rows.filter((row) => row.token !== doubtful.token));
    if (without.score > best.score) best = without;
  }
  return { ...best, variables, score: best.score + set.score };
}

class Slots {
  private readonly known = new Map<number, readonly Choice[]>();
  /** How strongly each number belongs to each variable. */
  private readonly owners: readonly ReadonlyMap<number, number>[];

  constructor(
    private readonly document: Document,
    private readonly heads: Heads,
    private readonly variables: VariableSet['variables'],
    private readonly numbers: readonly number[],
  ) {
    this.owners = variables.map(
      (mentions) =>
        new Map(numbers.map((number) => [number, towards(heads, 'numberVariable', this.positionOf(number), mentions)])),
    );
  }

  private positionOf(number: number): number {
    return (this.document.numbers[number]?.first ?? 0) + 1;
  }

  solve(candidates: readonly RowCandidate[]): Omit<Assembly, 'variables'> {
    const anchors = new Set(candidates.flatMap(({ number }) => (number === undefined ? [] : [number])));
    const objective = this.choices(0, undefined).filter(({ slots }) => slots.some((slot) => slot !== 'zero'));
    const fixed: AssembledRow[] = [];
    const open: RowCandidate[] = [];
    let score = 0;
    for (const row of candidates) {
      score += 0.5 * Math.log(Math.max(row.probability, 1e-3));
      if (row.number !== undefined) score -= 0.5 * Math.log(Math.max(this.heads.rowClass(row.token + 1, 'none'), 1e-3));
      if (row.class === 'linear') open.push(row);
      else {
        const made = this.simple(row);
        fixed.push(made);
        score += Math.log(Math.max(made.slotProbability, 1e-4));
      }
    }
    const options = [objective, ...open.map((row) => this.choices(row.token + 1, row.number))];
    const chosen = this.ascend(options, anchors);
    const rows = open.map((row, index) => ({
      ...row,
      ...this.picked(chosen.picks[index + 1]),
      left: undefined,
      right: undefined,
    }));
    const all = [...fixed, ...rows].sort((a, b) => a.token - b.token);
    const first = this.picked(chosen.picks[0]);
    return {
      objective: first.slots,
      objectiveProbability: first.slotProbability,
      rows: all,
      score: score + chosen.score - this.idle(first.slots, all),
    };
  }

  private picked(choice: Choice | undefined): { slots: readonly Slot[]; slotProbability: number } {
    const slots = choice?.slots ?? this.variables.map((): Slot => 'zero');
    return { slots, slotProbability: Math.exp((choice?.logProbability ?? -10) / Math.max(1, slots.length)) };
  }

  private idle(objective: readonly Slot[], rows: readonly AssembledRow[]): number {
    const size = this.variables.length;
    const idle = this.variables.filter((_, index) => {
      const taken = (slots: readonly Slot[]): boolean => slots[index] !== undefined && slots[index] !== 'zero';
      return (
        !taken(objective) &&
        !rows.some((row) => row.class !== 'total' && (taken(row.slots) || row.left === index || row.right === index))
      );
    });
    return cost.idleVariable * idle.length + cost.variable * size + (size < 2 ? cost.single : 0);
  }

  /** Log-probabilities of zero, one and each number for one variable in one row. */
  private slotScores(
    position: number,
    variable: number,
    own: number | undefined,
  ): { readonly slot: Slot; readonly score: number }[] {
    const mentions = this.variables[variable] ?? [];
    const raw: { slot: Slot; score: number }[] = [
      { slot: 'zero', score: towards(this.heads, 'rowZero', position, mentions) },
      { slot: 'one', score: towards(this.heads, 'rowOne', position, mentions) },
    ];
    for (const number of this.numbers) {
      if (number === own) continue;
      const owned = this.owners[variable]?.get(number) ?? -Infinity;
      raw.push({ slot: number, score: this.heads.pair('numberRow', this.positionOf(number), position) + owned });
    }
    const total = logSumExp(raw.map(({ score }) => score));
    return raw.map(({ slot, score }) => ({ slot, score: score - total })).sort((a, b) => b.score - a.score);
  }

  /** The best ways to fill a row, by a beam over its variables. They do not depend on the other rows. */
  private choices(position: number, own: number | undefined): readonly Choice[] {
    const known = this.known.get(position);
    if (known) return known;
    const made = this.beam(position, own);
    this.known.set(position, made);
    return made;
  }

  private beam(position: number, own: number | undefined): Choice[] {
    let beam: { slots: Slot[]; logProbability: number }[] = [{ slots: [], logProbability: 0 }];
    this.variables.forEach((_, variable) => {
      const scores = this.slotScores(position, variable, own);
      const few = [...scores.slice(0, 5), ...scores.slice(5).filter(({ slot }) => slot === 'one')];
      beam = beam
        .flatMap((each) =>
          few.map(({ slot, score }) => ({ slots: [...each.slots, slot], logProbability: each.logProbability + score })),
        )
        .sort((a, b) => b.logProbability - a.logProbability)
        .slice(0, 200);
    });
    return beam
      .map((each) => ({ ...each, score: each.logProbability - this.strangeness(each.slots) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, width);
  }

  private strangeness(slots: readonly Slot[]): number {
    const used = slots.filter((slot) => typeof slot === 'number');
    const units = new Set(
      used.flatMap((number) => this.document.numbers[number]?.quantity.unit?.toLowerCase().replace(/s$/u, '') ?? []),
    );
    const repeated = new Set(used).size < used.length;
    return (
      (units.size > 1 ? cost.units : 0) +
      (repeated ? cost.sameNumber : 0) +
      (used.length > 0 && slots.includes('one') ? cost.mixed : 0)
    );
  }

  private ascend(
    options: readonly (readonly Choice[])[],
    anchors: ReadonlySet<number>,
  ): { readonly picks: (Choice | undefined)[]; readonly score: number } {
    const needed = this.numbers
      .filter((number) => !anchors.has(number))
      .map((number) => ({ number, weight: this.need(number) }));
    const rate = (picks: readonly (Choice | undefined)[]): number => {
      const uses = new Map<number, number>();
      let score = 0;
      for (const pick of picks) {
        if (!pick) continue;
        score += pick.score;
        for (const slot of new Set(pick.slots)) if (typeof slot === 'number') uses.set(slot, (uses.get(slot) ?? 0) + 1);
      }
      for (const { number, weight } of needed) if (!uses.has(number)) score -= cost.unused * weight;
      for (const [number, count] of uses)
        score -= cost.reuse * (count - 1) + (anchors.has(number) ? cost.limitAsCoefficient : 0);
      return score;
    };
    let picks = options.map((choices) => choices[0]);
    let score = rate(picks);
    const attempt = (changed: (Choice | undefined)[]): void => {
      const rated = rate(changed);
      if (rated > score + 1e-9) {
        score = rated;
        picks = changed;
      }
    };
    for (let round = 0, before = -Infinity; round < 4 && score > before; round++) {
      before = score;
      options.forEach((choices, row) => {
        for (const choice of choices) attempt(picks.map((pick, index) => (index === row ? choice : pick)));
      });
      if (options.length > mostPaired) continue;
      options.forEach((one, i) => {
        options.slice(i + 1).forEach((two, offset) => {
          const j = i + 1 + offset;
          for (const a of one.slice(0, 10)) {
            for (const b of two.slice(0, 10))
              attempt(picks.map((pick, index) => (index === i ? a : index === j ? b : pick)));
          }
        });
      });
    }
    return { picks, score };
  }

  /** How much a number wants to be used: what the tags say, less for small numbers in words. */
  private need(number: number): number {
    const mention = this.document.numbers[number];
    if (!mention) return 0;
    const outside = Math.exp(this.heads.tag(mention.first + 1, 0));
    const { kind, value } = mention.quantity;
    const habit = kind !== 'word' ? 1 : value === 1 ? 0.15 : value <= 4 ? 0.3 : 1;
    return habit * Math.max(0.1, 1 - outside);
  }

  /** Rows whose variables follow from one choice: the whole, a bound, a share, or one variable against another. */
  private simple(row: RowCandidate): AssembledRow {
    const size = this.variables.length;
    const position = row.token + 1;
    const made = (
      slots: readonly Slot[],
      left: number | undefined,
      right: number | undefined,
      probability: number,
    ): AssembledRow => ({ ...row, slots, left, right, slotProbability: probability });
    if (row.class === 'total') return made(new Array<Slot>(size).fill('one'), undefined, undefined, 1);
    if (row.class === 'bound' || row.class === 'each') {
      const ones = this.variables.map(
        (mentions) =>
          towards(this.heads, 'rowOne', position, mentions) - towards(this.heads, 'rowZero', position, mentions),
      );
      const top = ones.indexOf(Math.max(...ones));
      const chosen = ones.map((odds, index) => (row.class === 'bound' ? index === top : odds > 0));
      if (row.class === 'each' && chosen.filter(Boolean).length < 2) chosen.fill(true);
      const total = logSumExp(ones);
      return made(
        chosen.map((one): Slot => (one ? 'one' : 'zero')),
        undefined,
        undefined,
        row.class === 'bound' ? Math.exp((ones[top] ?? 0) - total) : 1,
      );
    }
    const left = this.variables.map((mentions) => towards(this.heads, 'left', position, mentions));
    const right = this.variables.map((mentions) => towards(this.heads, 'right', position, mentions));
    const leftTotal = logSumExp(left);
    if (row.class === 'share') {
      const top = left.indexOf(Math.max(...left));
      return made([], top, undefined, Math.exp((left[top] ?? 0) - leftTotal));
    }
    const rightTotal = logSumExp(right);
    let best = { left: 0, right: Math.min(1, size - 1), score: -Infinity };
    left.forEach((a, i) => {
      right.forEach((b, j) => {
        const score = a - leftTotal + b - rightTotal;
        if (i !== j && score > best.score) best = { left: i, right: j, score };
      });
    });
    return made([], best.left, best.right, Math.exp(best.score / 2));
  }
}
