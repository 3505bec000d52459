export { printMiniZinc } from './printMiniZinc';
export { traceAt, traceRecords } from './sourceMap';
export { proseEdit, renderQuantity, type ProseEdit } from './renderQuantity';
