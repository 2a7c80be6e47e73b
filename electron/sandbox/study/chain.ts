import type { SwitchState } from '#shared/sandbox/request';
import { assumption, type ScenarioModel } from '#shared/sandbox/scenario';
import type { StoreChain } from '#shared/sandbox/store-chain';
import { joined, type PlayableModel } from '../engine/compiled';
import { normalQuantile } from '../engine/elementary';
import { chronicCareModel } from '../engine/retail/chronic-care';
import { compileRetail } from '../engine/retail/model';
import type { Column } from './columns';

/** The chances behind a switch of the chain's models: all of them are 1 or 0 where it is forced. */
const CHANCES: Readonly<Record<string, readonly string[]>> = {
  rival: ['rivalStart', 'rivalBegins', 'rivalStays'],
  lecture: ['lectureChance'],
  flu: ['fluChance'],
};
/** Variants that the kernel plays at once. */
const LANES = 8;

/**
 * A chain of stores under columns of any number. The kernel has one set of assumptions and switches for all its variants, so columns
 * that differ in these are played side by side.
 */
export function layOutChain(
  model: ScenarioModel,
  chain: StoreChain,
  columns: readonly Column[],
): PlayableModel {
  const groups = new Map<string, number[]>();
  columns.forEach(({ switches, pins }, index) => {
    const key = JSON.stringify([switches, pins]);
    const last = groups.get(key) ?? [];
    groups.set(key, [...last, index]);
  });
  const parts = [...groups.values()].flatMap((indices) => batches(indices));
  return joined(
    parts.map((indices) => {
      const of = indices.map((index) => columns[index] as Column);
      const scenario = underColumn(model, of[0] as Column);
      const levers = of.map((column) => column.levers);
      return { model: compileRetail(chronicCareModel(scenario, chain, levers)), columns: indices };
    }),
  );
}

function batches(indices: readonly number[]): number[][] {
  const count = Math.ceil(indices.length / LANES);
  return Array.from({ length: count }, (_, i) => indices.slice(i * LANES, (i + 1) * LANES));
}

/** The model with forced switches and pinned assumptions as certainties. */
function underColumn(model: ScenarioModel, { switches, pins }: Column): ScenarioModel {
  const sure = new Map<string, number>();
  for (const [id, state] of Object.entries(switches)) {
    for (const chance of CHANCES[id] ?? []) forced(sure, chance, state);
  }
  for (const [id, quantile] of Object.entries(pins)) {
    const { mean, sd } = assumption(model, id);
    sure.set(id, mean + sd * normalQuantile(quantile));
  }
  return {
    ...model,
    assumptions: model.assumptions.map((one) => {
      const value = sure.get(one.id);
      return value === undefined ? one : { ...one, mean: value, sd: 0 };
    }),
  };
}

function forced(sure: Map<string, number>, chance: string, state: SwitchState): void {
  if (state !== 'model') sure.set(chance, state === 'on' ? 1 : 0);
}
