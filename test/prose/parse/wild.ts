import type { Tensor } from '../../../server/src/model';
import type { Networks } from '../../../server/src/prose/parse/networks';
import { layers, relations } from '../../../server/src/prose/parse/parsed';
import { statementKinds, symbols } from '../../../server/src/prose/program';
import { relations as rowRelations, rowClasses, tagCount } from '../../../server/src/prose/read/heads';

/** Networks that understand nothing: whatever they are asked, numbers drawn from a seed, `sure` apart. */
export function wild(seed: number, sure: number): Networks {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296 - 0.5) * sure;
  };
  const tensor = (...dims: number[]): Tensor => ({
    dims,
    data: Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, draw),
  });
  return {
    shape: { layers: 1, heads: 1, size: 1 },
    encoder: {
      run: ({ shape }) => {
        const length = shape?.data.length ?? 0;
        return Promise.resolve({
          names: tensor(1, length, layers.length * 3),
          thing: tensor(1, length, 8),
          anchor: tensor(1, length, statementKinds.length),
          pair: tensor(1, relations.length, length, length),
          document: { dims: [1, 2], data: Float32Array.of(0, 9) },
          states: tensor(1, length, 1),
          kv: tensor(1),
          keys: tensor(1),
          seen: tensor(1),
          last: tensor(1),
          rowTags: tensor(1, length, tagCount),
          rowLimits: tensor(1, length, rowClasses.length + 4),
          rowPairs: tensor(1, rowRelations.length, length, length),
          rowText: tensor(1, 3),
        });
      },
    },
    context: {
      run: ({ shape }) =>
        Promise.resolve({ states: tensor(1, shape?.data.length ?? 0, 1), kv: tensor(1), keys: tensor(1) }),
    },
    decoder: {
      run: ({ anchor, states }) => {
        const programs = anchor?.data.length ?? 0;
        return Promise.resolve({
          symbols: tensor(programs, symbols.length),
          pointers: tensor(programs, 7, states?.data.length ?? 0),
          kept: tensor(1),
        });
      },
    },
  };
}
