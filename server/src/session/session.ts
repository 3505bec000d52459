import { classify } from '../flatzinc';
import { traceRecords } from '../prose';
import type { Outcome } from '../outcome';
import type { Asking } from '../synthesize';
import type { Diagnostic } from '../text';
import { shortList } from '../whatif';
import type { Answer } from './answer';
import type { AskOptions } from './asking';
import { assumptionsThatMatter } from './assumed';
import { conflictOnly } from './conflictOnly';
import { answerOrWhy } from './dispute';
import { openEngines, SOLVER_IDS, type EngineSettings } from './engines';
import { explainSubject } from './explainSubject';
import { exportSubject } from './exportFile';
import { internalFault, isAbort, outcomeOf } from './faults';
import { hintsOf, runawaysOf } from './hints';
import { ProblemReader } from './problem';
import { openSubject, readText, type NoSubject, type ReadOptions, type Subject } from './subject';
import { Texts } from './texts';
import type { Session, SolveFileOptions, Synthesis } from './types';
import { changeableParameters, whatIf } from './whatIf';
import { checkQuestion, whyNot } from './whyNot';
import { wordFixesAt } from './wordFixes';

/** Opens a session; engines start when first needed. By default it starts no program of the user's. */
export function openSession(settings: Partial<EngineSettings> = {}): Session {
  const engines = openEngines({ minizinc: undefined, memoryLimitMb: undefined, ...settings });
  const texts = new Texts();
  const reader = new ProblemReader(engines);
  const subjectOf = (file: string, data: readonly string[], signal?: AbortSignal, reading?: ReadOptions) =>
    openSubject(file, data, texts, reader, reading, signal);
  /** For what happens as one types. */
  const quickly = (file: string, data: readonly string[], signal?: AbortSignal) =>
    subjectOf(file, data, signal, { how: 'quick' });
  /** What a file would be with another text. */
  const readAgain = async (file: string, text: string, signal?: AbortSignal): Promise<Subject | undefined> => {
    const again = await readText(file, text, texts, reader, { how: 'edited' }, signal);
    return isSubject(again) ? again : undefined;
  };

  const solve = async (
    file: string,
    options: SolveFileOptions,
    every: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> => {
    const started = performance.now();
    const wallMs = () => performance.now() - started;
    try {
      options.onProgress?.({ kind: 'stage', stage: 'reading' });
      const subject = await subjectOf(file, options.data, signal, {
        how: options.background === true ? 'quick' : 'asking',
        onAsking: (asking) => options.onProgress?.({ kind: 'stage', stage: 'reading', detail: askedNow(asking) }),
      });
      if (!isSubject(subject)) return outcomeOf(file, subject.kind, { ...saidOf(subject), wallMs: wallMs() });
      const reread = (text: string) => readAgain(file, text, signal);
      const explained = () =>
        explainSubject(engines, subject, { ...options, every }, reread, signal).catch(unexplained);
      const { found, why } = await answerOrWhy(engines, subject.request, options, explained, signal);
      const told = outcomeFrom(subject, found, options);
      const matters = await assumptionsThatMatter(engines, subject, found, options.timeLimitMs, signal);
      if (!why) {
        const runaways = await runawaysOf(engines, subject, found, options.timeLimitMs, signal);
        return { ...told, diagnostics: [...told.diagnostics, ...runaways, ...matters], wallMs: wallMs() };
      }
      // The conflict says it better than the compiler's word that something is inconsistent.
      const others = told.diagnostics.filter(({ code }) => code !== 'inconsistent-model' || why.conflicts.length === 0);
      return { ...told, ...why, diagnostics: [...others, ...why.diagnostics, ...matters], wallMs: wallMs() };
    } catch (error) {
      if (isAbort(error)) throw error;
      return outcomeOf(file, 'error', { diagnostics: [internalFault(file, error)], wallMs: wallMs() });
    }
  };

  /** As `solve`, of texts that stand nowhere but here, and without repairs. */
  const solveAsIf = async (subject: Subject, options: AskOptions, signal?: AbortSignal): Promise<Outcome> => {
    const started = performance.now();
    const conflict = () =>
      conflictOnly(engines, subject, options, signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        return unexplained(error);
      });
    const { found, why } = await answerOrWhy(engines, subject.request, options, conflict, signal);
    return { ...outcomeFrom(subject, found, {}), ...why, wallMs: performance.now() - started };
  };

  return {
    whyNot: async (file, question, options, signal) => {
      try {
        const subject = await subjectOf(file, options.data, signal);
        if (isSubject(subject)) return await whyNot(engines, subject, question, options, signal);
        return { file, question, kind: 'error', ...nothingToAsk(subject) };
      } catch (error) {
        if (isAbort(error)) throw error;
        const fault = internalFault(file, error);
        return { file, question, kind: 'error', title: fault.message, diagnostics: [fault] };
      }
    },
    checkQuestion: async (file, question, options = {}, signal) => {
      try {
        const subject = await quickly(file, options.data ?? [], signal);
        return isSubject(subject) ? await checkQuestion(subject, question) : [];
      } catch (error) {
        if (isAbort(error)) throw error;
        return []; // the question itself will tell
      }
    },
    whatIf: async (file, changes, options, signal) => {
      try {
        const subject = await subjectOf(file, options.data, signal);
        if (!isSubject(subject)) return { file, kind: 'error', ...nothingToAsk(subject) };
        return await whatIf(subject, changes, options, {
          solve: (target) => solveAsIf(target, options, signal),
          reread: (text) => readAgain(file, text, signal),
        });
      } catch (error) {
        if (isAbort(error)) throw error;
        const fault = internalFault(file, error);
        return { file, kind: 'error', title: fault.message, diagnostics: [fault] };
      }
    },
    parameters: async (file, options = {}, signal) => {
      try {
        const subject = await quickly(file, options.data ?? [], signal);
        if (!isSubject(subject)) return [];
        return shortList(await changeableParameters(subject)).map(({ name, label, value, place, array }) => ({
          name,
          label,
          value,
          place,
          ...(array !== undefined && { array }),
        }));
      } catch (error) {
        if (isAbort(error)) throw error;
        return []; // what is wrong with the file is told by its check
      }
    },
    setText: (file, text) => {
      texts.set(file, text);
      if (text === undefined) reader.forget(file);
    },
    check: async (file, options = {}, signal) => {
      try {
        const subject = await quickly(file, options.data ?? [], signal);
        if (!isSubject(subject) || subject.problem) return subject.diagnostics;
        return await engines.compiler().check({ ...subject.request, library: 'std' }, signal);
      } catch (error) {
        if (isAbort(error)) throw error;
        return [internalFault(file, error)];
      }
    },
    wordFixes: async (file, range, signal) => {
      try {
        const { problem } = await quickly(file, [], signal);
        return problem ? await wordFixesAt(problem, range, reader, signal) : [];
      } catch (error) {
        if (isAbort(error)) throw error;
        return []; // what is not proved is not offered
      }
    },
    hints: async (file, { data = [], timeLimitMs } = {}, signal) => {
      try {
        const subject = await quickly(file, data, signal);
        return isSubject(subject) ? await hintsOf(engines, subject, timeLimitMs, signal) : [];
      } catch (error) {
        if (isAbort(error)) throw error;
        return []; // what is not known for sure is not said
      }
    },
    solve: (file, options, signal) => solve(file, options, options.all === true, signal),
    explain: (file, options, signal) => solve(file, options, true, signal),
    synthesize: async (file, signal, { background = false } = {}): Promise<Synthesis> => {
      const nothing = { file, model: null, paradigm: null, trace: [], questions: [], confidence: 0 };
      try {
        const subject = await subjectOf(file, [], signal, { how: background ? 'quick' : 'asking' });
        const { diagnostics, problem } = subject;
        if (!problem) return { ...nothing, diagnostics: isSubject(subject) ? [alreadyModel(file)] : diagnostics };
        const { generated, reading, questions, text } = problem;
        const common = { ...nothing, diagnostics, questions, confidence: reading.confidence };
        if (!generated || !isSubject(subject)) return common;
        const compiled = await engines.compiler().compile({ ...subject.request, library: 'std' }, signal);
        const paradigm = compiled.kind === 'compiled' ? classify(compiled.flatzinc).paradigm : null;
        return { ...common, model: generated.text, paradigm, trace: traceRecords(generated, text) };
      } catch (error) {
        if (isAbort(error)) throw error;
        return { ...nothing, diagnostics: [internalFault(file, error)] };
      }
    },
    exportModel: async (file, format, options = {}, signal) => {
      try {
        const subject = await subjectOf(file, options.data ?? [], signal);
        if (!isSubject(subject)) return { kind: 'error', diagnostics: subject.diagnostics };
        return await exportSubject(engines, subject, format, signal);
      } catch (error) {
        if (isAbort(error)) throw error;
        return { kind: 'error', diagnostics: [internalFault(file, error)] };
      }
    },
    engines: async () => ({
      solvers: [
        ...SOLVER_IDS.map((id) => ({ id, name: engines.solver(id).name })),
        ...(await engines.natives()).map(({ id, name, version, requires }) => ({
          id,
          name: `${name} ${version}`.trim(),
          requires,
        })),
      ],
      model: engines.modelName(),
    }),
    configure: (settings) => engines.configure(settings),
    warm: () => engines.warm(),
    dispose: () => engines.dispose(),
  };
}

/** What is waited for while the user's own model writes. */
function askedNow({ sample, samples, repair }: Asking): string {
  const which = samples === 1 ? 'a reply' : `reply ${String(sample)} of ${String(samples)}`;
  return repair === 0 ? `your model, ${which}` : `your model, ${which}, repair ${String(repair)}`;
}

/** That the model has no solution is known, whatever ended the search for the reasons. */
function unexplained(error: unknown): Pick<Outcome, 'conflicts' | 'repairs' | 'diagnostics' | 'reason'> {
  const reason = isAbort(error)
    ? 'Stopped before the conflict was found.'
    : `The conflict could not be looked for: ${error instanceof Error ? error.message : String(error)}`;
  return { conflicts: [], repairs: [], diagnostics: [], reason };
}

function isSubject(subject: Subject | NoSubject): subject is Subject {
  return 'request' in subject;
}

/** Why there is nothing to ask about. */
function nothingToAsk({ diagnostics, questions }: NoSubject): {
  readonly title: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const title = questions[0]?.text ?? diagnostics[0]?.message ?? 'There is no model to ask.';
  return { title, diagnostics };
}

function saidOf({ questions, diagnostics }: NoSubject): Pick<Outcome, 'questions' | 'diagnostics'> {
  return { questions, diagnostics };
}

function outcomeFrom(subject: Subject, found: Answer, options: Pick<SolveFileOptions, 'all'>): Outcome {
  const { retelling } = subject;
  const { values, solutions, diagnostics, shadowPrices, reducedCosts, objectiveRanges, ...same } = found;
  const own = diagnostics.map((diagnostic) => ({ ...diagnostic, ...retelling.place(diagnostic) }));
  return outcomeOf(subject.file, found.status, {
    ...same,
    solution: retelling.values(values),
    ...(retelling.axes && Object.keys(retelling.axes).length > 0 && { axes: retelling.axes }),
    ...(options.all && { solutions: solutions.map((solution) => retelling.values(solution)) }),
    ...(shadowPrices && {
      shadowPrices: shadowPrices.map((price) => ({ ...price, ...retelling.part(price) })),
    }),
    ...(reducedCosts && { reducedCosts: retelling.values(reducedCosts) }),
    ...(objectiveRanges && {
      objectiveRanges: objectiveRanges.map((range) => ({ ...range, name: retelling.name(range.name) })),
    }),
    diagnostics: [...subject.diagnostics, ...own],
  });
}

function alreadyModel(file: string): Diagnostic {
  return {
    ...internalFault(file, ''),
    severity: 'error',
    code: 'already-a-model',
    message: 'This is MiniZinc already; synthesize makes MiniZinc from a .problem file.',
  };
}
