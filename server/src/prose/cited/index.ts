export { LITERAL, readLiteral } from './align';
export { graphOf, type LinesOf } from './graph';
export * from './model';
export { resolve, type Resolved, type Used } from './resolve';
export { numbersOf, placesOf, type TextNumber } from './words';
