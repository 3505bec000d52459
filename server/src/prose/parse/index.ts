export { openTextParser, type TextParser } from './textParser';
