import type { FlatConstraint, FlatZinc } from '../../../flatzinc';
import type { Export } from '../types';
import { CnfError } from './cnf';
import { nameOf, openEncoder, type Encoder } from './encoder';
import { functions } from './functions';
import { meaningOf } from './meaning';
import { relations } from './relations';

/**
 * A model over Booleans and finite integers as a formula in conjunctive normal form, in the DIMACS format that every SAT
 * solver reads (SAT competition, "DIMACS CNF"). Its solutions, taken at the variables that comments name, are exactly
 * the solutions of the model: integers by the order encoding, gates by Tseitin's, sums by decision diagrams.
 */
export function exportDimacs(model: FlatZinc): Export {
  if (model.goal.kind !== 'satisfy')
    return impossible(`It has no objective, and this model has something to ${model.goal.kind}.`);
  for (const variable of model.variables.values()) {
    if (variable.type === 'float') return impossible(`${nameOf(variable)} is continuous.`);
    if (variable.type === 'set of int') return impossible(`${nameOf(variable)} is a set.`);
  }
  try {
    const encoder = openEncoder(model);
    // The variables that people look for get the first numbers.
    const meaning = meaningOf(encoder);
    for (const variable of model.variables.values()) {
      if (variable.value === undefined) continue;
      const args = [{ kind: 'variable', name: variable.name } as const, variable.value];
      say(encoder, { id: variable.type === 'bool' ? 'bool_eq' : 'int_eq', args, origin: undefined });
    }
    for (const constraint of model.constraints) say(encoder, constraint);
    return { kind: 'text', text: print(encoder, meaning) };
  } catch (error) {
    if (error instanceof CnfError) return impossible(error.message);
    throw error;
  }
}

function impossible(why: string): Export {
  return { kind: 'impossible', reason: `DIMACS only has clauses over Booleans. ${why}` };
}

function say(encoder: Encoder, { id, args }: FlatConstraint): void {
  const functional = functions[id];
  if (functional !== undefined) return functional(encoder, args);
  const [, name = '', suffix] = /^(.*?)(_reif|_imp)?$/.exec(id) ?? [];
  const relation = relations[name];
  if (relation === undefined) throw new CnfError(`The constraint ${id} cannot be written as clauses.`);
  if (suffix === undefined) return relation.holds(encoder, args, []);
  const truth = encoder.bool(args.at(-1));
  const inner = args.slice(0, -1);
  relation.holds(encoder, inner, [-truth]);
  if (suffix === '_reif') relation.fails(encoder, inner, [truth]);
}

function print({ cnf }: Encoder, meaning: readonly string[]): string {
  return [
    'c Made by Modelwright',
    ...meaning.map((line) => `c ${line}`),
    `p cnf ${cnf.variables} ${cnf.clauses}`,
    ...(cnf.clauses > 0 ? [cnf.print()] : []),
    '',
  ].join('\n');
}
