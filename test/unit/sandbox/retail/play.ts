import { createHash } from 'node:crypto';
import { FIGURES } from '#electron/sandbox/engine/retail/layout';
import { compileRetail, type RetailModel } from '#electron/sandbox/engine/retail/model';
import {
  typeScriptSimulator,
  wasmSimulator,
  type Simulator,
} from '#electron/sandbox/engine/simulator';
import { kernelModule } from '../../../../scripts/kernels.mjs';

const module = new WebAssembly.Module((await kernelModule('retail')) as BufferSource);

export const BUILDS = ['wasm', 'typescript'] as const;

function simulatorOf(model: RetailModel, build: Simulator['build'] = 'wasm'): Simulator {
  const compiled = compileRetail(model);
  return build === 'wasm' ? wasmSimulator(module, compiled) : typeScriptSimulator(compiled);
}

export interface Played {
  replicates: number;
  variants: number;
  /** [replicate][variant][figure] */
  figures: Float64Array;
  of: (replicate: number, variant: number, figure: number) => number;
  /** One figure of one variant over all replicates. */
  column: (variant: number, figure: number) => number[];
}

export interface PlayOptions {
  replicates: number;
  seed?: number;
  build?: Simulator['build'];
  /** Replicates in the order in which they are played. */
  order?: readonly number[];
}

/** Plays replicates 0 … n − 1. */
export function playRetail(model: RetailModel, options: PlayOptions): Played {
  const { replicates, seed = 7, build = 'wasm' } = options;
  const simulator = simulatorOf(model, build);
  const variants = model.variants.length;
  const width = variants * FIGURES;
  const figures = new Float64Array(replicates * width);
  const order = options.order ?? Array.from({ length: replicates }, (_, r) => r);
  for (const replicate of order) simulator.play(seed, replicate, figures, replicate * width);
  const of = (r: number, j: number, figure: number): number =>
    figures[r * width + j * FIGURES + figure] as number;
  const column = (j: number, figure: number): number[] =>
    Array.from({ length: replicates }, (_, r) => of(r, j, figure));
  return { replicates, variants, figures, of, column };
}

/** SHA-256 over the bits of all figures. */
export function hashOf(figures: Float64Array): string {
  return createHash('sha256').update(new Uint8Array(figures.buffer)).digest('hex');
}

export function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
