import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { printFonts } from '../../../scripts/fonts.mjs';

const folder = await printFonts();

/** Name records of a WOFF file by their number. */
function namesOf(file: string): Map<number, string> {
  const font = readFileSync(join(folder, file));
  const entries = Array.from({ length: font.readUInt16BE(12) }, (_, index) => 44 + index * 20);
  const entry = entries.find((at) => font.toString('latin1', at, at + 4) === 'name') ?? 0;
  const [from, packed, length] = [4, 8, 12].map((at) => font.readUInt32BE(entry + at));
  const bytes = font.subarray(from, (from ?? 0) + (packed ?? 0));
  const table = packed === length ? bytes : inflateSync(bytes);
  const strings = table.readUInt16BE(4);
  return new Map(
    Array.from({ length: table.readUInt16BE(2) }, (_, index) => {
      const at = 6 + index * 12;
      const start = strings + table.readUInt16BE(at + 10);
      const text = Buffer.from(table.subarray(start, start + table.readUInt16BE(at + 8)));
      return [table.readUInt16BE(at + 6), text.swap16().toString('utf16le')] as const;
    }),
  );
}

describe('fonts of documents', () => {
  it.each([
    ['noto-sans-sc-4-400.woff', 'NotoSansSC-Regular', 'Noto Sans SC'],
    ['noto-sans-sc-4-600.woff', 'NotoSansSC-SemiBold', 'Noto Sans SC SemiBold'],
    ['latin-signs-400.woff', 'SourceSans3-Regular', 'Source Sans 3'],
  ])('%s is called %s', (file, postScript, whole) => {
    const names = namesOf(file);
    expect(names.get(6)).toBe(postScript);
    expect(names.get(4)).toBe(whole);
  });

  it('keep what the licence says', () => {
    expect(namesOf('noto-sans-sc-4-400.woff').get(0)).toMatch(/Adobe|Google/);
  });
});
