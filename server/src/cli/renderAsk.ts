import type { ConflictPart, OutputValue } from '../outcome';
import { literalOf } from '../outcome';
import type { ValueChange, WhatIf, WhyNot } from '../session';
import { excerpt, shortNumber } from '../text';
import { diagnosticJson, outcomeJson, type FileNames } from './json';
import { renderDiagnostic, type Paint } from './render';
import { place } from './renderConflicts';

/** The answer to "why not?" for people; ends with a newline. */
export function renderWhyNot(answer: WhyNot, names: FileNames, paint: Paint): string {
  const lines = [paint('bold', names.of(answer.file))];
  // Where something is wrong, the title is the first of the sentences that say what.
  if (answer.kind !== 'question' && !isAmong(answer)) lines.push(`  ${answer.title}`);
  switch (answer.kind) {
    case 'possible':
      lines.push(...changeLines(answer.changes, paint));
      break;
    case 'impossible':
      if (!answer.complete && answer.direct) lines.push('  Broken by itself, among others perhaps:');
      for (const { parts } of answer.conflicts) lines.push(...partLines(parts, names, paint));
      if (answer.reason !== undefined) lines.push(`  ${answer.reason}`);
      break;
    case 'infeasible':
      lines.push(...partLines(answer.conflicts[0]?.parts ?? [], names, paint));
      break;
    case 'question':
      for (const { span, message } of answer.problems) {
        lines.push(`  “${excerpt(answer.question.slice(span.start, span.end))}”: ${message}`);
      }
      break;
    case 'error':
      for (const diagnostic of answer.diagnostics) lines.push(`  ${renderDiagnostic(diagnostic, names, paint)}`);
      break;
    case 'unknown':
      break;
    default:
      answer satisfies never;
  }
  return lines.join('\n') + '\n';
}

/** The answer to "what if?" for people; ends with a newline. */
export function renderWhatIf(answer: WhatIf, names: FileNames, paint: Paint): string {
  const lines = [paint('bold', names.of(answer.file))];
  if (!isAmong(answer)) lines.push(`  ${answer.title}`);
  if (answer.kind === 'error') {
    for (const diagnostic of answer.diagnostics) lines.push(`  ${renderDiagnostic(diagnostic, names, paint)}`);
  }
  if (answer.kind === 'outcome') {
    for (const { label, before, value } of answer.changed) lines.push(`  ${label}: ${before} → ${value}`);
    lines.push(...changeLines(answer.values, paint));
    const [conflict] = answer.after.conflicts;
    if (conflict) lines.push('  These could not hold together:', ...partLines(conflict.parts, names, paint));
    if (answer.reason !== undefined) lines.push(`  ${answer.reason}`);
  }
  return lines.join('\n') + '\n';
}

/** Whether the diagnostics of a file in error say what its title says. */
function isAmong(answer: WhyNot | WhatIf): boolean {
  return answer.kind === 'error' && answer.diagnostics.some(({ message }) => message === answer.title);
}

/** What the command line's contract prints of an answer. */
export function whyNotJson(answer: WhyNot, names: FileNames): Record<string, unknown> {
  return {
    ...answer,
    file: names.of(answer.file),
    ...('conflicts' in answer && {
      conflicts: answer.conflicts.map((conflict) => ({
        ...conflict,
        parts: conflict.parts.map((part) => ({ ...part, file: names.of(part.file) })),
      })),
    }),
    ...('diagnostics' in answer && {
      diagnostics: answer.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, answer.file, names)),
    }),
  };
}

export function whatIfJson(answer: WhatIf, names: FileNames): Record<string, unknown> {
  const named = { ...answer, file: names.of(answer.file) };
  switch (answer.kind) {
    case 'outcome':
      return {
        ...named,
        before: outcomeJson(answer.before, names),
        after: outcomeJson(answer.after, names),
        edits: answer.edits.map((edit) => ({ ...edit, file: names.of(edit.file) })),
      };
    case 'error':
      return {
        ...named,
        diagnostics: answer.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, answer.file, names)),
      };
    case 'wrong':
      return named;
    default:
      return answer satisfies never;
  }
}

function changeLines(changes: readonly ValueChange[], paint: Paint): readonly string[] {
  return changes.map(({ name, before, after }) => `  ${name}: ${paint('dim', short(before))} → ${short(after)}`);
}

function short(value: OutputValue): string {
  return typeof value === 'number' ? shortNumber(value) : excerpt(literalOf(value));
}

function partLines(parts: readonly ConflictPart[], names: FileNames, paint: Paint): readonly string[] {
  return parts.map(({ file, range, text, indices }) => {
    const loop = Object.entries(indices).map(([name, value]) => `${name}=${value}`);
    const cases = loop.length > 0 ? paint('dim', `  (${loop.join(', ')})`) : '';
    return `    ${paint('cyan', place(names.of(file), range))}  ${excerpt(text)}${cases}`;
  });
}
