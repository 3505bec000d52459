import type { Attribute } from './attributes';
import { identifier, things } from './names';
import type { Problem } from './problem';
import { draw, type Quantity, type Unit } from './quantity';
import type { Slot } from './script';
import { groupSlots, type Column, type Group } from './tell';

/** A table of matters: one a line, its fields between semicolons. */
export function fields(line: string): string[] {
  return line.split(';').map((field) => field.trim());
}

/** A group written "depot/depots: Lyon,Turin" or with a pool of names. */
export function drawGroup({ random }: Problem, text: string, count: number, inOrder = false): Group {
  const [word = '', names = ''] = text.split(':').map((part) => part.trim());
  const [one = '', many = ''] = word.split('/');
  const size = names.startsWith('@') ? count : Math.min(count, names.split(',').length);
  return { id: identifier(many), one, many, things: things(random, names, size, inOrder), isGiven: true };
}

/** Whether two groups have a name in common. */
export function overlaps(one: Group, two: Group): boolean {
  return (
    one.id === two.id ||
    one.things.some(({ id }) => id === two.id || two.things.some((other) => other.id === id || other.id === one.id))
  );
}

/** Lets patterns use `{NAME}` and `{NAMEs}` for a group. */
export function speakGroup(problem: Problem, name: string, group: Group): void {
  const slots = groupSlots(problem.script, group);
  Object.assign(problem.script.common, { [name]: slots['thing'], [`${name}s`]: slots['things'] });
}

/** A column that is no attribute of the table. */
export interface Own {
  readonly id: string;
  readonly noun: string;
  /** Empty where the noun has to say it. */
  readonly verb: readonly [one: string, many: string];
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Draws a column of its own and lets patterns use `{ID}` for what the text calls it. */
export function drawColumn(problem: Problem, own: Own, count: number): Column {
  const { random, script } = problem;
  const { id, noun, verb, unit, low, high, step } = own;
  const attribute: Attribute = { key: id, nouns: [noun], verb, unit, low, high, step, stores: [noun], isGood: false };
  const values = draw(random, count, low, high, step).map((value): Quantity => ({ value, unit }));
  Object.assign(script.common, { [id]: nounSlot(problem, id, noun) });
  return { id, noun, attribute, values };
}

export function nounSlot({ script }: Problem, id: string, noun: string): Slot {
  return () => {
    script.name(id, noun);
  };
}

/** A plain number. */
export function count(value: number, unit?: Unit): Quantity {
  return { value, unit };
}
