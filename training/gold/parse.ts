import { missingKinds, type Fault, type Member, type Quote, type Statement } from '../../server/src/prose/cited';
import { answerKinds, areas, type Answer, type GoldRecord } from './record';

export interface ParsedFile {
  readonly records: readonly GoldRecord[];
  readonly faults: readonly Fault[];
}

/** Reads a file of the corpus. A problem with a fault is left out; the fault says where. */
export function parseCorpus(source: string): ParsedFile {
  const lines = source.split(/\r?\n/u);
  const heads = lines.flatMap((line, at) => (line.startsWith('=== ') ? [at] : []));
  const records: GoldRecord[] = [];
  const faults: Fault[] = [];
  const stray = lines.slice(0, heads[0] ?? lines.length).findIndex((line) => line.trim() !== '' && line[0] !== '#');
  if (stray >= 0)
    faults.push({ line: stray + 1, message: 'a file begins with a head line: === id | area | domain | voice' });
  for (const [index, at] of heads.entries()) {
    const problem = parseProblem(lines, at, heads[index + 1] ?? lines.length);
    if ('message' in problem) faults.push(problem);
    else records.push(problem);
  }
  return { records, faults };
}

function parseProblem(lines: readonly string[], head: number, end: number): GoldRecord | Fault {
  const fields = (lines[head] ?? '')
    .slice(4)
    .split('|')
    .map((field) => field.trim());
  const [id = '', areaName = '', domain = '', voice = ''] = fields;
  const area = areas.find((name) => name === areaName);
  if (fields.length !== 4 || !/^[a-z0-9-]+$/u.test(id)) {
    return { line: head + 1, message: 'a head line is: === id | area | domain | voice (id: a-z, 0-9, -)' };
  }
  if (!area) return { line: head + 1, message: `no area ${areaName}; there are ${areas.join(', ')}` };
  const divider = lines.findIndex((line, at) => at > head && at < end && line.trim() === '---');
  if (divider < 0) return { line: head + 1, message: 'no --- between text and gold' };
  const text = lines
    .slice(head + 1, divider)
    .join('\n')
    .trim();
  const statements: Statement[] = [];
  let answer: { readonly value: Answer; readonly line: number } | undefined;
  for (let at = divider + 1; at < end; at++) {
    const first = lines[at] ?? '';
    if (first.trim() === '' || first.startsWith('#')) continue;
    const line = at + 1;
    let whole = first;
    while (at + 1 < end && /^\s+\S/u.test(lines[at + 1] ?? '')) whole += ` ${(lines[++at] ?? '').trim()}`;
    if (whole.startsWith('=')) {
      const value = parseAnswer(whole.slice(1).trim());
      if (!value)
        return { line, message: `an answer is one of ${answerKinds.join(', ')}, "optimal" with its value or ?` };
      answer = { value, line };
      continue;
    }
    const statement = parseStatement(whole.trim(), line);
    if (typeof statement === 'string') return { line, message: statement };
    statements.push(statement);
  }
  if (!answer) return { line: head + 1, message: 'no answer (= optimal ?, = satisfied, ...)' };
  const isProblem = answer.value.kind !== 'no problem';
  return {
    id,
    area,
    domain,
    voice,
    text,
    line: head + 1,
    statements,
    isProblem,
    answer: answer.value,
    answerLine: answer.line,
  };
}

function parseAnswer(source: string): Answer | undefined {
  const optimal = /^optimal\s+(\?|-?\d+(?:\.\d+)?(?:e-?\d+)?)$/u.exec(source);
  if (optimal) return { kind: 'optimal', value: optimal[1] === '?' ? undefined : Number(optimal[1]) };
  const kind = answerKinds.find((name) => name === source && name !== 'optimal');
  return kind && { kind, value: undefined };
}

/** A cursor over one line of gold; each method takes what it reads off the front. */
class Reader {
  constructor(private rest: string) {}

  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = new RegExp(`^\\s*(?:${pattern.source})`, 'u').exec(this.rest);
    if (!match) return undefined;
    this.rest = this.rest.slice(match[0].length);
    return match;
  }

  quotes(): Quote[] {
    const quotes: Quote[] = [];
    do {
      const match = this.take(/"([^"]+)"(?:@(\d+))?/u);
      if (!match) break;
      quotes.push({ words: match[1] ?? '', place: match[2] === undefined ? undefined : Number(match[2]) });
    } while (this.take(/\|/u));
    return quotes;
  }

  /** Names in brackets: [plants,shops]. */
  sets(): string[] {
    const match = this.take(/\[([^\]]*)\]/u);
    return match ? (match[1] ?? '').split(',').map((name) => name.trim()) : [];
  }

  end(): string {
    const rest = this.rest.trim();
    this.rest = '';
    return rest;
  }
}

const NAME = /([A-Za-z]\w*)/u;
const NO_COLON = 'a colon is missing';

function parseStatement(source: string, line: number): Statement | string {
  const reader = new Reader(source);
  if (source.startsWith('"') || /^(?:soft|implied)\b/u.test(source)) return constraint(reader, line);
  const word = reader.take(/(set|data|pairs|var|let|maximize|minimize|missing|either|ignore)\b/u)?.[1];
  switch (word) {
    case 'set':
      return set(reader, line);
    case 'data':
      return data(reader, line);
    case 'pairs': {
      const [id, sets, quotes] = [reader.take(NAME)?.[1], reader.sets(), reader.quotes()];
      if (id === undefined || sets.length < 2) return 'pairs are: pairs name[set,set] "words": a b, a c';
      if (!reader.take(/:/u)) return NO_COLON;
      const pairs = reader
        .end()
        .split(',')
        .map((pair) => pair.trim().split(/\s+/u));
      const wrong = pairs.find((pair) => pair.length !== sets.length);
      return wrong
        ? `not ${String(sets.length)} names: ${wrong.join(' ')}`
        : { kind: 'pairs', line, id, sets, quotes, pairs };
    }
    case 'var': {
      const [id, sets, quotes] = [reader.take(NAME)?.[1], reader.sets(), reader.quotes()];
      if (id === undefined) return 'a decision is: var name[sets] "words": type';
      if (!reader.take(/:/u)) return NO_COLON;
      return { kind: 'var', line, id, sets, quotes, type: reader.end().replace(/\s+/gu, ' ') };
    }
    case 'let': {
      const [id, quotes] = [reader.take(NAME)?.[1], reader.quotes()];
      if (id === undefined || !reader.take(/=/u)) return 'a name is: let name "words" = expression';
      return { kind: 'let', line, id, quotes, expression: reader.end() };
    }
    case 'maximize':
    case 'minimize': {
      const quotes = reader.quotes();
      if (!reader.take(/:/u)) return NO_COLON;
      return { kind: 'objective', line, direction: word, quotes, expression: reader.end() };
    }
    case 'missing': {
      const name = reader.take(NAME)?.[1];
      const what = missingKinds.find((kind) => kind === name);
      const quotes = reader.quotes();
      if (!what) return `what is missing is one of ${missingKinds.join(', ')}`;
      if (!reader.take(/:/u)) return NO_COLON;
      return { kind: 'missing', line, what, quotes, question: reader.end() };
    }
    case 'either': {
      const quotes = reader.quotes();
      if (!reader.take(/:/u)) return NO_COLON;
      return {
        kind: 'either',
        line,
        quotes,
        readings: reader
          .end()
          .split('|')
          .map((reading) => reading.trim()),
      };
    }
    case 'ignore': {
      const quotes: Quote[] = [];
      const numbers: string[] = [];
      do {
        const quoted = reader.quotes();
        if (quoted.length > 0) quotes.push(...quoted);
        else numbers.push(reader.take(/[^,\s]+/u)?.[0].trim() ?? '');
      } while (reader.take(/,/u));
      const rest = reader.end();
      return rest === '' ? { kind: 'ignore', line, quotes, numbers } : `not understood: ${rest}`;
    }
    default:
      return `not understood: ${source}`;
  }
}

function constraint(reader: Reader, line: number): Statement | string {
  const word = reader.take(/(soft|implied)\b/u)?.[1];
  const quotes = reader.quotes();
  if (!reader.take(/:/u)) return NO_COLON;
  if (word !== 'implied' && quotes.length === 0) return 'a constraint needs its words';
  const force = word === 'soft' || word === 'implied' ? word : 'asked';
  return { kind: 'constraint', line, force, quotes, expression: reader.end() };
}

function set(reader: Reader, line: number): Statement | string {
  const [id, quotes] = [reader.take(NAME)?.[1], reader.quotes()];
  if (id === undefined) return 'a set is: set name "words": member "its name", ... or set name "words" = 1..3';
  if (reader.take(/=/u)) {
    const range = /^([^.\s]+)\s*\.\.\s*([^.\s]+)$/u.exec(reader.end());
    if (!range) return 'a range is: = 1..3';
    return { kind: 'range', line, id, quotes, from: range[1] ?? '', to: range[2] ?? '' };
  }
  if (!reader.take(/:/u)) return NO_COLON;
  const members: Member[] = [];
  do {
    const name = reader.take(NAME)?.[1];
    if (name === undefined) return `a member of ${id} has no identifier`;
    members.push({ id: name, quotes: reader.quotes() });
  } while (reader.take(/,/u));
  const rest = reader.end();
  return rest === '' ? { kind: 'set', line, id, quotes, members } : `not understood: ${rest}`;
}

function data(reader: Reader, line: number): Statement | string {
  const [id, sets, quotes] = [reader.take(NAME)?.[1], reader.sets(), reader.quotes()];
  if (id === undefined) return 'data are: data name[sets] "words": numbers';
  const fallback = reader.take(/default\s+([^\s:]+)/u)?.[1];
  if (!reader.take(/:/u)) return NO_COLON;
  const values = reader
    .end()
    .split(';')
    .map((row) => row.trim().split(/[\s,]+/u));
  return { kind: 'data', line, id, sets, quotes, fallback, values };
}
