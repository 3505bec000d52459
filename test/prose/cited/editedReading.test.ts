import { describe, expect, it } from 'vitest';
import { emptyGraph, printMiniZinc, type Reading } from '../../../server/src/prose';
import {
  editedReading,
  graphOf,
  numbersOf,
  readCitedJson,
  readingOf,
  resolve,
  uncoveredLimits,
} from '../../../server/src/prose/cited';
import { bakery, replyWith } from '../../synthesize/bakery';

function readingWith(reply: string, text: string): Reading {
  const resolved = resolve(readCitedJson(reply, text).model);
  return readingOf(resolved, graphOf(resolved).graph, resolved.faults, 1);
}

const reading = readingWith(replyWith(), bakery);

/** The model of a text as an edit of the bakery's. */
function edited(text: string): string[] | undefined {
  const again = editedReading(reading, bakery, text);
  return (
    again &&
    printMiniZinc(again.graph, text, 'a.problem')
      .text.split('\n')
      .filter((line) => /^constraint|^solve/u.test(line))
  );
}

describe('a text edited since it was read', () => {
  it('has its new numbers, with their places', () => {
    const text = bakery.replace('300 kg', '1,250 kg').replace('needs 3 kg', 'needs four kg').replace('€30', '$5');
    expect(edited(text)).toEqual([
      'constraint 4 * tray_of_baguettes + 4 * brioche <= 1250;',
      'constraint 2 * tray_of_baguettes + 1 * brioche <= 120;',
      'constraint brioche >= 10;',
      'solve maximize 5 * tray_of_baguettes + 20 * brioche;',
    ]);
    const again = editedReading(reading, bakery, text);
    const places = again?.graph.constraints.map(({ span }) => text.slice(span.start, span.end));
    expect(places).toEqual(['1,250 kg of flour', '120 oven hours', 'at least that many']);
    // As if the text had been read so in the first place, but for the words of the numbers.
    expect(numbersOf(text, []).length).toBe(numbersOf(bakery, []).length);
  });

  it('loses the constraints of a sentence that is gone', () => {
    const sentence = 'The café has ordered 10 trays of brioche, so at least that many. ';
    expect(edited(bakery.replace(sentence, ''))).toEqual([
      'constraint 4 * tray_of_baguettes + 3 * brioche <= 300;',
      'constraint 2 * tray_of_baguettes + 1 * brioche <= 120;',
      'solve maximize 30 * tray_of_baguettes + 20 * brioche;',
    ]);
  });

  it('has to be read anew where anything else changed', () => {
    expect(edited(bakery.replace('at least', 'at most'))).toBeUndefined();
    expect(edited(bakery.replace('brioche', 'croissants'))).toBeUndefined();
    expect(edited(bakery.replace('120 oven hours', 'many oven hours'))).toBeUndefined();
    expect(edited(bakery.replace('so at least that many', ''))).toBeUndefined();
    expect(edited(bakery.replace('What should I bake to earn the most?', ''))).toBeUndefined();
    expect(edited(bakery.replace('A tray of baguettes eats up 4 kg of flour and 2 oven hours; ', ''))).toBeUndefined();
    expect(edited(`${bakery} We also sell 7 teas.`)).toBeUndefined();
    expect(edited('')).toBeUndefined();
  });

  it('has to be read anew where a number changed that the model does not use', () => {
    const text = `${bakery} Since 2019.`;
    const ignoring = readingWith(replyWith({ ignore: ['2019'] }), text);
    expect(editedReading(ignoring, text, text.replace('2019', '2020'))).toBeUndefined();
    expect(editedReading(ignoring, text, text.replace('300', '310'))).toBeDefined();
  });
});

describe('words of limits', () => {
  const uncovered = (text: string, reply: string): string[] =>
    uncoveredLimits(resolve(readCitedJson(reply, text).model)).map(({ start, end }) => text.slice(start, end));

  it('are spoken of by a quote, or by the number they lead to', () => {
    expect(uncovered(bakery, replyWith())).toEqual([]);
    const text = `${bakery} Up to 12 fit the van, and we cannot exceed the budget. No more than 7 a day.`;
    expect(uncovered(text, replyWith())).toEqual(['Up to', 'cannot exceed', 'No more than']);
    expect(uncovered(text, replyWith({ ignore: ['7'] }))).toEqual(['Up to', 'cannot exceed']);
  });

  it('leave a reading of nothing as it is', () => {
    const nothing: Reading = { graph: emptyGraph, findings: [], doubts: [], confidence: 0 };
    expect(editedReading(nothing, 'a', 'a')).toEqual(nothing);
  });
});
