import type { ReadJob } from '#electron/replica/transaction';
import { csvLine } from '#shared/pipeline/csv-safe';
import type { KeptRecord, RevertRequest } from '#shared/pipeline/import-revert';
import { writeCsvFile } from '../../exporting/csv-output';
import { workOut } from './plan';

/** Where the kept records go, and the words for it. */
export interface KeptFile {
  readonly request: RevertRequest;
  readonly target: string;
  readonly words: {
    readonly header: Readonly<
      Record<'entity' | 'name' | 'reason' | 'by' | 'at' | 'neededBy', string>
    >;
    readonly entity: Readonly<Record<string, string>>;
    readonly reason: Readonly<Record<KeptRecord['reason'], string>>;
  };
}

/** Writes every record that a revert would keep as CSV, with the reason; returns how many there are. */
export const saveKeptJob: ReadJob<KeptFile, number> = (tx, { request, target, words }, job) =>
  writeCsvFile(target, (write) => {
    const { header, entity, reason } = words;
    write(
      csvLine([
        header.entity,
        header.name,
        header.reason,
        header.by,
        header.at,
        header.neededBy,
        'id',
      ]),
    );
    let rows = 0;
    for (const record of workOut(tx, request, job).kept()) {
      job.throwIfCancelled();
      rows += 1;
      write(
        csvLine([
          entity[record.entity] ?? record.entity,
          record.name,
          reason[record.reason],
          record.by,
          record.at === null ? null : new Date(record.at).toISOString(),
          record.neededBy?.name ?? null,
          record.id,
        ]),
      );
    }
    return rows;
  });
