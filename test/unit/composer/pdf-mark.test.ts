import { inflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { layMark } from '#electron/composer/pdf-mark';
import { markLayer, markTile } from '#electron/composer/pixel-mark/index';

const ID = 0x89ab_0123_4567_89abn;

async function markedDocument(sizes: readonly [number, number][]): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  for (const size of sizes) document.addPage(size).drawText('page');
  layMark(document, ID);
  return PDFDocument.load(await document.save({ useObjectStreams: false }));
}

/** The picture of the mark on each page. */
function marksOf(document: PDFDocument): PDFRef[] {
  return document.getPages().flatMap(({ node }) => {
    const objects = node.Resources()?.lookup(PDFName.of('XObject'), PDFDict);
    return (objects?.entries() ?? []).flatMap(([, value]) =>
      value instanceof PDFRef ? value : [],
    );
  });
}

const unpacked = (stream: PDFStream) => inflateSync((stream as PDFRawStream).getContents());

describe('the mark in a PDF', () => {
  it('lies on every page, and pages of one size share it', async () => {
    const a4: [number, number] = [595, 842];
    const document = await markedDocument([a4, a4, [842, 595]]);
    const marks = marksOf(document).map(String);
    expect(marks).toHaveLength(3);
    expect(new Set(marks).size).toBe(2);
  });

  it('is the layer, shade and opacity apart', async () => {
    const document = await markedDocument([[300, 240]]);
    const [mark] = marksOf(document);
    const shade = document.context.lookup(mark, PDFStream);
    const opacity = document.context.lookup(shade.dict.get(PDFName.of('SMask')), PDFStream);
    const { data } = markLayer(markTile(ID), 200, 160);
    expect([...unpacked(shade)]).toEqual([...data].filter((_value, i) => i % 4 === 0));
    expect([...unpacked(opacity)]).toEqual([...data].filter((_value, i) => i % 4 === 3));
  });

  it('is drawn last and as an artifact, which readers for the blind skip', async () => {
    const document = await markedDocument([[300, 240]]);
    const contents = document.getPage(0).node.Contents();
    const parts = contents && 'asArray' in contents ? contents.asArray() : [];
    const last = document.context.lookup(parts.at(-1), PDFStream);
    expect(unpacked(last).toString('latin1').replaceAll(/\s+/g, ' ').trim()).toMatch(
      /(^| )\/Artifact BMC q 300 0 0 240 0 0 cm \/SandtableMark\S* Do Q EMC$/,
    );
  });
});
