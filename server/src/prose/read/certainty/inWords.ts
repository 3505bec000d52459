import type { Comparator, ProblemGraph, Quantity, RowConstraint } from '../../graph';

/** The words of a comparator before a number. */
export const comparatorWords: Readonly<Record<Comparator, string>> = {
  'at-most': 'at most',
  'at-least': 'at least',
  equal: 'exactly',
  less: 'less than',
  greater: 'more than',
};

/** What the things are called inside a sentence: "knives" where a text that begins with "Knives" goes on so. */
export function spokenNames(text: string, { variables }: ProblemGraph): readonly string[] {
  return variables.map(({ name, mentions }) => {
    const forms = mentions.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, ' '));
    return forms.find((form) => form.slice(1) === name.slice(1) && /^\p{Ll}/u.test(form)) ?? name;
  });
}

/** What a constraint says, in a few words: "at least 20 chairs and tables together". */
export function phraseOf(constraint: RowConstraint, names: readonly string[]): string {
  const name = (variable: number): string => names[variable] ?? '';
  const amount = (limit: Quantity): string => `${comparatorWords[constraint.comparator]} ${limit.text}`;
  switch (constraint.kind) {
    case 'bound':
      return `${amount(constraint.limit)} ${name(constraint.variable)}`;
    case 'total':
      return `${amount(constraint.limit)} ${listed(names)} together`;
    case 'share':
      return `${amount(constraint.fraction)} of all are ${name(constraint.variable)}`;
    case 'ratio': {
      const { left, factor, right } = constraint;
      return `${name(left)} ${comparatorWords[constraint.comparator]} ${factor ? `${timesOf(factor)} ` : ''}${name(right)}`;
    }
    case 'linear': {
      const { unit } = constraint.limit;
      return `${amount(constraint.limit)}${unit !== undefined && /^\p{L}/u.test(unit) ? ` ${unit}` : ''} in all`;
    }
  }
}

/** Sentences that say one constraint and can mean nothing else; none where there are no plain words for it. */
export function sentencesFor(constraint: RowConstraint, names: readonly string[]): readonly string[] {
  const name = (variable: number): string => names[variable] ?? '';
  const how = comparatorWords[constraint.comparator];
  switch (constraint.kind) {
    case 'bound': {
      const { limit, variable } = constraint;
      return [
        `There must be ${how} ${limit.text} ${name(variable)}.`,
        `The number of ${name(variable)} must be ${how} ${limit.text}.`,
      ];
    }
    case 'total': {
      const all = listed(names);
      return [
        `The total number of ${all} must be ${how} ${constraint.limit.text}.`,
        `There must be ${how} ${constraint.limit.text} ${all} in total.`,
      ];
    }
    case 'share':
      return [
        `${capital(how)} ${constraint.fraction.text} of the total must be ${name(constraint.variable)}.`,
        `${capital(how)} ${constraint.fraction.text} of all must be ${name(constraint.variable)}.`,
      ];
    case 'ratio': {
      const { left, factor, right } = constraint;
      const times = factor ? `${timesOf(factor)} as many` : 'as many';
      return [`There must be ${how} ${times} ${name(left)} as ${name(right)}.`];
    }
    case 'linear':
      return [];
  }
}

/** "a, b and c" */
function listed(names: readonly string[]): string {
  const [end = '', ...before] = [...names].reverse();
  return before.length === 0 ? end : `${before.reverse().join(', ')} and ${end}`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** "3 times", "twice", "half". */
function timesOf({ text, kind }: Quantity): string {
  return kind === 'number' || (kind === 'word' && !/^(?:twice|double|thrice|triple|quadruple)$/iu.test(text))
    ? `${text} times`
    : text;
}
