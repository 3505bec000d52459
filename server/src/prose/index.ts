export * from './graph';
export * from './expression';
export * from './types';
export * from './print';
export * from './read';
export { openTextParser, type TextParser } from './parse';
