import type { Alternative, Doubt, ProblemGraph, Quantity, RowConstraint } from '../../graph';
import { meaning, replacing } from './alternatives';
import { comparatorWords } from './inWords';

/** Words that mean more than one thing to every reader, where the graph depends on what they mean. */
export function ambiguousWords(text: string, graph: ProblemGraph): readonly Doubt[] {
  return graph.constraints.flatMap((constraint): readonly Doubt[] => {
    if (constraint.kind === 'relation') return [];
    return [
      ...strictOrNot(text, graph, constraint),
      ...eachOrTogether(text, graph, constraint),
      ...exactlyOrAtLeast(text, graph, constraint),
    ];
  });
}

const STRICT = {
  'at-least': /\b(?:(?:more|greater|higher|larger) than|over|above|exceeds?)\s*$/iu,
  'at-most': /\b(?:(?:less|fewer|lower|smaller) than|under|below)\s*$/iu,
} as const;
const NEGATED = /\b(?:no|not|never|cannot|can't|n't|nor)\s+(?:\p{L}+\s+){0,2}$/iu;

/** "More than 5 chairs": may it be 5? Where chairs are whole, the answer can differ by one. */
function strictOrNot(text: string, graph: ProblemGraph, constraint: RowConstraint): readonly Doubt[] {
  const { comparator } = constraint;
  if ((constraint.kind !== 'bound' && constraint.kind !== 'total') || !isStrictable(comparator)) return [];
  const { limit } = constraint;
  const counted = constraint.kind === 'bound' ? [graph.variables[constraint.variable]] : graph.variables;
  if (!Number.isInteger(limit.value) || counted.some((each) => each?.domain !== 'integer')) return [];
  const before = text.slice(constraint.sentence.start, limit.span.start);
  const [cue] = STRICT[comparator].exec(before) ?? [];
  if (cue === undefined || NEGATED.test(before.slice(0, before.length - cue.length))) return [];
  const span = { start: limit.span.start - cue.length, end: limit.span.end };
  const beyond = limit.value + (comparator === 'at-least' ? 1 : -1);
  const to = (value: number): Alternative => {
    const words = value === limit.value ? limit.text : withValue(limit, value);
    const newText = `${comparatorWords[comparator]} ${words}`;
    const meant: Quantity = { ...limit, value, text: words };
    const graphMeant = replacing(graph, [constraint], [{ ...constraint, limit: meant }]);
    return { meaning: newText, graph: graphMeant, wordings: [[{ span, newText }]] };
  };
  const words = text.slice(span.start, span.end);
  return [
    {
      span,
      message: `'${words}' is taken as ${comparatorWords[comparator]} ${limit.text}: ${limit.text} itself is allowed.`,
      alternatives: [to(limit.value), to(beyond)],
    },
  ];
}

function isStrictable(comparator: RowConstraint['comparator']): comparator is keyof typeof STRICT {
  return comparator === 'at-least' || comparator === 'at-most';
}

/** A whole number in place of another, with its currency sign. */
function withValue({ text }: Quantity, value: number): string {
  const [sign = ''] = /^\p{Sc}/u.exec(text) ?? [];
  return `${sign}${value}`;
}

/** "each" and "apiece" that name nothing they count, and "or" between the things. */
const EACH = /\b(?:each|apiece)(?=\s*(?:[.,;:!?)]|$))/iu;
const OR = /\bor\b/iu;

/** "At most 40 hours each", "at least 20 chairs or tables": of every one, or of all together? */
function eachOrTogether(text: string, graph: ProblemGraph, constraint: RowConstraint): readonly Doubt[] {
  if (constraint.kind !== 'total' || graph.variables.length < 2) return [];
  const { limit, sentence } = constraint;
  const after = text.slice(limit.span.end, sentence.end);
  const cue = EACH.exec(after) ?? orBetweenNames(after, graph);
  if (!cue) return [];
  const start = limit.span.end + cue.index;
  const span = { start, end: start + cue[0].length };
  const bounds = graph.variables.map((_, variable): RowConstraint => ({
    ...constraint,
    kind: 'bound',
    variable,
    limit,
  }));
  const word = cue[0].toLowerCase();
  const instead = word === 'or' ? ['and'] : ['in total', 'together'];
  const together = meaning(text, graph, [constraint], [constraint]);
  return [
    {
      span,
      message: `'${cue[0]}' is taken as all together: it can also mean every one by itself.`,
      alternatives: [
        {
          ...together,
          meaning: 'together',
          wordings: [...instead.map((newText) => [{ span, newText }]), ...together.wordings],
        },
        { ...meaning(text, graph, [constraint], bounds), meaning: 'every one by itself' },
      ],
    },
  ];
}

/** The "or" that joins the names of two things right behind a limit. */
function orBetweenNames(after: string, { variables }: ProblemGraph): RegExpExecArray | undefined {
  const cue = OR.exec(after);
  if (!cue) return undefined;
  const [left, right] = [after.slice(0, cue.index), after.slice(cue.index)].map((side) => side.toLowerCase());
  const names = variables.map(({ name }) => name.toLowerCase());
  const joined = names.some((one) => left?.trimEnd().endsWith(one) === true);
  const other = names.some((one) => right?.slice(2).trimStart().startsWith(one) === true);
  return joined && other ? cue : undefined;
}

/** Words that say how a multiple is meant. */
const SAID =
  /\b(?:at (?:least|most)|exactly|precisely|equal|(?:no|not) (?:more|less|fewer)|more|fewer|less|minimum|maximum|up to|exceed|over|under)\b/iu;

/** "The chairs must be twice the tables": exactly, or at least? */
function exactlyOrAtLeast(text: string, graph: ProblemGraph, constraint: RowConstraint): readonly Doubt[] {
  if (constraint.kind !== 'ratio' || !constraint.factor || constraint.comparator === 'less') return [];
  const { sentence, factor } = constraint;
  if (SAID.test(text.slice(sentence.start, sentence.end))) return [];
  const at = factor.span.start;
  const others = (['equal', 'at-least', 'at-most'] as const).filter((each) => each !== constraint.comparator);
  const to = (comparator: RowConstraint['comparator']): Alternative => {
    const [plain] = [meaning(text, graph, [constraint], [{ ...constraint, comparator }])];
    const added = { span: { start: at, end: at }, newText: `${comparatorWords[comparator]} ` };
    return {
      ...plain,
      meaning: `${comparatorWords[comparator]} ${factor.text}`,
      wordings: [[added], ...plain.wordings],
    };
  };
  return [
    {
      span: factor.span,
      message: `'${factor.text}' is taken as ${comparatorWords[constraint.comparator]} ${factor.text}: the text does not say it.`,
      alternatives: [constraint.comparator, ...others].map(to),
    },
  ];
}
