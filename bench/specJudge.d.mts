export type SpecVerdict = 'right' | 'differs' | 'wrong' | 'unsupported' | 'timed out' | 'error';
export interface SpecJudgement {
  readonly verdict: SpecVerdict;
  /** Empty where the answer is right. */
  readonly why: string;
}
export declare function judgeSolve(test: object, answer: object, timeLimitMs: number): SpecJudgement;
export declare function judgePinned(expected: object, wanted: object, own: object, pinned: object): SpecJudgement;
export declare function judgeCheck(test: object, answer: object): SpecJudgement;
export declare function judgeDiagnostics(test: object, answer: object): SpecJudgement;
export declare function sameValue(expected: unknown, value: unknown): boolean;
