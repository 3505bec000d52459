import { shortNumber } from '../text';

/** A repair's title, with what becomes of the objective where there is one. */
export function titleWith(title: string, objective: number | null, name = 'objective'): string {
  return objective === null ? title : `${title} · best ${name} ${becomes(name)} ${shortNumber(objective)}`;
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
