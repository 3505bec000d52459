import { afterAll, describe, expect, it, vi } from 'vitest';
import { openCompiler } from '../../server/src/compile';

// Compiling for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

const compiler = openCompiler();
afterAll(() => compiler.dispose());

const MODEL = '/models/model.mzn';

async function told(model: string): Promise<unknown> {
  const request = { model: MODEL, data: [], overlay: new Map([[MODEL, model]]), library: 'std' } as const;
  const checked = await compiler.check(request);
  const compiled = await compiler.compile(request);
  return [...checked.map(({ message }) => message), compiled.kind];
}

const USES = 'float: dear = 2.5;\nvar 1..5: x :: hard;\nconstraint x > 3 :: negotiable;\n';
const MORE = 'constraint forall(i in 1..2)(x > i :: negotiable(dear)) :: negotiable(2);\nsolve satisfy;\n';

describe('the annotations for what may give way', () => {
  it('are declared by a file that models include', async () => {
    expect(await told(`include "modelwright.mzn";\n${USES}${MORE}`)).toEqual(['compiled']);
  });

  it('are known without it, but for a model that declares them itself', async () => {
    expect(await told(USES + MORE)).toEqual(['compiled']);
    expect(await told('annotation hard;\nvar 1..5: x :: hard;\nsolve satisfy;\n')).toEqual(['compiled']);
  });
});
