import type { Picture } from '#electron/composer/pixel-mark/index';

/**
 * A page with the layer laid over it, as a viewer draws it: alpha blending, the layer smoothly enlarged. `scale` =
 * pixels of the page a CSS pixel.
 */
export function overlaid(
  page: Picture,
  layer: Picture,
  layerPixel: number,
  scale: number,
): Picture {
  const { width, height } = page;
  const data = new Uint8Array(width * height * 4);
  const step = 1 / (scale * layerPixel);
  // Signed opacity: above 0 darkens, below 0 lightens.
  const signed = Float32Array.from({ length: layer.width * layer.height }, (_unused, i) =>
    layer.data[i * 4] === 0 ? layer.data[i * 4 + 3]! : -layer.data[i * 4 + 3]!,
  );
  const clampX = (x: number) => Math.max(0, Math.min(layer.width - 1, x));
  const clampY = (y: number) => Math.max(0, Math.min(layer.height - 1, y));
  for (let y = 0; y < height; y += 1) {
    const v = (y + 0.5) * step - 0.5;
    const v0 = Math.floor(v);
    const fv = v - v0;
    const top = clampY(v0) * layer.width;
    const bottom = clampY(v0 + 1) * layer.width;
    for (let x = 0; x < width; x += 1) {
      const u = (x + 0.5) * step - 0.5;
      const u0 = Math.floor(u);
      const fu = u - u0;
      const left = clampX(u0);
      const right = clampX(u0 + 1);
      const dark = (value: number) => Math.max(0, value);
      const light = (value: number) => Math.max(0, -value);
      const mix = (part: (value: number) => number) =>
        (1 - fv) * ((1 - fu) * part(signed[top + left]!) + fu * part(signed[top + right]!)) +
        fv * ((1 - fu) * part(signed[bottom + left]!) + fu * part(signed[bottom + right]!));
      const black = mix(dark) / 255;
      const white = mix(light) / 255;
      const at = (y * width + x) * 4;
      for (let c = 0; c < 3; c += 1) {
        const value = page.data[at + c]!;
        data[at + c] = Math.round(value * (1 - black - white) + 255 * white);
      }
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}
