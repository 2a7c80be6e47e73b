/** What a model writes for each of its variants and what that means. */
export interface ModelShape {
  variants: number;
  /** Figures that the kernel writes for a variant. */
  figures: number;
  /** Those that are summed up: name and place among the figures; `course` is the place of its values at the end of each step. */
  outputs: readonly ModelOutput[];
  /** The output by which variants are ranked. */
  ranked: string;
  /** Which variant each is compared with; the first, when not given. */
  baselines?: readonly number[];
}

export interface ModelOutput {
  name: string;
  figure: number;
  /** What people want of it; more, when not given. */
  better?: 'more' | 'less';
  course?: { figure: number; steps: number };
}

/** A model laid out for a kernel. Arrays may stand in shared memory. */
export interface CompiledModel extends ModelShape {
  /** Which kernel plays it: a name in `simulator.ts` and of a WebAssembly module. */
  kernel: 'retail' | 'components';
  counts: Int32Array;
  values: Float64Array;
}

/**
 * Models that are played side by side under the same seed, as one: a kernel that takes switches and assumptions for all its
 * variants alike gives its variants different ones in this way.
 */
export interface JointModel extends ModelShape {
  kernel: 'joint';
  /** `columns`: which of the joint model's variants the part's are. */
  parts: readonly { model: CompiledModel; columns: readonly number[] }[];
}

export type PlayableModel = CompiledModel | JointModel;

/** Numbers of one replicate. */
export function replicateWidth(model: ModelShape): number {
  return model.variants * model.figures;
}

/** The same model with its arrays in shared memory. */
export function shareModel(model: PlayableModel): PlayableModel {
  if (model.kernel !== 'joint') return shareArrays(model);
  const parts = model.parts.map((part) => ({ ...part, model: shareArrays(part.model) }));
  return { ...model, parts };
}

function shareArrays(model: CompiledModel): CompiledModel {
  const counts = new Int32Array(new SharedArrayBuffer(model.counts.byteLength));
  const values = new Float64Array(new SharedArrayBuffer(model.values.byteLength));
  counts.set(model.counts);
  values.set(model.values);
  return { ...model, counts, values };
}

/**
 * One model of several that have the same shape, each with the columns that its variants become. A single part that is in order
 * stays as it is.
 */
export function joined(
  parts: readonly { model: CompiledModel; columns: readonly number[] }[],
): PlayableModel {
  const [first] = parts;
  if (first === undefined) throw new RangeError('nothing to join');
  if (parts.length === 1) return first.model;
  const { figures, outputs, ranked } = first.model;
  const variants = parts.reduce((sum, { columns }) => sum + columns.length, 0);
  return { kernel: 'joint', parts, variants, figures, outputs, ranked };
}
