import { literalOf, type Outcome, type OutputValue } from '../../../server/src/protocol';
import { formatValue, isArray } from './format';
import { html, type Html } from './html';

/** More rows than this are cut, with a line that says how many there are. */
const MOST_ROWS = 200;
/** Longer arrays are no question that one would edit by hand. */
const LONGEST_ASKED = 400;

type Axes = NonNullable<Outcome['axes']>;

/**
 * The values of a solution: scalars in one table by name, then every array in one of its own.
 * @param axes what the things are called that arrays are indexed by, where that is known
 * @param asks whether each offers to ask why it has not another value
 */
export function renderValues(
  solution: Readonly<Record<string, OutputValue>>,
  axes: Axes,
  asks: boolean,
): Html | undefined {
  const entries = Object.entries(solution);
  if (entries.length === 0) return undefined;
  const scalars = entries.filter(([, value]) => !isArray(value));
  const arrays = entries.flatMap(([name, value]) => (isArray(value) ? [[name, value] as const] : []));
  return html`<h2>Values</h2>
    ${scalars.length > 0 && renderScalars(scalars, asks)}
    ${arrays.map(([name, value]) => renderArray(name, value, axes[name], asks))}`;
}

/** Begins a question with the value as it is, to be changed. */
function renderAsk(name: string, value: OutputValue): Html {
  return html`<button
    class="link"
    data-action="compose"
    data-question="${`${name} = ${literalOf(value)}`}"
    data-key="ask ${name}"
    aria-label="Why not another value for ${name}?"
  >
    why not…
  </button>`;
}

function renderScalars(entries: readonly (readonly [string, OutputValue])[], asks: boolean): Html {
  return html`<table class="scalars">
    <tbody>
      ${entries.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${renderCell(value)} ${asks && html`<td class="ask-cell">${renderAsk(name, value)}</td>`}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderArray(name: string, value: readonly OutputValue[], axes: Axes[string] | undefined, asks: boolean): Html {
  const isTable = value.every(isArray) && value.length > 0;
  const rows = isTable ? value.filter(isArray) : [value];
  const shown = rows.slice(0, MOST_ROWS);
  const [columns, own] = axes?.length === (isTable ? 2 : 1) ? axes.toReversed() : [];
  const named = own?.length === rows.length ? own : undefined;
  return html`<figure class="array">
    <figcaption>
      ${name}
      <span class="muted">${dimensions(value)}</span>
      ${asks && literalOf(value).length <= LONGEST_ASKED && renderAsk(name, value)}
    </figcaption>
    <div class="scroll" tabindex="0" role="region" aria-label="${name}">
      <table class="grid">
        ${columns?.length === rows[0]?.length && columns && renderHeads(columns, named !== undefined)}
        <tbody>
          ${shown.map(
            (row, at) =>
              html`<tr>
                ${named && html`<th scope="row">${named[at]}</th>`} ${row.slice(0, MOST_ROWS).map(renderCell)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${shown.length < rows.length && html`<p class="muted">The first ${shown.length} of ${rows.length} rows.</p>`}
  </figure>`;
}

/** @param isNamed whether the rows below have names of their own */
function renderHeads(columns: readonly string[], isNamed: boolean): Html {
  return html`<thead>
    <tr>
      ${isNamed && html`<td></td>`} ${columns.slice(0, MOST_ROWS).map((column) => html`<th scope="col">${column}</th>`)}
    </tr>
  </thead>`;
}

/** "5", "3 × 4": how long the array is in each dimension. */
function dimensions(value: readonly OutputValue[]): string {
  const lengths = [value.length];
  for (let first = value[0]; first !== undefined && isArray(first); first = first[0]) lengths.push(first.length);
  return value.length === 0 ? 'empty' : lengths.join(' × ');
}

function renderCell(value: OutputValue): Html {
  return html`<td class="${cellClass(value)}">${formatValue(value)}</td>`;
}

function cellClass(value: OutputValue): string {
  if (typeof value === 'number') return value === 0 ? 'number zero' : 'number';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? 'name' : 'compound';
}

/** All solutions side by side: a row each, a column for every name. */
export function renderSolutions(solutions: readonly Readonly<Record<string, OutputValue>>[]): Html | undefined {
  if (solutions.length < 2) return undefined;
  const names = [...new Set(solutions.flatMap((solution) => Object.keys(solution)))];
  const shown = solutions.slice(0, MOST_ROWS);
  return html`<h2>All solutions <span class="count">${solutions.length}</span></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="All solutions">
      <table class="solutions">
        <thead>
          <tr>
            <th scope="col">#</th>
            ${names.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (solution, index) =>
              html`<tr>
                <th scope="row">${index + 1}</th>
                ${names.map((name) => {
                  const value = solution[name];
                  return value === undefined ? html`<td></td>` : renderCell(value);
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${shown.length < solutions.length && html`<p class="muted">The first ${shown.length} of ${solutions.length}.</p>`}`;
}
