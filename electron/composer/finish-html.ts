import type { SigningKey } from '#electron/replica/signing';
import type { Provenance } from '#shared/composer/model';
import { CARRIERS, emptyHole, type Finished, HOLE_MARK, signHole } from './hole';

/** Puts the signed record into a page whose script element holds {@link HOLE_MARK}. A page on screen is one page. */
export function finishHtml(
  page: Uint8Array,
  record: Provenance,
  _exportId: string,
  key: SigningKey,
): Finished {
  const hole = emptyHole(record, key, CARRIERS.html);
  const source = Buffer.from(page.buffer, page.byteOffset, page.length);
  const at = source.lastIndexOf(HOLE_MARK);
  const bytes = new Uint8Array(
    Buffer.concat([
      source.subarray(0, at),
      Buffer.from(hole, 'latin1'),
      source.subarray(at + HOLE_MARK.length),
    ]),
  );
  signHole(bytes, hole, record, key, CARRIERS.html);
  return { bytes, pages: 1 };
}
