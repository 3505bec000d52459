import type { Attribute } from './attributes';
import type { Draft } from './draft';
import type { Thing } from './names';
import type { Quantity } from './quantity';
import type { Script, Slot } from './script';

/** A set of things as one text speaks of it. */
export interface Group {
  readonly id: string;
  readonly one: string;
  readonly many: string;
  readonly things: readonly Thing[];
  /** Nothing of it is chosen. */
  readonly isGiven?: boolean;
}

/** Numbers that belong to the things of a group. */
export interface Column {
  readonly id: string;
  /** What the text calls it: "price". */
  readonly noun: string;
  readonly attribute: Attribute;
  readonly values: readonly (Quantity | undefined)[];
}

/** Writes the name of a thing, "the" before it where it has one and `bare` is not wanted. */
export function mention(script: Script, { id, forms, hasArticle }: Thing, bare = false): void {
  if (hasArticle && !bare) script.plain('the ');
  const isKnown = script.names.some((name) => name.id === id);
  script.name(id, isKnown ? script.random.pick(forms) : (forms[0] ?? id));
}

/** A slot that names a thing. */
export function naming(script: Script, thing: Thing, bare = false): Slot {
  return () => {
    mention(script, thing, bare);
  };
}

/** Slots `{thing}` and `{things}` for a group. */
export function groupSlots(script: Script, { id, one, many }: Group): Readonly<Record<string, Slot>> {
  return {
    thing: () => {
      script.name(id, one);
    },
    things: () => {
      script.name(id, many);
    },
  };
}

export function setOf({ id, things }: Group): Draft {
  return { kind: 'set', id, members: things };
}

export function dataOf({ id, values }: Column, group: Group): Draft {
  return { kind: 'data', id, sets: [group.id], rows: [values] };
}

/** Writes several things as people list them. */
export function list(script: Script, count: number, write: (at: number) => void, last = '(and|and|and|, and|&)'): void {
  const isPlain = script.random.chance(0.12);
  for (let at = 0; at < count; at++) {
    if (at > 0) script.say(at === count - 1 && !isPlain ? ` ${last} ` : ', ');
    write(at);
  }
}

/** All things of a group in their order. */
export function listThings(script: Script, { things }: Group, bare = false): void {
  list(script, things.length, (at) => {
    const thing = things[at];
    if (thing) mention(script, thing, bare);
  });
}

function unitName({ unit }: Attribute): string {
  return unit.sign ?? unit.many;
}

/** The heading of a column: "price (€)". */
function heading(script: Script, { id, noun, attribute }: Column): void {
  const unit = unitName(attribute);
  const isSame = noun === unit;
  script.name(id, noun);
  if (!isSame) script.say(`(| {open}${unit}{shut}| in ${unit}|, ${unit})`);
}

function cell(script: Script, quantity: Quantity | undefined, isBare = true): void {
  if (quantity) script.number(quantity, isBare, isBare);
  else script.unknown();
}

/** Things and their numbers as a Markdown table, a row for each thing, or a column for each. */
export function tellTable(script: Script, group: Group, columns: readonly Column[]): void {
  script.line(script.random.chance(0.85));
  const isTurned = script.random.chance(0.2) && group.things.length <= 6;
  const slots = groupSlots(script, group);
  if (isTurned) {
    script.plain('| ');
    script.say('(|{thing}|)', slots);
    for (const thing of group.things) {
      script.plain(' | ');
      mention(script, thing, true);
    }
    script.plain(' |');
    script.line();
    script.plain(`|${'---|'.repeat(group.things.length + 1)}`);
    for (const column of columns) {
      script.line();
      script.plain('| ');
      heading(script, column);
      for (const value of column.values) {
        script.plain(' | ');
        cell(script, value);
      }
      script.plain(' |');
    }
  } else {
    script.plain('| ');
    script.say('({thing}|{thing}|name||{things})', slots);
    for (const column of columns) {
      script.plain(' | ');
      heading(script, column);
    }
    script.plain(' |');
    script.line();
    script.plain(`|${'---|'.repeat(columns.length + 1)}`);
    for (const [at, thing] of group.things.entries()) {
      script.line();
      script.plain('| ');
      mention(script, thing, true);
      for (const { values } of columns) {
        script.plain(' | ');
        cell(script, values[at]);
      }
      script.plain(' |');
    }
  }
  script.line(true);
}

/** One line for each thing: "- library: price 40, reach 300". */
export function tellLines(script: Script, group: Group, columns: readonly Column[]): void {
  const { random } = script;
  const mark = random.pick(['- ', '* ', '• ', '', '– ', '']);
  const colon = random.pick([': ', ': ', ' – ', ' ', ' = ', ', ']);
  const between = random.pick([', ', ', ', ' / ', '; ', ' | ']);
  const isLabelled = random.chance(0.5) || columns.length > 3;
  if (!isLabelled) {
    script.say('(|{things}, with |{things} and their |per {thing}: |each {thing} with |)', groupSlots(script, group));
    list(script, columns.length, (at) => {
      const column = columns[at];
      if (column) heading(script, column);
    });
    script.plain(':');
  } else script.say('({things}:|the {things}:|these are the {things}:|list of {things}:)', groupSlots(script, group));
  for (const [at, thing] of group.things.entries()) {
    script.line();
    script.plain(mark);
    mention(script, thing, true);
    script.plain(columns.length > 0 ? colon : '');
    for (const [number, column] of columns.entries()) {
      if (number > 0) script.plain(between);
      if (isLabelled) {
        script.name(column.id, column.noun);
        script.plain(' ');
      }
      cell(script, column.values[at], !isLabelled);
    }
  }
  script.line(random.chance(0.5));
}

/** A list of all numbers of a column, the unit after the last or after each. */
function listValues(script: Script, { values, attribute: { unit } }: Column): void {
  const isSmall = values.every((value) => value !== undefined && value.value <= 12);
  script.wordy = isSmall && script.style.words > 0.5 ? 1 : 0;
  const isFull = unit.sign !== undefined || script.random.chance(0.25);
  list(script, values.length, (at) => {
    const value = values[at];
    if (value) script.number(value, !isFull && value !== values.at(-1));
    else script.unknown();
  });
  script.wordy = undefined;
}

/** "The prices are 4, 5 and 6, in the same order." */
export function tellRespectively(script: Script, group: Group, column: Column): void {
  const { attribute } = column;
  const slots = {
    ...groupSlots(script, group),
    noun: () => {
      script.name(column.id, column.noun);
    },
    verbs: () => {
      script.name(column.id, attribute.verb[1]);
    },
    all: () => {
      listThings(script, group);
    },
    values: () => {
      listValues(script, column);
    },
  };
  const isVerbal = script.random.chance(0.35);
  const pattern = isVerbal
    ? '({all} {verbs} {values}, respectively|{hint} they {verbs} {values}[ respectively|, in this order|, in that order]|in the (order|sequence) (above|given|of the list), they {verbs} {values})'
    : '(the {noun} of {all} (is|comes to|amounts to) {values}[, respectively| respectively|, in this order]|the {noun} (is|comes to|amounts to) {values}[, respectively|, in the order above|, in that order]|{noun}: {values} (in the order above|in the same order|respectively)|{hint} {values} (is|are) the {noun}, in the same order|as to {noun}, (it is|these are|the list reads) {values}[ respectively|, in the order given]|the {noun} (reads|runs) {values} (along|down|through) the list|in the same order the {noun} is {values})';
  script.sentence(pattern, slots);
}

/** "Price: library 40, playground 25." */
export function tellColumn(script: Script, group: Group, column: Column): void {
  const { random } = script;
  const slots = {
    ...groupSlots(script, group),
    noun: () => {
      script.name(column.id, column.noun);
    },
  };
  script.say(
    '({noun}: |{noun} per {thing}: |the {noun} (is|comes to|amounts to|was put at) |(for|by|per) {thing}, the {noun} is (as follows: |this: |)|as for the {noun}: )',
    slots,
  );
  const form = random.pick(['{thing} {value}', '{thing} {value}', '{value} for {thing}', '{thing}: {value}', '{value} ({thing})']);
  const isBare = random.chance(0.35);
  list(script, group.things.length, (at) => {
    const [thing, value] = [group.things[at], column.values[at]];
    if (!thing) return;
    script.say(form.replace('(', '{open}').replace(')', '{shut}'), {
      thing: naming(script, thing, form.startsWith('{thing}')),
      value: () => {
        if (value) script.number(value, isBare);
        else script.unknown();
      },
    });
  });
  script.plain('. ');
}

/** "The library costs 40 and reaches 300 people; the playground ..." */
export function tellEach(script: Script, group: Group, columns: readonly Column[]): void {
  const { random } = script;
  const link = random.pick(['. ', '. ', '; ', ', ']);
  const isBrief = random.chance(0.5);
  for (const [at, thing] of group.things.entries()) {
    const isFirst = at === 0;
    script.say(isFirst ? '' : link === '. ' ? '' : link === ', ' && at === group.things.length - 1 ? ' and ' : link);
    const style = random.pick(['verb', 'verb', 'with', 'noun']);
    const isShort = !isFirst && isBrief;
    mention(script, thing);
    script.plain(isShort ? ' ' : style === 'with' ? ' has ' : ' ');
    list(script, columns.length, (number) => {
      const column = columns[number];
      const value = column?.values[at];
      if (!column) return;
      if (!isShort) {
        const article = /^[a-z ]+$/u.test(column.noun) && !column.noun.endsWith('s') ? 'a ' : '';
        if (style === 'with' || (style === 'noun' && number > 0)) {
          if (style === 'noun') script.plain('has ');
          script.plain(article);
          script.name(column.id, column.noun);
          script.plain(' of ');
        } else {
          script.name(column.id, column.attribute.verb[0]);
          script.plain(' ');
        }
      }
      if (value) script.number(value);
      else script.unknown();
    });
    if (link === '. ') script.plain('. ');
  }
  if (link !== '. ') script.plain('. ');
}

/** "There are the library (40, 300), the playground (25, 400) ..." */
export function tellBrackets(script: Script, group: Group, columns: readonly Column[]): void {
  const isLabelled = script.random.chance(0.4);
  script.say(
    group.isGiven === true
      ? '({hint} there (are|are these {things}:|are) |the {things} are |{things}: |the {things} in question are |the {things} are called |{things} at hand: |{we} {have} these {things}: )'
      : '({hint} there (are|are these {things}:|are) |{we} {have} a choice of {things}: |the {things} are |on the list: |candidates: |{things}: |{hint} {we} can choose from |up for decision are )',
    groupSlots(script, group),
  );
  list(script, group.things.length, (at) => {
    const thing = group.things[at];
    if (!thing) return;
    mention(script, thing);
    script.plain(' (');
    for (const [number, column] of columns.entries()) {
      if (number > 0) script.plain(', ');
      const value = column.values[at];
      if (value) script.number(value);
      else script.unknown();
      if (at === 0 || isLabelled) {
        script.plain(' ');
        script.name(column.id, column.noun);
      }
    }
    script.plain(')');
  });
  script.plain('. ');
}

/** Tells the things of a group and all their numbers in one of many ways. */
export function tell(script: Script, group: Group, columns: readonly Column[]): void {
  const { random } = script;
  if (columns.length === 0) {
    tellNames(script, group);
    return;
  }
  const isWide = columns.length > 1;
  const way = random.pick(['table', 'lines', 'each', 'brackets', 'columns', 'columns', 'columns', isWide ? 'table' : 'brackets']);
  switch (way) {
    case 'table':
      tellTable(script, group, columns);
      return;
    case 'lines':
      script.line();
      tellLines(script, group, columns);
      return;
    case 'each':
      if (random.chance(0.5)) tellNames(script, group);
      tellEach(script, group, columns);
      return;
    case 'brackets':
      tellBrackets(script, group, columns);
      return;
    default:
      if (random.chance(0.6)) tellNames(script, group);
      tellColumns(script, group, columns);
  }
}

/** Each column in a sentence of its own. */
export function tellColumns(script: Script, group: Group, columns: readonly Column[]): void {
  for (const column of columns) {
    const isNamed = group.things.every(({ id }) => script.names.some((name) => name.id === id));
    if (script.random.chance(0.5) && isNamed) tellRespectively(script, group, column);
    else tellColumn(script, group, column);
  }
}

/** "There are six projects: ..." */
export function tellNames(script: Script, group: Group): void {
  const count = script.random.chance(0.4) ? '{count} ' : '';
  const given = `there are ${count}{things}: {all}|the {things} are {all}|${count}{things}: {all}|{hint} {all} are the {things}|the {things} are called {all}|{we} {have} ${count}{things}: {all}|${count}{things}, {all}, (take part|are there|are concerned)|{we} (speak|talk) of ${count}{things}: {all}`;
  script.sentence(
    group.isGiven === true ? given : `(there are ${count}{things}: {all}|the {things} are {all}|{we} {have} ${count}{things}: {all}|${count}{things} (are on the list|are up for decision|are open to choice|are in question|are available|came up): {all}|{hint} {all} are the {things}|on the table (are|lie) {all}|${count}{things} - {all} - (are there to choose from|stand open|were named|have been put forward)|{things}: {all}|{we} {can_think} {all})`,
    {
      ...groupSlots(script, group),
      can_think: '(can choose from|may choose among|could take|can think of|looked at)',
      count: () => {
        script.number({ value: group.things.length, unit: undefined }, true);
      },
      all: () => {
        listThings(script, group);
      },
    },
  );
}
