import { holds, valueOf, type Column, type Lowered, type LinearProgram, type Row, type Term } from '../linear';
import { float, type Encoding } from './encoding';

/**
 * A linear program for a MIP engine. It is not given the model itself: these engines ignore holes in domains, and
 * solve another problem without a word (HiGHS in MiniZinc 2.10.0).
 */
export function encodeForMip({ program, raise }: Extract<Lowered, { kind: 'linear' }>): Encoding {
  const { columns, rows, objective } = program;
  const lines: string[] = columns.map((column, index) => `var ${printType(column)}: v${index} :: output_var;`);
  const constraints: string[] = [];
  const floats = new Set<number>();
  /** The column as a float: engines take sums of one type only. */
  const asFloat = (index: number): string => {
    if (columns[index]?.integer !== true) return `v${index}`;
    if (!floats.has(index)) {
      floats.add(index);
      lines.push(`var float: f${index};`);
      constraints.push(`int2float(v${index},f${index})`);
    }
    return `f${index}`;
  };

  for (const row of rows) {
    const integer = isInteger(row, program);
    const number = integer ? String : float;
    const variables = row.terms.map(({ column }) => (integer ? `v${column}` : asFloat(column))).join(',');
    const sum = (sign: number): string =>
      `[${row.terms.map(({ coefficient }) => number(sign * coefficient)).join(',')}],[${variables}]`;
    const type = integer ? 'int' : 'float';
    if (row.low === row.high) constraints.push(`${type}_lin_eq(${sum(1)},${number(row.low)})`);
    else {
      if (row.high < Infinity) constraints.push(`${type}_lin_le(${sum(1)},${number(row.high)})`);
      if (row.low > -Infinity) constraints.push(`${type}_lin_le(${sum(-1)},${number(-row.low)})`);
    }
  }
  // One-sided bounds of columns, which a declared domain cannot say.
  columns.forEach(({ low, high, integer }, index) => {
    if (Number.isFinite(low) && Number.isFinite(high)) return;
    const [type, number] = integer ? ['int', String] : ['float', float];
    if (Number.isFinite(low)) constraints.push(`${type}_lin_le([${number(-1)}],[v${index}],${number(-low)})`);
    if (Number.isFinite(high)) constraints.push(`${type}_lin_le([${number(1)}],[v${index}],${number(high)})`);
  });

  let goal = 'solve satisfy;';
  if (objective !== undefined) {
    lines.push('var float: objective;');
    const terms = objective.terms.map(({ column, coefficient }) => [float(coefficient), asFloat(column)]);
    const coefficients = [...terms.map(([coefficient]) => coefficient), '-1.0'].join(',');
    const variables = [...terms.map(([, variable]) => variable), 'objective'].join(',');
    constraints.push(`float_lin_eq([${coefficients}],[${variables}],${float(-objective.constant)})`);
    goal = `solve ${objective.direction} objective;`;
  }

  return {
    text: [...lines, ...constraints.map((constraint) => `constraint ${constraint};`), goal, ''].join('\n'),
    read(printed) {
      const told = columns.map((_, index) => Number(printed[index]));
      // 0.2500000000000012 is 0.25, where that satisfies the rows as well.
      const rounded = told.map((value) => Number(value.toPrecision(12)));
      const values = [rounded, told].find((candidate) => holds(program, candidate));
      if (values === undefined) return undefined;
      return {
        assignment: raise(values),
        objective: objective === undefined ? undefined : valueOf(objective.terms, values) + objective.constant,
      };
    },
  };
}

function printType({ low, high, integer }: Column): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return integer ? 'int' : 'float';
  return integer ? `${low}..${high}` : `${float(low)}..${float(high)}`;
}

function isInteger({ terms, low, high }: Row, { columns }: LinearProgram): boolean {
  const whole = (value: number): boolean => !Number.isFinite(value) || Number.isSafeInteger(value);
  const wholeTerm = ({ column, coefficient }: Term): boolean => columns[column]?.integer === true && whole(coefficient);
  return whole(low) && whole(high) && terms.every(wholeTerm);
}
