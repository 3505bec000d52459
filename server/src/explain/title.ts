import { excerpt, shortNumber } from '../text';

/** A repair's title, with what becomes of the objective where there is one. */
export function titleWith(title: string, objective: number | null, name = 'objective'): string {
  return objective === null ? title : `${title} · best ${name} ${becomes(name)} ${shortNumber(objective)}`;
}

/** What an optimum says of a constraint that has become a penalty. */
export interface Softened {
  /** By how much it is broken there; undefined: not known, or not proved to be the best. */
  readonly broken: number | undefined;
  readonly counts: 'units' | 'cases';
  /** The objective without what the penalties add to it; undefined: the model has none, and as little as possible is broken. */
  readonly objective: { readonly value: number | null; readonly name: string | undefined } | undefined;
}

/**
 * The title of a constraint's becoming a penalty: by how much it is then broken, and what the objective is worth by
 * itself, because what it is with the penalty is nothing that anybody gets or pays.
 */
export function softenTitle(text: string, { broken, counts, objective }: Softened): string {
  const title = `Let “${excerpt(text)}” be broken${objective ? '' : ' as little as possible'}`;
  if (broken === undefined) return title;
  const cases = counts === 'units' ? '' : broken === 1 ? ' case' : ' cases';
  return titleWith(`${title} · by ${shortNumber(broken)}${cases}`, objective?.value ?? null, objective?.name);
}

/** "earnings become", "profit becomes", "loss becomes" */
function becomes(name: string): string {
  return /[^sui]s$/i.test(name) ? 'become' : 'becomes';
}

/** "Raise 600 to 640 and lower 200 to 160"; past three, how many more. */
export function changesTitle(
  changes: readonly { readonly from: string; readonly to: string; readonly isMore: boolean }[],
): string {
  const told = changes.slice(0, changes.length > 3 ? 2 : 3);
  const clauses = told.map(({ from, to, isMore }) => `${isMore ? 'raise' : 'lower'} ${from} to ${to}`);
  const rest = changes.length - told.length;
  const all = rest > 0 ? [...clauses, `change ${rest} more`] : clauses;
  const sentence = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}` : (all[0] ?? '');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
