import type { Residual } from './residual';

/** Waves in a picture, against what is usual in their neighbourhood of the spectrum. */
export interface Spectrum {
  /** Points a side; a power of two. Point (u, v) at `v * size + u` is u/size cycles a cell across, v/size down. */
  readonly size: number;
  /** Amplitude over the root mean square of the surroundings; about 0.9 where nothing is hidden. */
  readonly prominence: Float32Array;
  /** Mean power of the surroundings. */
  readonly level: Float32Array;
}

/** Points in every direction that count as surroundings. */
const SURROUNDINGS = 8;

/** The spectrum of the weighted differences. */
export function spectrumOf({ width, height, signal }: Residual): Spectrum {
  const size = 2 ** Math.ceil(Math.log2(Math.max(width, height, 64)));
  const re = new Float32Array(size * size);
  const im = new Float32Array(size * size);
  for (let y = 0; y < height; y += 1) {
    re.set(signal.subarray(y * width, (y + 1) * width), y * size);
  }
  const transform = fourier(size);
  for (let y = 0; y < height; y += 1) transform(re, im, y * size, 1);
  for (let x = 0; x <= size / 2; x += 1) transform(re, im, x, size);
  const power = new Float32Array(size * size);
  for (let v = 0; v < size; v += 1) {
    const mirrored = ((size - v) % size) * size;
    for (let u = 0; u <= size / 2; u += 1) {
      const at = v * size + u;
      const value = re[at]! ** 2 + im[at]! ** 2;
      power[at] = value;
      // The picture is real: its spectrum is the same on the opposite side.
      power[mirrored + ((size - u) % size)] = value;
    }
  }
  const level = surroundingsOf(power, size);
  const prominence = power.map((value, i) => Math.sqrt(value / Math.max(1e-12, level[i]!)));
  return { size, prominence, level };
}

/** Mean over a square of the spectrum, which has no border: it is periodic. */
function surroundingsOf(power: Float32Array, size: number): Float32Array {
  return meanAlong(meanAlong(power, size, size, 1), size, 1, size);
}

function meanAlong(from: Float32Array, size: number, line: number, step: number): Float32Array {
  const to = new Float32Array(from.length);
  const span = 2 * SURROUNDINGS + 1;
  const mask = size - 1;
  for (let start = 0; start < size * line; start += line) {
    let sum = 0;
    for (let i = -SURROUNDINGS; i <= SURROUNDINGS; i += 1) sum += from[start + (i & mask) * step]!;
    for (let i = 0; i < size; i += 1) {
      to[start + i * step] = Math.max(0, sum / span);
      sum += from[start + ((i + SURROUNDINGS + 1) & mask) * step]!;
      sum -= from[start + ((i - SURROUNDINGS) & mask) * step]!;
    }
  }
  return to;
}

type Transform = (re: Float32Array, im: Float32Array, start: number, step: number) => void;

/**
 * The fast Fourier transform (Cooley and Tukey 1965, radix 2) of `size` complex numbers that lie `step` apart from
 * `start`, in place. `size` is a power of two.
 */
export function fourier(size: number): Transform {
  const angle = (i: number) => (2 * Math.PI * i) / size;
  const cos = Float64Array.from({ length: size / 2 }, (_unused, i) => Math.cos(angle(i)));
  const sin = Float64Array.from({ length: size / 2 }, (_unused, i) => -Math.sin(angle(i)));
  const bits = Math.log2(size);
  const reversed = Uint32Array.from({ length: size }, (_unused, i) => {
    let turned = 0;
    for (let bit = 0; bit < bits; bit += 1) turned |= ((i >> bit) & 1) << (bits - 1 - bit);
    return turned;
  });
  const a = new Float64Array(size);
  const b = new Float64Array(size);
  return (re, im, start, step) => {
    for (let i = 0; i < size; i += 1) {
      const at = start + reversed[i]! * step;
      a[i] = re[at]!;
      b[i] = im[at]!;
    }
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let i = 0; i < half; i += 1) {
          const low = block + i;
          const high = low + half;
          const c = cos[i * stride]!;
          const s = sin[i * stride]!;
          const x = a[high]! * c - b[high]! * s;
          const y = a[high]! * s + b[high]! * c;
          a[high] = a[low]! - x;
          b[high] = b[low]! - y;
          a[low] = a[low]! + x;
          b[low] = b[low]! + y;
        }
      }
    }
    for (let i = 0; i < size; i += 1) {
      re[start + i * step] = a[i]!;
      im[start + i * step] = b[i]!;
    }
  };
}
