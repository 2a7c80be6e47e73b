import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  detectMark,
  LAYER_PIXEL,
  markLayer,
  markTile,
  readPicture,
  type Picture,
} from '#electron/composer/pixel-mark/index';
import { CHANNELS, cropped, jpeg, scaled } from './channels';
import { overlaid } from './overlay';
import { randomOf, type Random } from './random';

/** How one marked page came out of one channel. */
export interface Finding {
  readonly channel: string;
  readonly outcome: 'right' | 'none' | 'wrong';
  /** Processor time of the detection alone: what else the machine does is not counted. */
  readonly milliseconds: number;
}

export interface PageFindings {
  readonly page: string;
  /** Of the marked page against the unmarked one at 100 %, dB over the three colours. */
  readonly psnr: number;
  readonly findings: readonly Finding[];
}

function pictureOf(folder: string, page: string, zoom: number): Picture {
  const picture = readPicture(readFileSync(join(folder, `${page}@${zoom}.png`)));
  if (!picture) throw new Error(`${page} is not a picture`);
  return picture;
}

const randomId = (random: Random) =>
  (BigInt(Math.floor(random.between(0, 2 ** 32))) << 32n) |
  BigInt(Math.floor(random.between(0, 2 ** 32)));

/** A4 at two CSS pixels a pixel of the layer. */
const layerOf = (id: bigint) => markLayer(markTile(id), 397, 562);

/** One page through the channels whose names `wanted` accepts, each with a seed of its own. */
export function measurePage(
  folder: string,
  page: string,
  wanted: (channel: string) => boolean,
): PageFindings {
  const id = randomId(randomOf(`${page}/id`));
  const layer = layerOf(id);
  const plain = pictureOf(folder, page, 1);
  const marked = overlaid(plain, layer, LAYER_PIXEL, 1);
  const findings = CHANNELS.filter(({ name }) => wanted(name)).map(({ name, zoom, distort }) => {
    const random = randomOf(`${page}/${name}`);
    const scale = zoom(random);
    const sent =
      scale === 1 ? marked : overlaid(pictureOf(folder, page, scale), layer, LAYER_PIXEL, scale);
    const received = distort(sent, random);
    const begun = process.threadCpuUsage();
    const found = detectMark(received);
    const { user, system } = process.threadCpuUsage(begun);
    const outcome: Finding['outcome'] = found === null ? 'none' : found === id ? 'right' : 'wrong';
    return { channel: name, outcome, milliseconds: (user + system) / 1000 };
  });
  return { page, psnr: psnrOf(plain, marked), findings };
}

function psnrOf(a: Picture, b: Picture): number {
  let sum = 0;
  // Alpha is 255 in both and adds nothing.
  for (let i = 0; i < a.data.length; i += 1) sum += (a.data[i]! - b.data[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / (a.width * a.height * 3)));
}

/** Of pictures that must not be given to anybody (unmarked) or only to one other person. */
export interface Alarms {
  readonly unmarked: number;
  readonly otherId: number;
  /** Pictures for which an id was told that is not theirs. */
  readonly wrong: number;
}

/** Pieces of a page, scaled and compressed; every other one carries an id of its own. */
export function countAlarms(folder: string, page: string, count: number): Alarms {
  const plain = pictureOf(folder, page, 1);
  const random = randomOf(`${page}/alarms`);
  let otherId = 0;
  let wrong = 0;
  for (let i = 0; i < count; i += 1) {
    const scale = random.between(0.6, 1.2);
    const piece = scaled(cropped(plain, random.between(0.06, 0.16), random), scale);
    const id = i % 2 === 0 ? null : randomId(random);
    const shown = id === null ? piece : overlaid(piece, layerOf(id), LAYER_PIXEL, scale);
    const found = detectMark(i % 3 === 0 ? jpeg(shown, Math.floor(random.between(20, 95))) : shown);
    if (id !== null) otherId += 1;
    if (found !== null && found !== id) wrong += 1;
  }
  return { unmarked: count - otherId, otherId, wrong };
}
