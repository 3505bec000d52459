import { emptyGraph, type Expression, type ProblemGraph } from '../server/src/prose';
import type { Span } from '../server/src/text';
import {
  graphOf,
  resolve,
  type Fault,
  type MissingKind,
  type Statement,
  type TextNumber,
} from '../server/src/prose/cited';
import type { Area, GoldRecord } from './gold/record';

/** A text with everything the reader is to learn of it. */
export interface Annotated {
  readonly id: string;
  readonly area: Area;
  readonly text: string;
  /** False: the text is no optimisation or constraint problem; graph and statements are then empty. */
  readonly problem: boolean;
  /** Sets, tables, definitions and variables with their mentions; its constraints and objective are those of `statements` without soft ones. */
  readonly graph: ProblemGraph;
  readonly statements: readonly AnnotatedStatement[];
  /** Every number of the text that rules find. */
  readonly numbers: readonly TextNumber[];
}

/** What a text asks for, with the words that say it; none where everybody understands it without words. */
export type AnnotatedStatement =
  | {
      readonly kind: 'objective';
      readonly spans: readonly Span[];
      readonly direction: 'minimize' | 'maximize';
      readonly value: Expression;
    }
  | {
      readonly kind: 'constraint';
      readonly force: 'asked' | 'soft' | 'implied';
      readonly spans: readonly Span[];
      readonly body: Expression;
    }
  | { readonly kind: 'missing'; readonly what: MissingKind; readonly spans: readonly Span[] };

/** A problem of the corpus as the reader learns it; a problem with faults gives only these. */
export function annotatedOf(record: GoldRecord): {
  readonly annotated?: Annotated;
  readonly faults: readonly Fault[];
} {
  const resolved = resolve(record);
  const { graph, said, faults: inGraph } = graphOf(resolved);
  const faults = [...resolved.faults, ...inGraph];
  if (faults.length > 0) return { faults };
  const problem = record.answer.kind !== 'no problem';
  const statements = record.statements.flatMap(
    (statement) =>
      annotatedStatement(statement, resolved.evidence.get(statement) ?? [], spelledOut(said.get(statement), graph)) ??
      [],
  );
  const { id, area, text } = record;
  const annotated = {
    id,
    area,
    text,
    problem,
    graph: problem ? graph : emptyGraph,
    statements: problem ? statements : [],
    numbers: resolved.numbers,
  };
  return { annotated, faults };
}

/** An expression in which definitions that no words name are put in full: no place of the text stands for them. */
function spelledOut<T>(value: T, graph: ProblemGraph): T {
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'definition' && 'definition' in value) {
    const definition = graph.definitions[Number(value.definition)];
    return definition?.mentions.length === 0 ? (spelledOut(definition.value, graph) as T) : value;
  }
  const parts = Object.entries(value).map(([name, each]) => [name, spelledOut<unknown>(each, graph)] as const);
  // What has no such definition stays the very object that the graph has.
  if (parts.every(([name, each]) => each === (value as Record<string, unknown>)[name])) return value;
  return (Array.isArray(value) ? parts.map(([, each]) => each) : Object.fromEntries(parts)) as T;
}

function annotatedStatement(
  statement: Statement,
  spans: readonly Span[],
  said: Expression | undefined,
): AnnotatedStatement | undefined {
  if (statement.kind === 'missing') return { kind: 'missing', what: statement.what, spans };
  if (!said) return undefined;
  if (statement.kind === 'objective') return { kind: 'objective', spans, direction: statement.direction, value: said };
  if (statement.kind === 'constraint') return { kind: 'constraint', force: statement.force, spans, body: said };
  return undefined;
}
