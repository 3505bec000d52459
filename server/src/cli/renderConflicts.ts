import type { ConflictOverview, ConflictPart, Outcome } from '../outcome';
import type { Range } from '../text';
import type { FileNames } from './json';
import type { Paint } from './render';

/** Corrections that are listed; there may be thousands. */
const MOST_CORRECTIONS = 5;

/** The conflicts of an outcome, and what they are together, line by line. */
export function renderConflicts({ conflicts, overview }: Outcome, names: FileNames, paint: Paint): readonly string[] {
  const lines: string[] = [];
  if (overview && conflicts.length > 0) lines.push(`  ${summary(conflicts.length, overview)}`);
  for (const { parts } of conflicts) {
    lines.push(
      paint('red', parts.length === 1 ? '  This cannot hold:' : `  These ${parts.length} cannot hold together:`),
    );
    for (const part of parts) {
      lines.push(`    ${member(part, names, paint)}`);
      for (const call of [...(part.calls ?? [])].reverse()) lines.push(`      called at ${member(call, names, paint)}`);
    }
  }
  if (!overview) return lines;
  if (overview.inEvery.length > 0 && conflicts.length > 1) {
    lines.push('  In every conflict:');
    for (const part of overview.inEvery) lines.push(`    ${member(part, names, paint)}`);
  }
  const { corrections } = overview;
  if (corrections.length > 0) lines.push('  Without any one of these sets there is a solution:');
  for (const parts of corrections.slice(0, MOST_CORRECTIONS)) {
    parts.forEach((part, index) => lines.push(`    ${index === 0 ? '- ' : '  '}${member(part, names, paint)}`));
  }
  const more = corrections.length - MOST_CORRECTIONS;
  if (more > 0) lines.push(paint('dim', `    and ${more} more`));
  return lines;
}

function summary(count: number, { complete, smallestFirst }: ConflictOverview): string {
  const counted = count === 1 ? '1 conflict' : `${count} conflicts`;
  if (complete) return count === 1 ? `There is 1 conflict.` : `There are ${counted}; the smallest is first.`;
  return `${counted} found, there may be more${smallestFirst ? '; none is smaller than the first' : ''}.`;
}

function member(
  part: Pick<ConflictPart, 'file' | 'range' | 'text' | 'indices' | 'hard'>,
  names: FileNames,
  paint: Paint,
): string {
  const indices = Object.entries(part.indices).map(([name, value]) => `${name}=${value}`);
  const notes = [...(indices.length > 0 ? [indices.join(', ')] : []), ...(part.hard ? ['must hold'] : [])];
  const note = notes.length > 0 ? paint('dim', `  (${notes.join('; ')})`) : '';
  return `${paint('cyan', place(names.of(part.file), part.range))}  ${oneLine(part.text)}${note}`;
}

/** `file:line:column`, from 1 as editors count them. */
export function place(file: string, range: Range): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
