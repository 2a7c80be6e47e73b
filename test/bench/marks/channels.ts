import { decode as decodeJpeg, encode as encodeJpeg } from 'jpeg-js';
import type { Picture } from '#electron/composer/pixel-mark/index';
import type { Random } from './random';

/** What happens to a picture between a screen and the person who checks it. Simulated. */
export interface Channel {
  readonly name: string;
  /** At which zoom of the screen the page is taken. */
  readonly zoom: (random: Random) => number;
  readonly distort: (picture: Picture, random: Random) => Picture;
}

const CSS_WIDTH = 794;

/** The picture seen through a linear map: `to source` gives the place in the source for each target pixel centre. */
function warped(
  source: Picture,
  width: number,
  height: number,
  place: (x: number, y: number) => readonly [number, number],
): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = place(x + 0.5, y + 0.5);
      sample(source, sx - 0.5, sy - 0.5, data, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** Bilinear; outside the source lies white. */
function sample(
  { width, height, data }: Picture,
  x: number,
  y: number,
  to: Uint8Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const inside = (px: number, py: number) => px >= 0 && py >= 0 && px < width && py < height;
  for (let channel = 0; channel < 3; channel += 1) {
    const value = (px: number, py: number) =>
      inside(px, py) ? data[(py * width + px) * 4 + channel]! : 255;
    to[at + channel] = Math.round(
      (1 - fy) * ((1 - fx) * value(x0, y0) + fx * value(x0 + 1, y0)) +
        fy * ((1 - fx) * value(x0, y0 + 1) + fx * value(x0 + 1, y0 + 1)),
    );
  }
  to[at + 3] = 255;
}

/** Scaled by `factor`; averaged over areas when it becomes smaller, as browsers and messengers do. */
export function scaled(picture: Picture, factor: number): Picture {
  const width = Math.max(1, Math.round(picture.width * factor));
  const height = Math.max(1, Math.round(picture.height * factor));
  const fx = picture.width / width;
  const fy = picture.height / height;
  if (factor >= 1) return warped(picture, width, height, (x, y) => [x * fx, y * fy]);
  const shrunk = blurred(picture, Math.max(0, 0.45 * Math.sqrt(fx * fx - 1)));
  return warped(shrunk, width, height, (x, y) => [x * fx, y * fy]);
}

/** Turned clockwise by `degrees` about its middle, white around it. */
function turned(picture: Picture, degrees: number): Picture {
  const { width, height } = picture;
  return warped(picture, width, height, turnedPlace(width, height, degrees, 1));
}

/** Where a pixel of a turned picture of the given size lies in a source that is `factor` times smaller. */
function turnedPlace(width: number, height: number, degrees: number, factor: number) {
  const c = Math.cos((degrees * Math.PI) / 180);
  const s = Math.sin((degrees * Math.PI) / 180);
  const mx = width / 2;
  const my = height / 2;
  return (x: number, y: number): readonly [number, number] => [
    (mx + (x - mx) * c + (y - my) * s) / factor,
    (my - (x - mx) * s + (y - my) * c) / factor,
  ];
}

/** A random piece with `share` of the area and the shape of the whole. */
export function cropped(picture: Picture, share: number, random: Random): Picture {
  const width = Math.floor(picture.width * Math.sqrt(share));
  const height = Math.floor(picture.height * Math.sqrt(share));
  const left = Math.floor(random.between(0, picture.width - width));
  const top = Math.floor(random.between(0, picture.height - height));
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

export function jpeg(picture: Picture, quality: number): Picture {
  const { data } = encodeJpeg(picture, quality);
  return decodeJpeg(data, { useTArray: true, maxMemoryUsageInMB: 2048 });
}

/** Gaussian blur; `sigma` in pixels. */
function blurred(picture: Picture, sigma: number): Picture {
  if (sigma < 0.05) return picture;
  const radius = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * radius + 1 }, (_unused, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const weights = Float64Array.from(kernel, (value) => value / total);
  const { width, height } = picture;
  const pass = (from: Float32Array, across: boolean) => {
    const to = new Float32Array(from.length);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        for (let channel = 0; channel < 3; channel += 1) {
          let sum = 0;
          for (let i = -radius; i <= radius; i += 1) {
            const px = across ? Math.max(0, Math.min(width - 1, x + i)) : x;
            const py = across ? y : Math.max(0, Math.min(height - 1, y + i));
            sum += weights[i + radius]! * from[(py * width + px) * 3 + channel]!;
          }
          to[(y * width + x) * 3 + channel] = sum;
        }
      }
    }
    return to;
  };
  const colours = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1)
      colours[i * 3 + channel] = picture.data[i * 4 + channel]!;
  }
  const soft = pass(pass(colours, true), false);
  return mapped(picture, (_value, i) => soft[i]!);
}

/** Every colour value changed; `i` counts values, three a pixel. */
function mapped(picture: Picture, change: (value: number, i: number) => number): Picture {
  const data = Uint8Array.from(picture.data);
  for (let i = 0; i < picture.width * picture.height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = change(picture.data[i * 4 + channel]!, i * 3 + channel);
      data[i * 4 + channel] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return { width: picture.width, height: picture.height, data };
}

/** Paper and scanner: soft, a little turned, 300 dpi, a curve, noise. */
function printScan(picture: Picture, random: Random): Picture {
  const factor = (300 / 96) * (CSS_WIDTH / picture.width);
  const soft = blurred(picture, random.between(1.2, 2) / factor);
  const width = Math.round(picture.width * factor);
  const height = Math.round(picture.height * factor);
  const scan = warped(
    soft,
    width,
    height,
    turnedPlace(width, height, random.between(-1, 1), factor),
  );
  const gamma = random.between(0.85, 1.2);
  const white = random.between(238, 252);
  const black = random.between(8, 30);
  const curve = Float64Array.from(
    { length: 256 },
    (_unused, value) => black + (white - black) * (value / 255) ** gamma,
  );
  return mapped(scan, (value) => curve[value]! + 4 * random.normal());
}

const plain = () => 1;
const screenshot = (zoom: number): Channel => ({
  name: `screenshot ${zoom * 100} %`,
  zoom: () => zoom,
  distort: (picture) => picture,
});
const quality = (q: number): Channel => ({
  name: `JPEG Q${q}`,
  zoom: plain,
  distort: (picture) => jpeg(picture, q),
});

export const CHANNELS: readonly Channel[] = [
  ...[1, 1.25, 1.5, 2].map(screenshot),
  ...[90, 75, 50, 30].map(quality),
  { name: 'crop 50 %', zoom: plain, distort: (picture, random) => cropped(picture, 0.5, random) },
  { name: 'crop 25 %', zoom: plain, distort: (picture, random) => cropped(picture, 0.25, random) },
  {
    name: 'resize 50–200 %',
    zoom: plain,
    distort: (picture, random) => scaled(picture, random.between(0.5, 2)),
  },
  {
    name: 'rotation ±2°',
    zoom: plain,
    distort: (picture, random) => turned(picture, random.between(-2, 2)),
  },
  {
    name: 'blur',
    zoom: plain,
    distort: (picture, random) => blurred(picture, random.between(0.5, 2)),
  },
  {
    name: 'darker or paler',
    zoom: plain,
    distort: (picture, random) => {
      const contrast = random.between(0.6, 1);
      const shift = random.between(-40, 0);
      return mapped(picture, (value) => 255 + (value - 255) * contrast + shift);
    },
  },
  {
    // White runs over, and with it the mark on white: told apart, because no detector can find what is gone.
    name: 'overexposed',
    zoom: plain,
    distort: (picture, random) => {
      const shift = random.between(5, 25);
      return mapped(picture, (value) => value * 1.1 + shift);
    },
  },
  {
    name: 'messenger',
    zoom: (random) => random.pick([1, 1.25, 1.5, 2]),
    distort: (picture) => jpeg(scaled(picture, 1080 / picture.width), 60),
  },
  { name: 'print and scan', zoom: () => 2, distort: printScan },
];
