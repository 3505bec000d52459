/**
 * Labels tell the instances of a part apart: strings that the compiler works out, with the values of the loops around it,
 * the calls that lead to it and what giving it up costs. Fields end with a tab; of the loops, which come last but for the
 * weight, only their number is known by the names: enum names may hold anything that can be quoted.
 */
export interface Label {
  /** From outside in. */
  readonly calls: readonly { readonly site: string; readonly loops: string }[];
  readonly loops: string;
  readonly weight: number | undefined;
}

/** `"i=\(i);d=\(d)"` as an expression of MiniZinc, after `way` where calls lead to it. */
export function labelExpression(loopNames: readonly string[], way?: string, weight?: string): string {
  const cost = weight === undefined ? '' : `\\t*\\(${weight})`;
  return `${way === undefined ? '' : `${way} ++ `}"${loopsOf(loopNames)}${cost}"`;
}

/** What a call hands on: the way so far, and this call. */
export function wayExpression(site: string, loopNames: readonly string[], way?: string): string {
  return `${way === undefined ? '' : `${way} ++ `}"${site}:${loopsOf(loopNames)}\\t"`;
}

function loopsOf(names: readonly string[]): string {
  return names.map((name) => `${name}=\\(${name})`).join(';');
}

export function readLabel(text: string): Label {
  const fields = text.split('\t');
  const last = fields.at(-1) ?? '';
  const isWeighed = last.startsWith('*');
  const loops = fields.at(isWeighed ? -2 : -1) ?? '';
  const calls = fields.slice(0, isWeighed ? -2 : -1).map((field) => {
    const colon = field.indexOf(':');
    return { site: field.slice(0, colon), loops: field.slice(colon + 1) };
  });
  return { calls, loops, weight: isWeighed ? Number(last.slice(1)) : undefined };
}

/** Reads `i=2;d=Tue` by the names that are known to stand in it. */
export function readLoops(loops: string, names: readonly string[]): Readonly<Record<string, string>> {
  const indices: Record<string, string> = {};
  let rest = loops;
  names.forEach((name, index) => {
    const next = names[index + 1];
    const end = next === undefined ? -1 : rest.indexOf(`;${next}=`);
    const value = end < 0 ? rest : rest.slice(0, end);
    indices[name] = value.slice(name.length + 1);
    rest = end < 0 ? '' : rest.slice(end + 1);
  });
  return indices;
}
