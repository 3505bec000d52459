type Schema = Readonly<Record<string, unknown>>;

/** Where a value breaks a schema of the kind that ours are, told by a judge of its own; undefined where it keeps to it. */
export function faultIn(value: unknown, schema: unknown, place = '$'): string | undefined {
  const { enum: values, anyOf, type, items, properties, required } = schema as Schema;
  if (Array.isArray(values)) return values.includes(value) ? undefined : `${place}: none of the values`;
  if (Array.isArray(anyOf)) {
    const faults = anyOf.map((each) => faultIn(value, each, place));
    return faults.includes(undefined) ? undefined : faults.join(' and ');
  }
  if (type === 'null') return value === null ? undefined : `${place}: not null`;
  if (type === 'string' || type === 'boolean') return typeof value === type ? undefined : `${place}: no ${type}`;
  if (type === 'array') {
    if (!Array.isArray(value)) return `${place}: no list`;
    return value.map((each, at) => faultIn(each, items, `${place}[${String(at)}]`)).find(Boolean);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${place}: no object`;
  const known = properties as Schema;
  const names = Object.keys(value);
  const missing = (required as readonly string[]).find((name) => !names.includes(name));
  const extra = names.find((name) => !(name in known));
  if (missing !== undefined || extra !== undefined)
    return `${place}: ${missing ?? ''} missing or ${extra ?? ''} unknown`;
  return Object.entries(value)
    .map(([name, each]) => faultIn(each, known[name], `${place}.${name}`))
    .find(Boolean);
}
