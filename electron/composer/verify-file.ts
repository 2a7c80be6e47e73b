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
 * The verdict on any file: a picture by its invisible mark, anything else by the signed record inside. Never throws. A
 * picture tells who exported the page it shows; whether the page was altered it cannot tell.
 */
export function verifyBytes(
  fileName: string,
  bytes: Uint8Array,
  knowledge: Knowledge,
): VerifyReport {
  if (!isPicture(bytes)) return verifyRecord(fileName, bytes, knowledge);
  const picture = readPicture(bytes);
  const id = picture && detectMark(picture);
  const provenance = id === null ? null : knowledge.exportOf(id);
  return {
    fileName,
    verdict: id === null ? 'noMark' : provenance ? 'traced' : 'unknownTrace',
    provenance,
    pixelCode: id === null ? null : traceCodeOfId(id),
    keyFingerprint: null,
    ownKey: false,
    revokedAt: null,
    registered: provenance !== null,
    problems: picture ? (id === null ? ['markMissing'] : []) : ['pictureUnreadable'],
  };
}
