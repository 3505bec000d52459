import { pathOf } from './places';

/** Which data files go with which model, by the model's path. The client keeps it across restarts. */
export interface DataFiles {
  of(model: string): readonly string[];
  /** The models that use a file as data. */
  usersOf(file: string): readonly string[];
  /** URIs that are no files on disk are left out; answers whether anything changed. */
  remember(model: string, uris: readonly string[]): boolean;
}

export function dataFiles(): DataFiles {
  const byModel = new Map<string, readonly string[]>();
  return {
    of: (model) => byModel.get(model) ?? [],
    usersOf: (file) => [...byModel].filter(([, files]) => files.includes(file)).map(([model]) => model),
    remember(model, uris) {
      const files = uris.flatMap((uri) => pathOf(uri) ?? []);
      const before = byModel.get(model) ?? [];
      byModel.set(model, files);
      return before.length !== files.length || files.some((file, index) => file !== before[index]);
    },
  };
}
