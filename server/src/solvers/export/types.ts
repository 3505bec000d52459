/** A model in another format, or a sentence for the user that says why it cannot be. */
export type Export =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'impossible'; readonly reason: string };
