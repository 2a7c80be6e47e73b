import { encode } from 'fast-png';
import type { ScreenParts } from '#shared/composer/render-html';
import { pixelIdOf } from '#shared/composer/trace-mark';
import { HOLE_MARK } from './hole';
import { LAYER_PIXEL, markLayer, markTile, TILE_SIDE } from './pixel-mark/index';

/** What a document as one HTML file may do: show what is inside of it. It fetches, runs and sends nothing. */
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Tiles a side of the repeated picture: browsers lay repetitions at whole pixels, and few seams shift the waves less. */
const TILES = 3;

/** The invisible mark as a picture to be repeated over a page. */
export function repeatedLayer(exportId: string): ScreenParts['layer'] {
  const samples = TILES * TILE_SIDE;
  const picture = markLayer(markTile(pixelIdOf(exportId)), samples, samples);
  const png = Buffer.from(encode({ ...picture, channels: 4, depth: 8 })).toString('base64');
  return { url: `data:image/png;base64,${png}`, side: samples * LAYER_PIXEL };
}

/** What makes an exported page traceable on screen; the signed record is put in later. */
export function screenParts(exportId: string, traceCode: string): ScreenParts {
  return { policy: POLICY, traceCode, layer: repeatedLayer(exportId), record: HOLE_MARK };
}
