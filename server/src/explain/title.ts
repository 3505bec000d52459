import { shortNumber } from '../text';

/** A repair's title, with what becomes of the objective where there is one. */
export function titleWith(title: string, objective: number | null, name = 'objective'): string {
  return objective === null ? title : `${title} · ${name} becomes ${shortNumber(objective)}`;
}
