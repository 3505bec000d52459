import type { Range, Span } from '../text';
import type { Quantity } from './graph';

/** Where a piece of the generated model comes from. Origins compose: FlatZinc -> generated MiniZinc -> words. */
export interface TraceEntry {
  readonly role: 'parameter' | 'variable' | 'objective' | 'constraint';
  /** The words, as offsets of the problem text; undefined where the piece was assumed. */
  readonly prose: Span | undefined;
  /** The whole MiniZinc item, as offsets of the generated text. */
  readonly model: Span;
  /** Constraint class of Li et al. 2023 (`resource`, `demand`, `bound`, `ratio`, `share`, `total`, ...), else the role. */
  readonly class: string;
  /** For a parameter: the number it was printed from. */
  readonly quantity?: Quantity;
  /** The literal inside the item that prints `quantity`, as offsets of the generated text. */
  readonly literal?: Span;
  /** The quantity is the literal divided by this: 100 where 25% is printed as 25. */
  readonly denominator?: number;
}

/** A variable of a generated model, and what the user calls it. */
export interface NamedVariable {
  readonly identifier: string;
  readonly words: string;
  /** Of a family: by index set what its things are called. */
  readonly axes?: readonly (readonly string[])[];
}

/** MiniZinc made from a problem graph, with the source map back to the words. */
export interface GeneratedModel {
  readonly text: string;
  readonly trace: readonly TraceEntry[];
  /** MiniZinc identifier of each variable of the graph, by its index, with the user's own words; then the violations'. */
  readonly names: readonly NamedVariable[];
  /** The variables that say by how much constraints with a price are broken, by the index of the constraint. */
  readonly violations: readonly { readonly constraint: number; readonly identifier: string }[];
  /** The objective without what broken constraints cost, as MiniZinc; undefined where the graph has none. */
  readonly objective: string | undefined;
}

/** One entry of `synthesize --json`'s trace. */
export interface TraceRecord {
  readonly role: TraceEntry['role'];
  readonly prose: Range | null;
  readonly model: Range;
  readonly class: string;
}
