export * from './types';
export { FlatZincError } from './error';
export { readFlatZinc } from './read';
export { resolveArray } from './arrays';
export { domainBounds, domainElements, domainHas, domainHasHoles, domainSize } from './domain';
export { classify, type Classification } from './classify';
export { evaluate, toDouble, type Violation } from './evaluate';
