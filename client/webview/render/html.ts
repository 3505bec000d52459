/** Markup that is safe to insert; made by `html` alone, which escapes every text put into it. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | undefined | false | readonly Piece[];

/** Markup from a template. Texts are escaped, so they are safe in elements and in quoted attributes; lists are joined. */
export function html(template: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { markup: template.map((text, index) => text + markupOf(pieces[index])).join('') };
}

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(markupOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
