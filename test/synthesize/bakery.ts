/** A problem and what a good language model writes for it. */
export const bakery =
  "We've got 300 kg of flour and 120 oven hours. A tray of baguettes eats up 4 kg of flour and 2 oven hours; " +
  'brioche needs 3 kg and 1 hour per tray. Every tray of baguettes earns €30, brioche €20. ' +
  'The café has ordered 10 trays of brioche, so at least that many. What should I bake to earn the most?';

interface Statement {
  readonly [key: string]: unknown;
}

export interface CitedParts {
  readonly [key: string]: unknown;
  readonly constraints: readonly Statement[];
}

export const bakeryModel: CitedParts = {
  problem: true,
  sets: [],
  data: [],
  pairs: [],
  variables: [
    { id: 'baguette', sets: [], quotes: ['tray of baguettes'], type: 'int' },
    { id: 'brioche', sets: [], quotes: ['brioche', 'trays of brioche'], type: 'int' },
  ],
  lets: [],
  objective: { direction: 'maximize', quotes: ['earn the most'], expression: '30*baguette + 20*brioche' },
  constraints: [
    { quotes: ['300 kg of flour'], force: 'asked', expression: '4*baguette + 3*brioche <= 300' },
    { quotes: ['120 oven hours'], force: 'asked', expression: '2*baguette + 1*brioche <= 120' },
    { quotes: ['at least that many'], force: 'asked', expression: 'brioche >= 10' },
  ],
  missing: [],
  ignore: [],
};

/** The reply with some of its parts changed. */
export function replyWith(parts: Partial<CitedParts> = {}): string {
  return JSON.stringify({ ...bakeryModel, ...parts });
}

/** The reply with one constraint in place of another. */
export function replyWithConstraint(at: number, expression: string): string {
  const constraints = bakeryModel.constraints.map((each, place) => (place === at ? { ...each, expression } : each));
  return replyWith({ constraints });
}
