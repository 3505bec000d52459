import { afterAll, describe, expect, it, vi } from 'vitest';
import { explain } from '../../server/src/explain';
import { infeasibleModel } from './randomModels';
import { repairFaults } from './repairFaults';
import { closeWorkbench, MODEL, workbench } from './workbench';

// Compiling and solving for real: what is slow on a busy machine is not wrong.
vi.setConfig({ testTimeout: 600_000 });

afterAll(closeWorkbench);

const DATA = '/models/model.dzn';

describe('repairs of random models', () => {
  // bench/repairs.ts does the same for thousands.
  it.each(Array.from({ length: 24 }, (_, seed) => seed))('are right and minimal: seed %i', async (seed) => {
    const random = infeasibleModel(seed);
    const { request, services } = workbench(random.model, { [DATA]: random.data });
    const { status, repairs } = await explain({ request }, services, { all: seed % 2 === 0 });
    expect(status, random.model).toBe('infeasible');
    expect(repairs, random.model).not.toEqual([]);
    const faults = repairs.flatMap((repair) => repairFaults(repair, random, { model: MODEL, data: DATA }));
    expect(faults, random.model + random.data).toEqual([]);
  });
});
