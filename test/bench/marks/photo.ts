import type { Picture } from '#electron/composer/pixel-mark/index';
import type { Random } from './random';

/** Smooth noise with detail at every size, as hills, clouds and cloth have; values about 0 ± 1. */
function fractal(random: Random, size: number, roughness: number): Float64Array {
  const sum = new Float64Array(size * size);
  for (let cell = size / 4, height = 1; cell >= 2; cell /= 2, height *= roughness) {
    const side = Math.ceil(size / cell) + 1;
    const grid = Float64Array.from({ length: side * side }, () => random.between(-1, 1) * height);
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        const gx = Math.floor(x / cell);
        const gy = Math.floor(y / cell);
        const fx = ease(x / cell - gx);
        const fy = ease(y / cell - gy);
        const at = gy * side + gx;
        sum[y * size + x]! +=
          (1 - fy) * ((1 - fx) * grid[at]! + fx * grid[at + 1]!) +
          fy * ((1 - fx) * grid[at + side]! + fx * grid[at + side + 1]!);
      }
    }
  }
  return sum;
}

const ease = (t: number) => t * t * (3 - 2 * t);

/**
 * A picture with the statistics of a photograph: a lit gradient, round things with soft shadows, sharp texture in some
 * places and calm in others, the grain of a sensor. Generated, not a photograph of anything. `calm` = false leaves no
 * quiet place anywhere, like gravel or foliage from edge to edge.
 */
export function photoLike(random: Random, size: number, calm: boolean): Picture {
  const texture = fractal(random, size, random.between(0.35, 0.6));
  const where = fractal(random, size, 0.2);
  const tone = [random.between(60, 190), random.between(60, 190), random.between(60, 190)];
  const contrast = random.between(25, 80);
  const grain = random.between(0.5, 3);
  const light = [random.between(-70, 70), random.between(-70, 70)];
  const things = Array.from({ length: 7 }, () => ({
    x: random.between(0, size),
    y: random.between(0, size),
    radius: random.between(size / 20, size / 5),
    shade: random.between(-70, 70),
  }));
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const i = y * size + x;
      const sharpness = calm ? Math.max(0.02, Math.min(1, 0.35 + 1.4 * where[i]!)) : 1;
      let value = contrast * sharpness * texture[i]!;
      value += light[0]! * (x / size - 0.5) + light[1]! * (y / size - 0.5);
      for (const thing of things) {
        const distance = Math.hypot(x - thing.x, y - thing.y) / thing.radius;
        if (distance < 1.05) value += thing.shade * Math.min(1, (1.05 - distance) * 20);
      }
      const noise = grain * random.normal();
      for (let channel = 0; channel < 3; channel += 1) {
        const colour = tone[channel]! + value + noise;
        data[i * 4 + channel] = Math.max(0, Math.min(255, colour));
      }
      data[i * 4 + 3] = 255;
    }
  }
  return { width: size, height: size, data };
}
