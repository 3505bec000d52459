import { blamed, type CompileRequest } from '../compile';
import type { ParsedFile } from '../explain';
import type { FlatConstraint, FlatZinc, Value } from '../flatzinc';
import type { ConstraintItem } from '../minizinc';
import type { Span } from '../text';
import type { ModelFiles } from './modelFiles';
import type { HintServices } from './types';

/**
 * A model in which every `constraint` item is a Boolean that one can assume or deny, with questions to the compiler put
 * beside it. As in the guarded compilation for conflicts, a predicate without a body keeps the Boolean; here nothing
 * promises that it is only ever assumed to hold, so it says exactly whether the constraint holds.
 */
export interface Probe {
  /** Without the goal: any solution will do. */
  readonly model: FlatZinc;
  readonly objective: Value | undefined;
  readonly items: readonly ProbedItem[];
  /** By the question's key. */
  readonly answers: ReadonlyMap<string, Value>;
}

export interface ProbedItem {
  readonly file: ParsedFile;
  readonly item: ConstraintItem;
  /** undefined: it could not be made a Boolean and is asserted. */
  readonly holds: Value | undefined;
}

/** What the compiler is to work out: an expression over names that are declared at the top. */
export interface Asked {
  readonly key: string;
  readonly kind: 'bool' | 'par int' | 'int' | 'float';
  readonly expression: string;
}

/** Each round takes out what the compiler refused in the one before. */
const ROUNDS = 8;

interface Piece {
  readonly path: string;
  readonly span: Span;
  /** Index of the item, or key of the question. */
  readonly what: number | string;
}

/** undefined where the model does not compile, or is seen to have no solution while compiling. */
export async function probe(
  files: ModelFiles,
  asked: readonly Asked[],
  request: CompileRequest,
  services: HintServices,
  signal?: AbortSignal,
): Promise<Probe | undefined> {
  const items = files.models.flatMap((file) =>
    file.syntax.items.flatMap((item) => (item.kind === 'constraint' ? [{ file, item }] : [])),
  );
  const refused = new Set<Piece['what']>();
  let name = 'mw_probe';
  while (files.files.some(({ text }) => text.includes(name))) name += '_';
  for (let round = 0; round < ROUNDS; round++) {
    const open = asked.filter(({ key }) => !refused.has(key));
    const { overlay, pieces } = rewritten(files, items, open, refused, name);
    const compiled = await services.compile({ ...request, overlay: new Map([...request.overlay, ...overlay]) }, signal);
    if (compiled.kind === 'compiled') return collect(compiled.flatzinc, items, refused, open, name);
    if (compiled.infeasible) return undefined;
    const wrong = blamed(pieces, overlay, compiled.diagnostics);
    if (wrong.length === 0) return undefined;
    for (const { what } of wrong) refused.add(what);
  }
  return undefined;
}

/** The texts that change, and where in them an item or a question stands. */
function rewritten(
  files: ModelFiles,
  items: readonly Pick<ProbedItem, 'file' | 'item'>[],
  asked: readonly Asked[],
  refused: ReadonlySet<Piece['what']>,
  name: string,
): { readonly overlay: ReadonlyMap<string, string>; readonly pieces: readonly Piece[] } {
  const overlay = new Map<string, string>();
  const pieces: Piece[] = [];
  for (const [fileIndex, file] of files.models.entries()) {
    let text = '';
    let position = 0;
    for (const item of file.syntax.items) {
      if (item.kind === 'output') {
        text += file.text.slice(position, item.node.from);
        position = item.span.end;
        continue;
      }
      const index = items.findIndex((other) => other.item === item);
      if (item.kind !== 'constraint' || refused.has(index)) continue;
      const { from, to } = item.expression;
      text += file.text.slice(position, from);
      const start = text.length;
      text += `${name}(${index}, (${file.text.slice(from, to)}))`;
      pieces.push({ path: file.path, what: index, span: { start, end: text.length } });
      position = to;
    }
    text += file.text.slice(position);
    if (fileIndex === 0) {
      const last = file.syntax.items.at(-1);
      text += last && last.kind !== 'output' && last.span.end === last.node.to ? '\n;\n' : '\n';
      text += `predicate ${name}(int: item, var bool: holds);\n`;
      text += `predicate ${name}_bool(int: question, var bool: answer);\n`;
      text += `predicate ${name}_par_int(int: question, int: answer);\n`;
      text += `predicate ${name}_int(int: question, var int: answer);\n`;
      text += `predicate ${name}_float(int: question, var float: answer);\n`;
      asked.forEach(({ key, kind, expression }, index) => {
        const start = text.length;
        text += `constraint ${name}_${kind.replace(' ', '_')}(${index}, (${expression}));\n`;
        pieces.push({ path: file.path, what: key, span: { start, end: text.length } });
      });
    }
    overlay.set(file.path, text);
  }
  return { overlay, pieces };
}

/** Takes the calls out of the FlatZinc: what they were about is in the answer. */
function collect(
  flatzinc: FlatZinc,
  items: readonly Pick<ProbedItem, 'file' | 'item'>[],
  refused: ReadonlySet<Piece['what']>,
  asked: readonly Asked[],
  name: string,
): Probe {
  const constraints: FlatConstraint[] = [];
  const holds = new Map<number, Value>();
  const answers = new Map<string, Value>();
  for (const constraint of flatzinc.constraints) {
    const [id, value] = constraint.args;
    if (!constraint.id.startsWith(name)) constraints.push(constraint);
    else if (id?.kind === 'int' && value) {
      const question = constraint.id === name ? undefined : asked[id.value];
      if (question) answers.set(question.key, value);
      else holds.set(id.value, value);
    }
  }
  const { goal } = flatzinc;
  return {
    model: { ...flatzinc, constraints, goal: { kind: 'satisfy' } },
    objective: goal.kind === 'satisfy' ? undefined : goal.objective,
    items: items.map(({ file, item }, index) => ({
      file,
      item,
      holds: refused.has(index) ? undefined : (holds.get(index) ?? { kind: 'bool', value: true }),
    })),
    answers,
  };
}

/** A model with more variables and constraints. */
export function extended(
  model: FlatZinc,
  booleans: readonly string[],
  constraints: readonly FlatConstraint[],
): FlatZinc {
  const variables = new Map(model.variables);
  for (const name of booleans) {
    variables.set(name, {
      name,
      type: 'bool',
      domain: undefined,
      value: undefined,
      introduced: true,
      defined: false,
    });
  }
  return { ...model, variables, constraints: [...model.constraints, ...constraints] };
}

export function constraint(id: string, ...args: readonly Value[]): FlatConstraint {
  return { id, args, origin: undefined };
}

export function reference(name: string): Value {
  return { kind: 'variable', name };
}
