/** Cuts text that comes in pieces into lines. */
export interface Lines {
  take(piece: string): void;
  /** The text is over: what stands after the last line end is a line too. */
  end(): void;
  /** Characters of the line that is not finished yet. */
  readonly pending: number;
}

export function cutLines(onLine: (line: string) => void): Lines {
  // Kept in pieces: adding each to one string would take quadratic time for a long line.
  let pieces: string[] = [];
  let pending = 0;
  const flush = (last: string): void => {
    pieces.push(last);
    const line = pieces.join('');
    pieces = [];
    pending = 0;
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  };
  return {
    take(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        flush(text.slice(start, end));
        start = end + 1;
      }
      if (start < text.length) {
        pieces.push(text.slice(start));
        pending += text.length - start;
      }
    },
    end() {
      if (pending > 0) flush('');
    },
    get pending() {
      return pending;
    },
  };
}
