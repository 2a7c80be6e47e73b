import { exp, log } from './elementary';
import { ageOffsets, dealEffect, exitsOf, fitOdds, type Exit } from './fit-odds';
import type { CompiledHistory } from './history';

/** Held-out log loss with partial pooling, with each cell on its own, and with one rate per stage. */
export function comparePooling(
  history: CompiledHistory,
  discountStage: Uint8Array,
): { heldOut: number; pooled: number; unpooled: number; common: number } | null {
  const exits = exitsOf(history);
  const isHeldOut = (deal: number): boolean => (Math.imul(deal + 1, 0x9e3779b1) >>> 0) % 5 === 0;
  const test = exits.filter((exit) => isHeldOut(exit.deal));
  const train = exits.filter((exit) => !isHeldOut(exit.deal));
  if (test.length < 40 || train.length < 100) return null;
  const fit = fitOdds(history, train, discountStage);
  const cell = (exit: Exit): string =>
    [exit.stage, ...history.levels.map((levels) => levels.codes[exit.deal])].join('/');
  // All three know what the age at the end tells; it is the same for all, so the held-out visits may take part in it.
  const offsets = ageOffsets([...train, ...test]).slice(train.length);
  const withAge = (p: number, offset: number): number => {
    const odds = (p / (1 - p)) * exp(offset);
    return odds / (1 + odds);
  };
  const cells = countMoves(train, cell);
  const stages = countMoves(train, (exit) => String(exit.stage));
  const loss = (p: number, moved: boolean): number => -log(moved ? p : 1 - p);
  let pooled = 0;
  let unpooled = 0;
  let common = 0;
  test.forEach((exit, k) => {
    const offset = offsets[k] as number;
    const eta =
      offset +
      (fit.intercepts[exit.stage] as number) +
      dealEffect(fit, history, exit.deal, discountStage[exit.stage] === 1);
    const stageRate = stages.get(String(exit.stage)) ?? 0.5;
    pooled += loss(1 / (1 + exp(-eta)), exit.moved);
    unpooled += loss(withAge(cells.get(cell(exit)) ?? stageRate, offset), exit.moved);
    common += loss(withAge(stageRate, offset), exit.moved);
  });
  const n = test.length;
  return { heldOut: n, pooled: pooled / n, unpooled: unpooled / n, common: common / n };
}

/** Observed share of moves by key, with half a visit added to each side so that no chance is exactly 0 or 1. */
function countMoves(exits: readonly Exit[], key: (exit: Exit) => string): Map<string, number> {
  const counts = new Map<string, { moved: number; all: number }>();
  for (const exit of exits) {
    const entry = counts.get(key(exit)) ?? { moved: 0, all: 0 };
    entry.all++;
    if (exit.moved) entry.moved++;
    counts.set(key(exit), entry);
  }
  return new Map([...counts].map(([k, { moved, all }]) => [k, (moved + 0.5) / (all + 1)]));
}
