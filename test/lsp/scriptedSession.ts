import type { Outcome } from '../../server/src/outcome';
import type {
  Parameter,
  ParameterChange,
  Session,
  SolveFileOptions,
  WhatIf,
  WordFixes,
} from '../../server/src/session';
import type { Diagnostic } from '../../server/src/text';

/** An outcome with nothing in it but the given fields. */
export function outcome(file: string, fields: Partial<Outcome>): Outcome {
  return {
    file,
    status: 'satisfied',
    objective: null,
    bound: null,
    solution: {},
    output: null,
    solver: 'z3',
    confirmedBy: null,
    paradigm: 'cp',
    checked: true,
    wallMs: 1,
    statistics: {},
    conflicts: [],
    repairs: [],
    questions: [],
    diagnostics: [],
    ...fields,
  };
}

/** A session that answers what the test says; `texts` are those the server gave it. */
export interface ScriptedSession extends Session {
  readonly texts: ReadonlyMap<string, string>;
  readonly solved: readonly { readonly file: string; readonly options: SolveFileOptions }[];
  readonly disposed: () => boolean;
}

interface Script {
  readonly check?: (file: string, text: string, signal: AbortSignal | undefined) => readonly Diagnostic[];
  readonly hints?: (
    file: string,
    text: string,
    signal: AbortSignal | undefined,
  ) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
  readonly solve?: (
    file: string,
    text: string,
    options: SolveFileOptions,
    signal: AbortSignal | undefined,
  ) => Outcome | Promise<Outcome>;
  readonly wordFixes?: (
    file: string,
    text: string,
    signal: AbortSignal | undefined,
  ) => readonly WordFixes[] | Promise<readonly WordFixes[]>;
  readonly whyNot?: Session['whyNot'];
  readonly whatIf?: (file: string, changes: readonly ParameterChange[]) => WhatIf;
  readonly parameters?: (file: string) => readonly Parameter[];
}

export function scriptedSession(script: Script): ScriptedSession {
  const texts = new Map<string, string>();
  const solved: { file: string; options: SolveFileOptions }[] = [];
  let disposed = false;
  const solve: Session['solve'] = async (file, options, signal) => {
    solved.push({ file, options });
    return (await script.solve?.(file, texts.get(file) ?? '', options, signal)) ?? outcome(file, {});
  };
  return {
    texts,
    solved,
    disposed: () => disposed,
    setText(file, text) {
      if (text === undefined) texts.delete(file);
      else texts.set(file, text);
    },
    check: (file, _options, signal) => Promise.resolve(script.check?.(file, texts.get(file) ?? '', signal) ?? []),
    hints: async (file, _options, signal) => (await script.hints?.(file, texts.get(file) ?? '', signal)) ?? [],
    wordFixes: (file, _range, signal) => Promise.resolve(script.wordFixes?.(file, texts.get(file) ?? '', signal) ?? []),
    solve,
    explain: solve,
    whyNot: (file, question, options, signal) =>
      script.whyNot?.(file, question, options, signal) ??
      Promise.resolve({ file, question, kind: 'unknown', title: 'Not in the script.' }),
    checkQuestion: () => Promise.resolve([]),
    whatIf: (file, changes) =>
      Promise.resolve(script.whatIf?.(file, changes) ?? { file, kind: 'wrong', index: 0, title: 'Not in the script.' }),
    parameters: (file) => Promise.resolve(script.parameters?.(file) ?? []),
    synthesize: (file) =>
      Promise.resolve({
        file,
        model: `% of ${texts.get(file) ?? ''}\nsolve satisfy;\n`,
        paradigm: 'lp',
        trace: [],
        questions: [],
        diagnostics: [],
        confidence: 1,
      }),
    exportModel: (_file, format) =>
      Promise.resolve(
        format === 'dimacs'
          ? { kind: 'impossible', reason: 'DIMACS has no integers.' }
          : { kind: 'text', text: `as ${format}` },
      ),
    engines: () => Promise.resolve({ solvers: [{ id: 'z3', name: 'Z3 5.2.0' }], model: 'reader 1' }),
    configure: () => undefined,
    warm: () => undefined,
    dispose() {
      disposed = true;
      return Promise.resolve();
    },
  };
}

/** Rejects as the session does once the signal is aborted. */
export function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => {
      reject(new DOMException('stopped', 'AbortError'));
    };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
  });
}
