import type { Span } from '../../text';
import { isNamed, type IndexSet, type Member } from '../expression';
import { emptyGraph, type Finding, type ProblemGraph, type Reading } from '../graph';
import { idleTables } from '../implausible';
import { quantitiesOf } from '../quantities';
import { documentOf, type Document } from '../read/document';
import { limitWordsLeft } from '../read/certainty/limitWords';
import { mixedUnits } from '../read/certainty/units';
import { cut, emptyText, noProblem, wholeSpan } from '../read/findings';
import { withPenalties } from '../read/penalties';
import { overlaps } from '../read/spans';
import { withStandings } from '../read/standing';
import { doubtsOf } from './doubts';
import type { Parsed } from './parsed';
import { isDate } from './dates';
import type { Input } from './input';
import { contradicts, type Interpretation } from './interpret';
import { spanOf } from './names';
import { untoldAmount } from './untold';

/** Below this a statement is told to be unsure. */
const leastSure = 0.35;

/** Where a text seems to lack something with less than this probability, a thing without a number is hardly one. */
const leastLacking = 0.06;

/** What an interpretation means for people: the graph, and all that is missing, left over or unsure. */
export function readingOf(source: string, input: Input, parsed: Parsed, found: Interpretation): Reading {
  const document = documentOf(source);
  if (document.tokens.length === 0) return nothing([emptyText(source)], 1);
  if (parsed.problem < 0.5) return nothing([noProblem(document), ...cut(document)], 1 - parsed.problem);
  const priced = withPenalties(found.graph.constraints, document);
  const graph = { ...found.graph, constraints: withStandings(priced.constraints, document.text) };
  const missing = missingStatements(document, input, found);
  const findings = [
    ...missingVariables(document, graph),
    ...(missing.length > 0 ? missing : untoldAmount(document, graph)),
    ...gaps(document, graph, found, parsed.lacking >= leastLacking),
    ...unread(input, found),
    ...unused(input, graph),
    ...idle(document, graph),
    ...unsure(graph),
    ...cut(document),
  ];
  // What every reader has to account for; what is told already is not told again.
  const isTold = ({ span, question }: Finding): boolean =>
    findings.some((each) => {
      const isAsked = question !== undefined && each.question !== undefined;
      return overlaps(each.span, span) || (isAsked && isOneSentence(document, each.span, span));
    });
  const left = [...limitWordsLeft(document, graph), ...mixedUnits(document.text, graph)].filter(
    (each) => !isTold(each),
  );
  const all = [...findings, ...left].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const doubts = doubtsOf(document.text, graph, found.wavering);
  return { graph, findings: all, doubts, confidence: confidenceOf(parsed, found, all) };
}

function isOneSentence({ sentences }: Document, one: Span, other: Span): boolean {
  return sentences.spans.some((each) => overlaps(each, one) && overlaps(each, other));
}

function nothing(findings: readonly Finding[], confidence: number): Reading {
  return { graph: emptyGraph, findings, doubts: [], confidence };
}

function missingVariables(document: Document, graph: ProblemGraph): Finding[] {
  if (graph.variables.length > 0) return [];
  return [
    {
      kind: 'missing-variables',
      span: wholeSpan(document),
      message: 'What is to be decided was not found in the text. Name the things that are asked for.',
      question: 'What is to be decided?',
    },
  ];
}

const lacking: Readonly<
  Record<
    string,
    { readonly kind: Finding['kind']; readonly what: string; readonly question: (words: string) => string }
  >
> = {
  coefficient: {
    kind: 'missing-coefficient',
    what: 'A number seems to be missing that belongs to these words.',
    question: (words) => `How much is it for '${words}'?`,
  },
  limit: {
    kind: 'missing-limit',
    what: 'These words sound like a limit, but how much it is is not said.',
    question: (words) => `How much is '${words}' exactly?`,
  },
  objective: {
    kind: 'missing-objective',
    what: 'The text does not say what is to be made as large or as small as possible.',
    question: () => 'What should be maximised or minimised?',
  },
  data: {
    kind: 'missing-coefficient',
    what: 'A value seems to be missing that belongs to these words.',
    question: (words) => `What is the missing value for '${words}'?`,
  },
  meaning: {
    kind: 'missing-limit',
    what: 'What these words mean is not said.',
    question: (words) => `What exactly does '${words}' mean here?`,
  },
};

/** What the networks say that the text lacks, with the one question. */
function missingStatements(document: Document, input: Input, { missing }: Interpretation): Finding[] {
  return missing.flatMap(({ what, span }): Finding[] => {
    const told = lacking[what];
    if (!told) return [];
    const words = input.text.slice(span.start, span.end).replace(/\s+/gu, ' ');
    const last = document.sentences.spans.at(-1) ?? wholeSpan(document);
    return [
      {
        kind: told.kind,
        span: what === 'objective' && span.end === span.start ? last : span,
        message: told.what,
        question: told.question(words),
      },
    ];
  });
}

/**
 * Cells of tables that the text does not tell: one question for each table, where the first thing without a number is
 * named away from the others' numbers ("for June he has not told us yet"), else where the table is. In a text that lacks
 * nothing it is no question.
 */
function gaps(document: Document, graph: ProblemGraph, { structure }: Interpretation, mayLack: boolean): Finding[] {
  return graph.tables.flatMap(({ name, mentions, index, cells }, table): Finding[] => {
    const missing = [...new Set(structure.gaps.flatMap((gap) => (gap.table === table ? [gap.member] : [])))];
    const [first] = missing;
    if (first === undefined) return [];
    const told = cells.flatMap((cell) =>
      typeof cell === 'object' && cell.kind === 'quantity' ? [cell.quantity.span] : [],
    );
    const named = index
      .flatMap((set) => membersOf(graph.sets[set]))
      .flatMap((member) => (member.name === first ? member.mentions : []));
    const inSentence = (place: Span, others: readonly Span[]): boolean =>
      document.sentences.spans.some((each) => overlaps(each, place) && others.some((other) => overlaps(each, other)));
    const span = named.findLast((mention) => !inSentence(mention, told)) ?? mentions[0];
    if (!span) return [];
    const things = inWords(missing.map((member) => `'${member}'`));
    return [
      {
        kind: 'missing-coefficient',
        span,
        message: `'${name}' was read, but not how much it is for ${things}${mayLack ? '' : ': taken as 0'}.`,
        ...(mayLack && { question: `What is '${name}' for ${things}?` }),
      },
    ];
  });
}

function membersOf(set: IndexSet | undefined): readonly Member[] {
  return set && isNamed(set.members) ? set.members : [];
}

/** "a", "a and b", "a, b and 3 more" */
function inWords([one = '', two, ...more]: readonly string[]): string {
  if (two === undefined) return one;
  return more.length === 0 ? `${one} and ${two}` : `${one}, ${two} and ${String(more.length)} more`;
}

/** Words that say something for sure, which could not be read, and that nothing else told of. */
function unread(input: Input, { read, graph }: Interpretation): Finding[] {
  return read.flatMap(({ statement: { kind, anchor }, fault }): Finding[] => {
    if (fault === undefined || anchor === 0) return [];
    const here = spanOf(input, { first: anchor, last: anchor });
    const isTold =
      kind === 'objective' ? graph.objective : graph.constraints.some(({ span }) => span.start === here.start);
    if (isTold && fault !== contradicts) return [];
    return [
      {
        kind: 'unread-limit',
        span: here,
        message:
          fault === contradicts
            ? 'As these words were read, nothing could satisfy all that the text says. They were left out.'
            : `These words were taken for ${kind === 'objective' ? 'the aim' : 'a limit'}, but could not be read.`,
      },
    ];
  });
}

/** How many things a set has; undefined where no whole numbers tell it. */
function sizeOf(members: IndexSet['members']): number | undefined {
  if (isNamed(members)) return members.length;
  const [first, last] = [members.first, members.last].map((end) =>
    end.kind === 'constant' ? end.value : end.kind === 'quantity' ? end.quantity.value : undefined,
  );
  return first === undefined || last === undefined ? undefined : last - first + 1;
}

/** Numbers that nothing in the graph uses; small counts that a text tells in passing are no matter. */
function unused(input: Input, graph: ProblemGraph): Finding[] {
  const used = quantitiesOf(graph).map(({ span }) => span);
  const sizes = new Set(graph.sets.flatMap(({ members }) => sizeOf(members) ?? []));
  sizes.add(graph.variables.length);
  const names = [
    ...graph.sets.flatMap(({ members }) => (Array.isArray(members) ? members : [])),
    ...graph.variables,
  ].flatMap(({ mentions }) => mentions);
  const isIn = (span: Span, others: readonly Span[]): boolean => others.some((each) => overlaps(each, span));
  return input.numbers.flatMap(({ span, values, small }): Finding[] => {
    if (small || values.some((value) => sizes.has(value)) || isIn(span, used) || isIn(span, names)) return [];
    if (isDate(input.text, span)) return [];
    const text = input.text.slice(span.start, span.end);
    return [{ kind: 'unused-quantity', span, message: `'${text}' was read, but nothing in the model uses it.` }];
  });
}

/** What has a price, and words that speak of money. */
const price = /\b(?:costs?|prices?|fees?|pay|charges?|euros?|dollars?|pounds?)\b|\p{Sc}/iu;
const money = /\b(?:money|budgets?|purse|funds?|cash|savings|afford)\b/iu;

/**
 * Tables that nothing in the graph uses: a limit on what they tell is missing, or was not read. It is missing where they
 * tell prices and the text speaks of money without a number ("as the money allows").
 */
function idle(document: Document, graph: ProblemGraph): Finding[] {
  const { text, sentences, numbers } = document;
  const spoken = sentences.spans.find(
    (each) =>
      money.test(text.slice(each.start, each.end)) && !numbers.some(({ quantity }) => overlaps(quantity.span, each)),
  );
  return idleTables(graph).flatMap((table): Finding[] => {
    const {
      name,
      mentions: [first],
      cells: [cell],
    } = graph.tables[table] ?? { name: '', mentions: [], cells: [] };
    const span = first ?? (typeof cell === 'object' && cell.kind === 'quantity' ? cell.quantity.span : undefined);
    if (!span) return [];
    const message = `'${name}' was read, but nothing in the model uses it.`;
    if (!spoken || !price.test(name)) return [{ kind: 'unused-quantity', span, message }];
    return [{ kind: 'missing-limit', span: spoken, message, question: `How much may '${name}' come to in all?` }];
  });
}

function unsure({ constraints }: ProblemGraph): Finding[] {
  return constraints.flatMap(({ confidence, span }): Finding[] =>
    confidence >= leastSure
      ? []
      : [{ kind: 'low-confidence', span, message: 'What this says was read, but is not sure. Check it in the model.' }],
  );
}

const open: ReadonlySet<Finding['kind']> = new Set([
  'unused-quantity',
  'missing-coefficient',
  'missing-limit',
  'unread-limit',
  'mixed-units',
]);

/**
 * The networks are surer than they are right: by this power one half means what it says on the dev texts (one parameter,
 * as temperature scaling has: Guo et al. 2017).
 */
const calibration = 2.2;

/** How likely it is that every part is right, less for all that found no place. */
function confidenceOf(parsed: Parsed, { read, graph }: Interpretation, findings: readonly Finding[]): number {
  if (graph.variables.length === 0) return 0;
  const parts = read.map(
    ({ logProbability, statement }) => Math.min(1, statement.probability) * Math.exp(logProbability),
  );
  const least = Math.min(1, ...parts);
  const mean = Math.exp(
    parts.reduce((sum, part) => sum + Math.log(Math.max(part, 1e-4)), 0) / Math.max(1, parts.length),
  );
  const left = findings.filter(({ kind }) => open.has(kind)).length;
  return Math.max(0, Math.min(1, parsed.problem * ((mean + least) / 2) * 0.75 ** left)) ** calibration;
}
