// What lowering costs beside Z3's own reading: node training/run.mjs lowering [--constraints 100000] [--repeat 5]
//
// A model of Booleans, small and large integers with linear, reified and clausal constraints is lowered to SMT-LIB in
// this process, and the text is given to Z3 to be parsed and asserted, without a question. CPU time of each, alternating.
import { parseArgs } from 'node:util';
import { readFlatZinc } from '../server/src/flatzinc';
import { lower } from '../server/src/solvers/z3/lower';
import { Engine } from '../server/src/solvers/z3/engine';
import { openDialogue } from '../server/src/solvers/z3/dialogue';
import { geometricMean } from './summary';

const { values } = parseArgs({
  options: { constraints: { type: 'string', default: '100000' }, repeat: { type: 'string', default: '5' } },
});

/** Always the same numbers. */
function generator(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function json(constraints: number): string {
  const random = generator();
  const count = Math.ceil(constraints / 20);
  const variables: Record<string, object> = {};
  for (let i = 0; i < count; i++) {
    variables[`b${i}`] = { type: 'bool' };
    variables[`s${i}`] = { type: 'int', domain: [[0, 9]] };
    variables[`l${i}`] = { type: 'int', domain: [[0, 1000]] };
  }
  const any = (letter: string): string => `${letter}${random(count)}`;
  const kinds: readonly (() => { id: string; args: unknown[] })[] = [
    () => ({ id: 'bool_clause', args: [[any('b'), any('b')], [any('b')]] }),
    () => ({ id: 'int_lin_le', args: [[1, 2, -1], [any('l'), any('l'), any('l')], 500] }),
    () => ({ id: 'int_lin_le', args: [[1, -1], [any('s'), any('s')], 7] }),
    () => ({ id: 'int_le_reif', args: [any('l'), any('l'), any('b')] }),
    () => ({ id: 'int_ne', args: [any('s'), any('s')] }),
    () => ({ id: 'int_eq_reif', args: [any('s'), random(10), any('b')] }),
  ];
  const rows = Array.from({ length: constraints }, (_, i) => kinds[i % kinds.length]?.());
  return JSON.stringify({ variables, arrays: {}, constraints: rows, output: [], solve: { method: 'satisfy' } });
}

async function cpu<T>(work: () => Promise<T> | T): Promise<{ readonly result: T; readonly ms: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1_000 };
}

async function main(): Promise<void> {
  const constraints = Number(values.constraints);
  const flatzinc = readFlatZinc(json(constraints));
  const engine = new Engine();
  const ratios: number[] = [];
  for (let round = 0; round <= Number(values.repeat); round++) {
    const lowering = await cpu(() => lower(flatzinc));
    if (lowering.result.kind === 'unsupported') throw new Error(lowering.result.reason);
    const { lowered } = lowering.result;
    const parsing = await cpu(() => openDialogue(engine, lowered));
    if (round === 0) continue; // both warm up
    ratios.push(lowering.ms / parsing.ms);
    console.log(`lowering ${Math.round(lowering.ms)} ms, Z3's reading ${Math.round(parsing.ms)} ms of CPU`);
  }
  console.log(
    `${constraints} constraints: lowering / Z3's reading, geometric mean ${geometricMean(ratios).toFixed(2)}`,
  );
  await engine.stop();
}

void main();
