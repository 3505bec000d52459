import { descendants, namesIn, reachableNames, spanOf } from '../minizinc';
import type { Diagnostic } from '../text';
import type { ModelFiles } from './modelFiles';
import { hint } from './say';

/** A goal that no decision has a part in: every solution is as good as any other. */
export function constantObjective({ models, declarations }: ModelFiles): readonly Diagnostic[] {
  const syntaxes = models.map(({ syntax }) => syntax);
  const locals = new Set<string>();
  for (const { items } of syntaxes) {
    // What a function says may decide by itself, in a `let` of its own.
    for (const item of items) if (item.kind === 'function' || item.kind === 'predicate') locals.add(item.name);
  }
  return models.flatMap((file) =>
    file.syntax.items.flatMap((item) => {
      if (item.kind !== 'solve' || !item.objective) return [];
      const names = reachableNames(namesIn(item.objective, file.text), syntaxes);
      const decides = [...names].some((name) => locals.has(name) || declarations.get(name)?.isVar === true);
      if (decides || descendants(item.objective, ({ name }) => name === 'LetExpression').length > 0) return [];
      const message =
        'The objective does not depend on any decision: every solution is as good as any other. Put the decisions it ' +
        'should depend on into it, or write `solve satisfy`.';
      return [hint('constant-objective', file, spanOf(item.objective), message)];
    }),
  );
}
