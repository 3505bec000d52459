import { parseModel } from '../minizinc';
import { annotationsFor } from './annotations';
import { namesOf } from './flatten';
import type { MiniZincPool } from './pool';
import type { Source, Sources } from './sources';

/**
 * Whether the output model may print numbers where the user's `output` prints names: it has lost which expressions are
 * of an enum (`"\(day)"` prints 1; MiniZinc 2.10.0).
 */
export function losesEnumNames(sources: Sources): boolean {
  return sources.files.some(({ kind, text }) => kind === 'model' && /\benum\b/.test(text));
}

/**
 * What the user's `output` items print, made from the model itself: its constraints and goal taken out, its variables
 * given their values as data. undefined where that fails, as it may where a rounded value leaves its declared domain.
 *
 * @param values the variables' values in MiniZinc's JSON data format
 */
export async function outputOfModel(
  pool: MiniZincPool,
  sources: Sources,
  values: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const files = sources.files.map((source) => [
    source.name,
    source.kind === 'model' ? unconstrained(source) : source.sent,
  ]);
  // An empty object is no JSON data to MiniZinc.
  const data: Readonly<Record<string, string>> =
    Object.keys(JSON.parse(values) as object).length === 0 ? {} : { 'values.json': readable(values) };
  const annotations = await annotationsFor(sources);
  const run = await pool.run(
    {
      args: ['--solver', 'gecode', ...namesOf(sources), ...annotations.names, ...Object.keys(data)],
      files: { ...Object.fromEntries(files), ...annotations.files, ...data },
    },
    signal,
  );
  const solution = run.messages.find((message) => message.type === 'solution');
  const printed = solution?.output.raw;
  return run.exitCode === 0 && typeof printed === 'string' ? printed : undefined;
}

/**
 * What each section of the output of a model prints that compiling has settled altogether, from the model itself;
 * undefined where that fails.
 *
 * @param added a model file that goes with it
 */
export async function outputOfSettledModel(
  pool: MiniZincPool,
  sources: Sources,
  added: { readonly name: string; readonly text: string },
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, string>> | undefined> {
  const annotations = await annotationsFor(sources);
  const own = Object.fromEntries(sources.files.map(({ name, sent }) => [name, sent]));
  const run = await pool.run(
    {
      args: ['--solver', 'gecode', ...namesOf(sources), ...annotations.names, added.name],
      files: { ...own, ...annotations.files, [added.name]: added.text },
    },
    signal,
  );
  const solution = run.messages.find((message) => message.type === 'solution');
  if (run.exitCode !== 0 || solution === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(solution.output).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
}

/** A model file without its constraints and its goal. */
function unconstrained({ sent }: Source): string {
  let text = '';
  let at = 0;
  for (const { kind, span } of parseModel(sent).items) {
    if (kind !== 'constraint' && kind !== 'solve') continue;
    text += sent.slice(at, span.start);
    at = span.end;
  }
  return text + sent.slice(at);
}

/** MiniZinc writes 1e+30 in JSON, which it cannot read. */
function readable(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|e\+/g, (found) => (found === 'e+' ? 'e' : found));
}
