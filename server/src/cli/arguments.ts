import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  isSolverChoice,
  ownModelDefaults,
  solverChoices,
  type ExportFormat,
  type OwnModel,
  type ParameterChange,
  type SolverChoice,
} from '../session';

export const FORMATS: readonly ExportFormat[] = ['fzn', 'lp', 'mps', 'smt2', 'dimacs'];

/** What holds for every engine. */
export interface EngineOptions {
  readonly minizinc: string;
  readonly memoryLimitMb: number | undefined;
  /** A language model on this machine that reads problems; undefined: the embedded one does. */
  readonly ownModel?: OwnModel;
}

interface Common {
  readonly files: readonly string[];
  readonly engines: EngineOptions;
  readonly json: boolean;
}

interface SolveCommand extends Common {
  readonly name: 'solve' | 'explain';
  readonly solver: SolverChoice;
  readonly timeLimitMs: number | undefined;
  readonly data: readonly string[];
  readonly all: boolean;
  /** At most so many solutions; they are listed. */
  readonly limit: number | undefined;
  /** A share: 0.01 for 1 %. */
  readonly gap: number | undefined;
  readonly prove: boolean;
  /** One of the smallest conflicts first. */
  readonly smallest: boolean;
}

interface AskCommand extends Common {
  readonly solver: SolverChoice;
  readonly timeLimitMs: number | undefined;
  readonly data: readonly string[];
}

interface WhyNotCommand extends AskCommand {
  readonly name: 'why-not';
  /** What should hold; or the file that a solution stands in. */
  readonly question: { readonly text: string } | { readonly file: string };
}

interface WhatIfCommand extends AskCommand {
  readonly name: 'what-if';
  readonly changes: readonly ParameterChange[];
}

interface SynthesizeCommand extends Common {
  readonly name: 'synthesize';
  readonly output: string | undefined;
}

interface CheckCommand extends Common {
  readonly name: 'check';
  readonly data: readonly string[];
}

interface ExportCommand extends Common {
  readonly name: 'export';
  readonly format: ExportFormat;
  readonly data: readonly string[];
  readonly output: string | undefined;
}

export type Command =
  | SolveCommand
  | WhyNotCommand
  | WhatIfCommand
  | SynthesizeCommand
  | CheckCommand
  | ExportCommand
  | { readonly name: 'solvers'; readonly json: boolean; readonly engines: EngineOptions }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

export const HELP = `modelwright: solve problems written in plain words (.problem) or MiniZinc (.mzn)

  modelwright solve      [options] FILE...   the best solution, or the conflict that leaves none
  modelwright explain    [options] FILE...   every conflict found in the time limit, smallest first, and repairs
  modelwright why-not    [options] FILE...   what it costs that something holds, or the constraints it breaks
  modelwright what-if    [options] FILE...   the answer with other values of parameters; nothing is written
  modelwright synthesize [options] FILE...   the MiniZinc model that a .problem becomes
  modelwright check      [options] FILE...   diagnostics only
  modelwright export     [options] FILE...   the model in another format
  modelwright solvers    [options]           the solvers there are, those of your own MiniZinc included

  --json                  one JSON object for each file, on one line each
  --solver NAME           ${solverChoices.join(', ')} (default: auto),
                          or native:ID for a solver of your own MiniZinc ('modelwright solvers' lists them)
  --minizinc PROGRAM      your own MiniZinc (default: minizinc, looked for on PATH)
  --memory-limit MB       most memory for each engine
  --model-url URL         read .problem files with a language model of an OpenAI-compatible server on this machine
                          (Ollama: http://127.0.0.1:11434); nothing leaves the machine
  --model-name NAME       which of the server's models
  --model-folder FOLDER   read them with a language model in a folder: an ONNX decoder as Hugging Face has them
  --time-limit SECONDS    stop solving after so long, with the best solution so far
  --data FILE             a data file (.dzn or .json) for the models; may be given again
  --all                   solve: every solution; explain: every conflict (the default there)
  -n, --solutions N       solve: at most N different solutions
  --gap PERCENT           solve: stop once the solution is proved to be within PERCENT of the best
  --prove                 solve: a second engine confirms that nothing is better, or that there is no solution
  --smallest              explain: one of the smallest conflicts is looked for before the others
  --ask QUESTION          why-not: what should hold, 'x = 20' or 'x[2] < 5; y > 1'
  --solution FILE         why-not: a solution to judge, as printed, as data or as JSON
  --set NAME=VALUE        what-if: another value for a parameter, 'demand[2]=5'; may be given again
  --format FORMAT         export: ${FORMATS.join(', ')}
  --output FILE           synthesize, export: write there instead of the terminal
  --help, --version

Exit status: 0 every file got an answer (infeasible is one), 1 some file is in error, 2 wrong usage.
`;

const OPTIONS = {
  json: { type: 'boolean' },
  solver: { type: 'string' },
  'time-limit': { type: 'string' },
  data: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  solutions: { type: 'string', short: 'n' },
  gap: { type: 'string' },
  minizinc: { type: 'string' },
  'memory-limit': { type: 'string' },
  'model-url': { type: 'string' },
  'model-name': { type: 'string' },
  'model-folder': { type: 'string' },
  prove: { type: 'boolean' },
  smallest: { type: 'boolean' },
  ask: { type: 'string' },
  solution: { type: 'string' },
  set: { type: 'string', multiple: true },
  format: { type: 'string' },
  output: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Of commands that read problems because somebody asked. */
const MODEL = ['model-url', 'model-name', 'model-folder'];

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  solve: [
    'json',
    'solver',
    'time-limit',
    'data',
    'all',
    'solutions',
    'gap',
    'prove',
    'minizinc',
    'memory-limit',
    ...MODEL,
  ],
  explain: ['json', 'solver', 'time-limit', 'data', 'all', 'smallest', 'minizinc', 'memory-limit', ...MODEL],
  'why-not': ['json', 'solver', 'time-limit', 'data', 'ask', 'solution', 'minizinc', 'memory-limit', ...MODEL],
  'what-if': ['json', 'solver', 'time-limit', 'data', 'set', 'minizinc', 'memory-limit', ...MODEL],
  synthesize: ['json', 'output', ...MODEL],
  check: ['json', 'data'],
  export: ['json', 'format', 'data', 'output', ...MODEL],
  solvers: ['json', 'minizinc'],
};

/** Wrong usage; the message is for the user. */
export class UsageError extends Error {}

/** Reads the command line (without node and script). Throws `UsageError` with a sentence that says what is wrong. */
export function parseCommand(args: readonly string[]): Command {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, ...files] = positionals;
  if (name === undefined) throw new UsageError('no command is given');
  const allowed = ALLOWED[name];
  if (!allowed) throw new UsageError(`there is no command '${name}'; use ${Object.keys(ALLOWED).join(', ')}`);
  const stray = Object.keys(values).find((option) => !allowed.includes(option));
  if (stray) throw new UsageError(`${name} takes no --${stray}`);
  const engines: EngineOptions = {
    minizinc: values.minizinc ?? 'minizinc',
    memoryLimitMb: wholeNumber('--memory-limit', values['memory-limit']),
    ...modelOf(values['model-url'], values['model-name'], values['model-folder']),
  };
  if (name === 'solvers') {
    if (files.length > 0) throw new UsageError('solvers takes no files');
    return { name, json: values.json ?? false, engines };
  }
  if (files.length === 0) throw new UsageError(`${name} needs at least one file`);
  const json = values.json ?? false;
  const data = values.data ?? [];
  switch (name) {
    case 'solve':
    case 'explain':
      return {
        name,
        files,
        json,
        engines,
        data,
        solver: solverOf(values.solver ?? 'auto'),
        timeLimitMs: seconds(values['time-limit']),
        all: values.all ?? values.solutions !== undefined,
        limit: wholeNumber('--solutions', values.solutions),
        gap: share(values.gap),
        prove: values.prove ?? false,
        smallest: values.smallest ?? false,
      };
    case 'why-not':
      return { name, files, json, engines, data, ...asking(values), question: questionOf(values) };
    case 'what-if':
      return { name, files, json, engines, data, ...asking(values), changes: (values.set ?? []).map(changeOf) };
    case 'synthesize':
      if (values.output !== undefined && files.length > 1) throw new UsageError('--output goes with one file only');
      return { name, files, json, engines, output: values.output };
    case 'check':
      return { name, files, json, engines, data };
    default:
      if (values.format === undefined) throw new UsageError(`export needs --format: ${FORMATS.join(', ')}`);
      if (values.output !== undefined && files.length > 1) throw new UsageError('--output goes with one file only');
      return {
        name: 'export',
        files,
        json,
        engines,
        data,
        format: oneOf('--format', values.format, FORMATS),
        output: values.output,
      };
  }
}

function modelOf(
  url: string | undefined,
  name: string | undefined,
  folder: string | undefined,
): { readonly ownModel?: OwnModel } {
  if (folder !== undefined && (url !== undefined || name !== undefined))
    throw new UsageError('--model-folder goes without --model-url and --model-name');
  if (folder !== undefined)
    return { ownModel: { source: 'folder', folder: resolve(folder), name: '', ...ownModelDefaults } };
  if (url === undefined && name !== undefined) throw new UsageError('--model-name goes with --model-url');
  return url === undefined ? {} : { ownModel: { source: 'server', url, name: name ?? '', ...ownModelDefaults } };
}

function asking(values: { readonly solver?: string; readonly 'time-limit'?: string }) {
  return { solver: solverOf(values.solver ?? 'auto'), timeLimitMs: seconds(values['time-limit']) };
}

function questionOf(values: { readonly ask?: string; readonly solution?: string }): WhyNotCommand['question'] {
  if (values.ask !== undefined && values.solution === undefined) return { text: values.ask };
  if (values.solution !== undefined && values.ask === undefined) return { file: values.solution };
  throw new UsageError('why-not needs either --ask QUESTION or --solution FILE');
}

function changeOf(set: string): ParameterChange {
  const [, name, value] = /^([^=]+)=([^]+)$/.exec(set) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--set is NAME=VALUE, not '${set}'`);
  return { name: name.trim(), value: value.trim() };
}

function solverOf(value: string): SolverChoice {
  if (!isSolverChoice(value))
    throw new UsageError(`--solver is one of ${solverChoices.join(', ')} or native:ID, not '${value}'`);
  return value;
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${option} is one of ${choices.join(', ')}, not '${value}'`);
  return found;
}

function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(value)) throw new UsageError(`${option} is a whole number above 0, not '${value}'`);
  return Number(value);
}

/** A percentage as a share. */
function share(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const percent = Number(value.replace(/%$/, ''));
  if (!(percent >= 0) || !Number.isFinite(percent))
    throw new UsageError(`--gap is a percentage of at least 0, such as 1, not '${value}'`);
  return percent / 100;
}

function seconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number)) {
    throw new UsageError(`--time-limit is a number of seconds above 0, not '${value}'`);
  }
  return Math.max(1, Math.round(number * 1000));
}
