import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulationPool } from '#electron/sandbox/pool';
import { kernelModule } from '../../../scripts/kernels.mjs';
import { bundleWorkers } from './replica-workers';

/** A pool with both builds of every kernel, as the built app has it. `close` removes its files, too. */
export async function studyPool(): Promise<{ pool: SimulationPool; close: () => Promise<void> }> {
  const bundle = await bundleWorkers({ simulation: 'electron/sandbox/simulation.worker.ts' });
  const kernelDir = join(bundle.dir, 'kernels');
  mkdirSync(kernelDir);
  for (const kernel of ['retail', 'components'] as const) {
    writeFileSync(join(kernelDir, `${kernel}.wasm`), await kernelModule(kernel));
  }
  const pool = new SimulationPool({ workerFile: join(bundle.dir, 'simulation.cjs'), kernelDir });
  return {
    pool,
    close: async () => {
      await pool.close();
      bundle.remove();
    },
  };
}
