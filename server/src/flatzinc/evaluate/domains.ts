import { domainHas } from '../domain';
import type { AssignedValue, Variable } from '../types';
import { within } from './floats';
import { asNumber, isElements } from './scope';

/** What is wrong with a variable's value: its type or its domain; undefined if nothing is. Floats have the tolerance. */
export function domainFault({ name, type, domain }: Variable, value: AssignedValue): string | undefined {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : `"${name}" is Boolean and has another value`;
    case 'set of int': {
      if (!isElements(value)) return `"${name}" is a set and has another value`;
      const stranger = value.find((element) => !Number.isSafeInteger(element) || !domainHas(domain, element));
      return stranger === undefined ? undefined : `"${name}" contains ${stranger}, which its domain does not have`;
    }
    case 'int': {
      if (typeof value === 'boolean' || isElements(value)) return `"${name}" is an integer and has another value`;
      const number = asNumber(value, name);
      if (!Number.isInteger(number)) return `"${name}" is an integer and has the value ${number}`;
      return domainHas(domain, number) ? undefined : `"${name}" is ${number}, which is outside its domain`;
    }
    case 'float': {
      if (typeof value === 'boolean' || isElements(value)) return `"${name}" is a number and has another value`;
      const number = asNumber(value, name);
      if (!Number.isFinite(number)) return `"${name}" is a number and has the value ${number}`;
      const inside = domain?.some(
        ({ low, high }) => number >= low - within(Math.abs(low)) && number <= high + within(Math.abs(high)),
      );
      return inside === false ? `"${name}" is ${number}, which is outside its domain` : undefined;
    }
  }
}
