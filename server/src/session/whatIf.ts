import { readSources } from '../compile';
import { shortNumber, type Diagnostic, type SourceEdit, applyEdits, LineIndex } from '../text';
import {
  changedValues,
  editsFor,
  parameterNamed,
  parametersOf,
  readTexts,
  shiftBack,
  type Parameter,
  type ParameterChange,
} from '../whatif';
import { proseEdit, type TraceEntry } from '../prose';
import type { Outcome } from '../outcome';
import type { AskOptions, WhatIf } from './asking';
import { editedOverlay } from './explainSubject';
import { goalOf } from './objective';
import { modelFileOf } from './problem';
import { isSameModel } from './sameModel';
import type { Subject } from './subject';

/** A parameter, and what it is in the model that is compiled. */
interface Changeable extends Parameter {
  /** The literal of a generated model, with the words it was printed from. */
  readonly printed?: { readonly place: Parameter['place']; readonly entry: TraceEntry };
}

/** The numbers and names of a file that can be tried with another value. */
export async function changeableParameters(subject: Subject): Promise<readonly Changeable[]> {
  const { files } = await readSources({ ...subject.request, library: 'std' });
  const parameters = parametersOf(readTexts(files));
  return subject.problem ? parameters.flatMap((parameter) => inWords(parameter, subject)) : parameters;
}

/** A parameter of a generated model as the number of the words; none where it is no number of the words. */
function inWords(parameter: Parameter, { problem }: Subject): readonly Changeable[] {
  const generated = problem?.generated;
  if (!problem || !generated || parameter.place.file !== modelFileOf(problem.file)) return [];
  const { start } = new LineIndex(generated.text).spanOf(parameter.place.range);
  const entry = generated.trace.find(({ literal }) => literal && literal.start <= start && start < literal.end);
  const quantity = entry?.quantity;
  if (!entry || !quantity) return [];
  const words = [
    quantity.text,
    ...(quantity.unit !== undefined && !quantity.text.includes(quantity.unit) ? [quantity.unit] : []),
  ];
  return [
    {
      name: parameter.name,
      label: `${parameter.name.replaceAll('_', ' ')} (${words.join(' ')})`,
      value: parameter.value,
      place: { file: problem.file, range: new LineIndex(problem.text).rangeOf(quantity.span) },
      printed: { place: parameter.place, entry },
    },
  ];
}

export interface WhatIfServices {
  /** Solves a subject; where it has no solution, with a conflict. */
  solve(subject: Subject): Promise<Outcome>;
  /** What a problem text would become, read anew. */
  reread(text: string): Promise<Subject | undefined>;
}

/**
 * Solves a file as if some of its numbers were others; nothing is written. The words of a `.problem` are changed and read
 * again: where they then say just that change, it is their answer, else the generated model's.
 */
export async function whatIf(
  subject: Subject,
  changes: readonly ParameterChange[],
  { known }: AskOptions,
  { solve, reread }: WhatIfServices,
): Promise<WhatIf> {
  const { file } = subject;
  const { files, diagnostics } = await readSources({ ...subject.request, library: 'std' });
  if (diagnostics.length > 0) return errorOf(file, diagnostics);
  const parameters = await changeableParameters(subject);
  if (subject.problem) {
    const index = changes.findIndex((change) => !isNumberFor(change, parameters));
    const change = changes[index];
    if (change) return { file, title: noNumberFor(change, parameters), kind: 'wrong', index };
  }
  const wanted = editsFor(
    changes,
    parameters.map((parameter) => ({ ...parameter, place: parameter.printed?.place ?? parameter.place })),
  );
  if (wanted.kind === 'wrong') return { file, title: wanted.problem, kind: 'wrong', index: wanted.index };
  const overlay = editedOverlay(subject.request.overlay, files, wanted.edits);
  const edited: Subject = { ...subject, request: { ...subject.request, overlay } };
  const again = subject.problem ? await changedWords(subject, edited, changes, parameters, reread) : undefined;
  const edits = subject.problem ? (again?.edits ?? []) : wanted.edits;
  const target = again?.subject ?? edited;

  const before = known ?? (await solve(subject));
  const solved = await solve(target);
  const wrong = wrongValue(solved, wanted.edits, changes, parameters);
  if (wrong) return { file, title: wrong.message, kind: 'wrong', index: wrong.index };
  const textOf = new Map(files.map(({ path, text }) => [path, text]));
  if (subject.problem) textOf.set(subject.problem.file, subject.problem.text);
  const back = shiftBack(
    edits,
    (path) => textOf.get(path),
    (path) => (path === target.problem?.file ? target.problem.text : target.request.overlay.get(path)),
  );
  const after = placedBack(solved, back);
  const goal = goalOf(
    subject,
    files.filter(({ kind }) => kind === 'model').map(({ text }) => text),
  );
  const wordless = subject.problem && !again;
  return {
    file,
    title: titleOf(before, after, goal.name),
    kind: 'outcome',
    before,
    after,
    changed: changes.flatMap(({ name, value }) => {
      const parameter = parameterNamed(name, parameters);
      return parameter
        ? [{ name: parameter.name, value: value.trim(), label: parameter.label, before: parameter.value }]
        : [];
    }),
    values: changedValues(before.solution, after.solution),
    edits,
    ...(wordless && { reason: 'The words could not be changed to say so: change them by hand.' }),
  };
}

function errorOf(file: string, diagnostics: readonly Diagnostic[]): WhatIf {
  return { file, title: diagnostics[0]?.message ?? 'The model could not be compiled.', kind: 'error', diagnostics };
}

/** Whether a value can stand in words, and in the model made of them; what has no such name is found out elsewhere. */
function isNumberFor({ name, value }: ParameterChange, parameters: readonly Changeable[]): boolean {
  const parameter = parameterNamed(name, parameters);
  if (!parameter) return true;
  return (isWhole(parameter) ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(value.trim());
}

function isWhole({ value }: Parameter): boolean {
  return /^-?\d+$/.test(value);
}

function noNumberFor({ name, value }: ParameterChange, parameters: readonly Changeable[]): string {
  const parameter = parameterNamed(name, parameters);
  const label = parameter?.label ?? name;
  return parameter && isWhole(parameter)
    ? `“${value.trim()}” is no whole number, as the model has for ${label}. Write it into the text to see what it changes.`
    : `“${value.trim()}” is no number for ${label}.`;
}

/** The subject of the words with other numbers in them, where reading them gives exactly the edited model. */
async function changedWords(
  { problem }: Subject,
  edited: Subject,
  changes: readonly ParameterChange[],
  parameters: readonly Changeable[],
  reread: WhatIfServices['reread'],
): Promise<{ readonly subject: Subject; readonly edits: readonly SourceEdit[] } | undefined> {
  if (!problem) return undefined;
  const lines = new LineIndex(problem.text);
  const edits = changes.flatMap(({ name, value }): readonly SourceEdit[] => {
    const printed = parameterNamed(name, parameters)?.printed;
    const edit = printed && proseEdit(printed.entry, Number(value));
    return edit ? [{ file: problem.file, range: lines.rangeOf(edit.span), newText: edit.newText }] : [];
  });
  if (edits.length < changes.length) return undefined;
  const subject = await reread(applyEdits(problem.text, edits));
  const model = modelFileOf(problem.file);
  const said = subject?.request.overlay.get(model);
  const meant = edited.request.overlay.get(model);
  if (!subject || said === undefined || meant === undefined) return undefined;
  return isSameModel(said, meant) ? { subject, edits } : undefined;
}

/** An error of the edited model at a changed value is about that value. */
function wrongValue(
  { status, diagnostics }: Outcome,
  edits: readonly SourceEdit[],
  changes: readonly ParameterChange[],
  parameters: readonly Changeable[],
): { readonly index: number; readonly message: string } | undefined {
  if (status !== 'error') return undefined;
  for (const { file, range, message } of diagnostics) {
    const edit = edits.find((one) => one.file === file && one.range.start.line === range.start.line);
    const parameter = edit && parameters.find(({ place, printed }) => (printed?.place ?? place).range === edit.range);
    const index = changes.findIndex(({ name }) => parameter && parameterNamed(name, [parameter]));
    if (parameter && index >= 0) return { index, message: `${parameter.name}: ${message}` };
  }
  return undefined;
}

function placedBack(outcome: Outcome, back: ReturnType<typeof shiftBack>): Outcome {
  return {
    ...outcome,
    conflicts: outcome.conflicts.map(({ parts }) => ({ parts: parts.map((part) => ({ ...part, ...back(part) })) })),
    diagnostics: outcome.diagnostics.map((diagnostic) => ({
      ...diagnostic,
      ...back(diagnostic),
      ...(diagnostic.related && { related: diagnostic.related.map((place) => ({ ...place, ...back(place) })) }),
    })),
    ...(outcome.shadowPrices && { shadowPrices: outcome.shadowPrices.map((price) => ({ ...price, ...back(price) })) }),
  };
}

function titleOf(before: Outcome, after: Outcome, name: string): string {
  const what = name.charAt(0).toUpperCase() + name.slice(1);
  switch (after.status) {
    case 'infeasible':
      return before.status === 'infeasible' ? 'Still no solution.' : 'No solution any more.';
    case 'unbounded':
      return `${what}: without limit.`;
    case 'unknown':
      return after.reason ?? 'No answer was found in time.';
    case 'incomplete':
    case 'error':
      return after.diagnostics[0]?.message ?? 'The changed model is in error.';
    case 'optimal':
    case 'satisfied': {
      const had = before.status === 'optimal' || before.status === 'satisfied';
      if (after.objective === null) return had ? 'There still is a solution.' : 'There is a solution then.';
      const now = shortNumber(after.objective);
      if (before.objective === null) return `${what}: ${now}.`;
      const old = shortNumber(before.objective);
      return old === now ? `${what}: ${now}, as before.` : `${what}: ${now} instead of ${old}.`;
    }
    default:
      return after.status satisfies never;
  }
}
