import type { EngineStatus } from '../../server/src/protocol';
import type { AnswerView } from '../webview/messages';
import { formatNumber } from '../webview/render/format';
import { stageText } from '../webview/render/progress';
import { statusWords } from '../webview/render/status';

/** What the status item says of a document: a text with a codicon, and how urgent it is. */
export interface StatusText {
  readonly text: string;
  readonly mood: 'plain' | 'warning' | 'error';
}

export function statusText(view: AnswerView | undefined): StatusText {
  if (view?.running) return { text: `$(sync~spin) ${stageText(view.running.stage)}`, mood: 'plain' };
  const recheck = view && (view.stale || !view.outcome) ? recheckText(view) : undefined;
  if (recheck) return recheck;
  if (view?.notice !== undefined) return { text: '$(circle-slash) Modelwright: stopped', mood: 'plain' };
  if (!view?.outcome) return { text: '$(circle-large-outline) Modelwright', mood: 'plain' };
  const { status, objective } = view.outcome;
  const word = statusWords[status].word.toLowerCase() + (objective === null ? '' : ` ${formatNumber(objective)}`);
  if (view.stale) return { text: `$(history) Modelwright: ${word} (out of date)`, mood: 'plain' };
  switch (status) {
    case 'optimal':
    case 'satisfied':
      return { text: `$(check) Modelwright: ${word}`, mood: 'plain' };
    case 'infeasible':
    case 'error':
      return { text: `$(error) Modelwright: ${word}`, mood: 'error' };
    case 'unbounded':
    case 'unknown':
    case 'incomplete':
      return { text: `$(warning) Modelwright: ${word}`, mood: 'warning' };
    default:
      return status satisfies never;
  }
}

/** What looking for a solution while one types came to; quiet, since nobody asked. */
function recheckText({ recheck }: AnswerView): StatusText | undefined {
  switch (recheck) {
    case 'running':
      return { text: '$(ellipsis) Modelwright: looking', mood: 'plain' };
    case 'feasible':
      return { text: '$(check) Modelwright: has a solution', mood: 'plain' };
    case 'unknown':
    case undefined:
      return undefined;
    default:
      return recheck satisfies never;
  }
}

/** What is inside, as markdown for the status item's tooltip. */
export function engineTooltip(status: EngineStatus | undefined): string {
  if (!status) return 'Modelwright is starting.';
  const solvers = status.solvers.map(({ name }) => name).join(', ');
  return `**Modelwright**\n\nSolvers: ${solvers}\n\nLocal model: ${status.model}\n\nClick to show the result.`;
}
