import { execFile, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a process has to end by itself after it was asked to; then it is killed. */
const graceMs = 200;
/** A process that was killed goes at once, unless the system itself holds it: it is not waited for longer. */
const killedMs = 5000;

/**
 * Ends a process and all it started; resolves when they are gone. MiniZinc puts its solver in a process
 * group of its own, so killing MiniZinc's group would leave the solver running.
 */
export async function killTree(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    await promisify(execFile)(program, ['/pid', String(pid), '/t', '/f'], { windowsHide: true }).catch(() => undefined);
    child.kill();
    return;
  }
  // Found before anything is killed: afterwards they have another parent.
  const family = [pid, ...descendantsOf(pid, await parents())];
  const left = () => family.filter((each) => (each === pid ? !hasEnded(child) : isAlive(each)));
  for (const each of left()) signal(each, 'SIGTERM');
  await emptied(left, graceMs);
  for (const each of left()) signal(each, 'SIGKILL');
  await emptied(left, killedMs);
}

async function emptied(left: () => readonly number[], mostMs: number): Promise<void> {
  const deadline = Date.now() + mostMs;
  while (left().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Whether there was such a process. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** A process that has ended stays listed until its parent asks for it, which a parent that was killed never does. */
function isAlive(pid: number): boolean {
  return signal(pid, 0) && (process.platform !== 'linux' || linuxStatus(pid)?.state !== 'Z');
}

/** Process -> its parent, of every process of the machine. */
async function parents(): Promise<ReadonlyMap<number, number>> {
  if (process.platform === 'linux') return new Map(linuxParents());
  const { stdout } = await promisify(execFile)('/bin/ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({ stdout: '' }));
  return new Map(
    [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map(([, pid, parent]) => [Number(pid), Number(parent)]),
  );
}

/** From /proc, as small systems have no `ps`. */
function* linuxParents(): Generator<[number, number]> {
  for (const entry of readdirSync('/proc')) {
    const status = /^\d+$/.test(entry) ? linuxStatus(Number(entry)) : undefined;
    if (status !== undefined) yield [Number(entry), status.parent];
  }
}

/** undefined: there is no such process any more. */
function linuxStatus(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    // `pid (name) state parent ...`, where the name can hold anything.
    const [, state = '', parent] = /.*\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function descendantsOf(root: number, parentOf: ReadonlyMap<number, number>): readonly number[] {
  const found = [root];
  for (const ancestor of found) for (const [pid, parent] of parentOf) if (parent === ancestor) found.push(pid);
  return found.slice(1);
}
