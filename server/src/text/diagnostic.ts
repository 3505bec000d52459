import type { Range, SourceEdit, SourceRange } from './position';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A message at a place in the user's own text. Stable codes are listed in docs/diagnostics.md. */
export interface Diagnostic {
  readonly file: string;
  readonly range: Range;
  readonly severity: Severity;
  /** Stable, machine readable, kebab-case: `syntax-error`, `missing-parameter`, `conflict`, ... */
  readonly code: string;
  /** A sentence that says what is wrong and, where possible, what to do. */
  readonly message: string;
  readonly related?: readonly (SourceRange & { readonly message: string })[];
  /** Names what a quick fix needs, for example the missing parameters of `missing-parameter`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** What the user can have done about it at once. */
  readonly fixes?: readonly Fix[];
}

/** A change of the text that a message offers. */
export interface Fix {
  /** Says what is written. */
  readonly title: string;
  readonly edits: readonly SourceEdit[];
}
