/**
 * Does something for each entry, at most `lanes` at a time, and gives the results in the order of the entries. The first
 * failure ends it: nothing more is begun.
 */
export async function concurrently<Entry, Result>(
  lanes: number,
  entries: readonly Entry[],
  task: (entry: Entry) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = entries.entries();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const [index, entry] of waiting) {
      try {
        results.set(index, await task(entry));
      } catch (error) {
        failed = true;
        throw error;
      }
      if (failed) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, entries.length) }, lane));
  return entries.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
