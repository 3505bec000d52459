/** A variable or its negation: variable `v` is the literal `2v`, its negation `2v + 1`. */
export type Literal = number;

export const literal = (variable: number, positive: boolean): Literal => 2 * variable + (positive ? 0 : 1);

type Clause = Literal[];

const UNASSIGNED = -1;
/** Activities are scaled down before they leave the range of doubles. */
const MOST_ACTIVE = 1e100;
const DECAY = 1 / 0.95;

/**
 * Satisfiability of clauses that come by and by: conflict-driven clause learning with two watched literals and the first
 * unique implication point (Marques-Silva and Sakallah 1999, "GRASP"; Moskewicz et al. 2001, "Chaff"). Decisions make
 * variables true, so that solutions tend to have many true ones.
 */
export class ClauseSolver {
  private readonly values: Int8Array;
  private readonly levels: Int32Array;
  private readonly reasons: (Clause | undefined)[];
  private readonly activity: Float64Array;
  /** By literal: the clauses to look at when it becomes false. */
  private readonly watches: Clause[][];
  private readonly trail: Literal[] = [];
  /** Length of the trail at each decision. */
  private readonly decisions: number[] = [];
  private propagated = 0;
  private bump = 1;
  private contradictory = false;

  constructor(private readonly variables: number) {
    this.values = new Int8Array(variables).fill(UNASSIGNED);
    this.levels = new Int32Array(variables);
    this.reasons = new Array<Clause | undefined>(variables).fill(undefined);
    this.activity = new Float64Array(variables);
    this.watches = Array.from({ length: 2 * variables }, () => []);
  }

  /** Adds a clause for good; an empty one makes all unsatisfiable. */
  add(literals: readonly Literal[]): void {
    const clause = [...new Set(literals)].filter((one) => !this.isFalse(one));
    if (clause.some((one) => this.isTrue(one) || clause.includes(one ^ 1))) return;
    const [first, second] = clause;
    if (first === undefined) this.contradictory = true;
    else if (second === undefined) this.assign(first, undefined);
    else this.watch(clause);
  }

  /** By variable whether it is true; undefined where the clauses cannot be satisfied. */
  solve(): readonly boolean[] | undefined {
    for (;;) {
      if (this.contradictory) return undefined;
      const conflict = this.propagate();
      if (conflict) {
        if (this.decisions.length === 0) this.contradictory = true;
        else this.learn(conflict);
        continue;
      }
      const next = this.mostActive();
      if (next === undefined) {
        const solution = Array.from(this.values, (value) => value === 1);
        this.undoTo(0);
        return solution;
      }
      this.decisions.push(this.trail.length);
      this.assign(literal(next, true), undefined);
    }
  }

  private isTrue(one: Literal): boolean {
    return this.values[one >> 1] === 1 - (one & 1);
  }

  private isFalse(one: Literal): boolean {
    return this.values[one >> 1] === (one & 1);
  }

  private assign(one: Literal, reason: Clause | undefined): void {
    const variable = one >> 1;
    this.values[variable] = 1 - (one & 1);
    this.levels[variable] = this.decisions.length;
    this.reasons[variable] = reason;
    this.trail.push(one);
  }

  /** Watches the first two literals of a clause. */
  private watch(clause: Clause): void {
    for (const one of clause.slice(0, 2)) this.watches[one]?.push(clause);
  }

  /** Assigns what follows; the clause that cannot be satisfied any more, where there is one. */
  private propagate(): Clause | undefined {
    for (let made = this.trail[this.propagated]; made !== undefined; made = this.trail[this.propagated]) {
      this.propagated++;
      const falsified = made ^ 1;
      const watching = this.watches[falsified] ?? [];
      let kept = 0;
      let conflict: Clause | undefined;
      for (const clause of watching) {
        if (conflict || !this.moveWatch(clause, falsified)) watching[kept++] = clause;
        else continue;
        const [first] = clause;
        if (conflict || first === undefined || this.isTrue(first)) continue;
        if (this.isFalse(first)) conflict = clause;
        else this.assign(first, clause);
      }
      watching.length = kept;
      if (conflict) return conflict;
    }
    return undefined;
  }

  /** Watches another literal that is not false instead; false where there is none, and then the second is this one. */
  private moveWatch(clause: Clause, falsified: Literal): boolean {
    const [first, second] = clause;
    if (first === undefined || second === undefined) return false;
    if (first === falsified) {
      clause[0] = second;
      clause[1] = first;
    }
    if (clause[0] !== undefined && this.isTrue(clause[0])) return false;
    for (let place = 2; place < clause.length; place++) {
      const other = clause[place];
      if (other === undefined || this.isFalse(other)) continue;
      clause[1] = other;
      clause[place] = falsified;
      this.watches[other]?.push(clause);
      return true;
    }
    return false;
  }

  /** Learns from a conflict the clause of its first unique implication point, and goes back to where that says more. */
  private learn(conflict: Clause): void {
    const level = this.decisions.length;
    const seen = new Set<number>();
    const learnt: Literal[] = [];
    let open = 0;
    const look = (clause: Clause, except: number | undefined): void => {
      for (const one of clause) {
        const variable = one >> 1;
        const at = this.levels[variable] ?? 0;
        if (variable === except || at === 0 || seen.has(variable)) continue;
        seen.add(variable);
        this.raise(variable);
        if (at === level) open++;
        else learnt.push(one);
      }
    };
    look(conflict, undefined);
    let place = this.trail.length;
    let point: Literal | undefined;
    while (open > 0 && place > 0) {
      point = this.trail[--place];
      if (point === undefined || !seen.has(point >> 1)) continue;
      open--;
      const reason = this.reasons[point >> 1];
      if (open > 0 && reason) look(reason, point >> 1);
    }
    if (point === undefined) throw new Error('a conflict without an implication point');
    const asserted = point ^ 1;
    // The literal of the highest other level is watched: it is the first to be undone.
    learnt.sort((a, b) => (this.levels[b >> 1] ?? 0) - (this.levels[a >> 1] ?? 0));
    const [other] = learnt;
    this.undoTo(other === undefined ? 0 : (this.levels[other >> 1] ?? 0));
    const clause = [asserted, ...learnt];
    if (clause.length > 1) this.watch(clause);
    this.assign(asserted, clause.length > 1 ? clause : undefined);
    this.bump *= DECAY;
  }

  private raise(variable: number): void {
    this.activity[variable] = (this.activity[variable] ?? 0) + this.bump;
    if ((this.activity[variable] ?? 0) < MOST_ACTIVE) return;
    for (let index = 0; index < this.variables; index++)
      this.activity[index] = (this.activity[index] ?? 0) / MOST_ACTIVE;
    this.bump /= MOST_ACTIVE;
  }

  private mostActive(): number | undefined {
    let best: number | undefined;
    for (let variable = 0; variable < this.variables; variable++) {
      if (this.values[variable] !== UNASSIGNED) continue;
      if (best === undefined || (this.activity[variable] ?? 0) > (this.activity[best] ?? 0)) best = variable;
    }
    return best;
  }

  /** Takes back every assignment above a level of decisions. */
  private undoTo(level: number): void {
    const length = this.decisions[level];
    if (length === undefined) return;
    for (const one of this.trail.splice(length)) this.values[one >> 1] = UNASSIGNED;
    this.decisions.length = level;
    this.propagated = Math.min(this.propagated, length);
  }
}
