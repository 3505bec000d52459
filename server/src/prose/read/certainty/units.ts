import type { Span } from '../../../text';
import type { Finding, ProblemGraph, Quantity, RowConstraint, Term } from '../../graph';
import { shortNumber } from '../../../text';
import { sameMeaning } from './sameMeaning';

/** How much of the family's smallest unit each unit is. */
const FAMILIES: readonly Readonly<Record<string, number>>[] = [
  { second: 1, seconds: 1, sec: 1, secs: 1, minute: 60, minutes: 60, min: 60, mins: 60, hour: 3600, hours: 3600, h: 3600, hr: 3600, hrs: 3600 },
  { mg: 1, milligram: 1, milligrams: 1, g: 1e3, gram: 1e3, grams: 1e3, kg: 1e6, kilo: 1e6, kilos: 1e6, kilogram: 1e6, kilograms: 1e6, t: 1e9, tonne: 1e9, tonnes: 1e9 },
  { ml: 1, millilitre: 1, millilitres: 1, milliliter: 1, milliliters: 1, cl: 10, l: 1e3, litre: 1e3, litres: 1e3, liter: 1e3, liters: 1e3 },
  { mm: 1, millimetre: 1, millimetres: 1, millimeters: 1, cm: 10, centimetre: 10, centimetres: 10, centimeters: 10, m: 1e3, metre: 1e3, metres: 1e3, meter: 1e3, meters: 1e3, km: 1e6, kilometre: 1e6, kilometres: 1e6, kilometers: 1e6 },
  { cent: 1, cents: 1, $: 100, dollar: 100, dollars: 100, '€': 100, euro: 100, euros: 100, pence: 1, '£': 100, pound: 100, pounds: 100 },
]; // prettier-ignore

/** What a unit measures, as the number of its family, and how much of the family's smallest unit it is. */
export interface UnitSize {
  readonly family: number;
  readonly size: number;
}

/** The size of a unit; undefined where it is none that can be compared with others. */
export function unitSize(unit: string): UnitSize | undefined {
  const family = FAMILIES.findIndex((each) => Object.hasOwn(each, unit.toLowerCase()));
  const size = FAMILIES[family]?.[unit.toLowerCase()];
  return size === undefined ? undefined : { family, size };
}

/** Whether some unit of a family has a size. */
export function isUnitSize({ family, size }: UnitSize): boolean {
  return Object.values(FAMILIES[family] ?? {}).includes(size);
}

/** Numbers that a linear constraint adds up although they are counted in different units: "90 minutes" and "60 hours". */
export function mixedUnits(text: string, graph: ProblemGraph): readonly Finding[] {
  return graph.constraints.flatMap((constraint): readonly Finding[] => {
    if (constraint.kind !== 'linear') return [];
    const { limit, terms } = constraint;
    return terms.flatMap((term): readonly Finding[] => {
      const { coefficient } = term;
      const factor = coefficient && factorBetween(coefficient, limit);
      if (!coefficient || factor === undefined || factor === 1) return [];
      return [mixed(text, graph, constraint, term, coefficient, factor)];
    });
  });
}

function mixed(
  text: string,
  graph: ProblemGraph,
  constraint: Extract<RowConstraint, { kind: 'linear' }>,
  term: Term,
  coefficient: Quantity,
  factor: number,
): Finding {
  const { limit } = constraint;
  const span = withUnit(text, coefficient);
  const [own, other] = [text.slice(span.start, span.end), `${limit.text} ${limit.unit ?? ''}`.trim()];
  const value = coefficient.value * factor;
  const converted: Quantity = { ...coefficient, value, unit: limit.unit, text: shortNumber(value) };
  const terms = constraint.terms.map((each) => (each === term ? { ...each, coefficient: converted } : each));
  const meant = {
    ...graph,
    constraints: graph.constraints.map((each) => (each === constraint ? { ...constraint, terms } : each)),
  };
  const newText = /^\p{Sc}/u.test(limit.unit ?? '')
    ? `${limit.unit}${shortNumber(value)}`
    : `${shortNumber(value)} ${limit.unit}`;
  return {
    kind: 'mixed-units',
    span,
    message: `“${own}” is added up against “${other}” as if both were counted alike; it would be ${newText}.`,
    ...(!sameMeaning(meant, graph) && {
      alternatives: [{ meaning: newText, graph: meant, wordings: [[{ span, newText }]] }],
    }),
  };
}

/** By what a number has to be multiplied to be in another's unit; undefined where the two cannot be compared. */
function factorBetween({ unit: from }: Quantity, { unit: to }: Quantity): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [one, other] = [unitSize(from), unitSize(to)];
  return one && other && one.family === other.family ? one.size / other.size : undefined;
}

/** A number with the unit behind it. */
function withUnit(text: string, { span, unit = '' }: Quantity): Span {
  const [gap = ''] = /^[ \t-]*/u.exec(text.slice(span.end)) ?? [];
  const start = span.end + gap.length;
  return text.startsWith(unit, start) ? { start: span.start, end: start + unit.length } : span;
}
