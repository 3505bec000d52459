import type { FlatZinc } from '../../flatzinc';
import { encodeForCp } from '../minizinc/cpEncoding';
import type { Encoding } from '../minizinc/encoding';
import { withStandardGlobals } from './globals';

/** A model as a file for MiniZinc, and the way back. */
export interface NativeEncoding extends Encoding {
  /** By its name MiniZinc knows whether it is MiniZinc or FlatZinc. */
  readonly file: 'model.mzn' | 'model.fzn';
}

/**
 * The forms in which a solver can be given a model compiled with Gecode's library, best first; the next is for a solver
 * that lacks a constraint. The model must have no `unknownGlobal`.
 *
 * Gecode itself takes its own globals as they are. Any other solver is given flat MiniZinc: FlatZinc's variables,
 * constraints and annotations, with the globals in the words of the standard library, which MiniZinc flattens once more,
 * with the library of the solver.
 */
export function encodingsForNative(model: FlatZinc, solver: string): readonly (() => NativeEncoding)[] {
  const general = () => encodeAsMiniZinc(model);
  return /^org\.gecode\.gecode(@|$)/.test(solver) ? [() => encodeAsFlatZinc(model), general] : [general];
}

function encodeAsFlatZinc(model: FlatZinc): NativeEncoding {
  return { file: 'model.fzn', ...encodeForCp(model) };
}

function encodeAsMiniZinc(model: FlatZinc): NativeEncoding {
  const standard = withStandardGlobals(model);
  const { text, read } = encodeForCp(standard.model);
  // What FlatZinc has to declare, MiniZinc knows or is told by the items.
  const flat = text.replace(/^predicate .*\n/gm, '');
  return { file: 'model.mzn', text: [...standard.items, flat].join('\n'), read };
}
