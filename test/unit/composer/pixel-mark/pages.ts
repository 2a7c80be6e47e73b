import {
  LAYER_PIXEL,
  markLayer,
  markTile,
  type Picture,
} from '#electron/composer/pixel-mark/index';

/** A white page with lines of dark blocks, as text looks from afar; width × height pixels. */
export function textPage(width: number, height: number, paper = 255, ink = 30): Picture {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const margin = x < width / 10 || x > width * 0.9;
      const letter = y % 22 < 10 && (x * 7 + Math.floor(y / 22) * 13) % 11 < 6;
      data.fill(!margin && letter ? ink : paper, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

/** The page with the mark of an id over it; `scale` = pixels of the page a CSS pixel. */
export function marked(page: Picture, id: bigint, scale = 1): Picture {
  const { width, height } = page;
  const columns = Math.ceil(width / scale / LAYER_PIXEL);
  const layer = markLayer(markTile(id), columns, Math.ceil(height / scale / LAYER_PIXEL));
  const data = Uint8Array.from(page.data);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const v = Math.floor((y + 0.5) / scale / LAYER_PIXEL);
      const at = (v * columns + Math.floor((x + 0.5) / scale / LAYER_PIXEL)) * 4;
      const opacity = layer.data[at + 3]! / 255;
      for (let i = (y * width + x) * 4; i % 4 < 3; i += 1) {
        data[i] = Math.round(data[i]! * (1 - opacity) + layer.data[at]! * opacity);
      }
    }
  }
  return { width, height, data };
}

/** A piece of a picture. */
export function piece(
  picture: Picture,
  { left, top, width, height }: Record<'left' | 'top' | 'width' | 'height', number>,
): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

/** Every pixel from its place in another picture (nearest); white where there is none. */
export function placed(
  picture: Picture,
  width: number,
  height: number,
  place: (x: number, y: number) => readonly [number, number],
): Picture {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = place(x, y).map(Math.round) as [number, number];
      if (sx < 0 || sy < 0 || sx >= picture.width || sy >= picture.height) continue;
      const from = (sy * picture.width + sx) * 4;
      data.set(picture.data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}
