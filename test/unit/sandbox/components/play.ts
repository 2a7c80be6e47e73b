import type { CompiledModel } from '#electron/sandbox/engine/compiled';
import {
  typeScriptSimulator,
  wasmSimulator,
  type Simulator,
} from '#electron/sandbox/engine/simulator';
import type { Column } from '#electron/sandbox/study/columns';
import { compileProgram } from '#electron/sandbox/study/language/program';
import { programSchema, type Program } from '#shared/sandbox/program';
import { scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';
import { studyDataOf, type StudyData } from '#shared/sandbox/study-data';
import type { input } from 'zod';
import { kernelModule } from '../../../../scripts/kernels.mjs';

const module = new WebAssembly.Module((await kernelModule('components')) as BufferSource);
const text = { 'zh-CN': '例', en: 'Example' };

type ScenarioInput = input<typeof scenarioSchema>;
export type Statements = input<typeof programSchema>['each'];

interface Small {
  steps?: number;
  once?: Statements;
  each: Statements;
  outputs: Record<string, string>;
  /** Unit of every output. */
  unit?: ScenarioInput['outputs'][number]['unit'];
  overTime?: boolean;
  places?: string[];
  assumptions?: ScenarioInput['assumptions'];
}

const FIELD = { least: -1e9, most: 1e9, name: text };

/** A model of a few statements: one lever `push` (0–1) without unit, one switch `storm`. */
export function smallModel(small: Small): ScenarioModel {
  const fields = (small.places ?? []).map((id) => ({ id, unit: '1', ...FIELD }));
  return scenarioSchema.parse({
    id: 'example',
    version: 1,
    kernel: 'components',
    name: text,
    question: text,
    streams: [],
    levers: [{ id: 'push', name: text, unit: 'share', least: 0, most: 1, step: 0.1, usual: 0 }],
    switches: [{ id: 'storm', name: text }],
    assumptions: small.assumptions ?? [],
    outputs: Object.keys(small.outputs).map((id) => ({
      id,
      name: text,
      unit: small.unit ?? 'factor',
      better: 'more' as const,
      overTime: small.overTime ?? false,
    })),
    ranked: Object.keys(small.outputs)[0] ?? '',
    step: 'week',
    origin: 'default',
    source: text,
    notFor: [text],
    program: {
      places: small.places === undefined ? null : { name: text, fields },
      calendar: [],
      constants: [],
      steps: small.steps ?? 1,
      once: small.once ?? [],
      each: small.each,
      outputs: small.outputs,
    },
  } satisfies ScenarioInput);
}

export function columnOf(some: Partial<Column> = {}): Column {
  return { levers: {}, switches: {}, pins: {}, ...some };
}

interface Play {
  data?: unknown;
  columns?: readonly Column[];
  replicates: number;
  seed?: number;
  build?: Simulator['build'];
}

export interface Played {
  compiled: CompiledModel;
  figures: Float64Array;
  /** An output of a column over all replicates. */
  column: (output: string, column?: number) => number[];
}

/** Plays a model of components without a pool. */
export function playModel(model: ScenarioModel, play: Play): Played {
  const program = model.program as Program;
  const data: StudyData = studyDataOf(program).parse(play.data ?? { currency: 'CNY' });
  const compiled = compileProgram(model, program, data, play.columns ?? [columnOf()]);
  const simulator =
    play.build === 'typescript' ? typeScriptSimulator(compiled) : wasmSimulator(module, compiled);
  const width = compiled.variants * compiled.figures;
  const figures = new Float64Array(play.replicates * width);
  for (let r = 0; r < play.replicates; r++) {
    simulator.play(play.seed ?? 7, r, figures, r * width);
  }
  const column = (output: string, j = 0): number[] => {
    const found = compiled.outputs.find(({ name }) => name === output);
    if (found === undefined) throw new Error(`no output ${output}`);
    const at = j * compiled.figures + found.figure;
    return Array.from({ length: play.replicates }, (_, r) => figures[r * width + at] as number);
  };
  return { compiled, figures, column };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How many standard errors the mean lies from what was expected. */
export function z(values: readonly number[], expected: number): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const se = Math.sqrt(squares / (values.length - 1) / values.length);
  return (centre - expected) / se;
}

/** `near` when the mean is within 4 standard errors (missed once in 16,000 times by chance) and 1 % of what was expected. */
export function near(values: readonly number[], expected: number): string {
  const [errors, share] = [Math.abs(z(values, expected)), Math.abs(mean(values) / expected - 1)];
  return errors < 4 && share < 0.01 ? 'near' : `${mean(values)} ≠ ${expected}: ${errors} SE`;
}
