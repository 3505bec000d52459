import type { Message } from '../model';

const TASK = `You turn a problem told in words into a model of it, as JSON. You do not solve it.

Every name, number and rule of the model is tied to the words of the text it comes from:
- "quotes" are the text's own words, exactly, as short as says it. For names of things give every form the text uses (singular, plural, short). Where the words stand in the text more than once and one place is meant, write "words@2" for the second place.
- Numbers in expressions and data are the text's own numbers, by value: 12 for "a dozen", 1500 for "1.5 thousand", 25% for "25%", 1/3 for "a third", 9:30 for a time (minutes since midnight). Where a value stands in the text several times, 5@2 means the second 5. Numbers everybody knows that are not in the text are in backquotes: \`60\` minutes, \`1000\` grams. 0 and 1 are free. Every number of the text is used, or listed in "ignore".

Fields:
- "problem": false where the text is no problem to optimise or to satisfy; all else is then empty.
- "sets": things of one kind, with "members" (each an "id" and "quotes"), or only counted: "from": "1", "to": "3".
- "data": numbers that belong to things: "sets" (ids), "values" as strings in the order of the members, the last set fastest; "default" for entries "_" that are not told, else null. "sets": [] is one number with a name.
- "pairs": which pairs of members hold.
- "variables": what is to be decided. "type": int (whole, not negative), real (divisible, not negative), free int, free real, bool, time (a start or end), position (1 to the size of its set), the id of a set (which member), or a range 1..5. "sets": [] for a single one.
- "lets": names for expressions used more than once.
- "objective": "direction", "quotes" that ask for it, "expression"; null where any solution will do.
- "constraints": one for each thing the text says. "quotes": the words that say it, from comparing word to limit. "force": "asked"; "soft" for a wish; "implied" (no quotes) for what goes without saying, sparingly.
- "missing": what the text lacks and the model cannot do without, with one question; never guess a number.
- "ignore": numbers or words with numbers that do not matter.

Expressions are MiniZinc over the ids: sum(s in shops)(cost[s]*open[s]), forall, exists, count, /\\, \\/, ->, not, !=, abs, max, min, all_different, cumulative, disjunctive, circuit, inverse and the like. "id"s are letters, digits and _, beginning with a letter.`;

const EXAMPLE_TEXT = `We've got 300 kg of flour and 120 oven hours. A tray of baguettes eats up 4 kg of flour and 2 oven hours; brioche needs 3 kg and 1 hour per tray. Every tray of baguettes earns €30, brioche €20. The café has ordered 10 trays of brioche, so at least that many. What should I bake to earn the most?`;

const EXAMPLE = {
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

/** What a language model is asked for a text. */
export function promptOf(text: string): Message[] {
  return [
    { role: 'system', content: TASK },
    { role: 'user', content: asked(EXAMPLE_TEXT) },
    { role: 'assistant', content: JSON.stringify(EXAMPLE) },
    { role: 'user', content: asked(text) },
  ];
}

function asked(text: string): string {
  return `The text, between the lines:\n-----\n${text}\n-----\nWrite its model as JSON.`;
}

/** Of a reply and of what is wrong with it, the next turn repeats no more than this. */
const longestEcho = 24_000;
const mostFaults = 12;

/** A reply with what is wrong with it, so that it is mended. */
export function repairOf(reply: string, said: readonly string[]): Message[] {
  const list = said.slice(0, mostFaults).map((each) => `- ${each.slice(0, 400)}`);
  return [
    { role: 'assistant', content: reply.slice(0, longestEcho) },
    { role: 'user', content: `This is wrong with it:\n${list.join('\n')}\nWrite the whole JSON again, mended.` },
  ];
}
