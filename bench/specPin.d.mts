export interface Pinning {
  /** MiniZinc's JSON data. */
  readonly data: string | undefined;
  /** Constraints as model text. */
  readonly model: string;
}
export declare function freeVariables(text: string): ReadonlySet<string>;
export declare function pinning(text: string, solution: object): Pinning | undefined;
