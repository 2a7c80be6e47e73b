import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../e2e/support/workstation.ts';
import { writeSlimOpportunities } from '../support/data.ts';
import { judge } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { treeUse } from '../support/processes.ts';
import {
  ask,
  benchFiles,
  importFile,
  importReferences,
  pipelineNamed,
} from '../support/station.ts';

const ROWS = 1_000_000;
const LOOK_MS = 500;

/**
 * A million opportunities (16 columns, about 160 MB) through the real importer, once; with the most that all processes of the
 * application held in memory at a time while it ran.
 */
export const importMillion: Part = async () => {
  const files = benchFiles();
  const station = await launch();
  const root = station.app.process().pid ?? 0;
  const path = join(station.files, 'million.csv');
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, treeUse(root)?.residentBytes ?? Number.NaN);
  }, LOOK_MS);
  try {
    mkdirSync(station.files, { recursive: true });
    writeSlimOpportunities(path, ROWS);
    await ask(station.page, 'workspace.create', {
      name: 'bench',
      userName: 'bench',
      folder: join(station.files, 'workspace'),
      passphrase: 'a passphrase for the bench',
    });
    await importReferences(station, files);
    const before = treeUse(root);
    peakBytes = 0;
    const { value, ms } = await importFile(station, path, 'opportunity', pipelineNamed('bench'));
    if (value.inserted !== ROWS) throw new Error(`refused: ${JSON.stringify(value.problems[0])}`);
    const seconds = ms / 1000;
    const peakMb = peakBytes / 1e6;
    return {
      figures: {
        seconds,
        rowsPerSecond: ROWS / seconds,
        cpuSeconds: (treeUse(root)?.cpuSeconds ?? Number.NaN) - (before?.cpuSeconds ?? Number.NaN),
        fileMb: statSync(path).size / 1e6,
        mbBefore: (before?.residentBytes ?? Number.NaN) / 1e6,
        peakMb,
      },
      targets: [
        judge({ name: 'import of 1,000,000 rows', unit: 's', atMost: 60 }, seconds),
        judge({ name: 'import of 1,000,000 rows, memory', unit: 'MB', atMost: 1000 }, peakMb),
      ],
    };
  } finally {
    clearInterval(look);
    await station.close();
    rmSync(path, { force: true });
  }
};
