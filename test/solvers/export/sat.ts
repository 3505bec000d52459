/** A formula as a CNF file has it, and what its comments say. */
export interface Formula {
  readonly variables: number;
  readonly clauses: readonly (readonly number[])[];
  readonly comments: readonly string[];
}

/** Reads DIMACS CNF; throws where the problem line does not fit what follows. */
export function readDimacs(text: string): Formula {
  const lines = text.split('\n').filter((line) => line !== '');
  const start = lines.findIndex((line) => line.startsWith('p '));
  const [, variables = '', count = ''] = /^p cnf (\d+) (\d+)$/.exec(lines[start] ?? '') ?? [];
  const clauses = lines.slice(start + 1).map((line) => {
    const numbers = line.split(' ').map(Number);
    if (numbers.pop() !== 0 || numbers.some((number) => number === 0 || Math.abs(number) > Number(variables)))
      throw new Error(`no clause: ${line}`);
    return numbers;
  });
  if (start < 0 || clauses.length !== Number(count)) throw new Error('the problem line does not fit');
  const comments = lines.slice(0, start).map((line) => line.replace(/^c /, ''));
  return { variables: Number(variables), clauses, comments };
}

/** The literals that say in the formula what `values` says in the model, by the comments. */
export function literalsOf({ comments }: Formula, values: Readonly<Record<string, number | boolean>>): number[] {
  return comments.flatMap((comment) => {
    const [, literal, name = '', least] = /^(\d+) means (\S+)(?: >= (-?\d+))?$/.exec(comment) ?? [];
    const value = values[name];
    if (literal === undefined || value === undefined) return [];
    const holds = least === undefined ? value === true : Number(value) >= Number(least);
    return [holds ? Number(literal) : -Number(literal)];
  });
}

/** The value of each variable in a solution of the formula, given as its true literals; by the comments. */
export function valuesOf({ comments }: Formula, truths: ReadonlySet<number>): Record<string, number | boolean> {
  const values: Record<string, number | boolean> = {};
  for (const comment of comments) {
    const [, start, first] = /^(\S+) (?:in|=) (-?\d+)/.exec(comment) ?? [];
    if (start !== undefined) values[start] = Number(first);
    const [, literal, name, least] = /^(\d+) means (\S+)(?: >= (-?\d+))?$/.exec(comment) ?? [];
    if (name === undefined) continue;
    if (least === undefined) values[name] = truths.has(Number(literal));
    else if (truths.has(Number(literal))) values[name] = Math.max(Number(values[name]), Number(least));
  }
  return values;
}

/** The true literals of a solution, by unit propagation and backtracking; undefined where there is none. */
export function satisfy({ clauses }: Formula, assumed: readonly number[]): ReadonlySet<number> | undefined {
  const truths = new Set(assumed);
  if (assumed.some((literal) => truths.has(-literal))) return undefined;
  for (let again = true; again;) {
    again = false;
    for (const clause of clauses) {
      if (clause.some((literal) => truths.has(literal))) continue;
      const [unit, ...others] = clause.filter((literal) => !truths.has(-literal));
      if (unit === undefined) return undefined;
      if (others.length > 0) continue;
      truths.add(unit);
      again = true;
    }
  }
  const open = clauses.find((clause) => !clause.some((literal) => truths.has(literal)));
  const choice = open?.find((literal) => !truths.has(-literal));
  if (choice === undefined) return truths;
  return (
    satisfy({ clauses, variables: 0, comments: [] }, [...truths, choice]) ?? satisfyWithout(clauses, truths, choice)
  );
}

function satisfyWithout(
  clauses: Formula['clauses'],
  truths: ReadonlySet<number>,
  literal: number,
): ReadonlySet<number> | undefined {
  return satisfy({ clauses, variables: 0, comments: [] }, [...truths, -literal]);
}
