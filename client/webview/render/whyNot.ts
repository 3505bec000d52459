import type { AskedConflict, ConflictPart, QuestionProblem, ValueChange, WhyNot } from '../../../server/src/protocol';
import type { AnswerView } from '../messages';
import { indicesText, placeButton, renderDiagnostics } from './conflicts';
import { formatNumber, formatValue } from './format';
import { html, type Html } from './html';

/** The question "why not this one?" and its answer; shown once there is an answer to ask about. */
export function renderWhyNot(view: AnswerView): Html | undefined {
  const { whyNot, outcome } = view;
  if (!whyNot && (!outcome || view.stale || view.running || !canBeAsked(outcome.status))) return undefined;
  const answer = whyNot?.answer;
  const waits = whyNot !== undefined && !answer;
  return html`<h2 id="why-not-title">Why not…</h2>
    <form data-form="whyNot" aria-labelledby="why-not-title">
      <p class="muted" id="why-not-help">
        Ask for something that should hold, such as x = 20, or paste a solution: what it costs, or what it breaks.
      </p>
      <div class="ask">
        <textarea
          name="question"
          rows="${Math.min(8, (whyNot?.question ?? '').split('\n').length)}"
          data-key="why-not"
          aria-label="What should hold"
          aria-describedby="why-not-help"
          spellcheck="false"
        >
${whyNot?.question ?? ''}</textarea>
        <button data-key="ask" ${waits && html`aria-disabled="true"`}>Ask</button>
        ${waits && html`<button type="button" class="quiet" data-action="stop" data-key="stop-asking">Stop</button>`}
        ${
          answer &&
          html`<button type="button" class="quiet" data-action="clear" data-what="whyNot" data-key="clear-why-not">
            Clear
          </button>`
        }
      </div>
    </form>
    <div data-announce>
      ${waits && html`<p class="muted">Looking…</p>`}
      ${answer && html`<p class="verdict ${answer.kind}">${answer.title}</p>`}
    </div>
    ${answer && renderAnswer(answer)}`;
}

function canBeAsked(status: NonNullable<AnswerView['outcome']>['status']): boolean {
  return status !== 'error' && status !== 'incomplete';
}

function renderAnswer(answer: WhyNot): Html | undefined {
  switch (answer.kind) {
    case 'possible':
      return html`${answer.reason !== undefined && html`<p class="muted">${answer.reason}</p>`}
      ${renderChanges(answer.changes, 'The best', 'With it', [
        ...(answer.best !== null && answer.objective !== null
          ? [{ name: answer.objectiveName, before: answer.best, after: answer.objective }]
          : []),
      ])}`;
    case 'impossible':
      return renderBreaks(answer);
    case 'infeasible':
      return renderParts(
        'Whatever is asked, these cannot hold together:',
        answer.conflicts[0]?.parts ?? [],
        'why-not-model',
      );
    case 'question':
      return html`<pre class="question">${marked(answer.question, answer.problems)}</pre>`;
    case 'error':
      return renderDiagnostics(answer.diagnostics);
    case 'unknown':
      return undefined;
    default:
      return answer satisfies never;
  }
}

/** Values of two solutions side by side, where they differ; `first` rows come before. */
export function renderChanges(
  changes: readonly ValueChange[],
  before: string,
  after: string,
  first: readonly ValueChange[] = [],
): Html | undefined {
  const rows = [...first, ...changes];
  if (rows.length === 0) return undefined;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What changes">
    <table class="changes">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${before}</th>
          <th scope="col">${after}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, before: old, after: now }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${formatValue(old)}</td>
              <td>${formatValue(now)}${difference(old, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function difference(before: ValueChange['before'], after: ValueChange['after']): Html | undefined {
  if (typeof before !== 'number' || typeof after !== 'number') return undefined;
  const by = after - before;
  return html` <span class="muted">(${by >= 0 ? '+' : '−'}${formatNumber(Math.abs(by))})</span>`;
}

function renderBreaks({
  conflicts,
  direct,
  complete,
  reason,
}: Extract<WhyNot, { readonly kind: 'impossible' }>): Html | undefined {
  const note = reason !== undefined && html`<p class="muted">${reason}</p>`;
  if (!direct) {
    const [first] = conflicts;
    if (!first) return note || undefined;
    return html`${note}${renderParts(togetherText(first), first.parts, 'why-not-together')}`;
  }
  const says = `Each of these is broken by itself${complete ? '' : '; there may be more'}:`;
  const parts = conflicts.flatMap((conflict) =>
    conflict.parts.map((part) => ({ part, by: byText(conflict, conflicts) })),
  );
  return html`${note}
    <section class="card" aria-label="What it would break">
      <p class="muted">${says}</p>
      <ul class="parts">
        ${parts.map(({ part, by }, index) =>
          placeButton(
            part,
            html`${partText(part)}${by !== '' && html` <span class="muted">${by}</span>`}`,
            `why-not-${index}`,
          ),
        )}
      </ul>
    </section>`;
}

function togetherText({ parts, asked }: AskedConflict): string {
  const what = asked.length > 0 ? asked.map(({ text }) => `“${text}”`).join(', ') : 'what you ask';
  return parts.length === 1
    ? `This does not allow ${what}:`
    : `These together do not allow ${what}; without any one of them it could be had:`;
}

/** What of the question breaks a part; said only where it is not all of it. */
function byText({ asked }: AskedConflict, all: readonly AskedConflict[]): string {
  const everything = new Set(all.flatMap((conflict) => conflict.asked.map(({ text }) => text))).size;
  return asked.length === 0 || asked.length === everything ? '' : `by ${asked.map(({ text }) => text).join(', ')}`;
}

/** Parts that do not go together, each leading to its place. */
export function renderParts(says: string, parts: readonly ConflictPart[], key: string): Html | undefined {
  if (parts.length === 0) return undefined;
  return html`<section class="card" aria-label="${says}">
    <p class="muted">${says}</p>
    <ul class="parts">
      ${parts.map((part, index) => placeButton(part, partText(part), `${key}-${index}`))}
    </ul>
  </section>`;
}

function partText(part: ConflictPart): Html {
  return html`<code>${part.text}</code>${
      Object.keys(part.indices).length > 0 && html` <span class="indices">${indicesText(part.indices)}</span>`
    }`;
}

/** A question with what is wrong in it marked. */
function marked(question: string, problems: readonly QuestionProblem[]): Html {
  const [problem] = problems;
  if (!problem) return html`${question}`;
  const { start, end } = problem.span;
  return html`${question.slice(0, start)}<mark>${question.slice(start, end)}</mark>${question.slice(end)}`;
}
