import type { SolvingEvent } from '../../server/src/protocol';
import type { AnswerView } from '../webview/messages';
import { keepIncumbent } from '../webview/render/progress';

/** A document of which nothing is known yet. */
export function emptyAnswer(title: string): AnswerView {
  return {
    title,
    running: undefined,
    incumbents: [],
    found: 0,
    outcome: undefined,
    stale: false,
    notice: undefined,
    recheck: undefined,
    whyNot: undefined,
    whatIf: undefined,
    parameters: [],
  };
}

/** What is known of a document after an event; the last outcome stays in view, as stale, until there is a new one. */
export function answerAfter(view: AnswerView, event: SolvingEvent): AnswerView {
  switch (event.kind) {
    case 'started':
      return {
        ...view,
        running: { request: event.request, stage: undefined, bound: undefined },
        incumbents: [],
        found: 0,
        notice: undefined,
        recheck: undefined,
      };
    case 'progress': {
      if (!view.running) return view;
      const { progress } = event;
      if (progress.kind === 'stage') {
        const { request, bound } = view.running;
        const { stage, detail } = progress;
        return { ...view, running: { request, stage, bound, ...(detail !== undefined && { detail }) } };
      }
      if (progress.kind === 'bound') return { ...view, running: { ...view.running, bound: progress.bound } };
      // The editor shows it on its lines, the panel with the outcome.
      if (progress.kind === 'conflict') return view;
      const { objective, solution } = progress;
      return { ...view, incumbents: keepIncumbent(view.incumbents, { objective, solution }), found: view.found + 1 };
    }
    case 'outcome':
      return {
        ...view,
        running: undefined,
        outcome: event.outcome,
        stale: event.stale,
        notice: undefined,
        recheck: undefined,
        whyNot: undefined,
        whatIf: undefined,
      };
    case 'stopped':
      return { ...view, running: undefined, notice: event.message };
    case 'stale':
      return {
        ...view,
        stale: view.outcome !== undefined,
        recheck: undefined,
        whyNot: undefined,
        whatIf: undefined,
        parameters: [],
      };
    case 'rechecking':
      return { ...view, recheck: 'running' };
    case 'rechecked':
      return { ...view, recheck: recheckOf(event.verdict) };
    default:
      return event satisfies never;
  }
}

/** An infeasible text has its outcome, one in error its diagnostics: nothing more is to be said. */
function recheckOf(verdict: Extract<SolvingEvent, { kind: 'rechecked' }>['verdict']): AnswerView['recheck'] {
  return verdict === 'feasible' || verdict === 'unknown' ? verdict : undefined;
}
