import { replicateWidth, type CompiledModel, type JointModel } from './compiled';
import { ComponentsKernel } from './components/kernel';
import { RetailKernel } from './retail/kernel';

/** Plays replicates of one model; both builds of a kernel give the same bits. */
export interface Simulator {
  build: 'wasm' | 'typescript';
  /** Writes [variant][figure] of the replicate to `out`, from `start` on. */
  play(seed: number, replicate: number, out: Float64Array, start: number): void;
}

/** The reference build, and what is left where WebAssembly is not to be had. */
export function typeScriptSimulator({ kernel: name, counts, values }: CompiledModel): Simulator {
  const kernel =
    name === 'retail' ? new RetailKernel(counts, values) : new ComponentsKernel(counts, values);
  return {
    build: 'typescript',
    play: (seed, replicate, out, start) => kernel.play(seed, replicate, out, start),
  };
}

/** What a module of `assembly/` exports; pointers are addresses in its memory. */
interface KernelModule {
  memory: WebAssembly.Memory;
  makeIntegers(length: number): number;
  makeReals(length: number): number;
  makeKernel(counts: number, values: number): number;
  play(kernel: number, seed: number, replicate: number, out: number): void;
}

/** The WebAssembly build. @param module that of the model's kernel */
export function wasmSimulator(module: WebAssembly.Module, model: CompiledModel): Simulator {
  const { counts, values } = model;
  const width = replicateWidth(model);
  // The module asks nothing of its host but what becomes of a failed allocation.
  const instance = new WebAssembly.Instance(module, { env: { abort } });
  const wasm = instance.exports as unknown as KernelModule;
  const countsAt = wasm.makeIntegers(counts.length);
  const valuesAt = wasm.makeReals(values.length);
  const outAt = wasm.makeReals(width);
  new Int32Array(wasm.memory.buffer, countsAt, counts.length).set(counts);
  new Float64Array(wasm.memory.buffer, valuesAt, values.length).set(values);
  const kernel = wasm.makeKernel(countsAt, valuesAt);
  // Nothing is allocated from here on, so the memory stays where it is.
  const figures = new Float64Array(wasm.memory.buffer, outAt, width);
  return {
    build: 'wasm',
    play(seed, replicate, out, start) {
      wasm.play(kernel, seed, replicate, outAt);
      out.set(figures, start);
    },
  };
}

/** Plays the parts of a joint model one after the other, each with its own simulator. */
export function jointSimulator(
  { parts, figures }: JointModel,
  simulators: readonly Simulator[],
): Simulator {
  const most = Math.max(...parts.map(({ columns }) => columns.length));
  const own = new Float64Array(most * figures);
  return {
    build: simulators.some(({ build }) => build === 'typescript') ? 'typescript' : 'wasm',
    play(seed, replicate, out, start) {
      parts.forEach(({ columns }, part) => {
        simulators[part]?.play(seed, replicate, own, 0);
        columns.forEach((column, j) => {
          const figuresOf = own.subarray(j * figures, (j + 1) * figures);
          out.set(figuresOf, start + column * figures);
        });
      });
    },
  };
}

function abort(): never {
  throw new Error('the WebAssembly kernel failed');
}
