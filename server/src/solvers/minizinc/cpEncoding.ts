import {
  domainHasHoles,
  resolveArray,
  domainSize,
  type Annotation,
  type AnnotationArgument,
  type AssignedValue,
  type FlatZinc,
  type Interval,
  type Value,
  type Variable,
} from '../../flatzinc';
import { declarePredicates } from './declarations';
import { float, type Encoding } from './encoding';

/** Domains with holes are listed up to this size; larger ones become a clause per hole. */
const mostListed = 10_000;

/** Advice that these engines understand (MiniZinc manual, "Annotations"); all else is not for them. */
const propagation = /^(domain|bounds|value)(_propagation)?$/;
const searches = /^((int|bool|set|float|seq)_search|warm_start(_\w+)?)$/;

/** A model for an engine of finite domains. Arrays are written out where they are used. */
export function encodeForCp(model: FlatZinc): Encoding {
  const variables = [...model.variables.values()];
  const names = new Map(variables.map(({ name }, index) => [name, `v${index}`]));
  const lines: string[] = [];
  const constraints: string[] = [];

  const print = (value: Value): string => {
    switch (value.kind) {
      case 'bool':
      case 'int':
        return String(value.value);
      case 'float':
        return float(value.value);
      case 'set':
        return printSet(value.ranges);
      case 'string':
        return JSON.stringify(value.value);
      case 'variable':
        return names.get(value.name) ?? value.name;
      case 'array':
      case 'arrayRef':
        return `[${resolveArray(model, value).map(print).join(',')}]`;
      default: {
        const never: never = value;
        throw new Error(`Unknown value ${JSON.stringify(never)}.`);
      }
    }
  };

  variables.forEach((variable, index) => {
    lines.push(`var ${printType(variable)}: v${index} :: output_var;`);
    if (variable.value !== undefined) {
      constraints.push(`${variable.type.replace(' of int', '')}_eq(v${index},${print(variable.value)})`);
    }
    if (!isListed(variable)) constraints.push(...holes(variable, index, lines));
  });
  const printAdvice = (advice: AnnotationArgument): string => {
    if (advice.kind === 'list') return `[${advice.elements.map(printAdvice).join(',')}]`;
    if (advice.kind !== 'annotation') return print(advice);
    return advice.args.length === 0 ? advice.name : `${advice.name}(${advice.args.map(printAdvice).join(',')})`;
  };
  const advise = (annotations: readonly Annotation[] = [], known: RegExp): string =>
    annotations
      .filter(({ name }) => known.test(name))
      .map((annotation) => ` :: ${printAdvice(annotation)}`)
      .join('');
  for (const { id, args, annotations } of model.constraints)
    constraints.push(`${id}(${args.map(print).join(',')})${advise(annotations, propagation)}`);
  const { goal } = model;
  const search = advise(goal.search, searches);
  const text = [
    ...declarePredicates(model),
    ...lines,
    ...constraints.map((constraint) => `constraint ${constraint};`),
    goal.kind === 'satisfy' ? `solve${search} satisfy;` : `solve${search} ${goal.kind} ${print(goal.objective)};`,
    '',
  ].join('\n');

  return {
    text,
    read(printed) {
      const assignment = new Map(
        variables.map((variable, index) => [variable.name, readValue(variable, printed[index] ?? '')]),
      );
      if (goal.kind === 'satisfy') return { assignment, objective: undefined };
      const { objective } = goal;
      const value =
        objective.kind === 'variable'
          ? assignment.get(objective.name)
          : 'value' in objective
            ? objective.value
            : undefined;
      return { assignment, objective: typeof value === 'number' ? value : undefined };
    },
  };
}

function printType({ type, domain }: Variable): string {
  if (type === 'bool' || domain === undefined) return type;
  const low = domain[0]?.low ?? 1;
  const high = domain.at(-1)?.high ?? 0;
  if (type === 'float')
    return Number.isFinite(low) && Number.isFinite(high) ? `${float(low)}..${float(high)}` : 'float';
  if (!Number.isFinite(low) || !Number.isFinite(high)) return type;
  const set = isListed({ type, domain }) ? printSet(domain) : `${low}..${high}`;
  return type === 'int' ? set : `set of ${set}`;
}

function isListed({ domain }: Pick<Variable, 'type' | 'domain'>): boolean {
  return domain === undefined || !domainHasHoles(domain) || domainSize(domain) <= mostListed;
}

/** A clause for each hole of a domain too large to be listed, and for a bound on one side alone. */
function holes({ domain = [] }: Variable, index: number, lines: string[]): readonly string[] {
  return domain.slice(1).flatMap(({ low }, place) => {
    const high = domain[place]?.high ?? low;
    const [below, above] = [`v${index}_below_${place}`, `v${index}_above_${place}`];
    lines.push(`var bool: ${below};`, `var bool: ${above};`);
    return [
      `int_le_reif(v${index},${high},${below})`,
      `int_le_reif(${low},v${index},${above})`,
      `bool_clause([${below},${above}],[])`,
    ];
  });
}

function printSet(ranges: readonly Interval[]): string {
  const [only] = ranges;
  if (only === undefined) return '{}';
  if (ranges.length === 1) return `${only.low}..${only.high}`;
  const elements: number[] = [];
  for (const { low, high } of ranges) for (let element = low; element <= high; element++) elements.push(element);
  return `{${elements.join(',')}}`;
}

function readValue({ type }: Variable, printed: string): AssignedValue {
  switch (type) {
    case 'bool':
      return printed === 'true';
    case 'int':
    case 'float':
      return Number(printed);
    case 'set of int': {
      const range = /^(-?\d+)\.\.(-?\d+)$/.exec(printed);
      if (range === null) return [...printed.matchAll(/-?\d+/g)].map(([element]) => Number(element));
      const [low, high] = [Number(range[1]), Number(range[2])];
      return Array.from({ length: Math.max(0, high - low + 1) }, (_, place) => low + place);
    }
    default: {
      const never: never = type;
      throw new Error(`Unknown type ${String(never)}.`);
    }
  }
}
