import type { Stage } from '../../../server/src/protocol';
import type { AnswerView, Incumbent } from '../messages';
import { formatNumber } from './format';
import { html, type Html } from './html';

const WIDTH = 240;
const HEIGHT = 40;
const MARGIN = 3;

/** What goes on at a stage, for people. */
export function stageText(stage: Stage | undefined): string {
  switch (stage) {
    case undefined:
      return 'Starting…';
    case 'reading':
      return 'Reading the text…';
    case 'compiling':
      return 'Compiling the model…';
    case 'solving':
      return 'Searching…';
    case 'checking':
      return 'Checking the solution…';
    case 'explaining':
      return 'Finding the conflict…';
    case 'repairing':
      return 'Looking for repairs…';
    default:
      return stage satisfies never;
  }
}

/** The objective's way through the solutions found; shown once there are two. */
export function renderIncumbents(view: AnswerView): Html | undefined {
  const objectives = view.incumbents.flatMap(({ objective }) => (objective === null ? [] : [objective]));
  const last = objectives.at(-1);
  if (last === undefined || objectives.length < 2) {
    if (!view.running || view.found === 0) return undefined;
    return html`<h2>Found so far</h2>
      <p>${plural(view.found, 'solution')}</p>
      ${boundText(view)}`;
  }
  const first = objectives[0] ?? last;
  const description = `${view.found} solutions, the objective from ${formatNumber(first)} to ${formatNumber(last)}`;
  return html`<h2>${view.running ? 'Found so far' : 'On the way'} <span class="count">${view.found}</span></h2>
    <div class="incumbents">
      <svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description}">
        <polyline points="${sparkline(objectives)}" />
        <circle cx="${WIDTH - MARGIN}" cy="${heightOf(last, objectives)}" r="2.5" />
      </svg>
      <ol class="steps" aria-label="Objective of the latest solutions">
        ${objectives.slice(-6).map((objective) => html`<li>${formatNumber(objective)}</li>`)}
      </ol>
    </div>
    ${boundText(view)}`;
}

/** How good a solution can be at most, as far as that is proved. */
function boundText({ running }: AnswerView): Html | undefined {
  if (running?.bound === undefined) return undefined;
  return html`<p class="muted">No solution can be better than ${formatNumber(running.bound)}.</p>`;
}

/** The points of a polyline, evenly spaced in the order found; larger values stand higher. */
export function sparkline(values: readonly number[]): string {
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  return values.map((value, index) => `${round(MARGIN + index * step)},${heightOf(value, values)}`).join(' ');
}

function heightOf(value: number, values: readonly number[]): number {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The latest incumbents are kept, the rest only counted. */
export function keepIncumbent(kept: readonly Incumbent[], next: Incumbent, most = 200): readonly Incumbent[] {
  return [...kept.slice(Math.max(0, kept.length - most + 1)), next];
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
