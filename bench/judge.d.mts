export type Verdict = 'right' | 'wrong' | 'unsupported' | 'timed out' | 'incomplete' | 'error';
export interface Judgement {
  readonly verdict: Verdict;
  /** Empty where the answer is right. */
  readonly why: string;
}
export declare function sameNumber(a: unknown, b: unknown): boolean;
export declare function judgeMiniZinc(expected: object, answer: object, timeLimitMs: number): Judgement;
export declare function judgeProblem(expected: object, answer: object, timeLimitMs: number): Judgement;
