import { decode, encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { detectMark, markLayer, markTile } from '#electron/composer/pixel-mark/index';
import { marked, piece, placed, textPage } from './pages';

const ID = 0x9ab3_4c5d_6e7f_8091n;
const page = textPage(640, 900);
const sent = marked(page, ID);

describe('the invisible mark', () => {
  it('is found on a page as it is', () => {
    expect(detectMark(sent)).toBe(ID);
  });

  it('tells ids apart that differ in one bit', () => {
    expect(detectMark(marked(page, ID ^ 1n))).toBe(ID ^ 1n);
  });

  it('carries the smallest and the largest id', () => {
    expect(detectMark(marked(page, 0n))).toBe(0n);
    expect(detectMark(marked(page, 2n ** 64n - 1n))).toBe(2n ** 64n - 1n);
  });

  it('lies on dark pages, too, and on grey ones', () => {
    expect(detectMark(marked(textPage(640, 900, 0, 220), ID))).toBe(ID);
    expect(detectMark(marked(textPage(640, 900, 128, 20), ID))).toBe(ID);
  });

  it('is found in a piece, wherever it was cut', () => {
    expect(detectMark(piece(sent, { left: 131, top: 207, width: 420, height: 500 }))).toBe(ID);
  });

  it('is found at another scale, and turned', () => {
    const larger = placed(sent, 870, 1224, (x, y) => [x / 1.36, y / 1.36]);
    expect(detectMark(larger)).toBe(ID);
    const angle = (1.7 * Math.PI) / 180;
    const turned = placed(sent, 640, 900, (x, y) => [
      320 + (x - 320) * Math.cos(angle) - (y - 450) * Math.sin(angle),
      450 + (x - 320) * Math.sin(angle) + (y - 450) * Math.cos(angle),
    ]);
    expect(detectMark(turned)).toBe(ID);
  });

  it('is found after strong compression', () => {
    const received = decode(encode(sent, 30).data, { useTArray: true });
    expect(detectMark(received)).toBe(ID);
  });

  it('is not seen where there is none', () => {
    expect(detectMark(page)).toBeNull();
    expect(detectMark(textPage(300, 200, 90, 200))).toBeNull();
    expect(detectMark({ width: 1, height: 1, data: new Uint8Array(4) })).toBeNull();
  });

  it('names one of two whose marks lie on one page, never a third', () => {
    const other = 0x1111_2222_3333_4444n;
    expect([ID, other, null]).toContain(detectMark(marked(sent, other)));
  });
});

describe('the layer', () => {
  it('may only darken white paper and only lighten black', () => {
    const { data } = markLayer(markTile(ID), 160, 160);
    for (let at = 0; at < data.length; at += 4) {
      expect([0, 255]).toContain(data[at]);
      expect(data[at + 3]).toBeLessThanOrEqual(3);
    }
  });

  it('keeps a white page above 42 dB', () => {
    const white = marked(textPage(320, 320, 255, 255), ID);
    let squares = 0;
    for (const value of white.data) squares += (255 - value) ** 2;
    expect(10 * Math.log10(255 ** 2 / (squares / (320 * 320 * 3)))).toBeGreaterThan(42);
  });

  it('repeats without a seam', () => {
    const { data, width } = markLayer(markTile(ID), 400, 400);
    const at = (x: number, y: number) => data[(y * width + x) * 4 + 3];
    expect(at(7, 9)).toBe(at(167, 169));
    expect(at(100, 230)).toBe(at(260, 70));
  });
});
