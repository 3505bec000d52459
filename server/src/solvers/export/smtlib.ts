import type { FlatZinc } from '../../flatzinc';
import { lower } from '../z3';
import type { Export } from './types';

/**
 * A model as an SMT-LIB 2.6 script: integers are Int, floats exact Reals, sets one Bool per element. Every constraint of
 * the source is a comment above what became of it. `minimize` and `maximize` are an extension that Z3 and OptiMathSAT
 * read; without an objective the script is standard.
 */
export function exportSmtLib(model: FlatZinc): Export {
  const result = lower(model, { integers: 'arithmetic' });
  if (result.kind === 'unsupported') {
    return { kind: 'impossible', reason: `SMT-LIB cannot express this model. ${result.reason}` };
  }
  const { declarations, assertions, origins, encoder } = result.lowered;
  const lines = ['; Made by Modelwright', '(set-option :produce-models true)', ...declarations];
  let last: string | undefined;
  for (const [place, formula] of assertions.entries()) {
    const origin = origins[place];
    const comment = origin && `; ${origin.text.replace(/\s+/g, ' ')}${indices(origin.indices)}`;
    if (comment !== undefined && comment !== last) lines.push(comment);
    last = comment;
    lines.push(`(assert ${formula})`);
  }
  if (model.goal.kind !== 'satisfy') {
    const { kind, objective } = model.goal;
    const isReal =
      objective.kind === 'float' ||
      (objective.kind === 'variable' && model.variables.get(objective.name)?.type === 'float');
    lines.push(`(${kind} ${isReal ? encoder.real(objective) : encoder.int(objective)})`);
  }
  return { kind: 'text', text: [...lines, '(check-sat)', '(get-model)', ''].join('\n') };
}

function indices(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return pairs.length === 0 ? '' : ` (${pairs.join(', ')})`;
}
