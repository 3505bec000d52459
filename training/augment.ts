import { segment } from '../server/src/prose/read/sentences';
import { tokenize } from '../server/src/prose/read/tokens';
import type { Span } from '../server/src/text';
import { rewrite, type Replacement } from './edit';
import type { LabelledText } from './labelled';
import { plural, variableNames } from './generate/names';
import type { Random } from './random';

const synonyms: readonly (readonly string[])[] = [
  ['at least', 'at least', 'no less than', 'a minimum of', 'not less than', 'no fewer than', 'at the very least'],
  ['at most', 'at most', 'no more than', 'a maximum of', 'up to', 'not more than', 'at the most'],
];
const countNames =
  'items units products things trips vehicles machines workers people doses shifts batches hours loads orders'.split(
    ' ',
  );

/** A new text from an old one: other names, other numbers, other words for the same direction, sometimes another aim. */
export function augment(source: LabelledText, random: Random): LabelledText {
  let result = source;
  if (random.chance(0.3)) result = countInstead(result, random) ?? result;
  const replacements: Replacement[] = [];
  if (random.chance(0.75)) replacements.push(...rename(result, random));
  if (random.chance(0.6)) replacements.push(...renumber(result, random));
  if (random.chance(0.5)) replacements.push(...redirect(result, random));
  if (random.chance(0.3)) replacements.push(...spellBritish(result));
  return rewrite(result, replacements);
}

function rename(source: LabelledText, random: Random): Replacement[] {
  const names = variableNames(random, source.variables);
  return source.mentions.flatMap((mention) => {
    const old = source.text.slice(mention.start, mention.end);
    const name = names[mention.variable];
    if (name === undefined) return [];
    const text = /s$/u.test(old) && !/ss$/u.test(old) ? plural(name) : name;
    return [
      {
        start: mention.start,
        end: mention.end,
        text: /^[A-Z]/u.test(old) ? (text[0] ?? '').toUpperCase() + text.slice(1) : text,
      },
    ];
  });
}

function renumber(source: LabelledText, random: Random): Replacement[] {
  const renamed = new Map<string, string>();
  return source.tags.flatMap((tag) => {
    const old = source.text.slice(tag.start, tag.end);
    if ((tag.label !== 'PARAM' && tag.label !== 'LIMIT') || !/^\d+$/u.test(old)) return [];
    const known = renamed.get(old);
    const size = 10 ** Math.max(0, old.length - 1);
    const fresh = old.length === 1 ? random.integer(1, 9) : random.integer(size, size * 10 - 1);
    const text = known ?? String(old.endsWith('0') && fresh >= 10 ? Math.max(10, Math.round(fresh / 10) * 10) : fresh);
    renamed.set(old, text);
    return [{ start: tag.start, end: tag.end, text }];
  });
}

function redirect(source: LabelledText, random: Random): Replacement[] {
  return source.tags.flatMap((tag) => {
    const old = source.text.slice(tag.start, tag.end);
    const group = synonyms.find(([first]) => first === old.toLowerCase());
    if (tag.label !== 'CONST_DIR' || !group) return [];
    const text = random.pick(group);
    return [
      {
        start: tag.start,
        end: tag.end,
        text: /^[A-Z]/u.test(old) ? (text[0] ?? '').toUpperCase() + text.slice(1) : text,
      },
    ];
  });
}

function spellBritish(source: LabelledText): Replacement[] {
  return source.tags.flatMap((tag) => {
    const old = source.text.slice(tag.start, tag.end);
    return tag.label === 'OBJ_DIR' && /imiz/u.test(old)
      ? [{ start: tag.start, end: tag.end, text: old.replace('imiz', 'imis') }]
      : [];
  });
}

/**
 * Turns "maximise profit" into "as few things as possible": the sentences with the objective's numbers go, and the
 * objective counts the variables. Only where these sentences hold nothing else. Users ask so far oftener than NL4Opt.
 */
function countInstead(source: LabelledText, random: Random): LabelledText | undefined {
  if (
    !source.linked ||
    !source.objective ||
    !source.objective.every((slot) => typeof slot !== 'string' && slot.length === 1)
  )
    return undefined;
  const tokens = tokenize(source.text);
  const sentences = segment(source.text, tokens);
  const holding = (span: Span): Span | undefined =>
    sentences.spans.find((each) => each.start <= span.start && span.end <= each.end);
  const numbers = source.objective.flatMap((slot) => (typeof slot === 'string' ? [] : slot));
  const gone = [...new Set(numbers.map(holding))];
  const aim = source.tags.find((tag) => tag.label === 'OBJ_DIR');
  const asked = aim && holding(aim);
  if (!asked || gone.includes(asked)) return undefined;
  const kept = source.tags.filter((tag) => tag.label === 'PARAM' || tag.label === 'LIMIT' || tag.label === 'CONST_DIR');
  const replacements: Replacement[] = [];
  for (const sentence of gone) {
    if (!sentence) return undefined;
    if (
      kept.some(
        (tag) =>
          tag.start >= sentence.start &&
          tag.end <= sentence.end &&
          !numbers.some((number) => number.start === tag.start),
      )
    )
      return undefined;
    replacements.push({ start: sentence.start, end: sentence.end, text: '' });
  }
  const names = source.tags.filter(
    (tag) => tag.label === 'OBJ_NAME' && tag.start >= asked.start && tag.end <= asked.end,
  );
  if (names.length === 0) return undefined;
  for (const name of names) {
    const of = random.pick(countNames);
    replacements.push({
      start: name.start,
      end: name.end,
      text: random.pick([`total number of ${of}`, `number of ${of}`, `total amount of ${of}`, `amount of ${of}`]),
    });
  }
  const minimize = random.chance(0.7);
  replacements.push({
    start: aim.start,
    end: aim.end,
    text: random.pick(minimize ? ['minimize', 'reduce', 'minimise'] : ['maximize', 'maximise']),
  });
  const changed = rewrite(source, replacements);
  return {
    ...changed,
    direction: minimize ? 'minimize' : 'maximize',
    objective: new Array<'one'>(source.variables).fill('one'),
  };
}
