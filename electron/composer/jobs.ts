import { presentSigningKey } from '#electron/replica/signing';
import type { ReadJob } from '#electron/replica/transaction';
import type { ChartName, DocumentContent, Provenance, VerifyReport } from '#shared/composer/model';
import type { RenderedChart } from '#shared/composer/render-html';
import { SandtableError } from '#shared/errors';
import type { FigureSource } from './figures';
import type { finishFile } from './finish';
import { knowledgeOf } from './register';
import type { RenderInput } from './render-document';
import { documentText } from './texts';

type Language = DocumentContent['language'];

/**
 * The heavy parts of the room, on the replica's heavy reader: the main thread never draws, renders, hashes or signs.
 * Libraries are loaded at first use, so that a reader thread starts as fast as without them.
 */

/** One chart as the page shows it; fonts are the page's. */
export const chart: ReadJob<
  { run: FigureSource; chart: ChartName; language: Language },
  RenderedChart
> = async (_tx, { run, chart: name, language }) => {
  const { drawChart } = await import('./charts');
  return drawChart(run, name, { language, text: documentText(language) });
};

/** The document as the record's format has it, still without the signed record. */
export const render: ReadJob<RenderInput, { bytes: Uint8Array }> = async (_tx, input, job) => {
  const { renderDocument } = await import('./render-document');
  return { bytes: await renderDocument(input, job) };
};

/** Invisible mark, metadata, record and signature, as the record's format has them. @throws SandtableError EXPORT_REFUSED when the workspace has no key */
export const finish: ReadJob<
  { bytes: Uint8Array; record: Provenance; exportId: string },
  Awaited<ReturnType<typeof finishFile>>
> = async (tx, { bytes, record, exportId }) => {
  const key = presentSigningKey(tx);
  if (!key) throw new SandtableError('EXPORT_REFUSED', 'the workspace has no signing key');
  const { finishFile } = await import('./finish');
  return finishFile(bytes, record, exportId, key);
};

/** The verdict on a file's bytes by what this workspace knows. */
export const verify: ReadJob<{ fileName: string; bytes: Uint8Array }, VerifyReport> = async (
  tx,
  { fileName, bytes },
) => {
  const { verifyBytes } = await import('./verify-file');
  return verifyBytes(fileName, bytes, knowledgeOf(tx));
};
