import type { CompileResult } from '../compile';
import { namesIn, parseModel, reachableNames, type ModelSyntax } from '../minizinc';
import type { FlatConstraint, FlatZinc, Value, Variable } from '../flatzinc';
import { applyEdits, LineIndex, type Diagnostic, type SourceEdit } from '../text';
import { signalFor, type Deadline } from './deadline';
import { openNumbers } from './opening';
import { printed, type NumberInSource } from './numbers';
import type { SourceModel } from './sourceModel';
import type { ExplainServices } from './types';

/** One direction in which one number can move, and the variable of the FlatZinc that says how far. */
export interface Slack {
  readonly number: NumberInSource;
  readonly direction: 'up' | 'down';
  readonly variable: string;
}

/** A slack that may move, where `most` is given no further than that. */
export interface FreeSlack {
  readonly slack: Slack;
  readonly most?: number;
}

/**
 * A model whose numbers are open: each is `n + up - down`, both at least 0. All else asserted, without the user's goal.
 * With every slack at 0 it is the user's model.
 */
export interface SlackModel {
  readonly flatzinc: FlatZinc;
  readonly slacks: readonly Slack[];
}

/** Compilations at most until a model without the numbers that the compiler refuses is found. */
const ROUNDS = 6;

/**
 * Compiles a model with all these numbers open. Numbers that cannot be decisions where they are used (an index set, a
 * function that wants a parameter) are left out. undefined where none is left, or where nothing that the numbers could be
 * makes the model feasible.
 */
export async function openSlackModel(
  numbers: readonly NumberInSource[],
  model: SourceModel,
  services: ExplainServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<SlackModel | undefined> {
  let open = numbers.map((number, index) => ({ number, up: `mw_up_${index}`, down: `mw_down_${index}` }));
  if (model.files.some(({ text }) => /\bmw_(up|down)_\d/.test(text))) return undefined;
  for (let round = 0; round < ROUNDS && open.length > 0 && !deadline.passed(); round++) {
    const edits = openNumbers(
      open.map(({ number, up, down }) => ({
        number,
        expression: `${printed(number.value, number.type)} + ${up} - ${down}`,
      })),
      model,
      open.flatMap(({ number: { type }, up, down }) => [slackItem(type, up), slackItem(type, down)]),
    );
    const compiled = await compileInTime(services, edits, deadline, signal);
    if (compiled?.kind === 'compiled') {
      const slacks = open.flatMap(({ number, up, down }): readonly Slack[] => [
        { number, direction: 'up', variable: up },
        { number, direction: 'down', variable: down },
      ]);
      // What the compiler found to make no difference is not in the FlatZinc.
      return {
        flatzinc: compiled.flatzinc,
        slacks: slacks.filter(({ variable }) => compiled.flatzinc.variables.has(variable)),
      };
    }
    if (!compiled || compiled.infeasible) return undefined;
    const refused = namesBlamed(compiled.diagnostics, edits, model);
    const rest = open.filter(({ up, down }) => !refused.has(up) && !refused.has(down));
    if (rest.length === open.length) return undefined;
    open = rest;
  }
  return undefined;
}

function slackItem(type: 'int' | 'float', name: string): string {
  return `var ${type === 'int' ? '0' : '0.0'}..infinity: ${name};`;
}

/** undefined where the time was over before the compiler had finished. */
async function compileInTime(
  services: ExplainServices,
  edits: readonly SourceEdit[],
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<CompileResult | undefined> {
  try {
    return await services.compileEdited(edits, signalFor(deadline, signal));
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.passed()) return undefined;
    throw error;
  }
}

/** The names that errors are about: in the smallest expression at fault, else in its whole item, with all they reach. */
function namesBlamed(
  diagnostics: readonly Diagnostic[],
  edits: readonly SourceEdit[],
  { models }: SourceModel,
): ReadonlySet<string> {
  const texts = new Map(
    models.map(({ path, text }) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
  const syntaxes = new Map([...texts].map(([path, text]) => [path, parseModel(text)]));
  const files = [...syntaxes.values()];
  const isSlack = (name: string): boolean => /^mw_(up|down)_\d+$/.test(name);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const places = errors.flatMap((error) => [error, ...(error.related ?? [])]);
  for (const width of ['expression', 'item'] as const) {
    const names = places.flatMap((place) => {
      const syntax = syntaxes.get(place.file);
      return syntax ? [...namesAt(syntax, place.range, width)] : [];
    });
    const reached = [...reachableNames(names, files)].filter(isSlack);
    if (reached.length > 0) return new Set(reached);
  }
  return new Set();
}

function namesAt(
  { tree, items, text }: ModelSyntax,
  range: Diagnostic['range'],
  width: 'expression' | 'item',
): ReadonlySet<string> {
  const span = new LineIndex(text).spanOf(range);
  if (width === 'item') {
    const item = items.find(({ span: { start, end } }) => start <= span.start && end > span.start);
    return item ? namesIn(item.node, text) : new Set();
  }
  let node = tree.resolveInner(span.start, 1);
  while (node.parent && (node.to < span.end || !node.type.is('Expression'))) node = node.parent;
  return node.parent ? namesIn(node, text) : new Set();
}

/** The same model in which only these slacks may move, each at most so far as is said; with a slack to keep small. */
export function withSlacks({ flatzinc, slacks }: SlackModel, free: readonly FreeSlack[], objective: string): FlatZinc {
  const variables = new Map(flatzinc.variables);
  for (const { variable } of slacks) {
    const most = free.find(({ slack }) => slack.variable === variable);
    const known = variables.get(variable);
    if (known) variables.set(variable, { ...known, domain: [{ low: 0, high: most ? (most.most ?? Infinity) : 0 }] });
  }
  return { ...flatzinc, variables, goal: { kind: 'minimize', objective: { kind: 'variable', name: objective } } };
}

/** The model with a Boolean for each slack that says "it is 0"; assuming all of them gives the user's own model. */
export function withSwitches({ flatzinc, slacks }: SlackModel): {
  readonly flatzinc: FlatZinc;
  readonly parts: readonly Value[];
} {
  const variables = new Map(flatzinc.variables);
  const constraints: FlatConstraint[] = [...flatzinc.constraints];
  const parts = slacks.map(({ variable, number: { type } }): Value => {
    const off: Value = { kind: 'variable', name: `${variable}_off` };
    variables.set(off.name, freshVariable(off.name, 'bool'));
    const id = type === 'int' ? 'int_le_reif' : 'float_le_reif';
    const args: readonly Value[] = [{ kind: 'variable', name: variable }, { kind: type, value: 0 }, off];
    constraints.push({ id, args, origin: undefined });
    return off;
  });
  return { flatzinc: { ...flatzinc, variables, constraints, goal: { kind: 'satisfy' } }, parts };
}

export function freshVariable(name: string, type: Variable['type']): Variable {
  return { name, type, domain: undefined, value: undefined, introduced: true, defined: false };
}
