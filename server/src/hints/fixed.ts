import type { ParsedFile } from '../explain';
import {
  domainSize,
  type AssignedValue,
  type Assignment,
  type FlatConstraint,
  type FlatZinc,
  type Value,
} from '../flatzinc';
import { operation, spanOf, withoutParentheses } from '../minizinc';
import { shortNumber, type Diagnostic } from '../text';
import { topDeclarations, type ModelFiles } from './modelFiles';
import { constraint, extended, reference, type Probe } from './probe';
import type { Reasoner } from './reasoner';
import { hint } from './say';

/** Arrays with more elements are not asked about. */
const MOST_ELEMENTS = 400;

/** A decision, or the objective, with the Boolean that says that it is not what it is in the first solution. */
export interface Differing {
  readonly what: string;
  readonly isObjective: boolean;
  readonly differs: Value;
  /** For people; empty for arrays. */
  readonly value: string;
}

/**
 * For each declared decision, and the objective, a Boolean that says that it differs from its value in a solution: what
 * cannot differ in any other solution is fixed (the backbone of the model).
 */
export function differences(
  files: ModelFiles,
  { model, objective }: Probe,
  solution: Assignment,
): { readonly model: FlatZinc; readonly candidates: readonly Differing[] } {
  const booleans: string[] = [];
  const constraints: FlatConstraint[] = [];
  const candidates: Differing[] = [];
  const differs = (value: Value): { readonly differs: Value; readonly value: string } | undefined => {
    const variable = value.kind === 'variable' ? model.variables.get(value.name) : undefined;
    const found = variable && solution.get(variable.name);
    const name = `mw_differs_${booleans.length}`;
    const fixed = variable && found !== undefined ? constantFor(variable.type, found) : undefined;
    if (!variable || !fixed) return undefined;
    booleans.push(name);
    if (fixed.kind === 'bool') {
      constraints.push(constraint('bool_eq_reif', value, { kind: 'bool', value: !fixed.value }, reference(name)));
    } else constraints.push(constraint(`${variable.type}_ne_reif`, value, fixed, reference(name)));
    return { differs: reference(name), value: fixed.kind === 'bool' ? String(fixed.value) : shortNumber(fixed.value) };
  };
  for (const { item } of topDeclarations(files)) {
    if (!item.type.isVar || item.value || item.type.isOptional || item.type.isSet) continue;
    const elements = item.type.isArray ? model.arrays.get(item.name) : undefined;
    if (!item.type.isArray) {
      const one = differs(reference(item.name));
      const isNamed = item.type.domain?.name === 'VariableName';
      if (one) candidates.push({ what: item.name, isObjective: false, ...one, ...(isNamed && { value: '' }) });
      continue;
    }
    const decided = elements?.filter((element) => element.kind === 'variable' && !isSingle(model, element.name));
    if (!decided || decided.length === 0 || decided.length > MOST_ELEMENTS) continue;
    const each = decided.map(differs);
    if (!each.every((one) => one !== undefined)) continue;
    const name = `mw_differs_${booleans.length}`;
    booleans.push(name);
    constraints.push(
      constraint(
        'bool_clause',
        { kind: 'array', elements: each.map((one) => one.differs) },
        { kind: 'array', elements: [reference(name)] },
      ),
    );
    candidates.push({ what: item.name, isObjective: false, differs: reference(name), value: '' });
  }
  const one = objective && differs(objective);
  if (one) candidates.push({ what: 'objective', isObjective: true, ...one });
  return { model: extended(model, booleans, constraints), candidates };
}

function isSingle(model: FlatZinc, name: string): boolean {
  return domainSize(model.variables.get(name)?.domain) === 1;
}

/** The value as a constant of FlatZinc; undefined where it cannot be written exactly. */
function constantFor(
  type: string,
  value: AssignedValue,
): Extract<Value, { kind: 'bool' | 'int' | 'float' }> | undefined {
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') return { kind: type === 'float' ? 'float' : 'int', value };
  if (!('numerator' in value)) return undefined;
  const number = Number(value.numerator) / Number(value.denominator);
  const isExact =
    Number.isFinite(number) && BigInt(Math.round(number * 1e6)) * value.denominator === value.numerator * 1_000_000n;
  return isExact && type === 'float' ? { kind: 'float', value: number } : undefined;
}

/**
 * Decisions that have only one value in all solutions, and an objective that has. A model that leaves nothing open has
 * the one solution that a puzzle has: then nothing is said of the decisions.
 */
export async function fixedDecisions(
  files: ModelFiles,
  candidates: readonly Differing[],
  reasoner: Reasoner,
): Promise<readonly Diagnostic[]> {
  const fixed: Differing[] = [];
  let isOpen = false;
  for (const candidate of candidates) {
    const { status } = await reasoner.ask({ also: [candidate.differs] });
    if (status === 'unsat') fixed.push(candidate);
    if (status === 'sat') isOpen = true;
  }
  const found: Diagnostic[] = [];
  for (const { file, item } of topDeclarations(files)) {
    const one = fixed.find(({ what, isObjective }) => !isObjective && what === item.name);
    if (!one || !isOpen || isEquated(item.name, files)) continue;
    const value = one.value === '' ? '' : `: ${one.value}`;
    const subject = item.type.isArray ? `Every element of '${item.name}'` : `'${item.name}'`;
    const message = `${subject} has the same value in every solution${value}. There is nothing to decide: a constraint may be too strict, or this could be a parameter.`;
    found.push(hint('fixed-variable', file, item.nameSpan, message, { data: { name: item.name, value: one.value } }));
  }
  const objective = fixed.find(({ isObjective }) => isObjective);
  if (objective) found.push(...tellObjective(files, objective.value));
  return found;
}

function tellObjective({ models }: ModelFiles, value: string): readonly Diagnostic[] {
  return models.flatMap((file: ParsedFile) =>
    file.syntax.items.flatMap((item) => {
      if (item.kind !== 'solve' || !item.objective) return [];
      const message = `The objective is ${value} in every solution: there is nothing to improve. A constraint may be too strict, or the objective may lack a term.`;
      return [hint('constant-objective', file, spanOf(item.objective), message)];
    }),
  );
}

/** `constraint x = 5;`: the user knows. */
function isEquated(name: string, { models, declarations }: ModelFiles): boolean {
  return models.some(({ syntax, text }) =>
    syntax.items.some((item) => {
      if (item.kind !== 'constraint') return false;
      const equation = operation(withoutParentheses(item.expression), text);
      if (equation?.operator !== '=' && equation?.operator !== '==') return false;
      const [left, right] = equation.operands.map((side) => withoutParentheses(side));
      const isName = (node: typeof left): boolean => node !== undefined && text.slice(node.from, node.to) === name;
      const isKnown = (node: typeof left): boolean =>
        node !== undefined &&
        (['Integer', 'Float', 'Boolean'].includes(node.name) ||
          (node.name === 'VariableName' && declarations.get(text.slice(node.from, node.to))?.isVar !== true));
      return (isName(left) && isKnown(right)) || (isName(right) && isKnown(left));
    }),
  );
}
