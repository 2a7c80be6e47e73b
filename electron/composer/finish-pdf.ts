import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { canonicalJson, type SigningKey } from '#electron/replica/signing';
import type { Provenance } from '#shared/composer/model';
import { pixelIdOf } from '#shared/composer/trace-mark';
import { layMark } from './pdf-mark';
import { digestOutside, signEnvelope, unsignedEnvelope } from './provenance';

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Of the whole file, hex. */
  readonly sha256: string;
}

/** Marks the hole until it is filled; random enough never to occur in a document. */
const HOLE_MARK = '{"sandtable-hole":"c1b7f1d0e4a94f0d9a3c62d5"}';

/**
 * Lays the invisible mark over the pages, writes metadata, attaches `provenance.json` and signs. The attachment is stored uncompressed in a hole of fixed
 * size, so that its signature can cover every other byte of the file. Metadata holds title, author and trace code only.
 */
export async function finishPdf(
  printed: Uint8Array,
  record: Provenance,
  exportId: string,
  key: SigningKey,
): Promise<FinishedPdf> {
  const document = await PDFDocument.load(printed, { updateMetadata: false });
  layMark(document, pixelIdOf(exportId));
  const at = new Date(record.exportedAt);
  document.setTitle(record.title, { showInWindowTitleBar: true });
  document.setAuthor(record.actor.name);
  document.setKeywords([record.traceCode]);
  document.setCreator(`${record.generator.name} ${record.generator.version}`);
  document.setCreationDate(at);
  document.setModificationDate(at);

  const envelope = unsignedEnvelope(record, key.publicKey);
  const size = Math.ceil(Buffer.byteLength(canonicalJson(envelope)) / 1024 + 1) * 1024;
  attach(document, HOLE_MARK.padEnd(size, ' '), at);
  const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false });

  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(HOLE_MARK);
  const end = start + size;
  const signed = signEnvelope(
    {
      ...envelope,
      byteRange: [0, start, end, bytes.length - end],
      digest: digestOutside(bytes, start, end),
    },
    key,
  );
  const text = Buffer.alloc(size, ' ');
  text.write(canonicalJson(signed), 'utf8');
  bytes.set(text, start);
  return {
    bytes,
    pages: document.getPageCount(),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Adds `provenance.json` as an associated file of the document (ISO 32000-2, 14.13), uncompressed. */
function attach(document: PDFDocument, content: string, at: Date): void {
  const { context, catalog } = document;
  const file = context.register(
    context.stream(content, {
      Type: 'EmbeddedFile',
      Subtype: 'application/json',
      Params: { Size: content.length, ModDate: PDFString.fromDate(at) },
    }),
  );
  const specification = context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFString.of('provenance.json'),
      UF: PDFHexString.fromText('provenance.json'),
      EF: { F: file, UF: file },
      Desc: PDFHexString.fromText('Sandtable provenance record, Ed25519'),
      AFRelationship: 'Data',
    }),
  );
  const names = catalog.lookupMaybe(PDFName.of('Names'), PDFDict) ?? context.obj({});
  catalog.set(PDFName.of('Names'), names);
  names.set(
    PDFName.of('EmbeddedFiles'),
    context.obj({ Names: [PDFHexString.fromText('provenance.json'), specification] }),
  );
  const associated = catalog.lookupMaybe(PDFName.of('AF'), PDFArray) ?? context.obj([]);
  associated.push(specification);
  catalog.set(PDFName.of('AF'), associated);
}
