/**
 * The part of the power set that is not yet known, as two kinds of clauses: of a conflict at least one member must be
 * out, of what a satisfiable set leaves out at least one must be in (the "map" of MARCO).
 */
export class UnexploredSets {
  private readonly conflicts: (readonly number[])[] = [];
  private readonly corrections: (readonly number[])[] = [];

  constructor(private readonly elements: readonly number[]) {}

  /** Rules out every superset of an unsatisfiable set. */
  excludeAbove(conflict: readonly number[]): void {
    this.conflicts.push(conflict);
  }

  /** Rules out every subset of a satisfiable set. */
  excludeBelow(satisfiable: ReadonlySet<number>): void {
    this.corrections.push(this.elements.filter((element) => !satisfiable.has(element)));
  }

  /** A set of which nothing is known yet, as large as the search finds it easily; undefined where all is known. */
  next(): readonly number[] | undefined {
    const out = new Set<number>();
    const within = new Set<number>();
    const search = (): boolean => {
      if (this.corrections.some((correction) => correction.every((element) => out.has(element)))) return false;
      const open = this.conflicts.find((conflict) => !conflict.some((element) => out.has(element)));
      if (!open) return true;
      const decided: number[] = [];
      for (const element of open) {
        if (within.has(element)) continue;
        out.add(element);
        if (search()) return true;
        out.delete(element);
        within.add(element);
        decided.push(element);
      }
      for (const element of decided) within.delete(element);
      return false;
    };
    return search() ? this.elements.filter((element) => !out.has(element)) : undefined;
  }
}
