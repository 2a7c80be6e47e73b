import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { SigningKey } from '#electron/replica/signing';
import type { Provenance } from '#shared/composer/model';
import { CARRIERS, emptyHole, type Finished, OOXML_PART, signHole } from './hole';

const PART = 'customXml/item1.xml';
const PROPERTIES = 'customXml/itemProps1.xml';
const TYPES = '[Content_Types].xml';
const DECK_RELATIONS = 'ppt/_rels/presentation.xml.rels';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** ZIP knows no time before; entries have none, so that the same presentation gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1, 12);

/**
 * Adds the signed record to a presentation as a custom XML part (ISO/IEC 29500-1, 15.2.5), which the programs that open
 * it keep but do not show. The part is stored uncompressed; the signature covers every other byte of the archive.
 */
export function finishPptx(
  deck: Uint8Array,
  record: Provenance,
  exportId: string,
  key: SigningKey,
): Finished {
  const parts = unzipSync(deck);
  const hole = emptyHole(record, key, CARRIERS.pptx);
  // The library declares a master for every slide, but writes one.
  const declared = textOf(parts, TYPES).replaceAll(
    /<Override PartName="\/([^"]+)"[^>]*\/>/g,
    (override, part: string) => (part in parts ? override : ''),
  );
  const types = declared.replace(
    '</Types>',
    `<Override PartName="/${PROPERTIES}" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>`,
  );
  const relations = textOf(parts, DECK_RELATIONS).replace(
    '</Relationships>',
    `<Relationship Id="rIdProvenance" Type="${RELATIONS}/customXml" Target="../${PART}"/></Relationships>`,
  );
  const { [TYPES]: _types, ...others } = parts;
  const files: Zippable = {
    [TYPES]: strToU8(types),
    ...others,
    [DECK_RELATIONS]: strToU8(relations),
    [PROPERTIES]: strToU8(
      `${HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{${exportId.toUpperCase()}}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:sandtable:provenance:1"/></ds:schemaRefs></ds:datastoreItem>`,
    ),
    'customXml/_rels/item1.xml.rels': strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
    ),
    [PART]: [strToU8(OOXML_PART.before + hole + OOXML_PART.after, true), { level: 0 }],
  };
  const bytes = zipSync(files, { level: 6, mtime: NO_TIME });
  signHole(bytes, hole, record, key, CARRIERS.pptx);
  const slides = Object.keys(parts).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  return { bytes, pages: slides.length };
}

function textOf(parts: Readonly<Record<string, Uint8Array>>, name: string): string {
  const bytes = parts[name];
  if (bytes === undefined) throw new RangeError(`no ${name} in a presentation`);
  return strFromU8(bytes);
}
