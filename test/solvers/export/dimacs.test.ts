import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { domainElements, evaluate, type Assignment, type FlatZinc } from '../../../server/src/flatzinc';
import { exportDimacs } from '../../../server/src/solvers/export';
import { Engine } from '../../../server/src/solvers/z3/engine';
import { float, model, set } from '../../flatzinc/build';
import { literalsOf, readDimacs, satisfy, valuesOf, type Formula } from './sat';

function dimacs(flatzinc: FlatZinc): string {
  const exported = exportDimacs(flatzinc);
  return exported.kind === 'text' ? exported.text : exported.reason;
}

/** Every assignment of the variables, within their domains. */
function* assignments({ variables }: FlatZinc): Generator<Map<string, number | boolean>> {
  const names = [...variables.values()];
  const values = names.map(({ type, domain }) => (type === 'bool' ? [false, true] : domainElements(domain ?? [])));
  const places = names.map(() => 0);
  if (values.some((options) => options.length === 0)) return;
  for (;;) {
    yield new Map(names.map(({ name }, index) => [name, values[index]?.[places[index] ?? 0] ?? 0]));
    let index = 0;
    for (; index < places.length; index++) {
      const next = (places[index] ?? 0) + 1;
      places[index] = next < (values[index]?.length ?? 0) ? next : 0;
      if (places[index] !== 0) break;
    }
    if (index === places.length) return;
  }
}

/** Where the formula and the evaluator differ, over all assignments. */
function disagreements(flatzinc: FlatZinc): unknown[] {
  const formula = readDimacs(dimacs(flatzinc));
  const differing: unknown[] = [];
  for (const assignment of assignments(flatzinc)) {
    const holds = evaluate(flatzinc, assignment as Assignment).length === 0;
    const values = Object.fromEntries(assignment);
    const says = satisfy(formula, literalsOf(formula, values)) !== undefined;
    if (holds !== says) differing.push({ values, holds, says });
  }
  return differing;
}

const ints = { x: '0..3', y: '-2..1,3..4', z: '-3..6' };
const bools = { a: 'bool', b: 'bool', c: 'bool', r: 'bool' };

/** Predicates over x, y, z and a, b, c; each is tried as it stands, and reified and implied where `r` is not used. */
const predicates: readonly (readonly [string, ...unknown[]])[] = [
  ...['int_eq', 'int_ne', 'int_le', 'int_lt', 'int_ge', 'int_gt'].flatMap((id): [string, ...unknown[]][] => [
    [id, 'x', 'y'],
    [id, 'y', 3],
    [id, 2, 'y'],
    [id, 'x', 'x'],
  ]),
  ['int_lin_eq', [2, -3, 1], ['x', 'y', 'z'], 1],
  ['int_lin_ne', [2, -3, 1], ['x', 'y', 'z'], 1],
  ['int_lin_ne', [2, -1], ['x', 'y'], 1],
  ['int_lin_ne', [3], ['x'], 6],
  ['int_lin_le', [2, -3, 1], ['x', 'y', 'z'], 1],
  ['int_lin_le', [1, 1, -1], ['x', 'x', 'y'], 2],
  ['int_lin_le', [4], ['y'], 9],
  ['int_lin_le', [], [], -1],
  ['int_lin_eq', [5, -5], ['x', 'z'], 3],
  ['bool_lin_eq', [1, 2, 3], ['a', 'b', 'c'], 'x'],
  ['bool_lin_le', [1, 2, -3], ['a', 'b', 'c'], 1],
  ['set_in', 'y', set(-2, 0, 1, 4)],
  ['set_in', 'x', set()],
  ['set_in', 'z', { set: [[-1, 3]] }],
  ['bool_eq', 'a', 'b'],
  ['bool_ne', 'a', true],
  ['bool_not', 'a', 'b'],
  ['bool_le', 'a', 'b'],
  ['bool_lt', 'a', 'b'],
  ['bool_clause', ['a', 'b'], ['c']],
  ['bool_clause', [], ['a', 'a']],
  ['array_bool_xor', ['a', 'b', 'c']],
  ['array_bool_xor', []],
];

const functionals: readonly (readonly [string, ...unknown[]])[] = [
  ['bool_and', 'a', 'b', 'r'],
  ['bool_or', 'a', 'b', 'r'],
  ['bool_xor', 'a', 'b', 'r'],
  ['bool_xor', 'a', 'b'],
  ['array_bool_and', ['a', 'b', 'c'], 'r'],
  ['array_bool_or', ['a', 'b', 'c'], 'r'],
  ['array_bool_and', [], 'r'],
  ['bool_and_imp', 'a', 'b', 'r'],
  ['bool_or_imp', 'a', 'b', 'r'],
  ['bool_xor_imp', 'a', 'b', 'r'],
  ['array_bool_and_imp', ['a', 'b', 'c'], 'r'],
  ['array_bool_or_imp', ['a', 'b', 'c'], 'r'],
  ['bool2int', 'a', 'x'],
  ['bool2int', 'a', 'bit'],
  ['bool2int', 'a', 'y'],
  ['int_plus', 'x', 'y', 'z'],
  ['int_minus', 'x', 'y', 'z'],
  ['int_negate', 'x', 'y'],
  ['int_abs', 'y', 'x'],
  ['int_times', 'x', 'y', 'z'],
  ['int_times', 'y', 'y', 'z'],
  ['int_div', 'z', 'y', 'x'],
  ['int_mod', 'z', 'y', 'x'],
  ['int_pow', 'x', 'y', 'z'],
  ['int_min', 'x', 'y', 'z'],
  ['int_max', 'x', 'y', 'z'],
  ['array_int_minimum', 'z', ['x', 'y']],
  ['array_int_maximum', 'z', ['x', 'y']],
  ['array_int_element', 'y', [3, 1, 5], 'x'],
  ['array_var_int_element', 'x', ['y', 'z', 1], 'z'],
  ['array_bool_element', 'x', [true, false, true], 'a'],
  ['array_var_bool_element', 'x', ['a', 'b', false], 'r'],
  ['fzn_if_then_else_int', ['a', 'b', true], [1, 2, 3], 'x'],
  ['fzn_if_then_else_var_int', ['a', 'b'], ['x', 'y'], 'z'],
  ['fzn_if_then_else_var_bool', ['a', 'b', true], ['b', 'c', 'a'], 'r'],
  ['fzn_all_different_int', ['x', 'y', 'z']],
];

/** A model over those of the variables that a constraint speaks of. */
function about(constraint: readonly [string, ...unknown[]]): FlatZinc {
  const text = JSON.stringify(constraint);
  const all = { ...ints, ...bools, bit: '0..1' };
  return model(Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(`"${name}"`))), [constraint]);
}

describe('exportDimacs', () => {
  it('names what the variables mean', () => {
    const flatzinc = model({ open: 'bool', x: '1..3,7..7', n: '4..4' }, [
      ['bool_clause', ['open'], []],
      ['int_le_reif', 'x', 2, 'open'],
    ]);
    expect(dimacs(flatzinc)).toBe(`c Made by Modelwright
c 1 means open
c x in 1..3, 7
c 2 means x >= 2
c 3 means x >= 3
c 4 means x >= 7
c n in 4
p cnf 4 5
-3 2 0
-4 3 0
1 0
-1 -3 0
1 3 0
`);
  });

  it('names elements of arrays', () => {
    const plain = model({ p: '0..1', X_1: 'bool' }, []);
    const variables = new Map(
      [...plain.variables].map(([name, variable]) => [name, { ...variable, introduced: true }]),
    );
    const arrays = new Map([
      ['cell', [{ kind: 'variable', name: 'X_1' } as const, { kind: 'bool', value: true } as const]],
    ]);
    expect(readDimacs(dimacs({ ...plain, variables, arrays, output: ['cell'] })).comments).toEqual([
      'Made by Modelwright',
      '1 means cell[1]',
      'cell[2] = true',
    ]);
  });

  const everyForm = [
    ...predicates.flatMap((constraint): (readonly [string, ...unknown[]])[] => {
      const [id, ...args] = constraint;
      return [constraint, [`${id}_reif`, ...args, 'r'], [`${id}_imp`, ...args, 'r']];
    }),
    ...functionals,
  ];
  it.each(everyForm.map((constraint) => [JSON.stringify(constraint), constraint] as const))(
    'says %s',
    (_, constraint) => {
      expect(disagreements(about(constraint))).toEqual([]);
    },
  );

  it('says what random models say', () => {
    const names = fc.subarray(['x', 'y', 'z'], { minLength: 1 });
    const coefficient = fc.integer({ min: -4, max: 4 });
    const linear = fc
      .tuple(
        fc.constantFrom('int_lin_le', 'int_lin_eq', 'int_lin_ne'),
        fc.tuple(coefficient, coefficient, coefficient),
        names,
        fc.integer({ min: -6, max: 8 }),
        fc.constantFrom(undefined, ['_reif', 'a'], ['_imp', 'b'], ['_reif', false]),
      )
      .map(([id, coefficients, chosen, rhs, flag]): [string, ...unknown[]] => {
        const args = [coefficients.slice(0, chosen.length), chosen, rhs];
        return flag === undefined ? [id, ...args] : [`${id}${flag[0]}`, ...args, flag[1]];
      });
    const other = fc.constantFrom(...predicates, ...functionals);
    fc.assert(
      fc.property(fc.array(linear, { maxLength: 3 }), fc.array(other, { maxLength: 2 }), (rows, others) => {
        const flatzinc = model({ ...ints, ...bools, bit: '0..1' }, [...rows, ...others]);
        expect(disagreements(flatzinc)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('has no solution where a constraint of constants is false or a domain is empty', () => {
    for (const flatzinc of [
      model({ x: '0..3' }, [['int_le', 3, 2]]),
      model({ x: '0..3' }, [['bool_clause', [], []]]),
      model({ x: '0..3' }, [['array_bool_or', [], true]]),
    ]) {
      expect(satisfy(readDimacs(dimacs(flatzinc)), [])).toBeUndefined();
    }
  });

  it('shares the nodes of a long sum: its size grows with the values, not with the subsets', () => {
    const names = Array.from({ length: 60 }, (_, index) => `x${index}`);
    const formula = readDimacs(
      dimacs(
        model(Object.fromEntries(names.map((name) => [name, 'bool'])), [
          ['bool_lin_le', names.map(() => 1), names, 20],
        ]),
      ),
    );
    expect(formula.variables).toBeLessThan(60 + 20 * 60);
  });

  it('takes a sum of thousands of terms', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `x${index}`);
    const all = model(Object.fromEntries(names.map((name) => [name, 'bool'])), [
      ['bool_lin_le', names.map(() => -1), names, -4_999],
    ]);
    expect(readDimacs(dimacs(all)).variables).toBeLessThan(15_000);
  });

  it.each([
    [model({ x: '0..3' }, [], { maximize: 'x' }), 'It has no objective, and this model has something to maximize.'],
    [model({ f: 'float' }, []), 'The variable "f" is continuous.'],
    [model({ s: 'set 1..3' }, []), 'The variable "s" is a set.'],
    [model({ n: 'int' }, []), 'The variable "n" has no bounds: give the integers domains.'],
    [model({ n: '0..1000000' }, []), 'The variable "n" has 1000001 values, too many for a CNF.'],
    [model({ x: '0..3' }, [['fzn_circuit', ['x']]]), 'The constraint fzn_circuit cannot be written as clauses.'],
    [
      model({ x: '0..2000', y: '0..2000', z: '0..9' }, [['int_times', 'x', 'y', 'z']]),
      'It has a product, quotient or power of two integers with too many values.',
    ],
    [
      model({ x: '0..9', y: '0..9' }, [['int_lin_le', [9007199254740991, 1], ['x', 'y'], 3]]),
      'A sum in it goes beyond 2^53, the largest size handled exactly.',
    ],
    [model({ x: '0..9' }, [['float_le', float(1), float(2)]]), 'The constraint float_le cannot be written as clauses.'],
  ])('says why a model cannot be exported: %#', (flatzinc, why) => {
    expect(dimacs(flatzinc)).toBe(`DIMACS only has clauses over Booleans. ${why}`);
  });

  describe('solved by Z3', () => {
    const engine = new Engine();
    afterAll(() => engine.stop());

    async function solveByZ3({ variables, clauses }: Formula): Promise<ReadonlySet<number> | undefined> {
      const literal = (number: number): string => (number > 0 ? `v${number}` : `(not v${-number})`);
      const script = [
        ...Array.from({ length: variables }, (_, index) => `(declare-const v${index + 1} Bool)`),
        ...clauses.map((clause) => `(assert (or false ${clause.map(literal).join(' ')}))`),
        '(check-sat)',
        '(get-model)',
      ].join('\n');
      const answer = await engine.evaluate(script, true);
      if (!answer.startsWith('sat')) return undefined;
      return new Set([...answer.matchAll(/define-fun v(\d+) \(\) Bool\s+true/g)].map(([, number]) => Number(number)));
    }

    it('is read back to a solution of the model', async () => {
      const queens = Array.from({ length: 8 }, (_, index) => `q${index}`);
      const pairs = queens.flatMap((a, i) => queens.slice(i + 1).map((b, k) => [a, b, k + 1] as const));
      const flatzinc = model(Object.fromEntries(queens.map((queen) => [queen, '1..8'])), [
        ['fzn_all_different_int', queens],
        ...pairs.flatMap(([a, b, distance]): [string, ...unknown[]][] => [
          ['int_lin_ne', [1, -1], [a, b], distance],
          ['int_lin_ne', [1, -1], [a, b], -distance],
        ]),
      ]);
      const formula = readDimacs(dimacs(flatzinc));
      const truths = await solveByZ3(formula);
      expect(truths).toBeDefined();
      expect(evaluate(flatzinc, new Map(Object.entries(valuesOf(formula, truths ?? new Set()))))).toEqual([]);
    });
  });
});
