import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headJob } from '#electron/pipeline/importing/inspect';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import type { FilePlan } from '#electron/pipeline/importing/walk';
import type { JobContext } from '#electron/replica/transaction';
import { guessMapping } from '#shared/pipeline/import-fields';
import type {
  ImportKind,
  ImportPlan,
  ImportPreview,
  ImportReport,
} from '#shared/pipeline/import-model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/pipeline/', import.meta.url));

const NEW_PIPELINE: ImportPlan['pipeline'] = {
  kind: 'new',
  name: '测试管道',
  currency: 'CNY',
  origin: 'imported',
  sourceNote: '',
  asOfDay: null,
};

/** A replica with a folder for files, and the importer as the service uses it. */
export interface ImportBench {
  readonly replica: TestReplica;
  file(name: string, content: string | Uint8Array): string;
  /** Detected format and guessed mapping, as for any file of a person. */
  plan(path: string, kind: ImportKind, pipeline?: ImportPlan['pipeline']): Promise<FilePlan>;
  run(
    path: string,
    kind: ImportKind,
    pipeline?: ImportPlan['pipeline'],
    job?: JobContext,
  ): Promise<ImportReport>;
  preview(
    path: string,
    kind: ImportKind,
    pipeline?: ImportPlan['pipeline'],
  ): Promise<ImportPreview>;
  /** As `run` and `preview`, making accounts, owners and products that the file names. */
  runCreating(path: string): Promise<ImportReport>;
  previewCreating(path: string): Promise<ImportPreview>;
  count(table: string): number;
  close(): void;
}

export function importBench(): ImportBench {
  const replica = openTestReplica();
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-import-'));
  const plan: ImportBench['plan'] = async (path, kind, pipeline = NEW_PIPELINE) => {
    const { format, headers } = await replica.readJob(headJob, { path, format: null });
    const mapping = guessMapping(headers, kind);
    return { path, fileName: basename(path), kind, format, mapping, pipeline };
  };
  return {
    replica,
    file(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    plan,
    run: async (path, kind, pipeline, job) =>
      replica.writeJob(runJob, await plan(path, kind, pipeline), job, 'import.run'),
    preview: async (path, kind, pipeline) =>
      replica.readJob(previewJob, await plan(path, kind, pipeline)),
    runCreating: async (path) => {
      const input = { ...(await plan(path, 'opportunity')), createMissing: true };
      return replica.writeJob(runJob, input, undefined, 'import.run');
    },
    previewCreating: async (path) =>
      replica.readJob(previewJob, { ...(await plan(path, 'opportunity')), createMissing: true }),
    count: (table) =>
      replica.read(
        (tx) =>
          tx.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`)?.n ??
          -1,
        null,
      ),
    close() {
      replica.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
