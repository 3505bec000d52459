import type { SyntaxNode } from '@lezer/common';
import type { ParsedFile } from '../explain';
import { calledName, descendants, generatorsOf, namesIn, spanOf } from '../minizinc';
import { excerpt, type Diagnostic } from '../text';
import type { ModelFiles } from './modelFiles';
import { generatorText, isGlobal, isConditional, loopsAround } from './places';
import type { Asked, Probe } from './probe';
import { hint } from './say';

/** What a loop is without any member. */
const EMPTY: Readonly<Record<string, string>> = {
  forall: 'so it says nothing',
  exists: 'so it can never hold',
  sum: 'so it is 0',
  max: 'so it has no value',
  min: 'so it has no value',
};

/** A loop whose number of rounds the compiler is asked for. */
export interface Loop {
  readonly file: ParsedFile;
  readonly node: SyntaxNode;
  /** Index among the model's `constraint` items; undefined in the objective. */
  readonly item: number | undefined;
  readonly called: string;
  /** The number of rounds depends on a data file. */
  readonly givenByData: boolean;
  readonly asked: Asked;
}

/** The outermost loops of constraints and the objective that run over parameters alone. */
export function loopsOf(files: ModelFiles): readonly Loop[] {
  const loops: Loop[] = [];
  let index = -1;
  for (const file of files.models) {
    for (const item of file.syntax.items) {
      if (item.kind === 'constraint') index++;
      const expression =
        item.kind === 'constraint' ? item.expression : item.kind === 'solve' ? item.objective : undefined;
      if (!expression) continue;
      const nodes = descendants(expression, (node) => calledName(node, file.text) !== undefined);
      for (const node of nodes) {
        const called = calledName(node, file.text) ?? '';
        const holder = node.name === 'GeneratorCall' ? node : comprehensionIn(node);
        if (!(called in EMPTY) || !holder || isConditional(node, expression, file.text)) continue;
        if (loopsAround(node, expression)?.length !== 0) continue;
        const generators = generatorText(holder, file.text);
        if (generators === undefined || !isParametric(holder, file, files)) continue;
        loops.push({
          file,
          node,
          item: item.kind === 'constraint' ? index : undefined,
          called,
          givenByData: [...namesIn(holder, file.text)].some((name) => files.given.has(name)),
          asked: { key: `loop ${loops.length}`, kind: 'par int', expression: `length([1 | ${generators}])` },
        });
      }
    }
  }
  return loops;
}

function comprehensionIn(call: SyntaxNode): SyntaxNode | undefined {
  const list = call.getChild('Arguments')?.getChild('Expression');
  return list?.name === 'ArrayComprehension' ? list : undefined;
}

/** Whether the sets and the filter of a loop are made of parameters that are declared at the top. */
function isParametric(holder: SyntaxNode, file: ParsedFile, { declarations }: ModelFiles): boolean {
  const bound: string[] = [];
  const generators = generatorsOf(holder, file.text);
  if (!generators) return false;
  for (const { names, source, where } of generators) {
    if (!isGlobal(source, file.text, declarations, bound) || isDecided(source)) return false;
    bound.push(...names);
    if (where && (!isGlobal(where, file.text, declarations, bound) || isDecided(where))) return false;
  }
  return true;

  function isDecided(node: SyntaxNode): boolean {
    return [...namesIn(node, file.text)].some(
      (name) => !bound.includes(name) && declarations.get(name)?.isVar === true,
    );
  }
}

/** The loops that run zero times. */
export function emptyLoops(
  loops: readonly Loop[],
  { answers }: Probe,
): readonly { readonly loop: Loop; readonly told: Diagnostic }[] {
  return loops.flatMap((loop) => {
    const count = answers.get(loop.asked.key);
    if (count?.kind !== 'int' || count.value !== 0) return [];
    const { file, node, called, givenByData } = loop;
    const head = excerpt(file.text.slice(node.from, headEnd(node)));
    const when = givenByData ? 'With this data, ' : '';
    const message = `${when}\`${head}\` runs over nothing, ${EMPTY[called] ?? 'so it says nothing'}. Look at the sets it runs over.`;
    return [{ loop, told: hint('empty-loop', file, { start: node.from, end: headEnd(node) }, capital(message)) }];
  });
}

/** `forall(i in S)` without its body. */
function headEnd(node: SyntaxNode): number {
  return node.name === 'GeneratorCall' ? (node.getChild('Arguments')?.to ?? node.to) : spanOf(node).end;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
