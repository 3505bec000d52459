export interface Currency {
  readonly name: string;
  readonly hundredths: string;
}

const currencies: Readonly<Record<string, Currency>> = {
  $: { name: 'dollars', hundredths: 'cents' },
  '€': { name: 'euros', hundredths: 'cents' },
  '£': { name: 'pounds', hundredths: 'pence' },
  dollar: { name: 'dollars', hundredths: 'cents' },
  dollars: { name: 'dollars', hundredths: 'cents' },
  euro: { name: 'euros', hundredths: 'cents' },
  euros: { name: 'euros', hundredths: 'cents' },
};

/** The currency a unit names, if it does. */
export function currency(unit: string | undefined): Currency | undefined {
  return unit === undefined ? undefined : currencies[unit.toLowerCase()];
}
