export { printMiniZinc } from './printMiniZinc';
export { penaltySentence } from './violations';
export { traceAt, traceRecords } from './sourceMap';
export { proseEdit, renderQuantity, type ProseEdit } from './renderQuantity';
