import { encode } from 'fast-png';
import { LAYER_PIXEL, markLayer, markTile } from './pixel-mark/index';

/** CSS pixels of a 16:9 slide. */
const SLIDE = { width: 1280, height: 720 };

/** White with the invisible mark of an id, as wide as a slide: a data URL of a PNG without transparency. */
export function slideBackground(id: bigint): string {
  const width = SLIDE.width / LAYER_PIXEL;
  const height = SLIDE.height / LAYER_PIXEL;
  const { data } = markLayer(markTile(id), width, height);
  // Black at an opacity darkens white by as much; white leaves it as it is.
  const shades = Uint8Array.from({ length: width * height }, (_unused, i) =>
    data[i * 4] === 0 ? 255 - data[i * 4 + 3]! : 255,
  );
  const png = encode({ width, height, data: shades, channels: 1, depth: 8 });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
