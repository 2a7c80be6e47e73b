import type { Picture } from './picture';
import { SAMPLE, SIDE } from './tile';

/**
 * Opacity steps (of 255) at the mark's root mean square. On white paper only the dark half of the mark shows, on a dark
 * cover only its light half, on a picture both. The light half is weaker, because the eye sees more on black.
 */
const DARK = 2;
const LIGHT = 1.4;

/**
 * The mark as a layer to lay over a page: black where the mark is dark, white where it is light, nearly transparent
 * everywhere. One pixel of the layer covers 2 × 2 CSS pixels; `width` and `height` are pixels of the layer.
 */
export function markLayer(tile: Float64Array, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = tile[(y % SIDE) * SIDE + (x % SIDE)] ?? 0;
      const at = (y * width + x) * 4;
      const shade = value > 0 ? 0 : 255;
      data.fill(shade, at, at + 3);
      data[at + 3] = Math.round(value > 0 ? value * DARK : -value * LIGHT);
    }
  }
  return { width, height, data };
}

/** CSS pixels that a pixel of the layer covers. */
export const LAYER_PIXEL = SAMPLE;
