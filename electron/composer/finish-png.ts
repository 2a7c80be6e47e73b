import type { SigningKey } from '#electron/replica/signing';
import type { Provenance } from '#shared/composer/model';
import { CARRIERS, emptyHole, type Finished, FORCED_CRC, PNG_CHUNK, signHole } from './hole';

/** Signature of the file, then the IHDR chunk, which is first and always of one size. */
const HEAD_BYTES = 33;

/** Adds the signed record to a picture as an uncompressed text chunk (PNG 3, 11.3.3.4) behind its header. */
export function finishPng(
  picture: Uint8Array,
  record: Provenance,
  _exportId: string,
  key: SigningKey,
): Finished {
  const hole = emptyHole(record, key, CARRIERS.png);
  const content = Buffer.from(PNG_CHUNK + hole, 'latin1');
  const length = Buffer.alloc(4);
  // Counts what follows the chunk's type.
  length.writeUInt32BE(content.length - 4);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(FORCED_CRC);
  const bytes = new Uint8Array(
    Buffer.concat([
      picture.subarray(0, HEAD_BYTES),
      length,
      content,
      crc,
      picture.subarray(HEAD_BYTES),
    ]),
  );
  signHole(bytes, hole, record, key, CARRIERS.png);
  return { bytes, pages: 1 };
}
