import { inflateSync } from 'node:zlib';
import { convertIndexedToRgb, decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import type { Picture } from './picture';

/** A scan of an A3 sheet at 300 dpi has 17 million pixels, the largest screens 15 million. */
const MOST_PIXELS = 25_000_000;
/** What jpeg-js reserves for a picture of {@link MOST_PIXELS} stays below. */
const MOST_JPEG_MEGABYTES = 512;

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_HEAD = [0xff, 0xd8, 0xff];
const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  head.every((value, i) => bytes[i] === value);

/** Whether the bytes begin as a PNG or a JPEG does. */
export function isPicture(bytes: Uint8Array): boolean {
  return startsWith(bytes, PNG_HEAD) || startsWith(bytes, JPEG_HEAD);
}

/** The pixels of a PNG or JPEG; null when it is damaged, has over 25 million pixels or is packed to burst. Never throws. */
export function readPicture(bytes: Uint8Array): Picture | null {
  try {
    return startsWith(bytes, PNG_HEAD) ? readPng(bytes) : readJpeg(bytes);
  } catch {
    // The decoders throw whatever they stumble over; all of it means that this is not a whole picture.
    return null;
  }
}

const readJpeg = (bytes: Uint8Array): Picture =>
  decodeJpeg(bytes, {
    useTArray: true,
    maxResolutionInMP: MOST_PIXELS / 1e6,
    maxMemoryUsageInMB: MOST_JPEG_MEGABYTES,
  });

/** Chunks that make the picture; the others may hide something that unpacks without end. */
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** Channels by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function readPng(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (width * height > MOST_PIXELS) throw new RangeError('too many pixels');
  const bits = (file[24] ?? 0) * (CHANNELS[file[25] ?? -1] ?? 0);
  const parts = [file.subarray(0, PNG_HEAD.length)];
  const packed: Buffer[] = [];
  for (let at = PNG_HEAD.length; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (NEEDED.has(type)) parts.push(file.subarray(at, end));
    if (type === 'IDAT') packed.push(file.subarray(at + 8, end - 4));
    at = end;
  }
  // Throws when more comes out than such a picture has: its rows, and a few bytes a row where they are interlaced.
  inflateSync(Buffer.concat(packed), {
    maxOutputLength: Math.ceil((width * bits) / 8) * height + 4 * height + 1024,
  });
  return asPicture(decodePng(Buffer.concat(parts)));
}

type Png = ReturnType<typeof decodePng>;

function asPicture(png: Png): Picture {
  const { width, height, depth } = png;
  if (png.palette) return spread(convertIndexedToRgb(png), png, png.palette[0]?.length ?? 3, 255);
  if (depth >= 8) return spread(png.data, png, png.channels, depth === 16 ? 65_535 : 255);
  // Few grey steps lie packed like the numbers of a palette.
  const steps = 2 ** depth;
  const greys = Array.from({ length: steps }, (_unused, i) => {
    const grey = Math.round((255 * i) / (steps - 1));
    return [grey, grey, grey] as [number, number, number];
  });
  return spread(convertIndexedToRgb({ ...png, palette: greys }), { width, height }, 3, 255);
}

/** Any number of channels from 1 to 4, up to `most`, as red, green, blue, alpha of 8 bits. */
function spread(
  values: ArrayLike<number>,
  { width, height }: { readonly width: number; readonly height: number },
  channels: number,
  most: number,
): Picture {
  const data = new Uint8Array(width * height * 4).fill(255);
  const colours = channels < 3 ? 1 : 3;
  for (let i = 0; i < width * height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data[i * 4 + channel] = (values[i * channels + (channel % colours)]! * 255) / most;
    }
    if (channels % 2 === 0) data[i * 4 + 3] = (values[(i + 1) * channels - 1]! * 255) / most;
  }
  return { width, height, data };
}
