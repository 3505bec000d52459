import { readLiteral, valueOf } from './align';
import { limits } from './limits';
import { missingKinds, type CitedModel, type Fault, type Quote, type Statement } from './model';
import { missingWords, objectOf, type Fields, type Tell } from './jsonFields';

/** A cited model read from JSON. `places` names the part of the JSON each statement comes from, by its line less one. */
export interface CitedJson {
  readonly model: CitedModel;
  readonly places: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Reads a cited model that a language model wrote (`citedSchema`). The source is data of a stranger: any text gives a
 * result, what breaks the schema or the limits is a fault with a sentence and is left out, and nothing of it is ever
 * run, opened or looked up but in the problem's own text.
 */
export function readCitedJson(source: string, text: string): CitedJson {
  const faults: Fault[] = [];
  const places: string[] = [];
  const statements: Statement[] = [];
  const whole = (message: string): CitedJson => ({
    model: { text, line: 0, statements: [], isProblem: true },
    places: [],
    faults: [{ line: 0, message }],
  });
  if (source.length > limits.reply) return whole(`the reply is longer than ${String(limits.reply)} characters`);
  let value: unknown;
  try {
    value = JSON.parse(objectIn(source));
  } catch {
    return whole('the reply is no JSON object: write the JSON alone, complete and without comments');
  }
  const tellTop: Tell = (message) => faults.push({ line: 0, message });
  const top = objectOf(value, text, tellTop);
  if (!top) return whole('the reply is no JSON object: write the JSON alone, complete and without comments');

  /** Reads one statement; what is wrong with it is told under its place, and it is left out. */
  const add = (place: string, part: unknown, read: (fields: Fields, line: number) => Statement): void => {
    places.push(place);
    const line = places.length;
    const before = faults.length;
    const fields = objectOf(part, text, (message) => faults.push({ line, message }));
    const statement = fields && read(fields, line);
    if (statement && faults.length === before) statements.push(statement);
  };
  const addAll = (key: string, read: (fields: Fields, line: number) => Statement): void => {
    const list = top.list(key, limits.statements);
    for (const [at, part] of list.entries()) add(`${key}[${String(at)}]`, part, read);
  };
  addAll('sets', set);
  addAll('data', (fields, line) => ({
    kind: 'data',
    line,
    ...head(fields),
    fallback: fields.optional('default'),
    values: fields.rows('values'),
  }));
  addAll('pairs', (fields, line) => ({ kind: 'pairs', line, ...head(fields), pairs: pairsOf(fields) }));
  addAll('variables', (fields, line) => ({ kind: 'var', line, ...head(fields), type: typeOf(fields) }));
  addAll('lets', (fields, line) => ({
    kind: 'let',
    line,
    id: fields.name('id'),
    quotes: fields.quotes('quotes'),
    expression: fields.expression('expression'),
  }));
  const objective = top.value('objective');
  if (objective !== null && objective !== undefined) add('objective', objective, objectiveOf);
  addAll('constraints', (fields, line) => {
    const force = fields.oneOf('force', ['asked', 'soft', 'implied'], 'asked');
    const quotes = fields.quotes('quotes');
    if (quotes.length === 0 && force !== 'implied') fields.tell('a constraint needs quotes: the words that say it');
    return { kind: 'constraint', line, force, quotes, expression: fields.expression('expression') };
  });
  addAll('missing', (fields, line) => ({
    kind: 'missing',
    line,
    what: fields.oneOf('what', missingKinds, 'meaning'),
    quotes: fields.quotes('quotes'),
    question: fields.sentence('question'),
  }));
  for (const [at, part] of top.list('ignore', limits.statements).entries()) {
    add(`ignore[${String(at)}]`, { of: part }, (fields, line) => ignore(fields, line));
  }
  const excess = tooMuch(statements);
  if (excess !== undefined) return whole(excess);
  faults.push(...tooLarge(statements));
  const isProblem = top.value('problem') !== false;
  if (!isProblem && statements.length > 0) tellTop('"problem" is false, so nothing else may be told');
  return { model: { text, line: 0, statements: isProblem ? statements : [], isProblem }, places, faults };
}

/** The object in a reply that may think aloud first, or fence its JSON. */
function objectIn(reply: string): string {
  const thought = reply.lastIndexOf('</think>');
  const said = thought < 0 ? reply : reply.slice(thought);
  const [from, to] = [said.indexOf('{'), said.lastIndexOf('}')];
  return from < 0 || to < from ? said : said.slice(from, to + 1);
}

function head(fields: Fields): {
  readonly id: string;
  readonly sets: readonly string[];
  readonly quotes: readonly Quote[];
} {
  return { id: fields.name('id'), sets: fields.names('sets', limits.dimensions), quotes: fields.quotes('quotes') };
}

function set(fields: Fields, line: number): Statement {
  const id = fields.name('id');
  const quotes = fields.quotes('quotes');
  if (fields.value('from') !== undefined || fields.value('to') !== undefined) {
    const [from, to] = [fields.literal('from'), fields.literal('to')];
    const [first, last] = [from, to].map((each) => valueOf(each) ?? NaN);
    if (first === undefined || last === undefined || !Number.isInteger(first) || !Number.isInteger(last))
      fields.tell('"from" and "to" are whole numbers of the text; 1 is free');
    else if (last < first || last - first >= limits.members)
      fields.tell(`from ${from} to ${to} are no members, or more than ${String(limits.members)}`);
    return { kind: 'range', line, id, quotes, from, to };
  }
  const members = fields.list('members', limits.members).flatMap((part) => {
    const member = objectOf(part, fields.text, fields.tell);
    return member ? [{ id: member.name('id'), quotes: member.quotes('quotes') }] : [];
  });
  if (members.length === 0) fields.tell(`${missingWords('members')}: at least one, or "from" and "to"`);
  return { kind: 'set', line, id, quotes, members };
}

function pairsOf(fields: Fields): string[][] {
  const size = fields.list('sets', limits.dimensions).length;
  if (size < 2) fields.tell('pairs are over two sets or more');
  return fields.list('pairs', limits.cells).map((pair) => {
    const names = Array.isArray(pair) ? pair.map(String) : [];
    if (names.length !== size) fields.tell(`a pair has ${String(size)} names, one of each set`);
    return names;
  });
}

const typePattern =
  /^(?:int|real|free int|free real|bool|time|position|[A-Za-z]\w{0,63}|[^\s.]{1,20}\.\.[^\s.]{1,20})$/u;

function typeOf(fields: Fields): string {
  const type = fields.words('type').replace(/\s+/gu, ' ').trim();
  if (!typePattern.test(type))
    fields.tell('"type" is int, real, free int, free real, bool, time, position, the id of a set, or 1..5');
  return type;
}

function objectiveOf(fields: Fields, line: number): Statement {
  return {
    kind: 'objective',
    line,
    direction: fields.oneOf('direction', ['minimize', 'maximize'] as const, undefined),
    quotes: fields.quotes('quotes'),
    expression: fields.expression('expression'),
  };
}

/** A number, or words of the text whose numbers do not matter. */
function ignore(fields: Fields, line: number): Statement {
  const said = fields.value('of');
  const literal = typeof said === 'number' ? String(said) : fields.words('of').trim();
  if (readLiteral(literal)) return { kind: 'ignore', line, quotes: [], numbers: [literal] };
  return { kind: 'ignore', line, quotes: fields.quotesOf([literal]), numbers: [] };
}

/** What would take long to look for in the text; a sentence then. */
function tooMuch(statements: readonly Statement[]): string | undefined {
  let [quotes, characters] = [0, 0];
  for (const statement of statements) {
    quotes += statement.quotes.length;
    if (statement.kind === 'set') for (const member of statement.members) quotes += member.quotes.length;
    if ('expression' in statement) characters += statement.expression.length;
  }
  if (quotes > limits.allQuotes) return `the model has more than ${String(limits.allQuotes)} quotes`;
  return characters > limits.allExpressions
    ? `the expressions are longer than ${String(limits.allExpressions)} characters together`
    : undefined;
}

/** Tables and families of decisions that would be larger than anything told in words. */
function tooLarge(statements: readonly Statement[]): Fault[] {
  const sizes = new Map<string, number>();
  for (const statement of statements) {
    if (statement.kind === 'set') sizes.set(statement.id, statement.members.length);
    if (statement.kind === 'range') {
      const [first = 1, last = 0] = [statement.from, statement.to].map((each) => valueOf(each) ?? 0);
      sizes.set(statement.id, last - first + 1);
    }
  }
  return statements.flatMap((statement): Fault[] => {
    if (!('sets' in statement)) return [];
    const { line, id, sets } = statement;
    const unknown = sets.find((name) => !sizes.has(name));
    if (unknown !== undefined) return [{ line, message: `no set ${unknown}` }];
    const size = sets.reduce((product, name) => product * (sizes.get(name) ?? 1), 1);
    if (size > limits.cells) return [{ line, message: `${id} has more than ${String(limits.cells)} entries` }];
    const told = statement.kind === 'data' ? statement.values.flat().length : size;
    return told === size ? [] : [{ line, message: `${id} needs ${String(size)} values, not ${String(told)}` }];
  });
}
