import type { Conflict, Diagnostic, Outcome, Question, Repair, SourceRange } from '../../../server/src/protocol';
import { html, type Html } from './html';
import { plural } from './progress';

/** The conflicts: for each, the parts that cannot hold together. A part leads to its place. */
export function renderConflicts(conflicts: readonly Conflict[]): Html | undefined {
  if (conflicts.length === 0) return undefined;
  const single = conflicts.length === 1;
  return html`<h2>${single ? 'Conflict' : html`Conflicts <span class="count">${conflicts.length}</span>`}</h2>
    ${conflicts.map(
      ({ parts }, number) =>
        html`<section class="card" aria-label="Conflict ${number + 1}">
          <p class="muted">
            ${
              parts.length === 1
                ? 'This cannot hold at all:'
                : `These ${parts.length} cannot hold together; without any one of them, the others can:`
            }
          </p>
          <ul class="parts">
            ${parts.map((part, index) =>
              placeButton(
                part,
                html`<code>${part.text}</code>${
                    Object.keys(part.indices).length > 0 &&
                    html` <span class="indices">${indicesText(part.indices)}</span>`
                  }`,
                `part-${number}-${index}`,
              ),
            )}
          </ul>
        </section>`,
    )}`;
}

/** Loop values, for people. */
export function indicesText(indices: Readonly<Record<string, string>>): string {
  return Object.entries(indices)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

const repairKinds: Readonly<Record<Repair['kind'], string>> = {
  relax: 'change a number',
  drop: 'remove a constraint',
  soften: 'make it a wish',
};

/** The repairs as buttons, whose titles tell the objective afterwards; a stale outcome's repairs no longer fit the text. */
export function renderRepairs({ repairs }: Outcome, stale: boolean): Html | undefined {
  if (repairs.length === 0) return undefined;
  return html`<h2>Repairs</h2>
    <p class="muted">Each of these alone makes it feasible${stale ? '; they were for the text before' : ''}.</p>
    <ul class="repairs">
      ${repairs.map(
        (repair, index) =>
          html`<li>
            <button data-action="repair" data-index="${index}" data-key="repair-${index}" ${stale && 'disabled'}>
              ${repair.title}
            </button>
            <span class="muted">${repairKinds[repair.kind]}</span>
          </li>`,
      )}
    </ul>`;
}

/** What the text leaves open. */
export function renderQuestions(questions: readonly Question[]): Html | undefined {
  if (questions.length === 0) return undefined;
  return html`<h2>${questions.length === 1 ? 'A question' : plural(questions.length, 'question')}</h2>
    <ul class="parts">
      ${questions.map((question, index) => placeButton(question, html`${question.text}`, `question-${index}`))}
    </ul>`;
}

/** Errors and warnings about the text; conflicts are told apart from these. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): Html | undefined {
  const shown = diagnostics.filter(({ code }) => code !== 'conflict');
  if (shown.length === 0) return undefined;
  return html`<h2>Notes on the text</h2>
    <ul class="parts">
      ${shown.map((diagnostic, index) =>
        placeButton(
          diagnostic,
          html`<span class="severity ${diagnostic.severity}">${diagnostic.severity}</span> ${diagnostic.message}`,
          `diagnostic-${index}`,
        ),
      )}
    </ul>`;
}

export function placeButton(place: SourceRange, content: Html, key: string): Html {
  const data = JSON.stringify({ file: place.file, range: place.range } satisfies SourceRange);
  const name = place.file.slice(Math.max(place.file.lastIndexOf('/'), place.file.lastIndexOf('\\')) + 1);
  return html`<li>
    <button class="place" data-action="reveal" data-place="${data}" data-key="${key}">
      <span class="what">${content}</span><span class="where">${name}:${place.range.start.line + 1}</span>
    </button>
  </li>`;
}
