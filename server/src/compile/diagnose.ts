import { basename } from 'node:path';
import type { Diagnostic, Range, SourceRange } from '../text';
import { readDataFile } from './dataFile';
import { findIncludes } from './includes';
import type { MiniZincFrame, MiniZincMessage, MiniZincRun } from './messages';
import { placeOf, textIn } from './places';
import { unknownInclude, type Sources } from './sources';

export type Report = Extract<MiniZincMessage, { type: 'error' | 'warning' }>;

/** What a run said, as diagnostics at the user's places. Stable codes: docs/diagnostics.md. */
export function diagnose(run: MiniZincRun, sources: Sources): readonly Diagnostic[] {
  const reports = run.messages.filter(isReport);
  const diagnostics = reports.map((report) => diagnoseReport(report, sources));
  if (run.crash !== undefined) {
    diagnostics.push({ ...anywhere(sources), severity: 'error', code: 'compiler-crash', message: run.crash });
  } else if (run.exitCode !== 0 && !diagnostics.some(({ severity }) => severity === 'error')) {
    const said = run.messages.flatMap((message) => (message.type === 'stderr' ? [message.value] : [])).join('');
    const message = sentence(
      named((said + run.stderr).trim() || `MiniZinc failed with exit code ${run.exitCode}`, sources),
    );
    diagnostics.push({ ...anywhere(sources), severity: 'error', code: 'compiler-error', message });
  }
  return diagnostics;
}

export function isReport(message: MiniZincMessage): message is Report {
  return message.type === 'error' || message.type === 'warning';
}

/** Whether the compiler proved that the model has no solution. */
export function provedInfeasible(run: MiniZincRun): boolean {
  return run.messages.some((message) => message.type === 'warning' && inconsistent.test(message.message));
}

const inconsistent = /model inconsistency detected/i;
/** Whether a report says where, or at least what it was doing. */
export function isPlaced(report: Report, sources: Sources): boolean {
  return placeOfReport(report, sources) !== undefined;
}

const missing = /variable `([^']+)' must be defined/;
const cannotOpen = /Cannot open file '([^']*)'/;

function diagnoseReport(report: Report, sources: Sources): Diagnostic {
  const place = placeOfReport(report, sources) ?? anywhere(sources);
  const parameter = missing.exec(report.message)?.[1];
  if (parameter !== undefined) return missingParameter(parameter, place, sources);
  const file = cannotOpen.exec(report.message)?.[1];
  if (file !== undefined) return unknownInclude(place.file, includeString(place, file, sources), file);

  const assigned = relocatedToData(report, place, sources);
  if (assigned !== undefined) return assigned;

  const loops = (report.stack ?? []).filter((frame) => frame.isCompIter).map(({ description }) => description);
  const where = loops.length === 0 ? '' : ` (where ${loops.join(', ')})`;
  const related = relatedFrames(report.stack ?? [], place, sources);
  return {
    ...place,
    severity: report.type,
    code: isData(place, sources) ? dataCodeOf(report) : codeOf(report),
    // What an assertion says are the user's own words.
    message:
      report.what === 'assertion failed' ? report.message + where : sentence(named(report.message, sources) + where),
    ...(related.length === 0 ? {} : { related }),
  };
}

function codeOf(report: Report): string {
  if (report.type === 'warning') {
    if (inconsistent.test(report.message)) return 'inconsistent-model';
    return /undefined result/.test(report.message) ? 'undefined-result' : 'compiler-warning';
  }
  switch (report.what) {
    case 'syntax error':
      return 'syntax-error';
    case 'type error':
      return /undefined identifier/.test(report.message) ? 'undefined-identifier' : 'type-error';
    case 'include error':
      return 'unknown-include';
    case 'assertion failed':
      return 'assertion-failed';
    case 'JSON parsing error':
      return 'syntax-error';
    default:
      // evaluation error, result of evaluation is undefined, cyclic include, ...
      return 'evaluation-error';
  }
}

/** In a data file a type error is of the value given there, and so is an error of evaluation. */
function dataCodeOf(report: Report): string {
  const code = codeOf(report);
  if (code === 'type-error') return 'data-type-error';
  return code === 'evaluation-error' ? 'data-value-error' : code;
}

function isData({ file }: SourceRange, sources: Sources): boolean {
  return sources.files.some(({ path, kind }) => path === file && kind === 'data');
}

const ofParameter = /(?:initialisation value for|domain of|index set of) `([^']+)'/i;

/** An error told at a parameter's declaration though its value is in a data file: told at the value. */
function relocatedToData(report: Report, place: SourceRange, sources: Sources): Diagnostic | undefined {
  const name = ofParameter.exec(report.message)?.[1];
  if (name === undefined || report.type !== 'error' || isData(place, sources)) return undefined;
  const value = dataPlace(name, sources);
  if (value === undefined) return undefined;
  return {
    ...value,
    severity: 'error',
    code: dataCodeOf(report),
    message: sentence(named(report.message, sources)),
    related: [{ ...place, message: `"${name}" is declared here` }],
  };
}

/** Where the data give a parameter its value. */
function dataPlace(name: string, sources: Sources): SourceRange | undefined {
  for (const source of sources.files) {
    const assignment = source.kind === 'data' && readDataFile(source).assignments.find((other) => other.name === name);
    if (assignment) return { file: source.path, range: source.lines.rangeOf(assignment.value) };
  }
  return undefined;
}

/** The report's own place, else the innermost place of its stack that is in a file of the user's. */
function placeOfReport({ location, stack, ...report }: Report, sources: Sources): SourceRange | undefined {
  const own = placeOf(location, sources);
  if (report.what === 'JSON parsing error') return jsonErrorPlace(own, sources) ?? own;
  if (own !== undefined) return own;
  for (const frame of [...(stack ?? [])].reverse()) {
    const place = frame.isCompIter ? undefined : placeOf(frame.location, sources);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The compiler's own places in JSON are those of its reader's lookahead; ours are of the first wrong character. */
function jsonErrorPlace(own: SourceRange | undefined, sources: Sources): SourceRange | undefined {
  const source = sources.files.find(({ path }) => path === own?.file);
  const at = source === undefined ? undefined : readDataFile(source).errorAt;
  if (source === undefined || at === undefined) return undefined;
  return { file: source.path, range: source.lines.rangeOf({ start: at, end: Math.min(at + 1, source.text.length) }) };
}

const mostRelated = 4;

/** The way there, from the innermost call outwards; a place is told once. */
function relatedFrames(
  stack: readonly MiniZincFrame[],
  place: SourceRange,
  sources: Sources,
): NonNullable<Diagnostic['related']> {
  const told = new Set([keyOf(place)]);
  const related = [];
  for (const { location, isCompIter, description } of [...stack].reverse()) {
    const frame = placeOf(location, sources);
    if (frame === undefined || isCompIter || told.has(keyOf(frame)) || related.length === mostRelated) continue;
    told.add(keyOf(frame));
    related.push({ ...frame, message: `in ${description}` });
  }
  return related;
}

function keyOf({ file, range: { start, end } }: SourceRange): string {
  return `${file}:${start.line}:${start.character}:${end.line}:${end.character}`;
}

function missingParameter(name: string, place: SourceRange, sources: Sources): Diagnostic {
  const source = sources.files.find(({ path }) => path === place.file);
  const declaration = source === undefined ? '' : textIn(source, place.range);
  const type = declaration.startsWith('enum') ? 'enum' : declaration.replace(/\s*:\s*[^:]*$/, '').replace(/\s+/g, ' ');
  return {
    ...place,
    severity: 'error',
    code: 'missing-parameter',
    message: `"${name}" (${type}) has no value: give it one in a data file (.dzn) or here.`,
    data: { name, type },
  };
}

/** The string of the include of that name inside a place; the place itself where there is none. */
function includeString({ file, range }: SourceRange, name: string, sources: Sources): Range {
  const source = sources.files.find(({ path }) => path === file);
  const line = range.start.line;
  const include =
    source &&
    findIncludes(source.text).find(
      (item) => item.name === name && source.lines.positionAt(item.item.start).line === line,
    );
  return source === undefined || include === undefined ? range : source.lines.rangeOf(include.string);
}

/** Where there is no place: the beginning of the model. */
function anywhere(sources: Sources): SourceRange {
  const file = sources.files[0]?.path ?? '';
  return { file, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
}

/** Our names of files, which the compiler's sentences may have, replaced by the user's. */
function named(message: string, sources: Sources): string {
  return message.replace(/\b(?:model|data)\d+\.(?:mzn|dzn|json)\b/g, (name) => {
    const source = sources.named.get(name);
    return source === undefined ? name : basename(source.path);
  });
}

function sentence(message: string): string {
  const text = message
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/`('[^'`]*'|[^'`]*)'/g, '"$1"');
  const capital = text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?)]$/.test(capital) ? capital.replace(/\)$/, ').') : `${capital}.`;
}
