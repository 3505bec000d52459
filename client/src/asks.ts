import type { Parameter, ParameterChange, WhatIf, WhyNot } from '../../server/src/protocol';
import type { AnswerView } from '../webview/messages';

/** What happens to the questions about a document. */
export type AskEvent =
  /** Asked, and once more with its answer. */
  | { readonly kind: 'whyNot'; readonly question: string; readonly answer?: WhyNot }
  | { readonly kind: 'whatIf'; readonly changes: readonly ParameterChange[]; readonly answer?: WhatIf }
  | { readonly kind: 'parameters'; readonly parameters: readonly Parameter[] }
  | { readonly kind: 'cleared'; readonly what: 'whyNot' | 'whatIf' };

/** What is shown of a document after an event about its questions. */
export function askAfter(view: AnswerView, event: AskEvent): AnswerView {
  switch (event.kind) {
    case 'whyNot':
      return { ...view, whyNot: { question: event.question, answer: event.answer } };
    case 'whatIf':
      return { ...view, whatIf: { changes: event.changes, answer: event.answer } };
    case 'parameters':
      return view.stale ? view : { ...view, parameters: event.parameters };
    case 'cleared':
      return { ...view, [event.what]: undefined };
    default:
      return event satisfies never;
  }
}
