export * from './graph';
export * from './expression';
export * from './types';
export * from './print';
export * from './read';
export { readText, type Readers } from './readText';
export { openTextParser, type TextParser } from './parse';
