import { ClauseSolver, literal } from './clauses';

/**
 * The part of the power set that is not yet known, as two kinds of clauses: of a conflict at least one member must be
 * out, of what a satisfiable set leaves out at least one must be in (the "map" of MARCO).
 */
export class UnexploredSets {
  private readonly clauses: ClauseSolver;
  private readonly placeOf: ReadonlyMap<number, number>;
  /** The known conflicts each element is in. */
  private readonly conflictsOf: ReadonlyMap<number, (readonly number[])[]>;

  constructor(private readonly elements: readonly number[]) {
    this.clauses = new ClauseSolver(elements.length);
    this.placeOf = new Map(elements.map((element, place) => [element, place]));
    this.conflictsOf = new Map(elements.map((element) => [element, []]));
  }

  /** Rules out every superset of an unsatisfiable set. */
  excludeAbove(conflict: readonly number[]): void {
    this.clauses.add(conflict.map((element) => literal(this.place(element), false)));
    for (const element of conflict) this.conflictsOf.get(element)?.push(conflict);
  }

  /** Rules out every subset of a satisfiable set. */
  excludeBelow(satisfiable: ReadonlySet<number>): void {
    const left = this.elements.filter((element) => !satisfiable.has(element));
    this.clauses.add(left.map((element) => literal(this.place(element), true)));
  }

  /**
   * A set of which nothing is known yet, and of each larger set that it is unsatisfiable: if it is satisfiable, it is a
   * maximal satisfiable set. undefined where all is known.
   */
  next(): readonly number[] | undefined {
    const solution = this.clauses.solve();
    if (!solution) return undefined;
    const chosen = new Set(this.elements.filter((_, place) => solution[place]));
    for (const element of this.elements) {
      if (chosen.has(element)) continue;
      chosen.add(element);
      const isKnown = this.conflictsOf.get(element)?.some((conflict) => conflict.every((member) => chosen.has(member)));
      if (isKnown) chosen.delete(element);
    }
    return this.elements.filter((element) => chosen.has(element));
  }

  private place(element: number): number {
    const place = this.placeOf.get(element);
    if (place === undefined) throw new Error('not an element of the set');
    return place;
  }
}
