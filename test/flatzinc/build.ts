import { readFlatZinc, type FlatZinc } from '../../server/src/flatzinc';

/** A FlatZinc from short notations: `model({ x: '1..5', f: 'float', b: 'bool' }, ['int_le', 'x', 3])`. */
export function model(
  variables: Readonly<Record<string, string>>,
  constraints: readonly (readonly [string, ...unknown[]])[],
  goal?: { readonly minimize: unknown } | { readonly maximize: unknown },
): FlatZinc {
  const declarations = Object.entries(variables).map(([name, type]) => `${JSON.stringify(name)}: ${declaration(type)}`);
  const items = constraints.map(([id, ...args]) => `{"id": "${id}", "args": ${json(args)}}`);
  const [method, objective] = Object.entries(goal ?? {})[0] ?? ['satisfy', undefined];
  const solve =
    objective === undefined ? `{"method": "satisfy"}` : `{"method": "${method}", "objective": ${json(objective)}}`;
  return readFlatZinc(
    `{"variables": {${declarations.join(',')}}, "arrays": {}, "constraints": [${items.join(',\n')}], ` +
      `"output": ${JSON.stringify(Object.keys(variables))}, "solve": ${solve}}`,
  );
}

/** A float constant that is written with a fraction, which a JavaScript number does not remember. */
export function float(value: number): { readonly float: number } {
  return { float: value };
}

/** A set constant of single elements. */
export function set(...elements: number[]): { readonly set: readonly (readonly [number, number])[] } {
  return { set: elements.map((element) => [element, element] as const) };
}

function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (typeof value === 'object' && value !== null && 'float' in value) {
    const text = String(value.float);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  return JSON.stringify(value);
}

/** `bool`, `int`, `float`, `1..5`, `1..3,7..9`, `0.0..1.5`, `set 1..5`. */
function declaration(type: string): string {
  if (type === 'bool' || type === 'int' || type === 'float') return `{"type": "${type}"}`;
  const isSet = type.startsWith('set ');
  const ranges = type
    .replace('set ', '')
    .split(',')
    .map((range) => `[${range.split('..').join(',')}]`);
  const base = isSet ? 'set of int' : /\d\.\d/.test(type.replaceAll('..', ' ')) ? 'float' : 'int';
  return `{"type": "${base}", "domain": [${ranges.join(',')}]}`;
}
