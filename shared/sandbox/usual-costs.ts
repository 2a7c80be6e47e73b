import type { ScenarioModel } from './scenario';

type Levers = Readonly<Record<string, number>>;
type Costly = Pick<ScenarioModel, 'levers'>;

/** Levers of a variant, and the number of places that it is carried out in. */
export interface Moved {
  readonly levers: Levers;
  readonly places: number;
}

/** What the levers usually cost as they stand, by the lever that holds the cost; in steps of it, within its limits. */
function usualCosts({ levers: own }: Costly, { levers, places }: Moved): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { id, most, usual, spends } of own) {
    if (spends === undefined) continue;
    const share = ((levers[id] ?? usual) - usual) / (most - usual);
    const cost = Math.max(0, share) * spends.perPlace * places;
    sums[spends.lever] = (sums[spends.lever] ?? 0) + cost;
  }
  return Object.fromEntries(
    own.flatMap(({ id, step, least, most }) => {
      const sum = sums[id];
      if (sum === undefined) return [];
      return [[id, Math.min(most, Math.max(least, Math.round(sum / step) * step))]];
    }),
  );
}

/**
 * The levers after a move, with costs that follow at usual prices: nothing that costs looks free. A cost that a person has set
 * otherwise stays as it is.
 * @param before what stood there until now
 */
export function followCosts(model: Costly, before: Moved, after: Moved): Record<string, number> {
  const [was, is] = [usualCosts(model, before), usualCosts(model, after)];
  const levers: Record<string, number> = { ...after.levers };
  for (const { id, usual } of model.levers) {
    const next = is[id];
    if (next === undefined) continue;
    const stood = before.levers[id] ?? usual;
    const followed = stood === was[id] && (after.levers[id] ?? usual) === stood;
    if (followed) levers[id] = next;
  }
  return levers;
}

/** Whether a lever holds a cost that follows others. */
export function followsOthers({ levers }: Costly, id: string): boolean {
  return levers.some(({ spends }) => spends?.lever === id);
}
