import type { Provenance, VerifyReport } from '#shared/composer/model';
import { traceCodeOfId } from '#shared/composer/trace-mark';
import { detectMark, isPicture, readPicture } from './pixel-mark/index';
import { NO_TRUST, verifyRecord, type Trust } from './verify-record';

/** What the verifying workspace knows: its keys, and what it exported under which id of the invisible mark. */
export interface Knowledge extends Trust {
  readonly exportOf: (id: bigint) => Provenance | null;
}

export const NO_KNOWLEDGE: Knowledge = { ...NO_TRUST, exportOf: () => null };

/**
 * The verdict on any file by the signed record inside; on a picture without one by its invisible mark. Never throws. A
 * mark tells who exported the page that a picture shows; whether the page was altered it cannot tell.
 */
export function verifyBytes(
  fileName: string,
  bytes: Uint8Array,
  knowledge: Knowledge,
): VerifyReport {
  const report = verifyRecord(fileName, bytes, knowledge);
  if (!isPicture(bytes)) return report;
  if (report.verdict === 'noMark') return verifyPicture(report, bytes, knowledge);
  return report.verdict === 'altered' ? comparedWithMark(report, bytes) : report;
}

function verifyPicture(
  nothing: VerifyReport,
  bytes: Uint8Array,
  knowledge: Knowledge,
): VerifyReport {
  const picture = readPicture(bytes);
  const id = picture && detectMark(picture);
  const provenance = id === null ? null : knowledge.exportOf(id);
  return {
    ...nothing,
    verdict: id === null ? 'noMark' : provenance ? 'traced' : 'unknownTrace',
    provenance,
    pixelCode: id === null ? null : traceCodeOfId(id),
    registered: provenance !== null,
    problems: picture ? (id === null ? ['markMissing'] : []) : ['pictureUnreadable'],
  };
}

/** A record moved to another page would name the wrong person: where the page's own mark says otherwise, nobody is. */
function comparedWithMark(report: VerifyReport, bytes: Uint8Array): VerifyReport {
  const picture = readPicture(bytes);
  const id = picture && detectMark(picture);
  if (id === null) return report;
  const pixelCode = traceCodeOfId(id);
  const same = report.provenance?.traceCode === pixelCode;
  return { ...report, provenance: same ? report.provenance : null, pixelCode };
}
