/** A picture in memory: 8 bits a channel, red, green, blue, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One number a pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * Brightness (ITU-R BT.601, 0–255) of a picture on white paper, made smaller by averaging areas when its longer side is
 * over `longest` pixels; never larger.
 */
export function brightness({ width, height, data }: Picture, longest: number): Plane {
  const whole = new Float32Array(width * height);
  for (let i = 0, at = 0; i < whole.length; i += 1, at += 4) {
    const grey =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    const alpha = (data[at + 3] ?? 255) / 255;
    whole[i] = 255 + alpha * (grey - 255);
  }
  const plane = { width, height, values: whole };
  const factor = Math.max(width, height) / longest;
  return factor <= 1
    ? plane
    : resized(
        plane,
        Math.max(1, Math.round(width / factor)),
        Math.max(1, Math.round(height / factor)),
      );
}

/** Averages over areas, one direction after the other. */
function resized({ width, height, values }: Plane, toWidth: number, toHeight: number): Plane {
  const across = new Float32Array(toWidth * height);
  const columns = spans(width, toWidth);
  for (let y = 0; y < height; y += 1) {
    for (const [x, parts] of columns.entries()) {
      let sum = 0;
      for (const { from, weight } of parts) sum += (values[y * width + from] ?? 0) * weight;
      across[y * toWidth + x] = sum;
    }
  }
  const down = new Float32Array(toWidth * toHeight);
  for (const [y, parts] of spans(height, toHeight).entries()) {
    for (const { from, weight } of parts) {
      for (let x = 0; x < toWidth; x += 1) {
        down[y * toWidth + x] =
          (down[y * toWidth + x] ?? 0) + (across[from * toWidth + x] ?? 0) * weight;
      }
    }
  }
  return { width: toWidth, height: toHeight, values: down };
}

/** For each of `to` pixels the pixels of a row of `from` that it covers, with their shares (sum 1). */
function spans(from: number, to: number): { from: number; weight: number }[][] {
  const size = from / to;
  return Array.from({ length: to }, (_unused, i) => {
    const parts: { from: number; weight: number }[] = [];
    const end = Math.min(from, (i + 1) * size);
    for (let at = Math.floor(i * size); at < end; at += 1) {
      const share = Math.min(end, at + 1) - Math.max(i * size, at);
      if (share > 1e-9) parts.push({ from: at, weight: share / size });
    }
    return parts;
  });
}
