import type { Definition, Expression } from '../expression';
import { emptyGraph, type Constraint, type Objective, type ProblemGraph } from '../graph';
import { ProgramReader, Unreadable } from '../program';
import type { Hypothesis, Parsed, ParsedStatement } from './decode';
import { pairOf } from './decode';
import type { Input } from './input';
import { spanOf, type Group } from './names';
import { structureOf, type Structure } from './structure';
import { Mistyped, typeOf, type Declarations, type Type } from './types';

/** A statement as it was read, or why it was not. */
export interface ReadStatement {
  readonly statement: ParsedStatement;
  /** Of the likeliest hypothesis that fits what is declared. */
  readonly logProbability: number;
  readonly fault: string | undefined;
}

/** What a text says, with all that was not understood. */
export interface Interpretation {
  readonly graph: ProblemGraph;
  readonly structure: Structure;
  readonly read: readonly ReadStatement[];
  /** What the text lacks. */
  readonly missing: readonly { readonly what: string; readonly statement: ParsedStatement }[];
}

/** The problem graph of what the networks said of a text. */
export function interpret(input: Input, parsed: Parsed): Interpretation {
  const structure = structureOf(input, parsed);
  const read: ReadStatement[] = [];
  const definitions: { group: Group; value: Expression; type: Type }[] = [];
  const declared = (): Declarations => ({ ...structure, definitions: definitions.map(({ type }) => type) });
  const definitionAt = (place: number): number | undefined => {
    const at = definitions.findIndex(({ group }) => group.some(({ first, last }) => first <= place && place <= last));
    return at < 0 ? undefined : at;
  };
  const things = {
    ...structure.things,
    thing: (to: Parameters<typeof structure.things.thing>[0], place: number) =>
      to === 'definition' ? definitionAt(place) : structure.things.thing(to, place),
  };

  /** The likeliest hypothesis that fits the declarations. */
  function tryEach<T>(statement: ParsedStatement, take: (reader: ProgramReader) => T): T | undefined {
    let fault = 'no program';
    for (const { steps, logProbability } of statement.hypotheses) {
      try {
        const found = take(new ProgramReader(steps, things));
        read.push({ statement, logProbability, fault: undefined });
        return found;
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof Mistyped)) throw error;
        fault = error.message;
      }
    }
    read.push({ statement, logProbability: -10, fault });
    return undefined;
  }

  const of = (kind: ParsedStatement['kind']): ParsedStatement[] =>
    parsed.statements.filter((statement) => statement.kind === kind && statement.probability >= 0.5);
  const typed = (expression: Expression, wanted: (type: Type) => boolean): Expression => {
    if (!wanted(typeOf(expression, declared()))) throw new Mistyped('a value of another kind expected');
    return expression;
  };
  const isTruth = ({ kind }: Type): boolean => kind === 'truth';
  const isNumber = ({ kind }: Type): boolean => kind === 'truth' || kind === 'number';

  for (const statement of of('definition')) {
    const group = structure.definitions.find((each) =>
      each.some(({ first, last }) => first <= statement.anchor && statement.anchor <= last),
    );
    if (!group) continue;
    tryEach(statement, (reader) => {
      const value = reader.expression();
      definitions.push({ group, value, type: typeOf(value, declared()) });
    });
  }
  const constraints: Constraint[] = [];
  for (const statement of [...of('constraint'), ...of('implied')].sort((a, b) => a.anchor - b.anchor)) {
    const bodies = tryEach(statement, (reader) =>
      (statement.kind === 'implied' ? reader.untilEnd() : [reader.expression()]).map((body) => typed(body, isTruth)),
    );
    const { span, sentence } = wordsOf(input, parsed, statement);
    for (const body of bodies ?? [])
      constraints.push({ kind: 'relation', body, span, sentence, confidence: confidenceOf(statement) });
  }
  let objective: Objective | undefined;
  for (const statement of of('objective').sort((a, b) => b.probability - a.probability)) {
    const { span } = wordsOf(input, parsed, statement);
    objective ??= tryEach(statement, (reader): Objective => {
      const direction = reader.direction();
      return { direction, name: undefined, terms: [], value: typed(reader.expression(), isNumber), span };
    });
  }
  const missing = of('missing').flatMap((statement) => {
    const what = tryEach(statement, (reader) => reader.missing());
    return what ? [{ what, statement }] : [];
  });
  const defined = definitions.map(({ group, value }): Definition => {
    const mentions = group.map((mention) => spanOf(input, mention));
    const [first] = mentions;
    return { name: first ? input.text.slice(first.start, first.end).replace(/\s+/gu, ' ') : 'total', mentions, value };
  });
  const { sets, tables, variables } = structure;
  return {
    graph: { ...emptyGraph, sets, tables, variables, definitions: defined, objective, constraints },
    structure,
    read,
    missing,
  };
}

function confidenceOf({ probability, hypotheses }: ParsedStatement): number {
  const best: Hypothesis | undefined = hypotheses[0];
  return Math.min(1, probability) * Math.exp(best?.logProbability ?? -10);
}

/** The words of a statement and the sentence they stand in. */
function wordsOf(
  input: Input,
  parsed: Parsed,
  { anchor }: ParsedStatement,
): { span: { start: number; end: number }; sentence: { start: number; end: number } } {
  const whole = { start: 0, end: input.text.length };
  if (anchor === 0) return { span: whole, sentence: whole };
  const own = input.sentences.ofToken[anchor - 1] ?? 0;
  const choose = (relation: 'first' | 'last', fits: (place: number) => boolean): number => {
    let best = anchor;
    for (let place = 1; place < input.length; place++) {
      const isBetter = pairOf(parsed, relation, anchor, place) > pairOf(parsed, relation, anchor, best);
      if (fits(place) && isBetter) best = place;
    }
    return best;
  };
  const isNear = (place: number): boolean => input.sentences.ofToken[place - 1] === own;
  const first = choose('first', (place) => isNear(place) && place <= anchor);
  const last = choose('last', (place) => isNear(place) && place >= anchor);
  return { span: spanOf(input, { first, last }), sentence: input.sentences.spans[own] ?? whole };
}
