import type { MiniZincMessage } from '../../compile';

/**
 * A line of MiniZinc's JSON stream (manual, "Machine-readable JSON output format") as far as solving needs it; undefined
 * where it is none of these: solvers print what they like in between.
 */
export function readMessage(line: string): MiniZincMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { type, output, status, statistics, message, what } = json;
  switch (type) {
    case 'solution':
      return isObject(output) ? { type, output, sections: [] } : undefined;
    case 'status':
      return typeof status === 'string' ? { type, status } : undefined;
    case 'statistics':
      return isObject(statistics) ? { type, statistics } : undefined;
    case 'error':
      return typeof message === 'string' ? { type, what: typeof what === 'string' ? what : '', message } : undefined;
    default:
      return undefined;
  }
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
