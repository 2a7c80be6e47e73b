import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { NO_KNOWLEDGE, verifyBytes, type Knowledge } from '#electron/composer/verify-file';
import type { Provenance } from '#shared/composer/model';
import { pixelIdOf, traceCodeOf, traceCodeOfId } from '#shared/composer/trace-mark';
import { marked, textPage } from './pixel-mark/pages';

const EXPORT_ID = '0199c0de-1234-7abc-89ab-0123456789ab';
const record = { traceCode: traceCodeOf(EXPORT_ID), recipient: '远山医疗' } as Provenance;
const knowledge: Knowledge = {
  ...NO_KNOWLEDGE,
  exportOf: (id) => (id === pixelIdOf(EXPORT_ID) ? record : null),
};
const page = textPage(560, 760);
const png = (id: string) => encodePng(marked(page, pixelIdOf(id)));

describe('the verdict on a picture', () => {
  it('names the export whose mark it carries', () => {
    expect(verifyBytes('shot.png', png(EXPORT_ID), knowledge)).toEqual({
      fileName: 'shot.png',
      verdict: 'traced',
      provenance: record,
      pixelCode: record.traceCode,
      keyFingerprint: null,
      ownKey: false,
      revokedAt: null,
      registered: true,
      problems: [],
    });
  });

  it('works on a JPEG', () => {
    const { data } = encodeJpeg(marked(page, pixelIdOf(EXPORT_ID)), 60);
    expect(verifyBytes('shot.jpg', data, knowledge).verdict).toBe('traced');
  });

  it('tells the code but names nobody when the export is not registered here', () => {
    const stranger = '0199c0de-1234-7abc-89ab-0123456789ac';
    expect(verifyBytes('shot.png', png(stranger), knowledge)).toMatchObject({
      verdict: 'unknownTrace',
      provenance: null,
      pixelCode: traceCodeOf(stranger),
      registered: false,
    });
  });

  it('says that there is no mark, or that the picture cannot be read', () => {
    expect(verifyBytes('a.png', encodePng(page), knowledge)).toMatchObject({
      verdict: 'noMark',
      pixelCode: null,
      problems: ['markMissing'],
    });
    const half = encodePng(page).subarray(0, 400);
    expect(verifyBytes('a.png', half, knowledge)).toMatchObject({
      verdict: 'noMark',
      problems: ['pictureUnreadable'],
    });
  });

  it('judges any other file by its bytes', () => {
    expect(verifyBytes('a.txt', Buffer.from('hello'), knowledge).problems).toEqual(['unknownKind']);
  });
});

describe('the id in the mark', () => {
  it('leads to the trace code that is printed on the page', () => {
    expect(traceCodeOfId(pixelIdOf(EXPORT_ID))).toBe(traceCodeOf(EXPORT_ID));
    expect(traceCodeOfId(1n)).toBe('0000-0000-0001');
  });
});
