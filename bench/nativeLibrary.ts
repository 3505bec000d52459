// Distributions ship MiniZinc with a library of globals for Gecode that is older than MiniZinc: it redefines `cumulative`
// where MiniZinc now asks for `fzn_cumulative`. `include "globals.mzn"` fails then, and much is decomposed that Gecode
// could propagate. For a fair comparison the bench gives such a MiniZinc a library with today's names, in a folder of its
// own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The folder of a standard library in which the solver's globals have today's names; undefined: they have already. */
export function modernLibrary(executable: string, solver: string, folder: string): string | undefined {
  const { stdout } = spawnSync(executable, ['--config-dirs'], { encoding: 'utf8' });
  const standard = (JSON.parse(stdout) as { mznStdlibDir?: string }).mznStdlibDir ?? '';
  const old = join(standard, solver);
  if (!existsSync(old)) return undefined;
  const files = readdirSync(old);
  // A name that users include is not the solver's to redefine.
  if (!files.some((file) => existsSync(join(standard, 'std', file)) && !file.startsWith('redefinitions')))
    return undefined;
  const library = join(folder, 'library');
  mkdirSync(join(library, solver), { recursive: true });
  for (const each of readdirSync(standard)) if (each !== solver) symlinkSync(join(standard, each), join(library, each));
  const globals = files.map((file) => readGlobal(standard, old, file));
  // Public globals become what they stand for, in each other's bodies too: `cumulative` may lead back to them.
  const moved = globals.filter(({ isPublic, hasBody }) => isPublic && hasBody).map(({ name }) => name);
  const inner = new RegExp(`\\b(${moved.join('|')})(?=\\(|\\.mzn)`, 'g');
  for (const { name, text, parameters, isPublic, hasBody } of globals) {
    const write = (as: string, what: string) => writeFileSync(join(library, solver, `${as}.mzn`), what);
    // A predicate of the solver by a name that users write, such as `count`, cannot stand beside theirs: it is decomposed.
    if (isPublic) {
      if (hasBody) write(`fzn_${name}`, text.replace(inner, 'fzn_$1'));
    } else {
      write(name, text);
      if (parameters !== undefined) write(`fzn_${name}`, wrapperOf(name, parameters));
    }
  }
  return library;
}

interface Global {
  readonly name: string;
  readonly text: string;
  /** As they are written; undefined where MiniZinc has no use for the file by today's name. */
  readonly parameters: string | undefined;
  /** Users include it. */
  readonly isPublic: boolean;
  readonly hasBody: boolean;
}

function readGlobal(standard: string, folder: string, file: string): Global {
  const name = basename(file, '.mzn');
  const text = readFileSync(join(folder, file), 'utf8').replace(/%.*$/gm, '');
  const has = (each: string) => existsSync(join(standard, 'std', each));
  const found = new RegExp(`^predicate ${name}\\(([^)]*)\\)\\s*(=)?`, 'm').exec(text);
  return {
    name,
    text,
    parameters: has(`fzn_${file}`) ? found?.[1] : undefined,
    isPublic: has(file) && !name.startsWith('redefinitions'),
    hasBody: has(`fzn_${file}`) && found?.[2] !== undefined,
  };
}

function wrapperOf(name: string, parameters: string): string {
  const args = [...parameters.matchAll(/:\s*(\w+)/g)].map(([, argument]) => argument);
  return `include "${name}.mzn";\npredicate fzn_${name}(${parameters}) = ${name}(${args.join(', ')});\n`;
}
