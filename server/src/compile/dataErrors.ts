import { readDataFile, type DataAssignment } from './dataFile';
import { isPlaced, isReport, type Report } from './diagnose';
import { checkInstance } from './flatten';
import type { MiniZincRun } from './messages';
import type { MiniZincPool } from './pool';
import type { Position } from '../text';
import type { Source, Sources } from './sources';

interface Candidate {
  readonly source: Source;
  readonly assignment: DataAssignment;
}

/**
 * The compiler tells no place for a value of the wrong type in JSON data, nor for a wrong number in `.dzn`. Found here by
 * halving: the instance is checked again with a part of the data, until one value alone gives the same error. The same
 * run with places where they were found.
 */
export async function placeDataErrors(
  pool: MiniZincPool,
  run: MiniZincRun,
  sources: Sources,
  signal: AbortSignal | undefined,
): Promise<MiniZincRun> {
  const lost = run.messages.find(
    (message): message is Report => isReport(message) && message.type === 'error' && !isPlaced(message, sources),
  );
  const candidates = sources.files.flatMap((source) =>
    source.kind === 'data' ? readDataFile(source).assignments.map((assignment) => ({ source, assignment })) : [],
  );
  if (lost === undefined || candidates.length === 0) return run;

  const fails = async (part: readonly Candidate[]): Promise<boolean> => {
    const checked = await checkInstance(pool, withOnly(part, sources), signal);
    return checked.messages.some((message) => message.type === 'error' && message.message === lost.message);
  };
  let part: readonly Candidate[] = candidates;
  while (part.length > 1) {
    const half = part.slice(0, part.length >> 1);
    part = (await fails(half)) ? half : part.slice(half.length);
  }
  const [found] = part;
  if (found === undefined || !(await fails(part))) return run;
  return { ...run, messages: run.messages.map((message) => (message === lost ? placed(lost, found) : message)) };
}

/** The instance with these values only. */
function withOnly(part: readonly Candidate[], sources: Sources): Sources {
  const files = sources.files.map((source): Source => {
    if (source.kind === 'model') return source;
    const kept = part.filter((candidate) => candidate.source === source);
    const values = kept.map(({ assignment: { name, value } }) => ({
      name,
      text: source.sent.slice(value.start, value.end),
    }));
    const sent = source.name.endsWith('.json')
      ? `{${values.map(({ name, text }) => `${JSON.stringify(name)}: ${text}`).join(',')}}`
      : values.map(({ name, text }) => `'${name}' = ${text};\n`).join('');
    return { ...source, sent };
  });
  return { ...sources, files };
}

/** The report with the value's place, in the compiler's terms: lines and columns from 1, columns in code points. */
function placed(report: Report, { source, assignment }: Candidate): Report {
  const { start, end } = source.lines.rangeOf(assignment.value);
  const codePoints = ({ line, character }: Position): number => {
    const from = source.lines.offsetAt({ line, character: 0 });
    return [...source.sent.slice(from, from + character)].length;
  };
  const location = {
    filename: source.name,
    firstLine: start.line + 1,
    firstColumn: codePoints(start) + 1,
    lastLine: end.line + 1,
    lastColumn: codePoints(end),
  };
  return { ...report, location };
}
