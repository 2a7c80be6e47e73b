import { PDFDocument } from '@cantoo/pdf-lib';
import { assert as check, integer, nat, property } from 'fast-check';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { encode as encodePng } from 'fast-png';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finishFile } from '#electron/composer/finish';
import { HOLE_MARK } from '#electron/composer/hole';
import { type Knowledge, NO_KNOWLEDGE, verifyBytes } from '#electron/composer/verify-file';
import { verifyRecord } from '#electron/composer/verify-record';
import { newSigningKey } from '#electron/replica/signing';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type Provenance,
  type VerifyReport,
} from '#shared/composer/model';
import { pixelIdOf, traceCodeOf } from '#shared/composer/trace-mark';
import { marked, textPage } from './pixel-mark/pages';

const key = newSigningKey();
const stranger = newSigningKey();
const knowledge: Knowledge = { ...NO_KNOWLEDGE, ownKeys: [key.publicKey] };
const MINE = '0199c0de-1234-7abc-89ab-0123456789ab';
const OTHER = '0199c0de-1234-7abc-89ab-0123456789ac';

const recordOf = (format: ExportFormat, id = MINE): Provenance => ({
  profile: 'sandtable-provenance/1',
  format,
  traceCode: traceCodeOf(id),
  documentId: 'd1',
  documentVersion: 3,
  title: '打法 </script> <b>&\\',
  actor: { id: 'u1', name: '林晓' },
  recipient: id === MINE ? '远山医疗' : '另一家',
  exportedAt: Date.UTC(2026, 10, 23, 8, 20),
  workspace: { id: 'w1', name: '演示工作区', demo: true },
  ingredients: [],
  generator: { name: 'Sandtable', version: '0.1.0', runtime: 'test' },
  contentHash: 'c'.repeat(64),
});

/** A small file of each format, as it is before it is finished. */
const PLAIN: Readonly<Record<ExportFormat, (words: string) => Promise<Uint8Array>>> = {
  pdf: async (words) => {
    const document = await PDFDocument.create();
    for (const page of ['1', '2']) document.addPage([595, 842]).drawText(`${words} ${page}`);
    return document.save({ useObjectStreams: false });
  },
  html: async (words) =>
    strToU8(
      `<!doctype html>\n<html lang="en"><head><meta name="trace-code" content="X"></head><body><p>${words}</p><script type="application/json">${HOLE_MARK}</script></body></html>`,
    ),
  pptx: async (words) =>
    zipSync({
      '[Content_Types].xml': strToU8('<Types></Types>'),
      'ppt/presentation.xml': strToU8('<presentation/>'),
      'ppt/_rels/presentation.xml.rels': strToU8('<Relationships></Relationships>'),
      'ppt/slides/slide1.xml': strToU8(`<slide>${words} ${'x'.repeat(500)}</slide>`),
      'docProps/core.xml': strToU8('<core/>'),
    }),
  png: async (words) => encodePng(textPage(320, 400 + Number(words.slice(-3)) / 10)),
};

type Made = Readonly<Record<ExportFormat, Uint8Array>>;
let mine: Made;
let other: Made;
let foreign: Made;
let plain: Made;

async function made(words: string, id: string, by: typeof key): Promise<Made> {
  const entries = EXPORT_FORMATS.map(async (format) => {
    const { bytes } = await finishFile(await PLAIN[format](words), recordOf(format, id), id, by);
    return [format, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Made;
}

beforeAll(async () => {
  mine = await made('Price 100', MINE, key);
  other = await made('Price 200', OTHER, key);
  foreign = await made('Price 100', MINE, stranger);
  const entries = EXPORT_FORMATS.map(async (f) => [f, await PLAIN[f]('Price 100')] as const);
  plain = Object.fromEntries(await Promise.all(entries)) as Made;
});

/** By the record alone: looking for a mark in a picture takes its time. */
const byRecord = (bytes: Uint8Array) => verifyRecord('file', bytes, knowledge).verdict;

const verdict = (bytes: Uint8Array, by = knowledge) => verifyBytes('file', bytes, by);

/** The same bytes with one text put for another of the same length; throws where it is not there. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(from);
  if (at < 0 || from.length !== to.length) throw new RangeError(`no ${from}`);
  const copy = Uint8Array.from(bytes);
  copy.set(Buffer.from(to), at);
  return copy;
}

/** The archive written anew, its parts changed by a function. */
function rezipped(bytes: Uint8Array, change: (parts: Record<string, Uint8Array>) => Zippable) {
  return zipSync(change(unzipSync(bytes)), { level: 9 });
}

const holeOf = (bytes: Uint8Array) => {
  const buffer = Buffer.from(bytes);
  const start = buffer.indexOf('{"algorithm"');
  const end = Number(/"byteRange":\[0,\d+,(\d+)/.exec(buffer.toString('latin1', start))?.[1]);
  return { start, end };
};

/** A file with the record of another one in its place; both holes have one size. */
function withRecordOf(bytes: Uint8Array, donor: Uint8Array): Uint8Array {
  const to = holeOf(bytes);
  const from = holeOf(donor);
  const copy = Uint8Array.from(bytes);
  copy.set(donor.subarray(from.start, from.end), to.start);
  return copy;
}

const cut = (bytes: Uint8Array, share: number) =>
  bytes.subarray(0, Math.floor(bytes.length * share));
const append = (bytes: Uint8Array, text: string) => Buffer.concat([bytes, Buffer.from(text)]);
const pdfSaved = async (bytes: Uint8Array, change: (document: PDFDocument) => unknown) => {
  const document = await PDFDocument.load(bytes);
  await change(document);
  return document.save();
};

/** Another value at a place, counted from the end when negative. */
function withByte(bytes: Uint8Array, place: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = place < 0 ? copy.length + place : place;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** The record's chunk of one picture put behind the header of another. */
function chunkMoved(to: Uint8Array, from: Uint8Array): Uint8Array {
  const length = new DataView(from.buffer, from.byteOffset).getUint32(33) + 12;
  return Buffer.concat([to.subarray(0, 33), from.subarray(33, 33 + length), to.subarray(33)]);
}

type Case = readonly [
  what: string,
  verdict: VerifyReport['verdict'],
  /** Who is named: the exporter of the file, or nobody. */
  named: 'mine' | 'nobody',
  bytes: () => Uint8Array | Promise<Uint8Array>,
];

const CASES: readonly Case[] = [
  ['PDF: as exported', 'intact', 'mine', () => mine.pdf],
  [
    'PDF: text edited in place',
    'altered',
    'mine',
    () => replaced(mine.pdf, '/MediaBox', '/MediaBoy'),
  ],
  [
    'PDF: title in the metadata edited',
    'altered',
    'mine',
    () => replaced(mine.pdf, '<dc:title>', '<dc:titel>'),
  ],
  ['PDF: signed with another key', 'unknownKey', 'mine', () => foreign.pdf],
  ['PDF: truncated before the record', 'noMark', 'nobody', () => cut(mine.pdf, 0.02)],
  ['PDF: last bytes missing', 'altered', 'mine', () => mine.pdf.subarray(0, -40)],
  ['PDF: bytes appended', 'altered', 'mine', () => append(mine.pdf, '\n%%EOF\n')],
  [
    'PDF: pages swapped and saved anew',
    'altered',
    'mine',
    () =>
      pdfSaved(mine.pdf, (document) => {
        const [page] = document.getPages();
        document.removePage(0);
        if (page) document.addPage(page);
      }),
  ],
  [
    'PDF: recipient rewritten in the record',
    'altered',
    'nobody',
    () => replaced(mine.pdf, '"id":"u1"', '"id":"u9"'),
  ],
  ['PDF: never exported', 'noMark', 'nobody', () => plain.pdf],
  ['HTML: as exported', 'intact', 'mine', () => mine.html],
  ['HTML: a price edited', 'altered', 'mine', () => replaced(mine.html, 'Price 100', 'Price 900')],
  [
    'HTML: trace code in the meta tag edited',
    'altered',
    'mine',
    () => replaced(mine.html, 'content="X"', 'content="Y"'),
  ],
  ['HTML: a script put in', 'altered', 'mine', () => append(mine.html, '<script>1</script>')],
  ['HTML: signed with another key', 'unknownKey', 'mine', () => foreign.html],
  ['HTML: record cut out', 'noMark', 'nobody', () => cut(mine.html, 0.03)],
  [
    'HTML: escapes of the record undone',
    'altered',
    'nobody',
    () => replaced(mine.html, '\\u003c', '<     '),
  ],
  ['PPTX: as exported', 'intact', 'mine', () => mine.pptx],
  ['PPTX: signed with another key', 'unknownKey', 'mine', () => foreign.pptx],
  [
    'PPTX: text of a slide edited',
    'altered',
    'mine',
    () =>
      rezipped(mine.pptx, (parts) => ({ ...parts, 'ppt/slides/slide1.xml': strToU8('<slide/>') })),
  ],
  [
    'PPTX: parts in another order',
    'altered',
    'mine',
    () => rezipped(mine.pptx, (parts) => Object.fromEntries(Object.entries(parts).toReversed())),
  ],
  [
    'PPTX: a part added',
    'altered',
    'mine',
    () =>
      rezipped(mine.pptx, (parts) => ({ ...parts, 'ppt/slides/slide2.xml': strToU8('<slide/>') })),
  ],
  [
    'PPTX: a part removed',
    'altered',
    'mine',
    () => rezipped(mine.pptx, ({ 'docProps/core.xml': _gone, ...parts }) => parts),
  ],
  [
    'PPTX: the record removed',
    'noMark',
    'nobody',
    () => rezipped(mine.pptx, ({ 'customXml/item1.xml': _gone, ...parts }) => parts),
  ],
  [
    'PPTX: two records',
    'altered',
    'nobody',
    () =>
      rezipped(mine.pptx, (parts) => ({
        ...parts,
        'customXml/item2.xml': unzipSync(other.pptx)['customXml/item1.xml'] ?? strToU8(''),
      })),
  ],
  ['PPTX: bytes appended', 'altered', 'mine', () => append(mine.pptx, 'PK')],
  ['PNG: as exported', 'intact', 'mine', () => mine.png],
  ['PNG: signed with another key', 'unknownKey', 'mine', () => foreign.png],
  ['PNG: a pixel changed', 'altered', 'mine', () => withByte(mine.png, -30)],
  ['PNG: truncated', 'noMark', 'nobody', () => mine.png.subarray(0, 40)],
  ['PNG: bytes appended', 'altered', 'mine', () => append(mine.png, 'x')],
  [
    'PNG: the record moved to a picture without a mark',
    'altered',
    'mine',
    () => chunkMoved(encodePng(textPage(300, 300)), mine.png),
  ],
  [
    'PNG: the record moved to a page of another export',
    'altered',
    'nobody',
    () => chunkMoved(encodePng(marked(textPage(480, 640), pixelIdOf(OTHER))), mine.png),
  ],
  ['PNG: saved anew without the record', 'noMark', 'nobody', () => encodePng(textPage(300, 300))],
  ['PPTX: truncated', 'noMark', 'nobody', () => cut(mine.pptx, 0.1)],
];

describe('tampering', () => {
  it.each(CASES)('%s → %s', async (_what, expected, named, bytes) => {
    const report = verdict(await bytes());
    expect(report.verdict).toBe(expected);
    expect(report.provenance?.recipient ?? null).toBe(named === 'mine' ? '远山医疗' : null);
  });

  it.each(EXPORT_FORMATS)('%s with the record of another export is altered', (format) => {
    const report = verdict(withRecordOf(mine[format], other[format]));
    expect(report.verdict).toBe('altered');
    expect(report.ownKey).toBe(true);
  });

  it.each(EXPORT_FORMATS)('%s is never intact when any one bit differs', (format) => {
    const { start, end } = holeOf(mine[format]);
    const bytes = mine[format];
    check(
      property(nat(bytes.length - 1), integer({ min: 0, max: 7 }), nat(), (at, bit, odd) => {
        const place = odd % 3 === 0 ? start + (at % (end - start)) : at;
        const changed = Uint8Array.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ (1 << bit);
        expect(['altered', 'noMark']).toContain(byRecord(changed));
      }),
      { numRuns: 400 },
    );
  });

  it.each(EXPORT_FORMATS)('%s is never intact when cut anywhere', (format) => {
    check(
      property(nat(mine[format].length - 1), (length) => {
        expect(['altered', 'noMark']).toContain(byRecord(mine[format].subarray(0, length)));
      }),
      { numRuns: 150 },
    );
  });

  it('joined with another PDF by pdfunite it is never intact, and names nobody but the exporter', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'sandtable-unite-'));
    try {
      const [one, two, joined] = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => join(folder, name));
      writeFileSync(one ?? '', mine.pdf);
      writeFileSync(two ?? '', plain.pdf);
      const run = spawnSync('pdfunite', [one ?? '', two ?? '', joined ?? '']);
      if (run.error) return context.skip('pdfunite (poppler) is not installed');
      const report = verdict(readFileSync(joined ?? ''));
      expect(['altered', 'noMark']).toContain(report.verdict);
      expect([undefined, '远山医疗']).toContain(report.provenance?.recipient);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
