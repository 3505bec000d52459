import type { Span } from '../../text';
import type { Constraint, Finding, ProblemGraph } from '../graph';
import { limitWordsLeft } from './certainty/limitWords';
import { coefficientSkeletons, gainSkeletons, objectiveSkeletons } from './certainty/skeletons';
import { mixedUnits } from './certainty/units';
import { wholeOrDivisible } from './certainty/wholeness';
import type { Assembly } from './assemble';
import type { Document } from './document';
import type { Built } from './graphOf';
import { sigmoid, type Heads } from './heads';
import type { UnplacedPenalty } from './penalties';
import { towards } from './rows';
import { overlaps, sentenceOf, spanOf } from './spans';
import type { TaggedTokens } from './tags';
import { stemsOf } from './tokens';

/** Between these the text leaves open whether amounts may be fractions. */
const leastDivisible = 0.2;
const mostDivisible = 0.8;
/** Below this probability a number is not the variable's. */
const leastOwned = 0.5;

/** Everything the reading saw and could not place, or had to assume, in the order of the text. */
export function findingsOf(
  document: Document,
  heads: Heads,
  tags: readonly TaggedTokens[],
  assembly: Assembly,
  built: Built,
): Finding[] {
  const { graph } = built;
  const coefficients = [
    ...missingCoefficients(document, assembly, built),
    ...borrowedCoefficients(document, heads, assembly, graph),
  ];
  const unlimited = (graph.variables.length > 0 ? limitWordsLeft(document, graph) : []).filter(
    ({ span }) => !coefficients.some((each) => overlaps(each.span, span)),
  );
  const found = [
    ...missingVariables(document, graph),
    ...missingObjective(document, built),
    ...coefficients,
    ...unlimited,
    ...missingLimits(document, tags, assembly).filter(
      ({ span }) => !unlimited.some((each) => overlaps(each.span, span)),
    ),
    ...mixedUnits(document.text, graph),
    ...unusedQuantities(document, heads, assembly, graph),
    ...assumptions(document, heads, assembly, graph),
    ...doubts(document, assembly, graph),
    ...plainShares(document, graph),
    ...built.unplaced.map(unplacedPenalty),
    ...cut(document),
  ];
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The whole text without the white space around it. */
export function wholeSpan(document: Document): Span {
  return { start: document.tokens[0]?.start ?? 0, end: document.tokens.at(-1)?.end ?? 0 };
}

export function emptyText(text: string): Finding {
  return {
    kind: 'empty',
    span: { start: 0, end: text.length },
    message: 'There is nothing to read. Describe what is to be decided, what limits it, and what is wanted.',
    question: 'What is to be decided, what limits it, and what should be as large or as small as possible?',
  };
}

export function noProblem(document: Document): Finding {
  return {
    kind: 'not-a-problem',
    span: wholeSpan(document),
    message:
      'This text does not describe a problem to optimise: say what is to be decided, what limits it, and what is wanted.',
    question: 'What is to be decided, what limits it, and what should be as large or as small as possible?',
  };
}

export function cut(document: Document): Finding[] {
  if (document.cutAt === undefined) return [];
  const end = document.text.trimEnd().length;
  return [
    {
      kind: 'low-confidence',
      span: { start: document.cutAt, end: Math.max(end, document.cutAt) },
      message:
        'The text is longer than the local model reads at once; nothing from here on was read. Shorten the text.',
    },
  ];
}

function missingVariables(document: Document, graph: ProblemGraph): Finding[] {
  if (graph.variables.length > 0) return [];
  return [
    {
      kind: 'missing-variables',
      span: wholeSpan(document),
      message: 'No amounts to be decided were found in the text. Name the things whose number is asked for.',
      question: 'Which amounts are to be decided?',
    },
  ];
}

function missingObjective(document: Document, built: Built): Finding[] {
  if (built.graph.variables.length === 0) return [];
  if (!built.asked) {
    // What is paid for broken limits is to be small, if nothing else is.
    if (built.graph.constraints.some(({ penalty }) => penalty)) return [];
    const last = document.sentences.spans.at(-1) ?? wholeSpan(document);
    return [
      {
        kind: 'missing-objective',
        span: last,
        message: 'The text does not say what is to be made as large or as small as possible.',
        question: 'What should be maximised or minimised?',
        skeletons: objectiveSkeletons(document.source, namesOf(built.graph)),
      },
    ];
  }
  const objective = built.graph.objective;
  const missing = built.graph.variables.filter((_, variable) =>
    objective?.terms.every((term) => term.variable !== variable),
  );
  const aim = objective?.name ?? 'the objective';
  // Where the others count with an amount of their own, this one must have one; a plain count may well leave it out.
  const isMissing = objective?.terms.some(({ coefficient }) => coefficient !== undefined) === true;
  return missing.map(({ name }) => ({
    kind: 'missing-coefficient',
    span: objective?.span ?? wholeSpan(document),
    message: `What '${name}' adds to ${aim} was not found${isMissing ? '' : '; it is taken as nothing'}.`,
    ...(isMissing && {
      question: `How much does one of '${name}' add to ${aim}?`,
      skeletons: gainSkeletons(document.source, aim, name),
    }),
  }));
}

function missingCoefficients(document: Document, assembly: Assembly, built: Built): Finding[] {
  return built.emptyRows.map((row) => {
    const quantity = row.number === undefined ? undefined : document.numbers[row.number]?.quantity;
    const what = quantity?.unit !== undefined && /\p{L}/u.test(quantity.unit) ? quantity.unit : 'this';
    const names = built.graph.variables.map(({ name }) => `'${name}'`).join(' and ');
    return {
      kind: 'missing-coefficient',
      span: quantity?.span ?? sentenceOf(document, row.token),
      message: `This limit was read, but the text does not say how much of it each of ${names} uses.`,
      question: `How much of ${what} does each of ${names} use?`,
      skeletons: coefficientSkeletons(
        namesOf(built.graph),
        { unit: quantity?.unit },
        document.source,
        sentenceOf(document, row.token),
      ),
    };
  });
}

/**
 * A number used for two variables that the network gives to one of them only: what the other takes is not said. The
 * number stands in for it, and that is told.
 */
function borrowedCoefficients(document: Document, heads: Heads, assembly: Assembly, graph: ProblemGraph): Finding[] {
  const all = [assembly.objective, ...assembly.rows.map(({ slots }) => slots)];
  const borrowed = all.flatMap((slots) =>
    slots.flatMap((slot, variable): { readonly number: number; readonly variable: number }[] => {
      if (typeof slot !== 'number' || slots.filter((other) => other === slot).length < 2) return [];
      const position = (document.numbers[slot]?.first ?? 0) + 1;
      const owned = sigmoid(towards(heads, 'numberVariable', position, assembly.variables[variable] ?? []));
      return owned < leastOwned ? [{ number: slot, variable }] : [];
    }),
  );
  return borrowed.flatMap(({ number, variable }): Finding[] => {
    const quantity = document.numbers[number]?.quantity;
    const name = graph.variables[variable]?.name ?? '';
    if (!quantity) return [];
    return [
      {
        kind: 'missing-coefficient',
        span: quantity.span,
        message: `The text says '${quantity.text}' of another amount, and nothing of the kind of '${name}'.`,
        question: `What takes the place of '${quantity.text}' for '${name}'?`,
        skeletons: coefficientSkeletons([name], quantity, document.source, sentenceAt(document, quantity.span)),
      },
    ];
  });
}

/** Words of a constraint's direction in a sentence where nothing became a constraint. */
function missingLimits(document: Document, tags: readonly TaggedTokens[], assembly: Assembly): Finding[] {
  const read = new Set(assembly.rows.map(({ token }) => document.sentences.ofToken[token]));
  return tags
    .filter(({ label, first }) => label === 'CONST_DIR' && !read.has(document.sentences.ofToken[first]))
    .map((tag) => {
      const span = spanOf(document, tag);
      const words = document.text.slice(span.start, span.end);
      return {
        kind: 'missing-limit',
        span,
        message: `'${words}' sounds like a limit, but no number or comparison was found for it.`,
      };
    });
}

function unusedQuantities(document: Document, heads: Heads, assembly: Assembly, graph: ProblemGraph): Finding[] {
  const used = new Set<number>();
  for (const slots of [assembly.objective, ...assembly.rows.map((row) => row.slots)]) {
    for (const slot of slots) if (typeof slot === 'number') used.add(slot);
  }
  for (const { number } of assembly.rows) if (number !== undefined) used.add(number);
  const inName = (token: number): boolean =>
    assembly.variables.some((mentions) => mentions.some(({ first, last }) => first <= token && token < last));
  return document.numbers.flatMap((mention, index): Finding[] => {
    if (used.has(index) || inName(mention.first)) return [];
    const { quantity } = mention;
    const outside = Math.exp(heads.tag(mention.first + 1, 0));
    // "two kinds of bread", "one of them": the network says it is no amount, and its value says why it stands there.
    const counts =
      Number.isInteger(quantity.value) && (quantity.value === 1 || quantity.value === graph.variables.length);
    if (counts && outside > 0.5) return [];
    return [
      {
        kind: 'unused-quantity',
        span: quantity.span,
        message: `'${quantity.text}' was read, but nothing in the model uses it.`,
      },
    ];
  });
}

function assumptions(document: Document, heads: Heads, assembly: Assembly, graph: ProblemGraph): Finding[] {
  if (document.wholeness) return [];
  const all = assembly.variables.flat();
  const likely = all.reduce((sum, { first }) => sum + heads.divisible(first + 1), 0) / Math.max(1, all.length);
  const [first] = graph.variables;
  const span = first?.mentions[0];
  if (!first || !span || likely < leastDivisible || likely > mostDivisible) return [];
  const isWhole = first.domain === 'integer';
  const taken = isWhole ? 'whole numbers are assumed' : 'fractions are allowed';
  return [
    {
      kind: isWhole ? 'assumed-integer' : 'assumed-continuous',
      span,
      message: `The text leaves open whether '${first.name}' and the other amounts may be fractions; ${taken}.`,
      alternatives: wholeOrDivisible(document.source, graph),
    },
  ];
}

function unplacedPenalty({ penalty: { perUnit }, why }: UnplacedPenalty): Finding {
  return {
    kind: 'unused-quantity',
    span: perUnit.span,
    message: `'${perUnit.text}' was read as the price of breaking a limit, but ${why}.`,
  };
}

/** What each kind of constraint was taken for, in words. */
function meaning(constraint: Constraint, graph: ProblemGraph): string {
  const name = (variable: number): string => `'${graph.variables[variable]?.name ?? ''}'`;
  switch (constraint.kind) {
    case 'linear':
      return `a limit on what ${constraint.terms.map(({ variable }) => name(variable)).join(' and ')} take together`;
    case 'bound':
      return `a limit on ${name(constraint.variable)}`;
    case 'total':
      return 'a limit on everything together';
    case 'share':
      return `a share of ${name(constraint.variable)} in the whole`;
    case 'ratio':
      return `a comparison of ${name(constraint.left)} with ${name(constraint.right)}`;
    case 'relation':
      return 'a rule';
  }
}

/** Constraints the network is not sure of, and those whose sentence does not name what they are about. */
function doubts(document: Document, assembly: Assembly, graph: ProblemGraph): Finding[] {
  const names = assembly.variables.map(
    (mentions) => new Set(mentions.map((mention) => stemsOf(document.tokens.slice(mention.first, mention.last)))),
  );
  return graph.constraints.flatMap((constraint): Finding[] => {
    const doubt = (why: string): Finding[] => [
      {
        kind: 'low-confidence',
        span: constraint.span,
        message: `Read as ${meaning(constraint, graph)}, but ${why}. Check it, or say it in plainer words.`,
      },
    ];
    if (constraint.confidence < 0.4) return doubt('this is not sure');
    const about = subjectsOf(constraint);
    // "5 of each": the words mean all things alike, and need not name them.
    if (graph.constraints.some((other) => other !== constraint && sameSpan(other.span, constraint.span))) return [];
    const sentence = stemsIn(document, constraint.sentence);
    const named = names.flatMap((each, variable) => (isNamed(sentence, each) ? [variable] : []));
    const missing = about.find((variable) => !named.includes(variable));
    if (missing === undefined) return [];
    const name = (variable: number): string => `'${graph.variables[variable]?.name ?? ''}'`;
    const other = named.find((variable) => !about.includes(variable));
    if (other !== undefined) return doubt(`the sentence names ${name(other)} and not ${name(missing)}`);
    // "At least 8 must be large": a word of the name is enough.
    const words = new Set([...(names[missing] ?? [])].flatMap((each) => each.split(' ')));
    return isNamed(sentence, words) ? [] : doubt(`the sentence does not name ${name(missing)}`);
  });
}

function namesOf({ variables }: ProblemGraph): readonly string[] {
  return variables.map(({ name }) => name);
}

/** The sentence around some words. */
function sentenceAt({ sentences }: Document, words: Span): Span {
  return sentences.spans.find(({ start, end }) => start <= words.start && words.end <= end) ?? words;
}

function sameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** The variables a constraint is about by name; none where it is about amounts that they take. */
function subjectsOf(constraint: Constraint): readonly number[] {
  switch (constraint.kind) {
    case 'bound':
    case 'share':
      return [constraint.variable];
    case 'ratio':
      return [constraint.left, constraint.right];
    case 'linear':
    case 'total':
    case 'relation':
      return [];
  }
}

function stemsIn(document: Document, words: Span): string {
  return stemsOf(document.tokens.filter(({ start, end }) => words.start <= start && end <= words.end));
}

/** Does one of the names (as stems) stand in the words, tagged there or not? */
function isNamed(stems: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => name !== '' && ` ${stems} `.includes(` ${name} `));
}

/** "at least 25 of the money": where a plain number was taken in percent, that is told. */
function plainShares(document: Document, graph: ProblemGraph): Finding[] {
  return graph.constraints.flatMap((constraint): Finding[] => {
    if (constraint.kind !== 'share') return [];
    const { span, text } = constraint.fraction;
    const read = document.numbers.find(({ quantity }) => quantity.span.start === span.start);
    if (read === undefined || read.quantity.kind === constraint.fraction.kind) return [];
    return [{ kind: 'low-confidence', span, message: `'${text}' is taken as ${text} percent of the whole.` }];
  });
}
