import { basename, dirname, join } from 'node:path';
import { readSources, type CompileRequest } from '../compile';
import { deadlineIn, explain, signalFor } from '../explain';
import type { ConflictPart } from '../outcome';
import { excerpt, LineIndex, shortNumber, type Diagnostic } from '../text';
import {
  changedValues,
  directBreaks,
  readQuestion,
  unknownName,
  vocabularyOf,
  type Asked,
  type OwnWords,
  type Question,
  type Vocabulary,
} from '../whatif';
import { answer, type Answer } from './answer';
import type { AskedConflict, AskOptions, QuestionProblem, WhyNot, WhyNotPossible } from './asking';
import { answerOrWhy } from './dispute';
import type { Engines } from './engines';
import { PATIENCE, servicesFor } from './explainSubject';
import { goalOf, type Goal } from './objective';
import type { Subject } from './subject';
import { whyNotDiagnostics } from './whyNotDiagnostics';

/** Milliseconds for finding what a question that leaves variables open breaks by itself: it may be as hard as solving. */
const SHORT = 5_000;

type Understood = Extract<Question, { kind: 'question' }>;

/** A question put into the model: the model as an include, and behind it what is asked as constraints. */
interface Put {
  readonly subject: Subject;
  readonly request: Omit<CompileRequest, 'library'>;
  readonly question: Understood;
  readonly text: string;
  readonly vocabulary: Vocabulary;
  /** The text before the question's items. */
  readonly head: string;
  readonly goal: Goal;
  readonly options: AskOptions;
}

/**
 * Why is this no solution, or what does it cost? Solves the model with what is asked: if that can be had, it is compared
 * with the best without; if not, the constraints are found that it breaks by itself, or a minimal conflict with it.
 */
export async function whyNot(
  engines: Engines,
  subject: Subject,
  text: string,
  options: AskOptions,
  signal?: AbortSignal,
): Promise<WhyNot> {
  const { file } = subject;
  const told = { file, question: text };
  const { goal, vocabulary, question, diagnostics } = await understand(subject, text);
  if (diagnostics.length > 0) return noModel(subject, text, diagnostics);
  if (question.kind === 'wrong') return { ...told, ...wrong(question.problems) };
  const put = putInto(subject, text, question, vocabulary, goal, options);
  const { solver, timeLimitMs, onProgress } = options;
  const limits = { solver, ...(timeLimitMs !== undefined && { timeLimitMs }), ...(onProgress && { onProgress }) };
  const forbidden = () => impossible(engines, put, signal);
  const { found, why } = await answerOrWhy(engines, put.request, limits, forbidden, signal);
  if (why) return { ...told, ...why };
  switch (found.status) {
    case 'optimal':
    case 'satisfied':
    case 'unbounded': {
      const known = options.known;
      const base = known
        ? { status: known.status, objective: known.objective, values: known.solution }
        : await baseOf(await answer(engines, subject.request, limits, signal), subject);
      return { ...told, ...possible(put, found.status, found, base) };
    }
    case 'unknown':
      return { ...told, kind: 'unknown', title: found.reason ?? 'No answer was found in time.' };
    case 'error': {
      const problems = problemsIn(put, found.diagnostics);
      return problems.length > 0 ? { ...told, ...wrong(problems) } : noModel(subject, text, found.diagnostics);
    }
    default:
      return found.status satisfies never;
  }
}

/** What is wrong with a question, as far as reading it alone tells. */
export async function checkQuestion(subject: Subject, text: string): Promise<readonly QuestionProblem[]> {
  const { question } = await understand(subject, text);
  return question.kind === 'wrong' ? question.problems : [];
}

async function understand(subject: Subject, text: string) {
  const { files, diagnostics } = await readSources({ ...subject.request, library: 'std' });
  const goal = goalOf(
    subject,
    files.filter(({ kind }) => kind === 'model').map((source) => source.text),
  );
  const vocabulary = vocabularyOf(files, wordsOf(subject));
  return { goal, vocabulary, question: readQuestion(text, vocabulary, goal.code), diagnostics };
}

function noModel({ file, retelling }: Subject, question: string, diagnostics: readonly Diagnostic[]): WhyNot {
  const own = diagnostics.map((diagnostic) => ({ ...diagnostic, ...retelling.place(diagnostic) }));
  const title = own[0]?.message ?? 'The model could not be compiled.';
  return { file, question, title, kind: 'error', diagnostics: own };
}

function wrong(problems: readonly QuestionProblem[]) {
  return { kind: 'question', title: problems[0]?.message ?? 'The question is wrong.', problems } as const;
}

function wordsOf({ problem }: Subject): readonly OwnWords[] {
  if (!problem?.generated) return [];
  const objective = problem.reading.graph.objective?.name;
  const code = problem.generated.objective;
  return [
    ...problem.generated.names.map(({ identifier, words }) => ({ words, code: identifier, isVariable: true })),
    ...(objective !== undefined && code !== undefined
      ? [{ words: objective, code: `(${code})`, isVariable: false }]
      : []),
  ];
}

function putInto(
  subject: Subject,
  text: string,
  question: Understood,
  vocabulary: Vocabulary,
  goal: Goal,
  options: AskOptions,
): Put {
  const { request } = subject;
  const model = join(dirname(request.model), `${basename(request.model)}.question.mzn`);
  const head = `include "${basename(request.model).replace(/[\\"]/g, '\\$&')}";\n`;
  const overlay = new Map([...request.overlay, [model, head + question.items.text]]);
  return { subject, request: { ...request, model, overlay }, question, text, vocabulary, head, goal, options };
}

/** What errors in the question's items say of the question. */
function problemsIn(put: Put, diagnostics: readonly Diagnostic[]): readonly QuestionProblem[] {
  const lines = new LineIndex(put.head + put.question.items.text);
  return diagnostics.flatMap(({ file, severity, range, message }) => {
    if (file !== put.request.model || severity !== 'error') return [];
    const { start, end } = lines.spanOf(range);
    const source = put.question.items.sourceOf({ start: start - put.head.length, end: end - put.head.length });
    const span = source ?? { start: 0, end: put.text.length };
    const unknown = /undefined identifier [`'"]([^`'"]+)/i.exec(message)?.[1];
    return [{ span, message: unknown === undefined ? message : unknownName(unknown, put.vocabulary) }];
  });
}

/** What was asked, for a sentence. */
function saying({ question: { asked, isCandidate } }: Put): string {
  return isCandidate && asked.length > 1 ? 'This solution' : `“${excerpt(asked.map(({ text }) => text).join('; '))}”`;
}

interface Base {
  readonly status: Answer['status'] | 'incomplete';
  readonly objective: number | null;
  readonly values: Answer['values'];
}

function baseOf(found: Answer, { retelling }: Subject): Base {
  return { status: found.status, objective: found.objective, values: retelling.values(found.values) };
}

function possible(
  put: Put,
  status: WhyNotPossible['status'],
  found: Answer,
  base: Base,
): WhyNotPossible & { readonly title: string } {
  const { goal, subject } = put;
  const solution = subject.retelling.values(found.values);
  const best = goal.direction === 'satisfy' ? null : base.objective;
  return {
    kind: 'possible',
    title: costTitle(put, status, found.objective, best),
    status,
    objective: found.objective,
    best,
    objectiveName: goal.name,
    solution,
    output: found.output,
    changes: changedValues(base.values, solution),
    checked: found.checked,
    ...(found.reason !== undefined && { reason: found.reason }),
  };
}

function costTitle(put: Put, status: WhyNotPossible['status'], objective: number | null, best: number | null): string {
  const { name, direction } = put.goal;
  const what = `${saying(put)} is possible`;
  if (status === 'unbounded') return `${what}, and the ${name} has no limit then.`;
  if (objective === null || direction === 'satisfy') return `${what}.`;
  const proved = status === 'optimal' ? '' : ' (the best found so far)';
  if (best === null) return `${what}: ${name} ${shortNumber(objective)}${proved}.`;
  const loss = direction === 'maximize' ? best - objective : objective - best;
  if (Math.abs(loss) <= 1e-9 * Math.max(1, Math.abs(best)))
    return `${what}, and costs nothing: ${name} ${shortNumber(objective)}${proved}.`;
  return `${what}: ${name} ${shortNumber(objective)} instead of ${shortNumber(best)}${proved}.`;
}

/** What forbids what is asked; undefined where nothing does. */
async function impossible(engines: Engines, put: Put, signal: AbortSignal | undefined) {
  put.options.onProgress?.({ kind: 'stage', stage: 'explaining' });
  const direct = put.question.asksValues ? await brokenDirectly(engines, put, signal) : undefined;
  if (direct && direct.conflicts.length > 0) return impossibleBy(put, direct.conflicts, true, direct.complete);
  const { solver, timeLimitMs = PATIENCE } = put.options;
  const services = servicesFor(engines, put.request, solver);
  const found = await explain({ request: { ...put.request, library: 'z3' } }, services, {
    timeLimitMs,
    repairs: false,
    ...(signal && { signal }),
  });
  if (found.status === 'feasible') return undefined;
  const conflicts = found.conflicts.map(({ parts }) => askedConflict(put, parts));
  const [first] = conflicts;
  if (first?.asked.length === 0) {
    const title = 'The model has no solution, whatever is asked of it.';
    return { kind: 'infeasible', title, conflicts: conflicts.map(({ parts }) => ({ parts })) } as const;
  }
  return { ...impossibleBy(put, conflicts, false, false), ...(found.reason !== undefined && { reason: found.reason }) };
}

function impossibleBy(put: Put, conflicts: readonly AskedConflict[], direct: boolean, complete: boolean) {
  const title = impossibleTitle(put, conflicts, direct);
  const diagnostics = whyNotDiagnostics(conflicts, saying(put), direct);
  return { kind: 'impossible', title, conflicts, direct, complete, diagnostics } as const;
}

function impossibleTitle(put: Put, conflicts: readonly AskedConflict[], direct: boolean): string {
  const what = saying(put);
  const [first] = conflicts;
  if (!first) return `${what} is impossible.`;
  if (first.parts.length === 0) return `What you ask contradicts itself.`;
  // What data stand in a conflict is said, but it is the constraints that forbid.
  const parts = (direct ? conflicts.flatMap((conflict) => conflict.parts) : first.parts).filter(
    ({ kind }) => kind !== 'data',
  );
  const count = new Set(parts.map(placeKey)).size;
  if (direct) return `${what} breaks ${count === 1 ? 'a constraint' : `${count} constraints`}.`;
  return count <= 1
    ? `${what} is impossible: a constraint does not allow it.`
    : `${what} is impossible: ${count} constraints together do not allow it.`;
}

function placeKey({ file, range, indices }: ConflictPart): string {
  return JSON.stringify([file, range, indices]);
}

/** Every constraint that values break, each by itself. What goes wrong with looking for them leaves the other way. */
async function brokenDirectly(engines: Engines, put: Put, signal: AbortSignal | undefined) {
  const { timeLimitMs = PATIENCE } = put.options;
  const request: CompileRequest = { ...put.request, library: 'z3' };
  // The time is for the engine: a conflict would take the compilation as well.
  const traced = await engines.compiler().trace(request, signal, { domains: true });
  if (traced.kind !== 'traced') return undefined;
  const deadline = deadlineIn(put.question.isCandidate ? timeLimitMs / 2 : Math.min(SHORT, timeLimitMs / 4));
  const limit = signalFor(deadline, signal);
  try {
    const isAsked = ({ origin }: { readonly origin: { readonly file: string } }): boolean =>
      origin.file === request.model;
    const { breaks, complete } = await directBreaks(traced, {
      open: () =>
        engines.cores().open(
          traced.flatzinc,
          traced.parts.map(({ holds }) => holds),
          limit,
        ),
      isAsked,
      deadline,
      ...(limit && { signal: limit }),
    });
    const conflicts = breaks.map(({ part, asked }): AskedConflict =>
      askedConflict(
        put,
        [part, ...asked].map(({ origin: { file, range, text, indices }, kind }) => ({
          file,
          range,
          text,
          indices,
          kind,
        })),
      ),
    );
    return { conflicts, complete };
  } catch (error) {
    signal?.throwIfAborted();
    if (limit?.aborted) return undefined;
    throw error;
  }
}

/** A conflict with what was asked apart from the model's own parts, these in the user's words. */
function askedConflict(put: Put, parts: readonly ConflictPart[]): AskedConflict {
  const { model } = put.request;
  const own = parts.filter(({ file }) => file !== model);
  const lines = new LineIndex(put.head + put.question.items.text);
  const asked = new Set<Asked>();
  for (const { range } of parts.filter(({ file }) => file === model)) {
    const { start, end } = lines.spanOf(range);
    const source = put.question.items.sourceOf({ start: start - put.head.length, end: end - put.head.length });
    const found = put.question.asked.find(
      ({ span }) => source && span.start <= source.start && source.start < span.end,
    );
    if (found) asked.add(found);
  }
  return { parts: put.subject.retelling.parts(own), asked: put.question.asked.filter((one) => asked.has(one)) };
}
