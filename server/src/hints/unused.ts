import { replace, type ParsedFile } from '../explain';
import { namesIn, type Declaration, type Item } from '../minizinc';
import type { Diagnostic, Fix } from '../text';
import { topDeclarations, type ModelFiles } from './modelFiles';
import { hint } from './say';

/**
 * Decision variables that nothing is said about, and parameters that nothing depends on. From the text alone: a name that
 * occurs nowhere else cannot matter. A file without a goal is a library, of which others use what they like: nothing is
 * said of its names, nor of those of a library that a model includes.
 */
export function unusedNames(files: ModelFiles): readonly Diagnostic[] {
  if (!files.models[0]?.syntax.items.some(({ kind }) => kind === 'solve')) return [];
  const decided = namesInItems(files, (item) => item.kind !== 'output');
  const shown = namesInItems(files, (item) => item.kind === 'output');
  const hasOutput = files.models.some(({ syntax }) => syntax.items.some(({ kind }) => kind === 'output'));
  return topDeclarations(files).flatMap(({ file, item }) => {
    const { name, nameSpan, type, value } = item;
    if (file !== files.models[0]) return [];
    if (decided.has(name) || isAnnotated(item)) return [];
    if (type.isVar) {
      // What is defined for the output, or shown because there is no output item, has its use.
      if (value && (shown.has(name) || !hasOutput)) return [];
      const why = value
        ? 'its value is worked out, but used in no constraint, not in the objective and not in the output'
        : 'no constraint and no objective says anything about it, so any value will do';
      return [hint('unused-variable', file, nameSpan, `The decision '${name}' is never used: ${why}.`)];
    }
    if (shown.has(name) || type.primitive === 'ann' || isNumbered(item, file)) return [];
    const message = `The parameter '${name}' is never used: nothing depends on its value.`;
    return [hint('unused-parameter', file, nameSpan, message, { fixes: removal(files, file, item) })];
  });
}

/** The names used in some items; a name that is only declared or given its value is none. */
function namesInItems({ models }: ModelFiles, wanted: (item: Item) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text, syntax } of models) {
    for (const { node } of syntax.items.filter(wanted)) for (const name of namesIn(node, text)) names.add(name);
  }
  return names;
}

/**
 * `int: Mon = 1; int: Tue = 2;`: names for the members of a set, written as numbers that follow each other. That one of
 * them is not named again means nothing.
 */
function isNumbered(item: Declaration, { syntax, text }: ParsedFile): boolean {
  const constants = syntax.items.filter((other): other is Declaration => other.kind === 'declaration');
  const numberOf = (other: Declaration | undefined): number => {
    const value = other?.type.primitive === 'int' && !other.type.isVar && !other.type.isArray ? other.value : undefined;
    return value?.name === 'Integer' ? Number(text.slice(value.from, value.to)) : NaN;
  };
  const place = constants.indexOf(item);
  const neighbours = [constants[place - 1], constants[place + 1]].filter((other) => other !== undefined);
  return neighbours.some((other) => Math.abs(numberOf(other) - numberOf(item)) === 1);
}

/** An annotation on a declaration may give it a meaning that the text does not show. */
function isAnnotated({ node }: Declaration): boolean {
  return node.getChild('Annotation') !== null;
}

/** Takes the declaration out; none where another place, such as a data file, gives the parameter its value. */
function removal(files: ModelFiles, file: ParsedFile, { name, span, value }: Declaration): readonly Fix[] {
  const assigned = files.files.some(({ syntax }) =>
    syntax.items.some((item) => item.kind === 'assignment' && item.name === name),
  );
  if (!value || assigned || files.given.has(name)) return [];
  const blank = /^[ \t]*(\r?\n)?/.exec(file.text.slice(span.end))?.[0] ?? '';
  const isFirst = /(^|\n)[ \t]*$/.test(file.text.slice(0, span.start));
  const end = isFirst ? span.end + blank.length : span.end;
  return [{ title: `Remove the unused parameter '${name}'`, edits: [replace(file, { start: span.start, end }, '')] }];
}
