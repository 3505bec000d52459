import type { SolverResult } from '../types';
import type { Report } from './report';
import type { ProgramEnd } from './runProgram';

export interface Asked {
  readonly optimises: boolean;
  readonly all: boolean;
  readonly limited: boolean;
}

export interface Found {
  readonly any: boolean;
  /** A solution did not satisfy the model, or could not be read. */
  readonly broken: boolean;
}

export type Ending = Pick<SolverResult, 'status' | 'reason' | 'detail'>;

/** What the end of a run means for the question asked. `name` is the solver's, for people. */
export function endingOf(
  name: string,
  end: ProgramEnd,
  said: Pick<Report, 'status' | 'errors'>,
  found: Found,
  asked: Asked,
): Ending {
  const status = found.any ? 'satisfied' : 'unknown';
  const stopped = (reason: Ending['reason'], detail: string): Ending => ({ status, ...(reason && { reason }), detail });
  const overdue = () =>
    stopped(
      'time-limit',
      found.any
        ? `The time limit was reached before ${name} had searched everything.`
        : `${name} found no solution within the time limit.`,
    );
  switch (end.kind) {
    case 'cancelled':
      return { status, reason: 'cancelled' };
    case 'overdue':
      return overdue();
    case 'flooded':
      return stopped('memory', `${name} was stopped: it printed more than can be kept.`);
    case 'not started':
      return stopped('crashed', `${name} could not be started: ${end.why}`);
    case 'signalled': {
      // Systems that run out of memory kill whoever takes most.
      const reason = end.signal === 'SIGKILL' ? 'memory' : 'crashed';
      return stopped(
        reason,
        `${name} was ended by ${end.signal}${reason === 'memory' ? ', as for want of memory' : ''}.`,
      );
    }
    case 'exited':
      return end.code !== 0 || said.status === 'ERROR' ? failed(end.code) : finished();
    default: {
      const never: never = end;
      throw new Error(`Unknown end ${JSON.stringify(never)}.`);
    }
  }

  function failed(code: number): Ending {
    const why = complaint(said.errors, end.stderr);
    const all = [...said.errors, end.stderr].join('\n');
    const reason = unable.test(all) ? 'unsupported' : /out of memory|bad_alloc/i.test(all) ? 'memory' : 'crashed';
    return stopped(reason, `${name} failed with exit code ${code}${why === '' ? '.' : `: ${why}`}`);
  }

  function finished(): Ending {
    switch (said.status) {
      case 'UNSATISFIABLE':
        // Both cannot be: nothing of it counts but the solutions, which are checked.
        return found.any || found.broken ? contradiction() : { status: 'infeasible' };
      case 'UNBOUNDED':
        return { status: 'unbounded' };
      case 'OPTIMAL_SOLUTION':
      case 'ALL_SOLUTIONS':
        if (found.any && !found.broken) return { status: asked.optimises ? 'optimal' : 'satisfied' };
        return found.broken ? inexact() : contradiction();
      default:
        // A single solution asked for is all there is to find; without a word, the search was cut short.
        if (found.any && !asked.optimises && !asked.all) return { status: 'satisfied' };
        if (found.broken) return inexact();
        return asked.limited ? overdue() : stopped('incomplete-search', `${name} gave up${whyOf()}`);
    }
  }

  function whyOf(): string {
    const why = complaint(said.errors, end.stderr);
    return why === '' ? ' without saying why.' : `: ${why}`;
  }

  function inexact(): Ending {
    const detail = `What ${name} found does not satisfy the model exactly: it computes with rounded numbers.`;
    return stopped('incomplete-search', detail);
  }

  function contradiction(): Ending {
    return stopped(
      'crashed',
      `${name} contradicts itself: what it says of the outcome does not fit the solutions it gave.`,
    );
  }
}

/** How MiniZinc and solvers say that they lack something. */
const unable =
  /unsupported|not supported|cannot handle|constraint \S+ not found|no function or predicate|undefined identifier|cannot open|unknown constraint|no solver with|cannot load|specify --/i;

/** The solver's words for an error, in one line: MiniZinc's own, or else the end of what was said beside. */
function complaint(errors: readonly string[], stderr: string): string {
  const text = errors.length > 0 ? errors.join(' ') : stderr.replace(/^Warning:.*$/gm, '');
  const inner = /internal error message was:\s*"([^]*?)"/.exec(text)?.[1];
  return (inner ?? text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 400);
}
