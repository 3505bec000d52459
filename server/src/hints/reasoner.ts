import { oracleOf, type Deadline } from '../explain';
import type { FlatZinc, Value } from '../flatzinc';
import type { CheckResult } from '../solvers';
import { constraint, extended, reference, type Probe } from './probe';
import type { HintServices } from './types';

/** Answers questions about a probed model. */
export interface Reasoner {
  /**
   * Can all items hold but those left out and those denied, with these further Booleans true? The core names items that
   * have to hold for that; what was denied or asked beside is not in it.
   */
  ask(question: {
    readonly without?: readonly number[];
    readonly denied?: number;
    readonly also?: readonly Value[];
  }): Promise<CheckResult>;
  close(): Promise<void>;
}

/**
 * Loads a probed model once for all questions.
 * @param also the Booleans that questions may name
 */
export async function openReasoner(
  probe: Probe,
  model: FlatZinc,
  also: readonly Value[],
  services: HintServices,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Reasoner> {
  const holds = probe.items.map(({ holds: value }): Value => value ?? ALWAYS);
  const denials = holds.map((value, index): Value =>
    value.kind === 'bool' ? { kind: 'bool', value: !value.value } : reference(denial(index)),
  );
  const denying = holds.flatMap((value, index) =>
    value.kind === 'bool' ? [] : [constraint('bool_not', value, reference(denial(index)))],
  );
  const names = denials.flatMap((value) => (value.kind === 'variable' ? [value.name] : []));
  const parts = [...holds, ...denials, ...also];
  const session = await services.openSession(extended(model, names, denying), parts, signal);
  const oracle = oracleOf(session, deadline, signal);
  const indices = [...holds.keys()];
  return {
    ask: async ({ without = [], denied, also: wanted = [] }) => {
      const assumed = indices.filter((index) => index !== denied && !without.includes(index));
      if (denied !== undefined) assumed.push(holds.length + denied);
      for (const value of wanted) assumed.push(2 * holds.length + also.indexOf(value));
      const result = await oracle.check(assumed);
      return result.status === 'unsat'
        ? { ...result, core: result.core.filter((index) => index < holds.length) }
        : result;
    },
    close: () => session.close(),
  };
}

const ALWAYS: Value = { kind: 'bool', value: true };

function denial(index: number): string {
  return `mw_denied_${index}`;
}
