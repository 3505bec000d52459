import type { Outcome, OutcomeStatus, SolverId } from '../../../server/src/protocol';
import type { AnswerView } from '../messages';
import { formatDuration, formatNumber } from './format';
import { html, type Html } from './html';
import { stageText } from './progress';

/** The word of a status, and the sentence that says what it means. */
export const statusWords: Readonly<Record<OutcomeStatus, { readonly word: string; readonly meaning: string }>> = {
  optimal: { word: 'Optimal', meaning: 'Proved: no better solution exists.' },
  satisfied: { word: 'Satisfied', meaning: 'A solution that meets every constraint.' },
  infeasible: { word: 'Infeasible', meaning: 'Proved: no solution meets every constraint.' },
  unbounded: { word: 'Unbounded', meaning: 'Proved: the objective has no limit. A constraint is probably missing.' },
  unknown: { word: 'Unknown', meaning: 'No answer was found.' },
  incomplete: { word: 'Incomplete', meaning: 'The text leaves something open that the model needs.' },
  error: { word: 'Error', meaning: 'The text could not be turned into a model.' },
};

/** The head of the page: the file, the status, and what can be done now. */
export function renderHead(view: AnswerView): Html {
  return html`<div class="title-row">
      <h1>${view.title}</h1>
      ${renderActions(view)}
    </div>
    <div class="status-row" data-announce>${renderStatus(view)}</div>
    ${view.running && html`<div class="bar" aria-hidden="true"></div>`}`;
}

function renderStatus(view: AnswerView): Html {
  const { running, outcome, stale, notice } = view;
  if (running) return html`<span class="badge running">${stageText(running.stage)}</span>`;
  if (notice !== undefined) return html`<span class="badge error">${notice}</span>`;
  if (!outcome) return html`<span class="muted">Not solved yet.</span>`;
  const { word, meaning } = statusWords[outcome.status];
  return html`<span class="badge ${outcome.status}">${word}</span> ${
      stale
        ? html`<span class="badge stale">Out of date</span>
            <span>The text has changed since. This is the answer to the text before.</span>`
        : html`<span>${meaning}</span>`
    }`;
}

function renderActions({ running, outcome, stale }: AnswerView): Html {
  if (running) return html`<div class="actions"><button data-action="stop" data-key="stop">Stop</button></div>`;
  const explain = outcome?.status === 'infeasible' && !stale;
  return html`<div class="actions">
    ${explain && html`<button class="quiet" data-action="explain" data-key="explain">Find all conflicts</button>`}
    <button data-action="solve" data-key="solve">${outcome ? 'Solve again' : 'Solve'}</button>
  </div>`;
}

/** The objective, and who found it, how long it took and whether it was checked. */
export function renderFigures(outcome: Outcome): Html {
  const { objective, bound, solver, confirmedBy, paradigm, wallMs, checked, reason } = outcome;
  return html`${
      objective !== null &&
      html`<p class="objective">
        <span class="label">Objective</span> <span class="figure">${formatNumber(objective)}</span>
      </p>`
    }
    ${reason !== undefined && html`<p class="reason">${reason}</p>`}
    <dl class="facts">
      ${solver !== null && fact('Solver', nameOf(solver))}
      ${confirmedBy !== null && fact('Confirmed by', nameOf(confirmedBy), 'good')}
      ${isOpen(outcome) && bound !== null && fact('Bound', `${formatNumber(bound)}${gapOf(outcome)}`)}
      ${paradigm !== null && fact('Kind', paradigm.toUpperCase())} ${fact('Time', formatDuration(wallMs))}
      ${
        Object.keys(outcome.solution).length > 0 &&
        fact('Check', checked ? '✓ every constraint holds' : 'not checked', checked ? 'good' : 'doubtful')
      }
    </dl>`;
}

const solverNames = {
  z3: 'Z3',
  glpk: 'GLPK',
  highs: 'HiGHS',
  gecode: 'Gecode',
  chuffed: 'Chuffed',
  cbc: 'CBC',
} as const;

/** A solution that is not proved to be the best. */
function isOpen({ status, objective }: Outcome): boolean {
  return status === 'satisfied' && objective !== null;
}

/** How far the objective can be from the best, as a share of its size. */
function gapOf({ objective, bound }: Outcome): string {
  if (objective === null || bound === null) return '';
  const share = Math.abs(objective - bound) / Math.max(1, Math.abs(objective));
  return ` (gap ${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %)`;
}

function nameOf(solver: SolverId): string {
  return solver in solverNames ? solverNames[solver as keyof typeof solverNames] : solver.replace(/^native:/, '');
}

function fact(name: string, value: string, mood = ''): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd class="${mood}">${value}</dd>
  </div>`;
}
