/** A linear program over columns; the form every linear engine and every linear export starts from. Plain data. */
export interface LinearProgram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** undefined: any solution will do. */
  readonly objective: LinearObjective | undefined;
}

export interface Column {
  /** The FlatZinc variable, or a name of our own for a column that lowering added. */
  readonly name: string;
  /** Inclusive; -Infinity and Infinity stand for no bound. Whole numbers where `integer`. */
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
}

/** low <= sum of terms <= high */
export interface Row {
  readonly terms: readonly Term[];
  readonly low: number;
  readonly high: number;
  /** Index in `FlatZinc.constraints`; undefined for rows that express a domain. */
  readonly constraint: number | undefined;
}

export interface Term {
  /** Index in `LinearProgram.columns`; at most once in a row. */
  readonly column: number;
  readonly coefficient: number;
}

export interface LinearObjective {
  readonly direction: 'minimize' | 'maximize';
  readonly terms: readonly Term[];
  readonly constant: number;
}

/** The value of a sum of terms. */
export function valueOf(terms: readonly Term[], values: ArrayLike<number>): number {
  let sum = 0;
  for (const { column, coefficient } of terms) sum += coefficient * (values[column] ?? 0);
  return sum;
}

/**
 * Whether values satisfy every row and bound: exactly where all is whole, else within 1e-6 of the largest term.
 * Written against the rows alone, so that an engine's rounding shows.
 */
export function holds({ columns, rows }: LinearProgram, values: ArrayLike<number>): boolean {
  const within = (value: number, low: number, high: number, tolerance: number): boolean =>
    value >= low - tolerance && value <= high + tolerance;
  return (
    columns.every(({ low, high, integer }, index) => {
      const value = values[index] ?? 0;
      return within(value, low, high, integer ? 0 : 1e-6 * (1 + Math.abs(value)));
    }) &&
    rows.every(({ terms, low, high }) => {
      let exact = true;
      // As the evaluator has it: a row of small coefficients has a small slack.
      let size = Math.min(
        1,
        terms.reduce((largest, { coefficient }) => Math.max(largest, Math.abs(coefficient)), 0),
      );
      for (const { column, coefficient } of terms) {
        const product = coefficient * (values[column] ?? 0);
        exact &&=
          columns[column]?.integer === true && Number.isSafeInteger(coefficient) && Number.isSafeInteger(product);
        size = Math.max(size, Math.abs(product));
      }
      return within(valueOf(terms, values), low, high, exact ? 0 : 1e-6 * size);
    })
  );
}
