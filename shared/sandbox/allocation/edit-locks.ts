import type { AllocationLock, AllocationMove } from './model';

/** A SKU on a route: what one line of the proposals is about. */
export type Travel = Pick<AllocationLock, 'from' | 'to' | 'sku'>;

/** What a person says of one line; `free` = the plan decides. */
export type LineRule = 'free' | AllocationLock['rule'];

/** One line: what the plan proposes, what a person has decided, or both. */
export interface TransferLine extends Travel {
  /** Null where a lock keeps the plan from proposing anything. */
  readonly move: AllocationMove | null;
  readonly rule: LineRule;
  /** Of the lock; of the proposal where it is free. */
  readonly lots: number;
}

const isSame = (a: Travel, b: Travel): boolean =>
  a.from === b.from && a.to === b.to && a.sku === b.sku;

/** Locks that nothing is proposed for, then proposals in their order, each with its lock. */
export function transferLines(
  moves: readonly AllocationMove[],
  locks: readonly AllocationLock[],
): TransferLine[] {
  const lockOf = (travel: Travel) => locks.find((lock) => isSame(lock, travel));
  const proposed = moves.map((move): TransferLine => {
    const { from, to, sku } = move;
    const lock = lockOf(move);
    return { from, to, sku, move, rule: lock?.rule ?? 'free', lots: lock?.lots ?? move.lots };
  });
  const others = locks
    .filter((lock) => !moves.some((move) => isSame(move, lock)))
    .map(({ from, to, sku, rule, lots }): TransferLine => ({
      from,
      to,
      sku,
      rule,
      lots,
      move: null,
    }));
  return [...others, ...proposed];
}

/** The locks after a person has decided on one line. */
export function withRule(
  locks: readonly AllocationLock[],
  { from, to, sku }: Travel,
  rule: LineRule,
  lots: number,
): AllocationLock[] {
  const others = locks.filter((lock) => !isSame(lock, { from, to, sku }));
  if (rule === 'free') return others;
  return [...others, { from, to, sku, rule, lots: rule === 'forbidden' ? 0 : lots }];
}

/** Whether two lists hold the same locks, in whatever order. */
export function sameLocks(a: readonly AllocationLock[], b: readonly AllocationLock[]): boolean {
  const written = (locks: readonly AllocationLock[]) =>
    locks
      .map(({ from, to, sku, rule, lots }) => JSON.stringify([from, to, sku, rule, lots]))
      .toSorted()
      .join('\n');
  return written(a) === written(b);
}
