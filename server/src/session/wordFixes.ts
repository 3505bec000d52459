import { placeholder, provedFor, type Doubt, type Finding, type Proved } from '../prose';
import { LineIndex, type Diagnostic, type Fix, type Range, type SourceEdit, type Span } from '../text';
import { AMBIGUOUS, codeOf, type Problem, type ProblemReader } from './problem';

/** Changes of the words that settle a message. */
export interface WordFixes {
  /** Whose code and range tell what is settled. */
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

const proved = new WeakMap<Problem, Map<Doubt | Finding, readonly Proved[]>>();

/**
 * What can be written into a problem to settle what touches a range: each was read again with the change and means what
 * its title says. Proved once for each text. Rejects as `ProblemReader.read` does.
 */
export async function wordFixesAt(
  problem: Problem,
  range: Range,
  reader: ProblemReader,
  signal?: AbortSignal,
): Promise<readonly WordFixes[]> {
  const { text, file, reading, diagnostics } = problem;
  const lines = new LineIndex(text);
  const asked = lines.spanOf(range);
  const read = async (other: string) => (await reader.read(file, other, 'edited', undefined, signal))?.reading;
  const found: WordFixes[] = [];
  for (const about of [...reading.findings, ...reading.doubts]) {
    if (about.span.end < asked.start || asked.end < about.span.start) continue;
    const diagnostic = diagnostics.find(({ code, message }) => code === codeFor(about) && message === about.message);
    if (!diagnostic) continue;
    const known = proved.get(problem) ?? new Map<Doubt | Finding, readonly Proved[]>();
    proved.set(problem, known);
    const own = known.get(about) ?? (await provedFor(text, reading, about, read));
    known.set(about, own);
    const fixes = own.map((each) => fixFor(about, each, text, file, lines));
    if (fixes.length > 0) found.push({ diagnostic, fixes });
  }
  return found;
}

function codeFor(about: Doubt | Finding): string {
  return 'kind' in about ? codeOf(about) : AMBIGUOUS;
}

function fixFor(about: Doubt | Finding, proof: Proved, text: string, file: string, lines: LineIndex): Fix {
  const edit = (span: Span, newText: string): SourceEdit => ({ file, range: lines.rangeOf(span), newText });
  if (proof.kind === 'wording') {
    const edits = proof.rewordings.map(({ span, newText }) => edit(span, newText));
    return { title: titleOf(about, proof.meaning, text), edits };
  }
  const { at, pieces } = proof.skeleton;
  const words = pieces.join(placeholder);
  return {
    title: `Add “${words.replace(/^[.\s]+/u, '')}”`,
    edits: [{ ...edit({ start: at, end: at }, words), pieces }],
  };
}

function titleOf(about: Doubt | Finding, meaning: string, text: string): string {
  if (!('kind' in about)) return `'${quoted(about.span, text)}' means: ${meaning}`;
  return about.kind === 'mixed-units' ? `Write “${meaning}”` : `Write that the amounts ${meaning}`;
}

const longestQuote = 30;

function quoted({ start, end }: Span, text: string): string {
  const words = text.slice(start, end).replace(/\s+/gu, ' ');
  return words.length > longestQuote ? `${words.slice(0, longestQuote - 1)}…` : words;
}
