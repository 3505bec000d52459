/**
 * Groups of indices: joins two groups while their members are linked better than `threshold` on average (agglomerative
 * clustering with average linkage), the best linked first.
 */
export function cluster(links: readonly (readonly number[])[], threshold = 0): number[][] {
  const groups = links.map((_, at): number[] | undefined => [at]);
  const sums = links.map((row) => [...row]);
  for (;;) {
    let best = threshold;
    let pair: readonly [number, number] | undefined;
    groups.forEach((one, i) => {
      groups.forEach((two, j) => {
        if (!one || !two || j <= i) return;
        const mean = (sums[i]?.[j] ?? 0) / (one.length * two.length);
        if (mean > best) [best, pair] = [mean, [i, j]];
      });
    });
    if (!pair) return groups.filter((group) => group !== undefined);
    const [i, j] = pair;
    groups[i] = [...(groups[i] ?? []), ...(groups[j] ?? [])].sort((a, b) => a - b);
    groups[j] = undefined;
    for (const row of sums) row[i] = (row[i] ?? 0) + (row[j] ?? 0);
    const [into, from] = [sums[i], sums[j]];
    into?.forEach((value, at) => {
      into[at] = value + (from?.[at] ?? 0);
    });
  }
}
