import type { ObjectiveRange, Outcome, ShadowPrice } from '../../../server/src/protocol';
import { indicesText, placeButton } from './conflicts';
import { formatNumber } from './format';
import { html, type Html } from './html';

/**
 * What relaxing each limit of an LP by one is worth, the dearest first, and how far that holds; and between which
 * coefficients of the objective the solution stays the best. Limits that cost nothing are only counted.
 */
export function renderPrices({ shadowPrices = [], objectiveRanges = [] }: Outcome): Html | undefined {
  const costly = shadowPrices.filter(({ price }) => price > 0).sort((a, b) => b.price - a.price);
  if (costly.length === 0 && objectiveRanges.length === 0) return undefined;
  return html`${costly.length > 0 && renderCostly(costly, shadowPrices.length - costly.length)}
  ${objectiveRanges.length > 0 && renderCoefficients(objectiveRanges)}`;
}

function renderCostly(costly: readonly ShadowPrice[], free: number): Html {
  return html`<h2>What the limits cost</h2>
    <p class="muted">
      How much better the objective gets for each unit by which a limit is relaxed, while the change is
      small.${free > 0 && ` ${free} more cost nothing.`}
    </p>
    <ul class="parts prices">
      ${costly.map((limit, index) =>
        placeButton(
          limit,
          html`<span class="number">${formatNumber(limit.price)}</span> <code>${limit.text}</code>${
              Object.keys(limit.indices).length > 0 && html` <span class="indices">${indicesText(limit.indices)}</span>`
            }${rangeText(limit) !== '' && html` <span class="muted">${rangeText(limit)}</span>`}`,
          `price-${index}`,
        ),
      )}
    </ul>`;
}

/** "from 32 to 48": the limits between which the price is right. */
function rangeText({ reach, limit }: ShadowPrice): string {
  if (limit) return interval(limit.low, limit.high);
  if (!reach) return '';
  const { relax, tighten } = reach;
  const ways = [
    `by ${relax === null ? 'any amount' : formatNumber(relax)} more`,
    `by ${tighten === null ? 'any amount' : formatNumber(tighten)} less`,
  ];
  return `right ${ways.join(', ')}`;
}

function interval(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'whatever the limit is';
  if (low === null) return `up to ${formatNumber(high ?? 0)}`;
  return high === null ? `from ${formatNumber(low)}` : `from ${formatNumber(low)} to ${formatNumber(high)}`;
}

function renderCoefficients(ranges: readonly ObjectiveRange[]): Html {
  return html`<h2>What the solution bears</h2>
    <p class="muted">
      Between which coefficients of the objective this solution stays the best, the others as they are.
    </p>
    <table class="scalars">
      <tbody>
        ${ranges.map(
          ({ name, coefficient, low, high }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${formatNumber(coefficient)}</td>
              <td class="muted">${interval(low, high)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
