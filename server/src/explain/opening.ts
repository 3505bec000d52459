import { namesIn, openDomain, type Declaration } from '../minizinc';
import type { SourceEdit, Span } from '../text';
import type { NumberInSource } from './numbers';
import { replace, type ParsedFile, type SourceModel } from './sourceModel';
import { dependents } from './structure';

/** What stands in place of a number: an expression over decision variables. */
export interface Opened {
  readonly number: NumberInSource;
  readonly expression: string;
}

/**
 * The model with numbers replaced by expressions over decision variables, all at once, without its goal and output.
 * Parameters become variables, with everything that is worked out from them; domains that they bound become constraints,
 * since the bounds of a domain may not be decided; and values in data files move to the declarations.
 * @param added items that go with it
 */
export function openNumbers(
  opened: readonly Opened[],
  model: SourceModel,
  added: readonly string[],
): readonly SourceEdit[] {
  const parameters = new Set(opened.flatMap(({ number: { site } }) => (site.kind === 'parameter' ? [site.name] : [])));
  const decided = new Set([...parameters, ...dependents(parameters, model)]);
  const edits: SourceEdit[] = [];
  const items = [...added];
  /** Stretches that are written anew, with the literals in them. */
  const written: { readonly file: string; readonly span: Span }[] = [];
  const rewrite = (file: ParsedFile, span: Span, newText: string): void => {
    written.push({ file: file.path, span });
    edits.push(replace(file, span, newText));
  };

  for (const file of model.models) {
    for (const item of file.syntax.items) {
      if (item.kind === 'solve' || item.kind === 'output') rewrite(file, item.span, '');
      if (item.kind !== 'declaration') continue;
      if (decided.has(item.name) && !item.type.isVar) edits.push(...asVariable(item, file, opened, model));
      const domain = item.type.isVar && needsOpening(item, file, opened, decided) ? item.type.domain : undefined;
      if (!domain) continue;
      const render = (node: Parameters<typeof textOf>[0]): string => textOf(node, file, opened);
      const open = openDomain(item, file.text, model.declarations, render);
      if (!open) continue;
      rewrite(file, open.span, open.type);
      items.push(`constraint ${open.constraint};`);
    }
  }
  for (const file of model.files) {
    if (file.kind !== 'data') continue;
    for (const item of file.syntax.items) {
      if (item.kind === 'assignment' && decided.has(item.name)) rewrite(file, item.span, '');
    }
  }
  for (const { number, expression } of opened) {
    const inside = written.some(({ file, span }) => file === number.file && covers(span, number.span));
    const file = model.files.find(({ path }) => path === number.file);
    if (!inside && file) edits.push(replace(file, number.span, `(${expression})`));
  }
  return [...edits, ...appended(model, ['solve satisfy;', ...items])];
}

/** `var` before the type of a declaration and, where its value is in a data file, the value behind it. */
function asVariable(
  item: Declaration,
  file: ParsedFile,
  opened: readonly Opened[],
  { files }: SourceModel,
): readonly SourceEdit[] {
  const element = elementType(item);
  const inst = element.getChild('Inst');
  const declare = inst
    ? replace(file, { start: inst.from, end: inst.to }, 'var')
    : replace(file, { start: element.from, end: element.from }, 'var ');
  for (const data of files) {
    if (data.kind !== 'data') continue;
    for (const assignment of data.syntax.items) {
      if (assignment.kind !== 'assignment' || assignment.name !== item.name) continue;
      const end = item.node.to;
      return [declare, replace(file, { start: end, end }, ` = ${textOf(assignment.value, data, opened)}`)];
    }
  }
  return [declare];
}

function elementType({ type }: Declaration): Declaration['node'] {
  let element = type.node;
  for (;;) {
    const array = element.getChild('ArrayType') ?? element.getChild('ListType');
    const inner = array?.getChildren('TypeInst').at(-1);
    if (!inner) return element;
    element = inner;
  }
}

function needsOpening(
  { type: { domain } }: Declaration,
  file: ParsedFile,
  opened: readonly Opened[],
  decided: ReadonlySet<string>,
): boolean {
  if (!domain) return false;
  if ([...namesIn(domain, file.text)].some((name) => decided.has(name))) return true;
  const span = { start: domain.from, end: domain.to };
  return opened.some(({ number }) => number.file === file.path && covers(span, number.span));
}

/** The text of a node with the numbers in it opened. */
function textOf(node: Declaration['node'], file: ParsedFile, opened: readonly Opened[]): string {
  let text = '';
  let position = node.from;
  const inside = opened
    .filter(({ number: { file: path, span } }) => path === file.path && span.start >= node.from && span.end <= node.to)
    .sort((a, b) => a.number.span.start - b.number.span.start);
  for (const { number, expression } of inside) {
    text += `${file.text.slice(position, number.span.start)}(${expression})`;
    position = number.span.end;
  }
  return text + file.text.slice(position, node.to);
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** Items at the end of the main file, past a last item that has no semicolon. */
export function appended(model: SourceModel, items: readonly string[]): readonly SourceEdit[] {
  const [main] = model.models;
  if (!main) return [];
  const { text, syntax } = main;
  const last = syntax.items.at(-1);
  const isOpen = last !== undefined && last.span.end === last.node.to;
  const isKept = last !== undefined && last.kind !== 'solve' && last.kind !== 'output';
  const end = { start: text.length, end: text.length };
  return [replace(main, end, `${isOpen && isKept ? '\n;' : ''}\n${items.join('\n')}\n`)];
}
