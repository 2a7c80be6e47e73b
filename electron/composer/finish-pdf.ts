import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { SigningKey } from '#electron/replica/signing';
import type { Provenance } from '#shared/composer/model';
import { pixelIdOf } from '#shared/composer/trace-mark';
import { CARRIERS, emptyHole, type Finished, signHole } from './hole';
import { layMark } from './pdf-mark';
import { describeInXmp } from './xmp';

/**
 * Lays the invisible mark over the pages, writes metadata, attaches `provenance.json` and signs. The attachment is stored
 * uncompressed in a hole of fixed size, so that its signature can cover every other byte of the file. Metadata holds title,
 * author and trace code only.
 */
export async function finishPdf(
  printed: Uint8Array,
  record: Provenance,
  exportId: string,
  key: SigningKey,
): Promise<Finished> {
  const document = await PDFDocument.load(printed, { updateMetadata: false });
  layMark(document, pixelIdOf(exportId));
  const at = new Date(record.exportedAt);
  document.setTitle(record.title, { showInWindowTitleBar: true });
  document.setAuthor(record.actor.name);
  document.setKeywords([record.traceCode]);
  document.setCreator(`${record.generator.name} ${record.generator.version}`);
  document.setCreationDate(at);
  document.setModificationDate(at);

  describeInXmp(document, record);

  const hole = emptyHole(record, key, CARRIERS.pdf);
  attach(document, hole, at);
  const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false });
  signHole(bytes, hole, record, key, CARRIERS.pdf);
  return { bytes, pages: document.getPageCount() };
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
