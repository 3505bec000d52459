import type { Parameter, WhatIf } from '../../../server/src/protocol';
import type { AnswerView, Trial } from '../messages';
import { formatNumber } from './format';
import { html, type Html } from './html';
import { statusWords } from './status';
import { renderChanges, renderParts } from './whyNot';

/** The parameters with their values to try others, and the answer beside the old one. */
export function renderWhatIf(view: AnswerView): Html | undefined {
  const { parameters, whatIf } = view;
  if (parameters.length === 0) return undefined;
  const waits = whatIf !== undefined && !whatIf.answer;
  const scalars = parameters.filter(({ array }) => array === undefined);
  const arrays = [...new Set(parameters.flatMap(({ array }) => array ?? []))];
  return html`<h2 id="what-if-title">What if…</h2>
    <form data-form="whatIf" aria-labelledby="what-if-title">
      <p class="muted" id="what-if-help">
        Change values to see the answer they would give. Nothing is saved until you apply it.
      </p>
      <div class="parameters">${scalars.map((parameter) => renderInput(parameter, parameter.label, whatIf))}</div>
      ${arrays.map(
        (array) =>
          html`<fieldset>
            <legend>${array}</legend>
            <div class="parameters">
              ${parameters
                .filter((parameter) => parameter.array === array)
                .map((parameter) => renderInput(parameter, parameter.label.slice(array.length + 1, -1), whatIf))}
            </div>
          </fieldset>`,
      )}
      <div class="actions">
        <button data-key="try" ${waits && html`aria-disabled="true"`}>Try</button>
        ${waits && html`<button type="button" class="quiet" data-action="stop" data-key="stop-trying">Stop</button>`}
        <button type="button" class="quiet" data-action="reset" data-key="reset">Reset</button>
      </div>
    </form>
    <div data-announce>
      ${waits && html`<p class="muted">Solving…</p>`}
      ${whatIf?.answer && html`<p class="verdict">${whatIf.answer.title}</p>`}
    </div>
    ${whatIf?.answer && renderTrial(whatIf.answer)}`;
}

function renderInput(parameter: Parameter, label: string, whatIf: Trial | undefined): Html {
  const { name, value } = parameter;
  const tried = whatIf?.changes.find((change) => change.name === name)?.value ?? value;
  const isWrong = whatIf?.answer?.kind === 'wrong' && whatIf.changes[whatIf.answer.index]?.name === name;
  return html`<label class="${tried === value ? '' : 'tried'}">
    <span>${label}</span>
    <input
      data-parameter="${name}"
      data-before="${value}"
      data-key="parameter ${name}"
      value="${tried}"
      aria-label="${parameter.label}"
      aria-describedby="what-if-help"
      ${isWrong && 'aria-invalid=true'}
      spellcheck="false"
      autocomplete="off"
    />
  </label>`;
}

function renderTrial(answer: WhatIf): Html | undefined {
  if (answer.kind !== 'outcome') return undefined;
  const { before, after, values, edits, changed, reason } = answer;
  const [conflict] = after.conflicts;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Before and after">
      <table class="changes">
        <thead>
          <tr>
            <td></td>
            <th scope="col">Now</th>
            <th scope="col">What if</th>
          </tr>
        </thead>
        <tbody>
          ${changed.map(
            ({ label, before: old, value }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td>${old}</td>
                <td>${value}</td>
              </tr>`,
          )}
          <tr>
            <th scope="row">Status</th>
            <td>${statusWords[before.status].word}</td>
            <td>${statusWords[after.status].word}</td>
          </tr>
          ${
            (before.objective !== null || after.objective !== null) &&
            html`<tr>
              <th scope="row">Objective</th>
              <td>${before.objective === null ? '' : formatNumber(before.objective)}</td>
              <td>${after.objective === null ? '' : formatNumber(after.objective)}</td>
            </tr>`
          }
        </tbody>
      </table>
    </div>
    ${renderChanges(values, 'Value now', 'What if')}
    ${conflict && renderParts('These could not hold together then:', conflict.parts, 'what-if-conflict')}
    ${reason !== undefined && html`<p class="muted">${reason}</p>`}
    ${
      edits.length > 0 &&
      html`<div class="actions">
        <button data-action="apply" data-key="apply">Apply to Source</button>
      </div>`
    }`;
}
