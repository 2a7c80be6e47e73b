import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  compareBundle,
  playStudy,
  readBundle,
  SCENARIO_MODELS,
  SimulationPool,
} from '#electron/sandbox/index';
import { SandtableError } from '#shared/errors';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { EXIT } from '../exit-codes';

/** `simulate --bundle FILE`: plays a study's file again and tells whether it gives the same bits; nothing is kept. */
export async function simulateBundle(context: CliContext, file: string): Promise<Outcome> {
  const { options, host, jobs, text } = context;
  const fileName = basename(file);
  const threads = options.integer('threads', 0, 64, 0);
  const content = await readFile(file, 'utf8').catch(() => {
    throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName });
  });
  const bundle = readBundle(content, fileName);
  const model = SCENARIO_MODELS.find(({ id }) => id === bundle.model.id);
  if (model === undefined) throw new SandtableError('NOT_FOUND', 'no such model');
  const pool = new SimulationPool({ workerFile: join(workerFolder(host), 'simulation.cjs') });
  try {
    const result = await jobs.run(context.newJob(), 'study', ({ signal, progress }) =>
      playStudy(pool, model, bundle.data, bundle.request, {
        signal,
        onProgress: (done, total) => progress(done, total, 'simulate'),
        ...(threads === 0 ? {} : { threads }),
      }),
    );
    const check = compareBundle(bundle, model, result);
    const same = check.differences.length === 0;
    const facts = { name: bundle.name, hash: check.foundHash, parts: check.differences.join(', ') };
    return {
      value: { name: bundle.name, model: model.id, ...check, identical: same },
      lines: [text(same ? 'study.identical' : 'study.differs', facts)],
      exitCode: same ? EXIT.ok : EXIT.altered,
    };
  } finally {
    await pool.close();
  }
}
