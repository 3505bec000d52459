import { readFile } from 'node:fs/promises';
import { distFile } from '../dist';
import type { Sources } from './sources';

/** What the file is called that declares our annotations; models include it by this name. */
const ANNOTATIONS = 'modelwright.mzn';

/** Files for the compiler beside the user's. */
export interface Annotations {
  readonly files: Readonly<Record<string, string>>;
  /** Those of them that are part of the model though nothing includes them. */
  readonly names: readonly string[];
}

let text: Promise<string> | undefined;

/**
 * The declarations of `:: hard` and `:: negotiable`. They are there for models that include them, and are added to those
 * that use one of them without an include and do not declare it.
 */
export async function annotationsFor({ files }: Sources): Promise<Annotations> {
  const models = files.filter(({ kind }) => kind === 'model').map(({ sent }) => sent);
  const isUsed = models.some((model) => USE.test(model));
  const isIncluded = models.some((model) => model.includes(`"${ANNOTATIONS}"`));
  if (!isUsed && !isIncluded) return { files: {}, names: [] };
  text ??= readFile(distFile('lib', 'modelwright', ANNOTATIONS), 'utf8');
  const isDeclared = models.some((model) => DECLARATION.test(model));
  if (isDeclared && !isIncluded) return { files: {}, names: [] };
  return { files: { [ANNOTATIONS]: await text }, names: isIncluded ? [] : [ANNOTATIONS] };
}

const USE = /::\s*(?:hard|negotiable)\b/;
const DECLARATION = /\bannotation\s+(?:hard|negotiable)\b/;
