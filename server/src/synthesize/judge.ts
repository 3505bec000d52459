import { printMiniZinc, type GeneratedModel, type ProblemGraph } from '../prose';
import {
  graphOf,
  readCitedJson,
  resolve,
  uncoveredLimits,
  type CitedModel,
  type Fault,
  type LinesOf,
  type Resolved,
} from '../prose/cited';
import type { Trial, TryModel } from './types';

/** A reply of a language model, held against the text, compiled and solved. */
export interface Candidate {
  readonly reply: string;
  readonly resolved: Resolved;
  readonly graph: ProblemGraph;
  /** What it comes to, for the vote; undefined where it is no model that could be used. */
  readonly outcome: string | undefined;
  /** At odds with the text, but usable. */
  readonly faults: readonly Fault[];
  /** All that is to be said against it, in words for who wrote it. */
  readonly said: readonly string[];
  /** What may be right and mostly is not: no solution, no limit. Told once. */
  readonly doubts: readonly string[];
}

/** Holds a reply against its text, compiles and solves it. Rejects only with `AbortError`. */
export async function judge(reply: string, text: string, tryModel: TryModel, signal?: AbortSignal): Promise<Candidate> {
  const { model, places, faults: unread } = readCitedJson(reply, text);
  const resolved = resolve(model);
  const { graph, lines, faults: unmade } = graphOf(resolved);
  const tell = ({ line, message }: Fault): string => placed(model, places, line, message);
  const broken = [...unread, ...unmade, ...shapeFaults(model)];
  const faults = model.isProblem ? resolved.faults : [];
  const about = { reply, resolved, graph, faults, doubts: [] };
  const uncovered = model.isProblem ? uncoveredLimits(resolved) : [];
  const said = [
    ...[...broken, ...faults].map(tell),
    ...uncovered.map(({ start, end }) => `nothing is said of “${text.slice(Math.max(0, start - 20), end + 20)}”`),
  ];
  if (broken.length > 0) return { ...about, outcome: undefined, said };
  if (!model.isProblem) return { ...about, outcome: 'no problem', said };
  if (model.statements.some(({ kind }) => kind === 'missing')) return { ...about, outcome: 'incomplete', said };

  const generated = printed(graph, text);
  if (typeof generated === 'string') return { ...about, outcome: undefined, said: [...said, generated] };
  const trial = await tryModel(generated.text, signal);
  const compiler = trial.errors.map(({ span, message }) => {
    const line = lineAt(generated, lines, span.start);
    return line === undefined ? `the compiler: ${message}` : placed(model, places, line, `the compiler: ${message}`);
  });
  const told = { ...about, said: [...said, ...compiler], doubts: doubtsOf(trial) };
  return { ...told, outcome: compiler.length > 0 ? undefined : outcomeOf(trial) };
}

/** What is wrong with the statements as a whole. */
function shapeFaults({ isProblem, statements }: CitedModel): Fault[] {
  const decides = statements.some(({ kind }) => kind === 'var');
  const isIncomplete = statements.some(({ kind }) => kind === 'missing');
  return isProblem && !isIncomplete && !decides ? [{ line: 0, message: 'nothing is to be decided: no variables' }] : [];
}

/** A graph whose numbers cannot be written has no model; a sentence then. */
function printed(graph: ProblemGraph, text: string): GeneratedModel | string {
  try {
    return printMiniZinc(graph, text, 'model.problem');
  } catch (error) {
    if (error instanceof RangeError) return `it cannot be written as MiniZinc: ${error.message}`;
    throw error;
  }
}

function outcomeOf({ status, objective }: Trial): string | undefined {
  if (status === 'error') return undefined;
  return status === 'optimal' && objective !== null ? `optimal ${String(Number(objective.toPrecision(9)))}` : status;
}

function doubtsOf({ status }: Trial): string[] {
  if (status === 'infeasible')
    return ['it has no solution: if the text does not mean that, some constraint says too much; else write the same'];
  if (status === 'unbounded')
    return [
      'its objective has no limit: if the text does not mean that, some constraint is missing; else write the same',
    ];
  return [];
}

/** The statement that stands at an offset of the generated model. */
function lineAt({ trace }: GeneratedModel, lines: LinesOf, offset: number): number | undefined {
  const parts = {
    set: 'sets',
    table: 'tables',
    variable: 'variables',
    definition: 'definitions',
    relation: 'constraints',
    objective: 'objective',
  } as const;
  for (const [kind, part] of Object.entries(parts)) {
    const own = trace.filter((entry) => entry.class === kind);
    const at = own.findIndex(({ model }) => model.start <= offset && offset <= model.end);
    if (at >= 0) return lines[part][at];
  }
  return undefined;
}

/** What is said, under the place of the JSON that it is said of. */
function placed({ statements }: CitedModel, places: readonly string[], line: number, message: string): string {
  const place = places[line - 1];
  if (place === undefined) return message;
  const statement = statements.find((each) => each.line === line);
  const own = statement && 'expression' in statement ? ` (${statement.expression})` : '';
  return `${place}${own}: ${message}`;
}
