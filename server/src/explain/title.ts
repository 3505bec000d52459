/** A repair's title, with what becomes of the objective where there is one. */
export function titleWith(title: string, objective: number | null): string {
  return objective === null ? title : `${title} · objective becomes ${Number(objective.toPrecision(12))}`;
}
