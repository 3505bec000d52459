#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import packageJson from '../../../package.json';
import { openSession, type Session, type SolveProgress } from '../session';
import { HELP, parseCommand, UsageError, type Command } from './arguments';
import { diagnosticJson, FileNames, outcomeJson } from './json';
import { renderWhatIf, renderWhyNot, whatIfJson, whyNotJson } from './renderAsk';
import { painter, renderDiagnostic, renderEngines, renderOutcome, renderSynthesis } from './render';

type FileCommand = Extract<Command, { files: readonly string[] }>;

/** What one file printed, and whether it is in error. */
interface Printed {
  readonly text: string;
  readonly failed: boolean;
}

async function main(): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`modelwright: ${error.message}\nTry 'modelwright --help'.\n`);
    return 2;
  }
  if (command.name === 'help' || command.name === 'version') {
    process.stdout.write(command.name === 'help' ? HELP : `${packageJson.version}\n`);
    return 0;
  }
  const session = openSession(command.engines);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  let failed = false;
  try {
    if (command.name === 'solvers') {
      process.stdout.write(renderEngines(await session.engines(), command.json));
      return 0;
    }
    for (const file of command.files) {
      const printed = await runFile(session, command, file, interrupted.signal);
      process.stdout.write(printed.text);
      failed ||= printed.failed;
    }
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (!(error instanceof FileError)) throw error;
    process.stderr.write(`modelwright: ${error.message}\n`);
    return 1;
  } finally {
    await session.dispose();
  }
  return failed ? 1 : 0;
}

async function runFile(session: Session, command: FileCommand, given: string, signal: AbortSignal): Promise<Printed> {
  const data = 'data' in command ? command.data : [];
  const file = resolve(given);
  const names = new FileNames([...command.files, ...data, given]);
  const paths = data.map((path) => resolve(path));
  const paint = painter(process.stdout);
  const json = (value: unknown): string => JSON.stringify(value) + '\n';
  switch (command.name) {
    case 'solve':
    case 'explain': {
      const progress = new ProgressLine();
      const outcome = await session[command.name](
        file,
        {
          solver: command.solver,
          data: paths,
          all: command.all,
          prove: command.prove,
          smallest: command.smallest,
          ...(command.limit !== undefined && { limit: command.limit }),
          ...(command.gap !== undefined && { gap: command.gap }),
          ...(command.timeLimitMs !== undefined && { timeLimitMs: command.timeLimitMs }),
          onProgress: (event) => progress.show(names.of(file), event),
        },
        signal,
      );
      progress.clear();
      return {
        text: command.json ? json(outcomeJson(outcome, names)) : renderOutcome(outcome, names, paint),
        failed: outcome.status === 'error',
      };
    }
    case 'why-not':
    case 'what-if': {
      const options = {
        solver: command.solver,
        data: paths,
        ...(command.timeLimitMs !== undefined && { timeLimitMs: command.timeLimitMs }),
      };
      if (command.name === 'why-not') {
        const answer = await session.whyNot(file, questionText(command.question), options, signal);
        const text = command.json ? json(whyNotJson(answer, names)) : renderWhyNot(answer, names, paint);
        return { text, failed: answer.kind === 'error' || answer.kind === 'question' };
      }
      const answer = await session.whatIf(file, command.changes, options, signal);
      const text = command.json ? json(whatIfJson(answer, names)) : renderWhatIf(answer, names, paint);
      return { text, failed: answer.kind !== 'outcome' };
    }
    case 'synthesize': {
      const synthesis = await session.synthesize(file, signal);
      if (command.output !== undefined && synthesis.model !== null) writeOutput(command.output, synthesis.model);
      const failed = synthesis.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      if (command.json) {
        const diagnostics = synthesis.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, file, names));
        const questions = synthesis.questions.map((question) => ({ ...question, file: names.of(question.file) }));
        return { text: json({ ...synthesis, file: names.of(file), questions, diagnostics }), failed };
      }
      const shown = command.output === undefined ? synthesis : { ...synthesis, model: null };
      return { text: renderSynthesis(shown, names), failed };
    }
    case 'check': {
      const diagnostics = await session.check(file, { data: paths }, signal);
      const failed = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      const text = command.json
        ? json({
            file: names.of(file),
            diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, file, names)),
          })
        : diagnostics.length === 0
          ? `${names.of(file)}: no problems found\n`
          : diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, names, paint) + '\n').join('');
      return { text, failed };
    }
    case 'export': {
      const result = await session.exportModel(file, command.format, { data: paths }, signal);
      const diagnostics = result.kind === 'error' ? result.diagnostics : [];
      const reason = result.kind === 'impossible' ? result.reason : null;
      const model = result.kind === 'text' ? result.text : null;
      if (command.output !== undefined && model !== null) writeOutput(command.output, model);
      if (command.json) {
        return {
          text: json({
            file: names.of(file),
            format: command.format,
            text: model,
            reason,
            diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, file, names)),
          }),
          failed: model === null,
        };
      }
      if (model !== null) return { text: command.output === undefined ? model : '', failed: false };
      for (const diagnostic of diagnostics) process.stderr.write(renderDiagnostic(diagnostic, names, paint) + '\n');
      if (reason !== null) process.stderr.write(`${names.of(file)}: ${reason}\n`);
      return { text: '', failed: true };
    }
  }
}

function questionText(question: Extract<FileCommand, { readonly name: 'why-not' }>['question']): string {
  if ('text' in question) return question.text;
  try {
    return readFileSync(question.file, 'utf8');
  } catch (error) {
    throw new FileError(`${question.file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The file of `--output` cannot be written, or of `--solution` read; the message is for the user. */
class FileError extends Error {}

function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new FileError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function told(event: SolveProgress): string {
  switch (event.kind) {
    case 'stage':
      return event.detail ?? event.stage;
    case 'solution':
      return `solution found${event.objective === null ? '' : `: ${event.objective}`}`;
    case 'bound':
      return `none can be better than ${event.bound}`;
    case 'conflict':
      return 'conflict found';
    default:
      return event satisfies never;
  }
}

/** One changing line on stderr, on a terminal only. */
class ProgressLine {
  private shown = false;

  show(name: string, event: SolveProgress): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r\u001b[K${name}: ${told(event)}`);
    this.shown = true;
  }

  clear(): void {
    if (this.shown) process.stderr.write('\r\u001b[K');
    this.shown = false;
  }
}

// Whoever reads may stop early (`| head`): nobody is left to tell of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main().then(
  (code) => {
    // Everything was disposed; a solver thread that outlives its worker must not keep the terminal waiting.
    process.exitCode = code;
    process.stdout.write('', () => process.exit(code));
  },
  (error: unknown) => {
    process.stderr.write(`modelwright: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
