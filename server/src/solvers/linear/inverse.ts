/** A pivot smaller than this share of its row's largest entry counts as 0. */
const SINGULAR = 1e-10;

/** The inverse of a square matrix by Gauss-Jordan elimination with partial pivoting; undefined where it is singular. */
export function inverseOf(matrix: readonly Float64Array[]): readonly Float64Array[] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, index) => {
    const extended = new Float64Array(2 * size);
    const scale = row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    if (scale === 0) return extended;
    // Rows of very different size are brought to one size first.
    row.forEach((entry, column) => (extended[column] = entry / scale));
    extended[size + index] = 1 / scale;
    return extended;
  });
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const [chosen, current] = [rows[pivot], rows[column]];
    const value = chosen?.[column] ?? 0;
    if (!chosen || !current || Math.abs(value) < SINGULAR) return undefined;
    rows[pivot] = current;
    rows[column] = chosen;
    for (let at = 0; at < 2 * size; at++) chosen[at] = (chosen[at] ?? 0) / value;
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index === column || factor === 0) return;
      for (let at = column; at < 2 * size; at++) row[at] = (row[at] ?? 0) - factor * (chosen[at] ?? 0);
    });
  }
  return rows.map((row) => row.slice(size));
}
