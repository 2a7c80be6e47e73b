import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleWorkers } from '../unit/helpers/replica-workers.ts';

/** Bundles the soak with the product's code, as the product's build does, and runs it. */
const bundle = await bundleWorkers({
  soak: 'test/faults/soak.ts',
  child: 'test/faults/flow-child.ts',
});
const soak = [join(bundle.dir, 'soak.cjs'), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, soak, { stdio: 'inherit' });
bundle.remove();
process.exitCode = status ?? 1;
