import { formatInstant } from '../format';
import type { Provenance } from './model';
import { PRINT_FONT } from './print-css';
import { clip, printable, type DocumentText } from './text';

/** The visible mark of an export: what stands at the foot of every page and what is tiled across it. */
export interface TraceMark {
  /** Parts of the foot line: who · for whom · when · trace code. */
  readonly line: readonly string[];
  /** Lines of one watermark tile. */
  readonly tile: readonly string[];
  readonly demo: boolean;
}

/** Crockford's base 32: no I, L, O, U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * `XXXX-XXXX-XXXX`: the last 60 bits of the export's UUIDv7 in Crockford base 32. They are random bits of the id, so
 * a code says nothing about time or order and cannot be guessed from another.
 */
export function traceCodeOf(exportId: string): string {
  const tail = BigInt(`0x${exportId.replaceAll('-', '').slice(-15)}`);
  const digits = Array.from({ length: 12 }, (_unused, i) => {
    const index = Number((tail >> BigInt(5 * (11 - i))) & 31n);
    return DIGITS.charAt(index);
  }).join('');
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-');
}

/** What the invisible mark of an export carries: the last 64 bits of its UUIDv7, of which 62 are random. */
export function pixelIdOf(exportId: string): bigint {
  return BigInt(`0x${exportId.replaceAll('-', '').slice(-16)}`);
}

/** The trace code of the export whose invisible mark carries `id`. */
export function traceCodeOfId(id: bigint): string {
  return traceCodeOf(id.toString(16).padStart(16, '0'));
}

/** The mark for one export, from the same record that is signed. `timeZone` is the reader's, e.g. `Asia/Shanghai`. */
export function traceMark(
  record: Pick<Provenance, 'actor' | 'recipient' | 'exportedAt' | 'traceCode' | 'workspace'>,
  timeZone: string,
  text: DocumentText,
): TraceMark {
  const actor = clip(record.actor.name, 40);
  const recipient = clip(record.recipient, 60);
  const demo = record.workspace.demo ? [text('mark.demo')] : [];
  const when = text('mark.at', {
    local: formatInstant(record.exportedAt, timeZone),
    utc: formatInstant(record.exportedAt, 'UTC'),
  });
  return {
    line: [
      ...demo,
      text('mark.by', { name: actor }),
      text('mark.to', { recipient }),
      when,
      text('mark.code', { code: record.traceCode }),
    ],
    tile: [[...demo, `${clip(actor, 16)} → ${clip(recipient, 24)}`].join(' · '), record.traceCode],
    demo: record.workspace.demo,
  };
}

const escapeXml = (text: string) =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const TILE = { width: 329, height: 245 };
/** The longest line that its turned tile holds, in CSS pixels. */
const LONGEST_LINE = 310;

/** Size of the letters in CSS pixels: 13, or smaller where a line would be cut at the edge of its tile. */
function sizeOfTile(lines: readonly string[]): number {
  const widths = lines.map((line) => {
    const wide = line.match(/[\u2E80-\uFF60]/g)?.length ?? 0;
    return wide + (line.length - wide) * 0.58;
  });
  return Math.min(13, Math.floor((LONGEST_LINE / Math.max(1, ...widths)) * 10) / 10);
}

/**
 * One tile of the light diagonal watermark as an SVG document; small and pale enough to read through. The stylesheet
 * lays two across and four down, so that none is cut at the edges of a page.
 */
export function watermarkTile(mark: TraceMark, fontCss: string): string {
  const { width, height } = TILE;
  const lines = mark.tile.map(
    (line, i) => `<text x="${width / 2}" y="${height / 2 - 4 + i * 19}">${escapeXml(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><style>${fontCss}</style><g font-family="${PRINT_FONT}" font-size="${sizeOfTile(mark.tile)}" fill="#000" fill-opacity="0.085" text-anchor="middle" transform="rotate(-24 ${width / 2} ${height / 2})">${lines.join('')}</g></svg>`;
}
