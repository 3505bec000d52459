import type { TracedPart } from '../compile';
import type { Conflict, ConflictPart } from '../outcome';
import type { ExplainOptions } from './types';

/** Which kinds of parts hold whatever happens, where the user did not say. */
export type Defaults = Pick<ExplainOptions, 'domains' | 'limits'>;

/** Whether a part must not give way: the user says so, or the settings do. */
export function isHard({ standing, kind }: TracedPart, { domains, limits }: Defaults): boolean {
  if (standing) return standing.kind === 'hard';
  switch (kind) {
    case 'constraint':
      return false;
    case 'domain':
      return domains !== 'negotiable';
    case 'data':
      return limits === 'hard';
    default:
      return kind satisfies never;
  }
}

/** What giving a part up costs. */
export function weightOf({ standing }: TracedPart): number {
  return standing?.kind === 'negotiable' ? standing.weight : 1;
}

const RANKS = { constraint: 0, domain: 1, data: 2 } as const;

/** Constraints, then domains, then data. */
export function byKind(parts: readonly TracedPart[]): readonly TracedPart[] {
  return [...parts].sort((a, b) => RANKS[a.kind] - RANKS[b.kind]);
}

/** A conflict as it is told: places in the text alone. */
export function conflictOf(members: readonly TracedPart[], defaults: Defaults): Conflict {
  return { parts: members.map((part) => conflictPart(part, defaults)) };
}

export function conflictPart(part: TracedPart, defaults: Defaults): ConflictPart {
  const { file, range, text, indices } = part.origin;
  return {
    file,
    range,
    text,
    indices,
    ...(part.kind !== 'constraint' && { kind: part.kind }),
    ...(isHard(part, defaults) && { hard: true }),
    ...(part.calls && part.calls.length > 0 && { calls: part.calls }),
  };
}
