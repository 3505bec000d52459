/** How large what a language model writes may be; a problem told in words is far smaller. */
export const limits = {
  /** Characters of a reply. */
  reply: 256 * 1024,
  /** Of each kind. */
  statements: 300,
  members: 200,
  /** Entries of a table or of a family of decisions. */
  cells: 5_000,
  dimensions: 4,
  quotes: 20,
  /** Of the whole model. */
  allQuotes: 1_000,
  /** Characters of a quote, a question. */
  words: 400,
  /** Characters. */
  expression: 2_000,
  /** Of all expressions together. */
  allExpressions: 60_000,
  literal: 40,
} as const;
