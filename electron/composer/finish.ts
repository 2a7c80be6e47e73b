import { createHash } from 'node:crypto';
import type { SigningKey } from '#electron/replica/signing';
import type { ExportFormat, Provenance } from '#shared/composer/model';
import { finishHtml } from './finish-html';
import { finishPdf } from './finish-pdf';
import { finishPptx } from './finish-pptx';
import { finishPng } from './finish-png';
import type { Finished } from './hole';

type Finish = (
  made: Uint8Array,
  record: Provenance,
  exportId: string,
  key: SigningKey,
) => Finished | Promise<Finished>;

const FINISH: Readonly<Record<ExportFormat, Finish>> = {
  pdf: finishPdf,
  pptx: finishPptx,
  html: finishHtml,
  png: finishPng,
};

/** A file as it was made, with everything that makes it traceable. `sha256` is of the whole file, hex. */
export async function finishFile(
  made: Uint8Array,
  record: Provenance,
  exportId: string,
  key: SigningKey,
): Promise<Finished & { sha256: string }> {
  const finished = await FINISH[record.format ?? 'pdf'](made, record, exportId, key);
  return { ...finished, sha256: createHash('sha256').update(finished.bytes).digest('hex') };
}
