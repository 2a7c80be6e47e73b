import { join } from 'node:path';
import type { RunningJob } from '#electron/shell/jobs';
import type { BatchReport, ExportFormat } from '#shared/composer/model';
import { toFailure } from '#shared/errors';
import { draftExport, exportSource, writeExport } from './export-document';
import type { ComposerNeeds } from './service';

/** While one file is printed by Chromium another is drawn or signed in the thread; more only wait for each other. */
const AT_ONCE = 2;

interface BatchInput {
  readonly id: string;
  readonly recipients: readonly string[];
  readonly format: ExportFormat;
  readonly reason?: string | null | undefined;
}

/**
 * One file for each recipient, each with its own trace code, all of one stored version, in a folder that the person
 * chooses; null when the dialog was closed. What fails for one recipient is told and the others go on, but for a full
 * disk. Cancelled, the report tells what was written until then: those files are complete and registered.
 * @throws SandtableError NOT_FOUND, FORBIDDEN
 */
export async function exportBatch(
  needs: ComposerNeeds,
  { id, recipients, format, reason }: BatchInput,
  job: RunningJob,
): Promise<BatchReport | null> {
  const source = await exportSource(needs, { id, reason });
  const folder = await needs.dialogs.chooseExportFolder();
  if (folder === null) return null;
  const results = new Map<number, BatchReport['files'][number]>();
  const waiting = [...new Set(recipients)].map((recipient, place) => ({ recipient, place }));
  const total = waiting.length;
  let stopped = false;
  job.progress(0, total, 'export');

  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (stopped || job.signal.aborted) return;
      const { recipient, place } = next;
      const draft = draftExport(needs, source, { recipient, format });
      try {
        const receipt = await writeExport(needs, {
          source,
          draft,
          place: { path: join(folder, draft.fileName), overwrite: false },
          signal: job.signal,
          step: () => undefined,
        });
        results.set(place, { recipient, receipt, failure: null });
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code === 'CANCELLED') return;
        if (failure.code === 'DISK_FULL') stopped = true;
        results.set(place, { recipient, receipt: null, failure });
      }
      job.progress(results.size, total, 'export');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const files = [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
  return { files, left: total - files.length };
}
