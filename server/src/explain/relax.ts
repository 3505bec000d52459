import type { TracedPart } from '../compile';
import { parseModel } from '../minizinc';
import { LineIndex, type SourceEdit } from '../text';
import { inSession, type ConflictModel } from './conflictModel';
import { limitOf, type Deadline } from './deadline';
import { numbersBehind, placesUsing, type NumberInSource } from './literals';
import { oracleOf, type Oracle } from './oracle';
import { titleWith } from './title';
import type { EditedAnswer, ExplainServices, RelaxRepair, SourceFile } from './types';

/** Numbers tried at most; each costs a few solves. */
const TRIED = 12;

/**
 * Relaxations: for each number behind the conflicts, the nearest one that makes the whole model feasible. The number
 * becomes `n + up - down`, the goal to minimise `up + down`; the number found is put into the source and the model
 * solved again with the user's own goal, so that nothing is offered that was not tried.
 */
export async function relaxations(
  parts: readonly TracedPart[],
  files: readonly SourceFile[],
  model: ConflictModel | undefined,
  services: ExplainServices,
  deadline: Deadline,
  enough: number,
  signal?: AbortSignal,
): Promise<readonly RelaxRepair[]> {
  const repairs: RelaxRepair[] = [];
  const numbers = numbersBehind(parts, files);
  const promising = model
    ? await inSession(model, (session) => thatCouldHelp(numbers, files, model, oracleOf(session, deadline, signal)))
    : numbers;
  for (const number of promising.slice(0, TRIED)) {
    if (deadline.passed() || repairs.length >= enough) break;
    // Coefficients only where no limit helps.
    if (number.isCoefficient && repairs.length > 0) break;
    const repair = await relax(number, files, services, deadline, signal);
    if (repair) repairs.push(repair);
  }
  return repairs.sort((a, b) => cost(a) - cost(b));
}

/**
 * Leaves out numbers that cannot help: the model has no solution even without everything they have a part in. Bounds of
 * declared domains are asserted in the model asked here, so nothing is known about them.
 */
async function thatCouldHelp(
  numbers: readonly NumberInSource[],
  files: readonly SourceFile[],
  model: ConflictModel,
  oracle: Oracle,
): Promise<readonly NumberInSource[]> {
  const origins = model.traced.parts.map(({ origin }) => origin);
  const promising: NumberInSource[] = [];
  for (const number of numbers) {
    const used = new Set(placesUsing(number, origins, files));
    const rest = model.candidates.filter((index) => model.groups[index]?.some(({ origin }) => !used.has(origin)));
    const isHopeless = used.size > 0 && (await oracle.check(rest)).status === 'unsat';
    if (!isHopeless) promising.push(number);
  }
  return promising;
}

/** How far a number moves, relative to itself. */
function cost({ from, to }: RelaxRepair): number {
  return Math.abs(to - from) / Math.max(1, Math.abs(from));
}

async function relax(
  number: NumberInSource,
  files: readonly SourceFile[],
  services: ExplainServices,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<RelaxRepair | undefined> {
  const solve = (edits: readonly SourceEdit[]): Promise<EditedAnswer> =>
    services.solveEdited(edits, { ...limitOf(deadline), ...(signal && { signal }) });
  const edits = slackEdits(number, files);
  if (!edits) return undefined;
  const nearest = await solve(edits);
  const { [UP]: up, [DOWN]: down } = nearest.values;
  if (nearest.status !== 'optimal' || typeof up !== 'number' || typeof down !== 'number') return undefined;
  const slack = up - down;
  for (const to of roundings(number, slack)) {
    if (to === number.value) continue;
    const edit = { file: number.file, range: number.range, newText: printed(to, number.type) };
    const after = await solve([edit]);
    if (after.status !== 'optimal' && after.status !== 'satisfied') continue;
    const verb = to > number.value ? 'Raise' : 'Lower';
    return {
      kind: 'relax',
      title: titleWith(`${verb} ${plain(number.value)} to ${plain(to)}`, after.objective),
      edits: [edit],
      objectiveAfter: after.objective,
      literal: { file: number.file, range: number.range },
      from: number.value,
      to,
    };
  }
  return undefined;
}

const UP = 'mw_up';
const DOWN = 'mw_down';

/** The model with one number opened and the distance to it as its goal; undefined where that cannot be written. */
function slackEdits(number: NumberInSource, files: readonly SourceFile[]): readonly SourceEdit[] | undefined {
  const models = files.filter(({ kind }) => kind === 'model');
  const [main] = models;
  if (!main || files.some(({ text }) => text.includes(UP) || text.includes(DOWN))) return undefined;
  const { edits, items } = number.opened(`${printed(number.value, number.type)} + ${UP} - ${DOWN}`);
  if (edits.length === 0) return undefined;
  const changes = [...edits];
  const zero = number.type === 'int' ? '0' : '0.0';
  const added = [
    ...items,
    ...[UP, DOWN].flatMap((name) => [`var ${number.type}: ${name};`, `constraint ${name} >= ${zero};`]),
    `solve minimize ${UP} + ${DOWN};`,
  ];
  for (const { path, text } of models) {
    const lines = new LineIndex(text);
    const parsed = parseModel(text);
    for (const item of parsed.items) {
      if (item.kind === 'solve' || item.kind === 'output') {
        changes.push({ file: path, range: lines.rangeOf(item.span), newText: '' });
      }
    }
    if (path !== main.path) continue;
    const end = lines.positionAt(text.length);
    const last = parsed.items.at(-1);
    const isOpen = last && last.span.end === last.node.to && last.kind !== 'solve' && last.kind !== 'output';
    changes.push({ file: path, range: { start: end, end }, newText: `${isOpen ? '\n;' : ''}\n${added.join('\n')}\n` });
  }
  return changes;
}

/** The number itself where it is whole; of a fraction the shortest decimals that go far enough, then the full ones. */
function roundings({ value, type }: NumberInSource, slack: number): readonly number[] {
  const exact = value + slack;
  if (type === 'int') return [Math.round(exact)];
  const away = slack >= 0 ? Math.ceil : Math.floor;
  const rounded = [3, 6, 9].map((digits) =>
    Number((away(exact * 10 ** digits - Math.sign(slack) * 1e-4) / 10 ** digits).toFixed(digits)),
  );
  return [...new Set([...rounded, exact])];
}

function printed(value: number, type: 'int' | 'float'): string {
  const text = plain(value);
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function plain(value: number): string {
  return String(value);
}
