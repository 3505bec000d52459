/** What breaking a habit of problem texts costs, in log-probability. Set by hand. */
export const cost = {
  /** A number that looks like an amount and is used nowhere. */
  unused: 5,
  /** A number used in one row more. */
  reuse: 2.5,
  /** A limit that is a coefficient as well. */
  limitAsCoefficient: 5,
  /** Numbers of several units in one row. */
  units: 3.5,
  /** One number for two variables of a row. */
  sameNumber: 0.5,
  /** Numbers beside bare counts in one row. */
  mixed: 1.5,
  /** A variable that has no part in objective or rows. */
  idleVariable: 4,
  /** Every variable. */
  variable: 1,
  /** A problem with a single variable. */
  single: 8,
} as const;
