import { afterAll, describe, expect, it, vi } from 'vitest';
import { explain } from '../../server/src/explain';
import { conflictFaults } from './conflictFaults';
import { infeasibleSystem } from './randomSystems';
import { closeWorkbench, workbench } from './workbench';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

afterAll(closeWorkbench);

describe('the conflicts of small models', () => {
  const seeds = Array.from({ length: 24 }, (_, seed) => seed);

  it.each(seeds)('are exactly those that trying everything finds (seed %i)', async (seed) => {
    const system = infeasibleSystem(seed);
    const { request, services } = workbench(system.model);
    const explanation = await explain({ request }, services, { repairs: false, all: true, smallest: seed % 2 === 0 });
    expect({ model: system.model, faults: conflictFaults(system, explanation) }).toEqual({
      model: system.model,
      faults: [],
    });
  });
});
