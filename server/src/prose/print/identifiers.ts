/** Words no identifier may be (MiniZinc 2.10 grammar, "Keywords", with the literals among them). */
const keywords =
  'ann annotation any anyset array bool case constraint default diff div else elseif endif enum exists false float ' +
  'forall function if in include infinity int intersect lambda let list maximize minimize mod not of op opt output par ' +
  'predicate record satisfy set solve string subset superset symdiff test then true tuple type union var where xor';

/** Annotations of the standard library: unlike functions they share the names of variables. */
const annotations =
  'activity_max activity_min activity_size_max activity_size_min add_to_output afc_max afc_min afc_size_max ' +
  'afc_size_min annotated_expression anti_first_fail array_check_form bounds cache_result complete computed_domain ' +
  'ctx_mix ctx_neg ctx_pos ctx_root discard_explanations dom_w_deg domain domain_change_constraint empty_annotation ' +
  'explain_greedy explain_minimal first_fail impact indomain indomain_interval indomain_max indomain_median ' +
  'indomain_middle indomain_min indomain_random indomain_reverse_split indomain_split indomain_split_random ' +
  'input_order is_defined_var is_reverse_map largest largest_smallest max_regret maybe_partial ' +
  'minizinc_bounds_propagator minizinc_value_propagator most_constrained no_cse no_output occurrence outdomain_max ' +
  'outdomain_median outdomain_min outdomain_random output_only output_var promise_commutative promise_ctx_antitone ' +
  'promise_ctx_monotone promise_total random random_order restart_none smallest smallest_largest store_explanations ' +
  'value_propagation var_is_introduced hard negotiable';

/** Names that MiniZinc keeps for itself. */
export const reservedNames: ReadonlySet<string> = new Set([...keywords.split(' '), ...annotations.split(' ')]);

/** Letters that do not come apart into an ASCII letter and an accent. */
const transliterations: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '&': ' and ',
  '%': ' percent ',
};

/** Words as an identifier in ASCII: "Crème brûlée" is `creme_brulee`. Empty where nothing of them is left. */
export function identifierOf(words: string, longest: number): string {
  const ascii = words
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^\0-\x7f]|[&%]/gu, (letter) => transliterations[letter] ?? ' ');
  const parts = ascii.split(/[^a-z0-9]+/).filter((part) => part !== '');
  if (parts.length > 1 && /^(the|a|an)$/.test(parts[0] ?? '')) parts.shift();
  let name = '';
  for (const part of parts) {
    const longer = name === '' ? part : `${name}_${part}`;
    if (name !== '' && longer.length > longest) break;
    name = longer.slice(0, longest);
  }
  return /^[0-9]/.test(name) ? `x_${name}` : name;
}

/** Gives the words a name of about `longest` characters that is not reserved and that nobody else got. */
export type TakeName = (words: string, fallback: string, longest: number) => string;

/** Hands out names in the order they are asked for. */
export function nameTable(): TakeName {
  const taken = new Set<string>();
  return (words, fallback, longest) => {
    const base = identifierOf(words, longest) || fallback;
    let name = reservedNames.has(base) ? `${base}_` : base;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    return name;
  };
}

const irregular: Readonly<Record<string, string>> = {
  loaves: 'loaf',
  leaves: 'leaf',
  shelves: 'shelf',
  knives: 'knife',
  calves: 'calf',
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  buses: 'bus',
  gases: 'gas',
};

/** One of many, for names like `hours_per_loaf`: the last word in its singular. A word in doubt stays as it is. */
export function singular(words: string): string {
  const last = /[a-z]+$/i.exec(words)?.[0] ?? '';
  const before = words.slice(0, words.length - last.length);
  return before + (irregular[last.toLowerCase()] ?? withoutPluralS(last));
}

function withoutPluralS(word: string): string {
  if (/[^aeiou]ies$/i.test(word)) return word.slice(0, -3) + 'y';
  if (/(ch|sh|x|ss)es$/i.test(word)) return word.slice(0, -2);
  return /(s|u|i|se|ve|oe)s$/i.test(word) ? word : word.replace(/s$/i, '');
}
