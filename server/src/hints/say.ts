import type { ParsedFile } from '../explain';
import type { Diagnostic, Fix, SourceRange, Span } from '../text';
import { placeOf } from './modelFiles';

/** The stable codes of hints; docs/diagnostics.md lists them. */
export type HintCode =
  | 'unbounded'
  | 'unused-variable'
  | 'unused-parameter'
  | 'constant-objective'
  | 'fixed-variable'
  | 'redundant-constraint'
  | 'empty-loop'
  | 'integer-division'
  | 'division-by-zero'
  | 'big-m'
  | 'float-equality';

/** One hint on a place of the user's text. */
export function hint(
  code: HintCode,
  file: ParsedFile,
  span: Span,
  message: string,
  more: {
    readonly severity?: Diagnostic['severity'];
    readonly related?: readonly (SourceRange & { readonly message: string })[];
    readonly fixes?: readonly Fix[];
    readonly data?: Diagnostic['data'];
  } = {},
): Diagnostic {
  const { severity = 'information', related = [], fixes = [], data } = more;
  return {
    ...placeOf(file, span),
    severity,
    code,
    message,
    ...(related.length > 0 && { related }),
    ...(data && { data }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
