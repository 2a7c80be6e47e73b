import { PDFName, type PDFDocument } from '@cantoo/pdf-lib';
import type { Provenance } from '#shared/composer/model';
import { markupText } from '#shared/composer/text';

/**
 * The XMP packet of an exported PDF (ISO 16684-1): the same title, author and trace code as its information dictionary,
 * and where the signed record lies. No recipient: metadata are shown by every file manager.
 */
export function describeInXmp(document: PDFDocument, record: Provenance): void {
  const { title, actor, traceCode, generator, exportedAt, profile } = record;
  const at = new Date(exportedAt).toISOString();
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:st="urn:sandtable:provenance:1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${markupText(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${markupText(actor.name)}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>${markupText(`${generator.name} ${generator.version}`)}</xmp:CreatorTool>
<xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate>
<pdf:Keywords>${traceCode}</pdf:Keywords>
<st:profile>${profile}</st:profile><st:traceCode>${traceCode}</st:traceCode><st:record>provenance.json</st:record>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  const stream = document.context.stream(new TextEncoder().encode(packet), {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
}
