import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import {
  assert as check,
  integer,
  nat,
  oneof,
  property,
  string as anyString,
  uint8Array,
  uuid,
} from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { finishPdf } from '#electron/composer/finish-pdf';
import { keyFingerprint } from '#electron/composer/provenance';
import { newSigningKey } from '#electron/replica/signing';
import { NO_TRUST, verifyRecord, type Trust } from '#electron/composer/verify-record';
import { provenanceSchema, type Provenance } from '#shared/composer/model';
import { traceCodeOf } from '#shared/composer/trace-mark';

const key = newSigningKey();
const stranger = newSigningKey();
const trust: Trust = {
  ownKeys: [key.publicKey],
  isRegistered: () => true,
  isRegisteredFile: () => false,
  revoked: new Map(),
};

const EXPORT_ID = '0199c0de-1234-7abc-89ab-0123456789ab';

const record: Provenance = {
  profile: 'sandtable-provenance/1',
  traceCode: traceCodeOf(EXPORT_ID),
  documentId: '0199c0de-0000-7000-8000-00000000000d',
  documentVersion: 3,
  title: '四季度打法 “草稿” <b>\\',
  actor: { id: 'u1', name: '林晓' },
  recipient: '远山医疗 · 王总',
  exportedAt: Date.UTC(2026, 10, 23, 8, 20),
  workspace: { id: 'w1', name: '演示工作区', demo: true },
  ingredients: [{ runId: 'r1', resultHash: 'b2'.repeat(32), asOfDay: '2026-09-30' }],
  generator: { name: 'Sandtable', version: '0.1.0', runtime: 'Electron 33' },
  contentHash: 'c'.repeat(64),
};

async function printed(pages = 2): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]).drawText(`page ${page}`);
  return document.save();
}

let mine: Uint8Array;
let other: Uint8Array;
let foreign: Uint8Array;
let plain: Uint8Array;

beforeAll(async () => {
  plain = await printed();
  mine = (await finishPdf(plain, record, EXPORT_ID, key)).bytes;
  other = (
    await finishPdf(
      await printed(3),
      { ...record, recipient: '另一家', traceCode: 'AAAA-BBBB-CCCC' },
      '0199c0de-1234-7abc-89ab-0123456789ac',
      key,
    )
  ).bytes;
  foreign = (await finishPdf(plain, record, EXPORT_ID, stranger)).bytes;
});

const verdictOf = (bytes: Uint8Array, by = trust) => verifyRecord('a.pdf', bytes, by).verdict;

const findHole = (bytes: Uint8Array) => {
  const start = Buffer.from(bytes).indexOf('{"algorithm"');
  const end = Buffer.from(bytes).indexOf('endstream', start);
  return { start, end };
};

describe('an exported file', () => {
  it('is intact and tells who exported what for whom and when', () => {
    expect(verifyRecord('简报.pdf', mine, trust)).toEqual({
      fileName: '简报.pdf',
      verdict: 'intact',
      pixelCode: null,
      provenance: record,
      keyFingerprint: keyFingerprint(key.publicKey),
      ownKey: true,
      revokedAt: null,
      registered: true,
      problems: [],
    });
  });

  it('opens as a PDF with the record attached and no recipient in its metadata', async () => {
    const document = await PDFDocument.load(mine, { updateMetadata: false });
    expect(document.getTitle()).toBe(record.title);
    expect(document.getAuthor()).toBe('林晓');
    expect(document.getKeywords()).toBe(record.traceCode);
    const metadata = [document.getTitle(), document.getAuthor(), document.getSubject()].join();
    expect(metadata).not.toContain('王总');
    expect(document.catalog.has(PDFName.of('AF'))).toBe(true);
    const { start, end } = findHole(mine);
    const attached: unknown = JSON.parse(Buffer.from(mine.subarray(start, end)).toString('utf8'));
    expect(provenanceSchema.parse((attached as { record: unknown }).record)).toEqual(record);
  });

  it('signed by another workspace is of an unknown key, also without any workspace', () => {
    const report = verifyRecord('a.pdf', foreign, trust);
    expect(report).toMatchObject({ verdict: 'unknownKey', ownKey: false, provenance: record });
    expect(report.keyFingerprint).toBe(keyFingerprint(stranger.publicKey));
    expect(verdictOf(mine, NO_TRUST)).toBe('unknownKey');
  });
});

describe('a changed file', () => {
  it('is never intact when any one bit differs', () => {
    const { start, end } = findHole(mine);
    check(
      property(
        oneof(nat(mine.length - 1), integer({ min: start, max: Math.min(end, start + 2500) })),
        integer({ min: 0, max: 7 }),
        (at, bit) => {
          const changed = Uint8Array.from(mine);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          expect(['altered', 'noMark']).toContain(verdictOf(changed));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is never intact for any bit of the signature, the key and the padding', () => {
    const { start, end } = findHole(mine);
    const text = Buffer.from(mine).toString('latin1');
    const places = ['"publicKey":"', '"signature":"'].flatMap((name) => {
      const at = text.indexOf(name, start) + name.length;
      return Array.from({ length: 86 }, (_unused, i) => at + i);
    });
    for (const at of [...places, end - 2, end - 500]) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(mine);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(verdictOf(changed)).toBe('altered');
      }
    }
  });

  it('is never intact when the record is spelled another way, though it means the same', () => {
    const text = Buffer.from(mine).toString('latin1');
    for (const [from, to] of [
      ['"record":{', '"record": {'],
      ['"documentVersion":3', '"documentVersion":3.0'],
      ['"profile"', '"\\u0070rofile"'],
    ] as const) {
      const longer = text.replace(from, to);
      const { end } = findHole(mine);
      const cut = end - 100 + to.length - from.length;
      const respelled = longer.slice(0, end - 100) + longer.slice(cut);
      expect(respelled).toHaveLength(text.length);
      expect(verdictOf(Buffer.from(respelled, 'latin1'))).toBe('altered');
    }
  });

  it('is never intact when cut anywhere', () => {
    check(
      property(nat(mine.length - 1), (length) => {
        expect(['altered', 'noMark']).toContain(verdictOf(mine.subarray(0, length)));
      }),
      { numRuns: 300 },
    );
  });

  it('is altered, and says so, when something is appended', () => {
    check(
      property(uint8Array({ minLength: 1, maxLength: 4000 }), (tail) => {
        const report = verifyRecord('a.pdf', Buffer.concat([mine, tail]), trust);
        expect(report).toMatchObject({ verdict: 'altered', problems: ['appendedData'] });
        expect(report.provenance).toEqual(record);
      }),
      { numRuns: 50 },
    );
  });

  it('still names the exporter when a page was changed', () => {
    const changed = Uint8Array.from(mine);
    changed[200] = (changed[200] ?? 0) ^ 1;
    const report = verifyRecord('a.pdf', changed, trust);
    expect(report).toMatchObject({ verdict: 'altered', problems: ['bytesChanged'] });
    expect(report.provenance?.recipient).toBe('远山医疗 · 王总');
  });

  it('names nobody when the record itself was rewritten', () => {
    const text = Buffer.from(mine).toString('latin1');
    const forged = Buffer.from(text.replace('"id":"u1"', '"id":"u9"'), 'latin1');
    expect(verifyRecord('a.pdf', forged, trust)).toMatchObject({
      verdict: 'altered',
      provenance: null,
      problems: ['signatureInvalid'],
    });
  });

  it('does not pass with the record of another export, and names nobody with both', () => {
    const from = findHole(other);
    const to = findHole(mine);
    const swapped = Buffer.concat([
      mine.subarray(0, to.start),
      other.subarray(from.start, from.end),
      mine.subarray(to.end),
    ]);
    expect(verdictOf(swapped)).toBe('altered');
    const both = Buffer.concat([swapped, mine.subarray(to.start, to.end)]);
    expect(verifyRecord('a.pdf', both, trust)).toMatchObject({
      verdict: 'altered',
      provenance: null,
    });
  });
});

describe('other files', () => {
  it('have no mark, and nobody is named', () => {
    expect(verifyRecord('a.pdf', plain, trust)).toMatchObject({
      verdict: 'noMark',
      provenance: null,
      problems: ['recordMissing'],
    });
    expect(verifyRecord('a.txt', Buffer.from('hello'), trust)).toMatchObject({
      verdict: 'noMark',
      problems: ['unknownKind'],
    });
  });

  it('never make the verifier throw', () => {
    const head = Buffer.from('{"algorithm":"Ed25519","byteRange":[0,');
    check(
      property(uint8Array({ maxLength: 600 }), anyString(), (noise, tail) => {
        for (const bytes of [
          noise,
          Buffer.concat([head, noise]),
          Buffer.from(head.toString() + tail),
        ]) {
          expect(verdictOf(bytes)).not.toBe('intact');
        }
      }),
      { numRuns: 300 },
    );
    const nested = `${head.toString()}0,90000,0],"x":${'['.repeat(40_000)}`;
    expect(verdictOf(Buffer.from(nested))).toBe('altered');
  });
});

describe('traceCodeOf', () => {
  it('is twelve digits of Crockford base 32 of the last 60 bits', () => {
    expect(traceCodeOf('00000000-0000-7000-8000-000000000000')).toBe('0000-0000-0000');
    expect(traceCodeOf('ffffffff-ffff-7fff-bfff-ffffffffffff')).toBe('ZZZZ-ZZZZ-ZZZZ');
    expect(traceCodeOf('00000000-0000-7000-8000-00000000001f')).toBe('0000-0000-000Z');
    check(
      property(uuid({ version: 7 }), (id) => {
        expect(traceCodeOf(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      }),
    );
  });
});
