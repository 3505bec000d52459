// The process that runs the parser: its command line is the files it loads, as JSON.
import { once, serve } from '../../model';
import { loadParser } from './loadParser';
import type { ParserFiles } from './textParser';

const files = JSON.parse(process.argv[2] ?? '{}') as ParserFiles;
const parser = once(() => loadParser(files));

serve(async (text: string, signal) => (await parser()).read(text, signal));
