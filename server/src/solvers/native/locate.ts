import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

export type Located =
  | { readonly kind: 'located'; readonly path: string }
  | { readonly kind: 'absent'; readonly detail: string }
  /** What was asked for is not to be started. */
  | { readonly kind: 'refused'; readonly detail: string };

export interface LocateOptions {
  /** An absolute path, or a bare name that is looked for on the PATH. */
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}

/**
 * The absolute path of a program. Relative paths and relative entries of the PATH are not followed: they would start
 * whatever lies in the workspace.
 */
export async function locate({ executable, env, platform }: LocateOptions): Promise<Located> {
  const path = platform === 'win32' ? win32 : posix;
  if (path.isAbsolute(executable)) {
    if (await isProgram(executable)) return { kind: 'located', path: executable };
    return { kind: 'refused', detail: `${executable} is no program that can be started.` };
  }
  if (executable === '' || /[/\\:\0]/.test(executable)) {
    const detail = `The program ${JSON.stringify(executable)} is neither a bare name nor an absolute path.`;
    return { kind: 'refused', detail };
  }
  const endings = platform === 'win32' ? endingsOf(executable, valueOf(env, 'PATHEXT')) : [''];
  for (const folder of valueOf(env, 'PATH').split(path.delimiter)) {
    const plain = folder.replace(/^"(.*)"$/, '$1'); // Windows allows quotes there
    if (!path.isAbsolute(plain)) continue;
    for (const ending of endings) {
      const candidate = path.join(plain, executable + ending);
      if (await isProgram(candidate)) return { kind: 'located', path: candidate };
    }
  }
  return { kind: 'absent', detail: `There is no ${executable} on the PATH.` };
}

/** Names of environment variables ignore case on Windows. */
function valueOf(env: LocateOptions['env'], name: string): string {
  const key =
    Object.keys(env).find((each) => each === name) ?? Object.keys(env).find((each) => each.toUpperCase() === name);
  return (key === undefined ? undefined : env[key]) ?? '';
}

/** Of the endings that Windows takes for programs those that start without a shell: batch files need one. */
function endingsOf(executable: string, pathext: string): readonly string[] {
  const direct = (pathext || '.COM;.EXE').split(';').filter((ending) => /^\.(com|exe)$/i.test(ending));
  return /\.(com|exe)$/i.test(executable) ? [''] : direct.map((ending) => ending.toLowerCase());
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
