import type { AnswerView } from '../messages';
import { renderConflicts, renderDiagnostics, renderQuestions, renderRepairs } from './conflicts';
import { formatNumber } from './format';
import { html, type Html } from './html';
import { renderPrices } from './prices';
import { renderIncumbents } from './progress';
import { renderFigures, renderHead } from './status';
import { renderSolutions, renderValues } from './values';
import { renderWhatIf } from './whatIf';
import { renderWhyNot } from './whyNot';

/** The sections of the page, in order; each is redrawn only when its markup changes. */
export const sectionIds = [
  'head',
  'figures',
  'questions',
  'conflicts',
  'repairs',
  'values',
  'solutions',
  'whyNot',
  'whatIf',
  'prices',
  'output',
  'incumbents',
  'diagnostics',
  'statistics',
] as const;

export type SectionId = (typeof sectionIds)[number];

/** The markup of every section; an empty one has nothing to show. */
export function renderPage(view: AnswerView): Readonly<Record<SectionId, string>> {
  const { outcome } = view;
  const sections: Partial<Record<SectionId, Html | undefined>> = {
    head: renderHead(view),
    incumbents: renderIncumbents(view),
    whyNot: renderWhyNot(view),
    whatIf: renderWhatIf(view),
    ...(outcome && {
      figures: renderFigures(outcome),
      questions: renderQuestions(outcome.questions),
      conflicts: renderConflicts(outcome.conflicts),
      repairs: renderRepairs(outcome, view.stale || view.running !== undefined),
      values: renderValues(outcome.solution, outcome.axes ?? {}, !view.stale && view.running === undefined),
      solutions: renderSolutions(outcome.solutions ?? []),
      prices: renderPrices(outcome),
      output: renderOutput(outcome.output),
      diagnostics: renderDiagnostics(outcome.diagnostics),
      statistics: renderStatistics(outcome.statistics),
    }),
  };
  return Object.fromEntries(sectionIds.map((id) => [id, sections[id]?.markup ?? ''])) as Record<SectionId, string>;
}

function renderOutput(output: string | null): Html | undefined {
  if (output === null || output.trim() === '') return undefined;
  return html`<h2>Output</h2>
    <pre class="scroll" tabindex="0" aria-label="What the model's output item prints">${output.trimEnd()}</pre>`;
}

function renderStatistics(statistics: Readonly<Record<string, number>>): Html | undefined {
  const entries = Object.entries(statistics);
  if (entries.length === 0) return undefined;
  return html`<details>
    <summary data-key="statistics">Statistics</summary>
    <table class="scalars">
      <tbody>
        ${entries.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${formatNumber(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
