import { FIGURES } from './layout';
import { RetailKernel } from './kernel';
import type { CompiledRetail } from './model';

/** Plays replicates of one model; both builds give the same bits. */
export interface Simulator {
  build: 'wasm' | 'typescript';
  /** Writes [variant][figure] of the replicate to `out`, from `start` on. */
  play(seed: number, replicate: number, out: Float64Array, start: number): void;
}

/** The reference build, and what is left where WebAssembly is not to be had. */
export function typeScriptSimulator({ counts, values }: CompiledRetail): Simulator {
  const kernel = new RetailKernel(counts, values);
  return {
    build: 'typescript',
    play: (seed, replicate, out, start) => kernel.play(seed, replicate, out, start),
  };
}

/** What `assembly/retail.ts` exports; pointers are addresses in its memory. */
interface RetailModule {
  memory: WebAssembly.Memory;
  makeIntegers(length: number): number;
  makeReals(length: number): number;
  makeKernel(counts: number, values: number): number;
  play(kernel: number, seed: number, replicate: number, out: number): void;
}

/** The WebAssembly build. @param module the compiled `retail.wasm` */
export function wasmSimulator(module: WebAssembly.Module, model: CompiledRetail): Simulator {
  const { counts, values, variants } = model;
  // The module asks nothing of its host but what becomes of a failed assertion.
  const instance = new WebAssembly.Instance(module, { env: { abort } });
  const wasm = instance.exports as unknown as RetailModule;
  const countsAt = wasm.makeIntegers(counts.length);
  const valuesAt = wasm.makeReals(values.length);
  const outAt = wasm.makeReals(variants * FIGURES);
  new Int32Array(wasm.memory.buffer, countsAt, counts.length).set(counts);
  new Float64Array(wasm.memory.buffer, valuesAt, values.length).set(values);
  const kernel = wasm.makeKernel(countsAt, valuesAt);
  // Nothing is allocated from here on, so the memory stays where it is.
  const figures = new Float64Array(wasm.memory.buffer, outAt, variants * FIGURES);
  return {
    build: 'wasm',
    play(seed, replicate, out, start) {
      wasm.play(kernel, seed, replicate, outAt);
      out.set(figures, start);
    },
  };
}

function abort(): never {
  throw new Error('the WebAssembly kernel failed');
}
