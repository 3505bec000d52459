import type { Statement } from './model';

/** What the names of a cited model stand for. */
export interface Scope {
  readonly sets: ReadonlyMap<string, number>;
  readonly members: ReadonlyMap<string, { readonly set: number; readonly member: number }>;
  readonly tables: ReadonlyMap<string, number>;
  readonly variables: ReadonlyMap<string, number>;
  readonly definitions: ReadonlyMap<string, number>;
}

/** Numbers the names in the order of the statements, as the graph does. */
export function scopeOf(statements: readonly Statement[]): Scope {
  const scope = {
    sets: new Map<string, number>(),
    members: new Map<string, { readonly set: number; readonly member: number }>(),
    tables: new Map<string, number>(),
    variables: new Map<string, number>(),
    definitions: new Map<string, number>(),
  };
  for (const statement of statements) {
    if (statement.kind === 'set') {
      for (const [member, { id }] of statement.members.entries())
        scope.members.set(id, { set: scope.sets.size, member });
    }
    if (statement.kind === 'set' || statement.kind === 'range') scope.sets.set(statement.id, scope.sets.size);
    if (statement.kind === 'data' || statement.kind === 'pairs') scope.tables.set(statement.id, scope.tables.size);
    if (statement.kind === 'var') scope.variables.set(statement.id, scope.variables.size);
    if (statement.kind === 'let') scope.definitions.set(statement.id, scope.definitions.size);
  }
  return scope;
}
