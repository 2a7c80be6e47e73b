// @ts-check

/** Platform Windows, Unicode BMP, English (United States): what every reader knows. */
const [PLATFORM, ENCODING, LANGUAGE] = [3, 1, 0x0409];
const HEADER = 12;
const ENTRY = 16;
/** Where `head` keeps what all checksums of the file add up to. */
const WHOLE_CHECKSUM_AT = 8;
const WHOLE_CHECKSUM = 0xb1b0afba;

/**
 * A TrueType font under another name, e.g. `Noto Sans SC` and `SemiBold`: as that it stands in the list of a document's
 * fonts. Its outlines, layout and licence are as they were.
 * (File format: OpenType 1.9, "Organization of an OpenType Font" and "name".)
 * @param {Buffer} font
 * @param {string} family
 * @param {string} style
 * @returns {Buffer}
 */
export function withNames(font, family, style) {
  const tables = tablesOf(font);
  const legal = keptNames(tables.get('name'));
  tables.set('name', nameTable([...legal, ...namesOf(family, style)]));
  return assemble(font.readUInt32BE(0), tables);
}

/** @param {Buffer} font @returns {Map<string, Buffer>} */
function tablesOf(font) {
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = HEADER + index * ENTRY;
      const from = font.readUInt32BE(at + 8);
      const bytes = font.subarray(from, from + font.readUInt32BE(at + 12));
      return [font.toString('latin1', at, at + 4), Buffer.from(bytes)];
    }),
  );
}

/** @typedef {[id: number, text: string]} Name */

/** Copyright, trademark, licence and its address. */
const LEGAL = [0, 7, 13, 14];

/** @param {Buffer | undefined} table @returns {Name[]} */
function keptNames(table) {
  if (table === undefined) return [];
  const strings = table.readUInt16BE(4);
  return Array.from({ length: table.readUInt16BE(2) }, (_, index) => 6 + index * 12)
    .filter((at) => table.readUInt16BE(at) === PLATFORM && table.readUInt16BE(at + 4) === LANGUAGE)
    .filter((at) => LEGAL.includes(table.readUInt16BE(at + 6)))
    .map((at) => {
      const from = strings + table.readUInt16BE(at + 10);
      const bytes = Buffer.from(table.subarray(from, from + table.readUInt16BE(at + 8)));
      return [table.readUInt16BE(at + 6), bytes.swap16().toString('utf16le')];
    });
}

/** @param {string} family @param {string} style @returns {Name[]} */
function namesOf(family, style) {
  const plain = style === 'Regular';
  const whole = plain ? family : `${family} ${style}`;
  const postScript = `${family.replaceAll(' ', '')}-${style}`;
  // Families of the first kind have no other styles than these four; the second kind says it as it is.
  const typographic = plain
    ? []
    : /** @type {Name[]} */ ([
        [16, family],
        [17, style],
      ]);
  return [[1, whole], [2, 'Regular'], [3, postScript], [4, whole], [6, postScript], ...typographic];
}

/** @param {Name[]} names @returns {Buffer} */
function nameTable(names) {
  const sorted = names.toSorted(([a], [b]) => a - b);
  const header = Buffer.alloc(6 + sorted.length * 12);
  header.writeUInt16BE(sorted.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  const strings = sorted.map(([id, text], index) => {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    const record = [PLATFORM, ENCODING, LANGUAGE, id, bytes.length, offset];
    for (const [place, value] of record.entries()) {
      header.writeUInt16BE(value, 6 + index * 12 + place * 2);
    }
    offset += bytes.length;
    return bytes;
  });
  return Buffer.concat([header, ...strings]);
}

/** @param {number} version @param {Map<string, Buffer>} tables @returns {Buffer} */
function assemble(version, tables) {
  tables.get('head')?.writeUInt32BE(0, WHOLE_CHECKSUM_AT);
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(HEADER + sorted.length * ENTRY);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  directory.writeUInt32BE(version, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(power * ENTRY, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((sorted.length - power) * ENTRY, 10);
  let offset = directory.length;
  const bodies = sorted.map(([tag, bytes], index) => {
    const body = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
    const at = HEADER + index * ENTRY;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(body), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(bytes.length, at + 12);
    offset += body.length;
    return body;
  });
  const font = Buffer.concat([directory, ...bodies]);
  const head = sorted.findIndex(([tag]) => tag === 'head');
  if (head >= 0) {
    const at = directory.readUInt32BE(HEADER + head * ENTRY + 8) + WHOLE_CHECKSUM_AT;
    font.writeUInt32BE((WHOLE_CHECKSUM - checksum(font)) >>> 0, at);
  }
  return font;
}

/** Sum of the 32-bit words of a padded table. @param {Buffer} body */
function checksum(body) {
  let sum = 0;
  for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
  return sum;
}
