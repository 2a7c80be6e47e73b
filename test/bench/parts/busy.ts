import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { answerSaveDialog, launch } from '../../e2e/support/workstation.ts';
import { writeSlimOpportunities } from '../support/data.ts';
import { judge, percentile } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { rehearsalOf } from '../support/rehearsing.ts';
import {
  ask,
  gridReady,
  importFile,
  newId,
  pipelineNamed,
  pipelinesOf,
  timed,
} from '../support/station.ts';
import { watched } from '../support/watching.ts';

const IMPORTED = 100_000;
/** The pipeline that is rehearsed: fitting all 500,000 would outlast everything else by minutes. */
const REHEARSED = 5000;
/** The timer's own interval, which an idle loop shows, too. */
const IDLE_MS = 10;
const FIELDS = ['name', 'accountName', 'ownerName', 'stage', 'amountMinor', 'closedDay'] as const;

/** A rehearsal, an import and an export at once, in a workspace of 500,000 opportunities: who is held up. */
export const busy: Part = async ({ profile, log }) => {
  const folder = await profile(500_000);
  const station = await launch({ profile: folder });
  const { page } = station;
  const path = join(folder, 'more.csv');
  try {
    await gridReady(page);
    const { large } = await pipelinesOf(page);
    if (large === undefined) throw new Error('the prepared workspace has no pipeline');
    writeSlimOpportunities(path, REHEARSED);
    const few = await importFile(station, path, 'opportunity', pipelineNamed('rehearsed'));
    const rehearsed = (await ask(page, 'pipeline.list', {})).find(
      ({ id }) => id === few.value.pipelineId,
    );
    if (rehearsed === undefined) throw new Error('the pipeline to rehearse is missing');
    writeSlimOpportunities(path, IMPORTED);
    await answerSaveDialog(station, 'view.csv');
    const query = { pipelineId: large.id, sort: [], filters: {}, quick: '' };
    const exporting = { query, only: null, fields: [...FIELDS], format: 'csv' as const };
    log('rehearsing, importing and exporting at once');
    const { value, watch } = await watched(station, () =>
      Promise.all([
        timed(page, 'sandbox.run', rehearsalOf(rehearsed, { replicates: 2000 })),
        timed(page, 'pipeline.exportView', { ...exporting, jobId: newId() }),
        importFile(station, path, 'opportunity', pipelineNamed('more')),
      ]),
    );
    const [rehearsal, exported, imported] = value;
    const heldMs = watch.mainP99Ms - IDLE_MS;
    const frameMs = percentile(watch.frames, 0.99);
    return {
      figures: {
        rehearsalSeconds: rehearsal.ms / 1000,
        exportSeconds: exported.ms / 1000,
        exportedRows: exported.value?.rows,
        importSeconds: imported.ms / 1000,
        importedRows: imported.value.inserted,
        mainLoopP99Ms: watch.mainP99Ms,
        mainLoopWorstMs: watch.mainWorstMs,
        frameP99Ms: frameMs,
        longestFrameMs: Math.max(...watch.frames),
      },
      targets: [
        judge({ name: 'main held while all runs, p99', unit: 'ms', atMost: 16 }, heldMs),
        judge({ name: 'frames while all runs, p99', unit: 'ms', atMost: 100 }, frameMs),
      ],
    };
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
