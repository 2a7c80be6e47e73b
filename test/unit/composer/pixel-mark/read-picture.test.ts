import { deflateSync } from 'node:zlib';
import { assert as check, integer, property, uint8Array } from 'fast-check';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { isPicture, readPicture } from '#electron/composer/pixel-mark/index';

/** A PNG of the given header and packed rows, with chunks before the picture's data. */
function png(
  header: { width: number; height: number; depth: number; type: number },
  rows: Uint8Array,
  before: readonly (readonly [string, Uint8Array])[] = [],
): Uint8Array {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(header.width, 0);
  ihdr.writeUInt32BE(header.height, 4);
  ihdr.set([header.depth, header.type, 0, 0, 0], 8);
  const chunk = ([name, data]: readonly [string, Uint8Array]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
  };
  const chunks = [
    ['IHDR', ihdr],
    ...before,
    ['IDAT', deflateSync(rows)],
    ['IEND', new Uint8Array()],
  ];
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([head, ...chunks.map((each) => chunk(each as [string, Uint8Array]))]);
}

const colours = Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 255]);

describe('reading pictures', () => {
  it('knows PNG and JPEG by their first bytes', () => {
    expect(isPicture(encodePng({ width: 2, height: 2, data: colours }))).toBe(true);
    expect(isPicture(encodeJpeg({ width: 2, height: 2, data: colours }, 90).data)).toBe(true);
    expect(isPicture(Buffer.from('%PDF-1.7'))).toBe(false);
    expect(isPicture(new Uint8Array())).toBe(false);
  });

  it('reads colours with and without transparency, and 16 bits', () => {
    const rgba = readPicture(encodePng({ width: 2, height: 2, data: colours }));
    expect(rgba).toMatchObject({ width: 2, height: 2 });
    expect([...(rgba?.data ?? [])]).toEqual([...colours]);
    const deep = Uint16Array.from([65_535, 0, 32_768]);
    const rgb = readPicture(encodePng({ width: 1, height: 1, data: deep, depth: 16, channels: 3 }));
    expect([...(rgb?.data ?? [])]).toEqual([255, 0, 127, 255]);
  });

  it('reads greys of one bit and palettes', () => {
    const bits = png({ width: 3, height: 1, depth: 1, type: 0 }, Uint8Array.from([0, 0b1010_0000]));
    expect([...(readPicture(bits)?.data ?? [])].filter((_v, i) => i % 4 === 0)).toEqual([
      255, 0, 255,
    ]);
    const palette = Uint8Array.from([10, 20, 30, 200, 210, 220]);
    const indexed = png({ width: 2, height: 1, depth: 8, type: 3 }, Uint8Array.from([0, 1, 0]), [
      ['PLTE', palette],
    ]);
    expect([...(readPicture(indexed)?.data ?? [])]).toEqual([200, 210, 220, 255, 10, 20, 30, 255]);
  });

  it('refuses what unpacks to more than its size says', () => {
    const bomb = png({ width: 10, height: 10, depth: 8, type: 6 }, new Uint8Array(40_000_000));
    expect(readPicture(bomb)).toBeNull();
  });

  it('does not unpack a colour profile', () => {
    const profile = Buffer.concat([Buffer.from('x\0\0'), deflateSync(new Uint8Array(1e6))]);
    const row = Uint8Array.from([0, 1, 2, 3]);
    const withProfile = png({ width: 1, height: 1, depth: 8, type: 2 }, row, [['iCCP', profile]]);
    expect([...(readPicture(withProfile)?.data ?? [])]).toEqual([1, 2, 3, 255]);
  });

  it('refuses more pixels than a page has, before it reserves them', () => {
    expect(
      readPicture(png({ width: 60_000, height: 60_000, depth: 8, type: 6 }, new Uint8Array(9))),
    ).toBeNull();
    const jpeg = Buffer.from(encodeJpeg({ width: 2, height: 2, data: colours }, 90).data);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(60_000, frame + 5);
    jpeg.writeUInt16BE(60_000, frame + 7);
    expect(readPicture(jpeg)).toBeNull();
  });

  it('never throws, whatever was cut off or changed', () => {
    const whole = [
      Buffer.from(encodePng({ width: 2, height: 2, data: colours })),
      Buffer.from(encodeJpeg({ width: 2, height: 2, data: colours }, 80).data),
    ];
    check(
      property(
        integer({ min: 0, max: 1 }),
        integer({ min: 3, max: 400 }),
        uint8Array({ maxLength: 12 }),
        (which, at, junk) => {
          const bytes = Buffer.from(whole[which]!);
          bytes.set(junk.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
          expect(() => readPicture(bytes)).not.toThrow();
          expect(() => readPicture(bytes.subarray(0, at))).not.toThrow();
        },
      ),
    );
  });
});
