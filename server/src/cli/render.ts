import { isOutputSet, type Outcome, type OutputValue } from '../outcome';
import type { EngineStatus, Synthesis } from '../session';
import { shortNumber, type Diagnostic } from '../text';
import type { FileNames } from './json';
import { oneLine, place, renderConflicts } from './renderConflicts';

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** Wraps text in a colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours only on a terminal, and not where NO_COLOR asks for none (no-color.org). */
export function painter(stream: { readonly isTTY?: boolean }): Paint {
  const colours = stream.isTTY === true && process.env.NO_COLOR === undefined;
  return (colour, text) => (colours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}

const VERDICTS: Readonly<Record<Outcome['status'], Colour>> = {
  optimal: 'green',
  satisfied: 'green',
  infeasible: 'red',
  unbounded: 'yellow',
  unknown: 'yellow',
  incomplete: 'yellow',
  error: 'red',
};

/** An outcome for people; ends with a newline. */
export function renderOutcome(outcome: Outcome, names: FileNames, paint: Paint): string {
  const lines = [paint('bold', names.of(outcome.file)), `  ${verdict(outcome, paint)}`];
  if (outcome.reason !== undefined) lines.push(`  ${outcome.reason}`);
  const solutions = outcome.solutions ?? (Object.keys(outcome.solution).length > 0 ? [outcome.solution] : []);
  if (outcome.output !== null && outcome.solutions === undefined) {
    lines.push(
      ...outcome.output
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    );
  } else {
    solutions.forEach((solution, number) => {
      if (solutions.length > 1) lines.push(paint('dim', `  solution ${number + 1}`));
      for (const [name, value] of Object.entries(solution)) lines.push(`  ${name} = ${valueText(value)}`);
    });
  }
  lines.push(...renderConflicts(outcome, names, paint));
  const costly = (outcome.shadowPrices ?? []).filter(({ price }) => price > 0);
  if (costly.length > 0) {
    lines.push('  Relaxing a limit by one makes the objective better by:');
    for (const { price, file, range, text, limit } of costly) {
      const ends = limit && [limit.low ?? -Infinity, limit.high ?? Infinity].map(shortNumber).join(' to ');
      const holds = ends === undefined ? '' : paint('dim', `  (holds from ${ends})`);
      lines.push(`    ${shortNumber(price)}  ${paint('cyan', place(names.of(file), range))}  ${oneLine(text)}${holds}`);
    }
  }
  if (outcome.repairs.length > 0) {
    lines.push('  Any one of these repairs it:');
    for (const repair of outcome.repairs) lines.push(`    ${repair.title}`);
  }
  for (const question of outcome.questions) {
    lines.push(`  ${paint('yellow', '?')} ${place(names.of(question.file), question.range)}  ${question.text}`);
  }
  for (const diagnostic of outcome.diagnostics) {
    if (diagnostic.code !== 'conflict') lines.push(`  ${renderDiagnostic(diagnostic, names, paint)}`);
  }
  return lines.join('\n') + '\n';
}

function verdict(outcome: Outcome, paint: Paint): string {
  const facts = [
    outcome.solver ?? undefined,
    outcome.paradigm?.toUpperCase(),
    `${(outcome.wallMs / 1000).toFixed(2)} s`,
    outcome.checked ? 'checked' : undefined,
  ].filter((fact) => fact !== undefined);
  const objective = outcome.objective === null ? '' : ` ${shortNumber(outcome.objective)}`;
  return `${paint(VERDICTS[outcome.status], outcome.status + objective)} ${paint('dim', `(${facts.join(', ')})`)}`;
}

/** One line: `file:line:column: severity: message [code]`, lines and columns from 1 as editors count them. */
export function renderDiagnostic(diagnostic: Diagnostic, names: FileNames, paint: Paint): string {
  const colour = diagnostic.severity === 'error' ? 'red' : diagnostic.severity === 'warning' ? 'yellow' : 'cyan';
  const where = place(names.of(diagnostic.file), diagnostic.range);
  return `${where}: ${paint(colour, diagnostic.severity)}: ${diagnostic.message} ${paint('dim', `[${diagnostic.code}]`)}`;
}

/** The generated model, then what was asked or warned about, as MiniZinc comments so that the whole is a model. */
export function renderSynthesis(synthesis: Synthesis, names: FileNames): string {
  const remarks = [
    ...synthesis.questions.map((question) => `${place(names.of(question.file), question.range)}: ${question.text}`),
    ...synthesis.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, names, (_, text) => text)),
  ].map((remark) => `% ${oneLine(remark)}\n`);
  return (synthesis.model ?? '') + remarks.join('');
}

function valueText(value: OutputValue): string {
  if (typeof value === 'number') return shortNumber(value);
  if (value === null) return '<>';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isOutputSet(value)) return `{${value.set.join(', ')}}`;
  const fields = Object.entries(value).map(([field, inner]) => `${field}: ${valueText(inner)}`);
  return `(${fields.join(', ')})`;
}

/** Narrows to a list; `Array.isArray` does not for readonly ones. */
function isList(value: OutputValue): value is readonly OutputValue[] {
  return Array.isArray(value);
}

/** The solvers there are, an id and a name on each line; ends with a newline. */
export function renderEngines({ solvers, model }: EngineStatus, json: boolean): string {
  if (json) return JSON.stringify({ solvers, model }) + '\n';
  const width = Math.max(...solvers.map(({ id }) => id.length));
  return solvers
    .map(({ id, name, requires = [] }) => {
      const needs = requires.length > 0 ? `  (set ${requires.join(', ')} in MiniZinc's preferences first)` : '';
      return `${id.padEnd(width)}  ${name}${needs}\n`;
    })
    .join('');
}
