/** A model laid out for a kernel, with what its results mean. Arrays may stand in shared memory. */
export interface CompiledModel {
  /** Which kernel plays it: a name in `simulator.ts` and of a WebAssembly module. */
  kernel: 'retail';
  counts: Int32Array;
  values: Float64Array;
  variants: number;
  /** Figures that the kernel writes for a variant. */
  figures: number;
  /** Those that are summed up: name and place among the figures. */
  outputs: readonly { name: string; figure: number }[];
  /** The output by which variants are ranked; more is better. */
  ranked: string;
}

/** Numbers of one replicate. */
export function replicateWidth(model: CompiledModel): number {
  return model.variants * model.figures;
}

/** The same model with its arrays in shared memory. */
export function shareModel(model: CompiledModel): CompiledModel {
  const counts = new Int32Array(new SharedArrayBuffer(model.counts.byteLength));
  const values = new Float64Array(new SharedArrayBuffer(model.values.byteLength));
  counts.set(model.counts);
  values.set(model.values);
  return { ...model, counts, values };
}
