import type { Outcome } from '../../../server/src/protocol';
import { indicesText, placeButton } from './conflicts';
import { formatNumber } from './format';
import { html, type Html } from './html';

/** What relaxing each limit of an LP by one is worth, the dearest first. Limits that cost nothing are only counted. */
export function renderPrices({ shadowPrices = [] }: Outcome): Html | undefined {
  const costly = shadowPrices.filter(({ price }) => price > 0).sort((a, b) => b.price - a.price);
  if (costly.length === 0) return undefined;
  const free = shadowPrices.length - costly.length;
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
            }`,
          `price-${index}`,
        ),
      )}
    </ul>`;
}
