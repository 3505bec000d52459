/** A variable of the formula (1, 2, ...), negative where it is negated; `TRUE` and `FALSE` stand for the constants. */
export type Literal = number;

export const TRUE: Literal = 0x7fffffff;
export const FALSE: Literal = -TRUE;

/** A formula in conjunctive normal form, as it grows. The negation of a literal is its negative, constants included. */
export interface Cnf {
  readonly variables: number;
  readonly clauses: number;
  newVariable(): Literal;
  /** At least one of the literals is true. Throws a `CnfError` once the formula is too large. */
  add(literals: readonly Literal[]): void;
  /** The clauses as DIMACS has them, a line each. */
  print(): string;
}

/** A model that no CNF of a sensible size can hold; the message is a sentence for the user. */
export class CnfError extends Error {}

/** About 70 MB of text. */
const mostLiterals = 10_000_000;

export function openCnf(): Cnf {
  /** The literals of every clause, 0 after each. */
  const stored: number[] = [];
  let variables = 0;
  let clauses = 0;
  return {
    get variables() {
      return variables;
    },
    get clauses() {
      return clauses;
    },
    newVariable: () => ++variables,
    add(literals) {
      const kept = new Set<Literal>();
      for (const literal of literals) {
        if (literal === TRUE || kept.has(-literal)) return;
        if (literal !== FALSE) kept.add(literal);
      }
      if (stored.length + kept.size > mostLiterals)
        throw new CnfError('Its CNF would have more than ten million literals.');
      for (const literal of kept) stored.push(literal);
      stored.push(0);
      clauses++;
    },
    print() {
      const lines: string[] = [];
      let start = 0;
      for (let end = 0; end < stored.length; end++) {
        if (stored[end] !== 0) continue;
        lines.push(stored.slice(start, end + 1).join(' '));
        start = end + 1;
      }
      return lines.join('\n');
    },
  };
}
