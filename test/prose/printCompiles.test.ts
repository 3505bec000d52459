import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiler, openCompiler } from '../../server/src/compile';
import { printMiniZinc, type ProblemGraph } from '../../server/src/prose';
import { reservedNames } from '../../server/src/prose/print/identifiers';
import { anyGraph, wholeGraph } from './anyGraph';
import { graphFrom } from './goldText';
import { problemText } from './problemText';

let compiler: Compiler;
beforeAll(() => {
  compiler = openCompiler();
});
afterAll(() => compiler.dispose());

/** What the MiniZinc compiler says of a printed graph: its errors, none where it compiles. */
async function errors(graph: ProblemGraph, text: string): Promise<readonly string[]> {
  const { text: model } = printMiniZinc(graph, text, '/problems/any.problem');
  const path = '/problems/any.problem.mzn';
  const result = await compiler.compile({ model: path, data: [], overlay: new Map([[path, model]]), library: 'std' });
  if (result.kind === 'compiled' || result.infeasible) return [];
  return result.diagnostics.map(({ message }) => `${message}\n${model}`);
}

describe('a printed graph', () => {
  it('compiles, whatever the graph', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, async ({ graph, text }) => {
        expect(await errors(graph, text)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true }, // shrinking would compile hundreds of models
    );
  });

  it('compiles with the names MiniZinc keeps for itself', async () => {
    const words = [...reservedNames];
    const { variable, graph } = problemText(words.join(' '));
    expect(await errors(graph({ variables: words.map((name) => variable(name)) }), words.join(' '))).toEqual([]);
  });

  it('compiles with the names of functions, which variables may have', async () => {
    const words = 'sum max min count card product length range sort among table element circuit show fix round'.split(
      ' ',
    );
    const { variable, graph } = problemText(words.join(' '));
    expect(await errors(graph({ variables: words.map((name) => variable(name)) }), words.join(' '))).toEqual([]);
  });

  it('compiles with a list of some things of a set', async () => {
    const people = ['set people "people": x "x", y "y", z "z"', 'var at[people] "at": position'];
    const graph = graphFrom(people, ['all_different([at[p] | p in people where p != y])']);
    expect(await errors(graph, 'people at x y z')).toEqual([]);
  });

  it('has source map spans that cut out whole items and literals', () => {
    fc.assert(
      fc.property(anyGraph, ({ graph, text }) => {
        const model = printMiniZinc(graph, text, 'any.problem');
        expect(printMiniZinc(graph, text, 'any.problem')).toEqual(model);
        const starts = /^(int|float|var 0\.\.infinity|var 0\.0\.\.infinity|constraint|solve)\b/;
        let end = 0;
        for (const entry of model.trace) {
          expect(entry.model.start).toBeGreaterThanOrEqual(end);
          end = entry.model.end;
          const item = model.text.slice(entry.model.start, end);
          expect(item).toMatch(starts);
          expect(item.indexOf(';')).toBe(item.length - 1);
          if (!entry.literal || !entry.quantity) continue;
          const literal = Number(model.text.slice(entry.literal.start, entry.literal.end));
          const { value } = entry.quantity;
          expect(Math.abs(literal / (entry.denominator ?? 1) - value)).toBeLessThanOrEqual(1e-14 * Math.abs(value));
        }
      }),
    );
  });

  it('says exactly what the graph says of whole numbers', () => {
    fc.assert(
      fc.property(
        wholeGraph,
        fc.array(fc.nat(50), { minLength: 4, maxLength: 4 }),
        ({ graph, text, holds }, values) => {
          expect(holdsInModel(graph, text, values)).toEqual(graph.constraints.map((_, row) => holds(row, values)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('says the same of what has a price, where it is broken by nothing', () => {
    const span = { start: 0, end: 1 };
    const penalty = { perUnit: { value: 3, kind: 'number', span, text: '3', unit: undefined }, span } as const;
    fc.assert(
      fc.property(
        wholeGraph,
        fc.array(fc.nat(50), { minLength: 4, maxLength: 4 }),
        ({ graph, text, holds }, values) => {
          const constraints = graph.constraints.map((constraint) => ({ ...constraint, penalty }));
          const rows = [...holdsInModel({ ...graph, constraints }, text, values)];
          for (const [index, { comparator, kind }] of constraints.entries()) {
            const [first, second = true] = rows.splice(0, comparator === 'equal' ? 2 : 1);
            // A limit on amounts is broken by parts of a unit, and then "less than" it is "at most" it.
            const isStrict = kind === 'linear' && (comparator === 'less' || comparator === 'greater');
            if (!isStrict) expect(first && second).toBe(holds(index, values));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Evaluates the printed constraints in exact integers, as MiniZinc does. */
function holdsInModel(graph: ProblemGraph, text: string, values: readonly number[]): boolean[] {
  const model = printMiniZinc(graph, text, 'any.problem');
  const item = ({ model: { start, end } }: { model: { start: number; end: number } }): string =>
    model.text.slice(start, end);
  const known = new Map(model.names.map(({ identifier }, index) => [identifier, `${values[index] ?? 0}`]));
  for (const entry of model.trace) {
    const declared = /^int: (\w+) = (-?\d+);$/.exec(item(entry));
    if (declared) known.set(declared[1] ?? '', declared[2] ?? '');
  }
  return model.trace
    .filter(({ role }) => role === 'constraint')
    .map((entry) => {
      const expression = item(entry)
        .replace(/^constraint|;$/g, '')
        .replace(/\b[a-z_]\w*/g, (name) => `(${known.get(name) ?? name})`)
        .replace(/\d+/g, '$&n')
        .replace(' = ', ' === ');
      return new Function(`return (${expression})`)() as boolean;
    });
}
