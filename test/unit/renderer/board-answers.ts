import { BOARD_COLUMNS, type Board, type BoardInput, boardColumnOf } from '#shared/pipeline/board';
import type { OpportunityRow, Stage } from '#shared/pipeline/model';
import { DEFAULT_SHARES, weightedAmountMinor } from '#shared/pipeline/stage-probability';

/** An open deal with an amount in minor units. */
export function deal(id: string, stage: Stage, amountMinor: number): OpportunityRow {
  return {
    id,
    externalId: null,
    pipelineId: 'p',
    name: id,
    accountId: null,
    accountName: null,
    ownerId: null,
    ownerName: null,
    productId: null,
    productName: null,
    contactId: null,
    region: null,
    stage,
    outcome: stage.startsWith('delivery') ? 'won' : 'open',
    amountMinor,
    discountBp: null,
    openedDay: null,
    expectedCloseDay: null,
    closedDay: null,
    needSummary: null,
    contractNo: null,
    lossReason: null,
    stageEnteredAt: null,
    pendingStage: null,
    version: 1,
  };
}

/** What a reader answers over these deals, in their order; all cards when no windows are named. */
export function answerOf(
  deals: readonly OpportunityRow[],
  seq = 1,
  windows: BoardInput['windows'] = BOARD_COLUMNS.flatMap((column) =>
    [0, 30, 60, 90].map((offset) => ({ column, first: [], offset, limit: 30 })),
  ),
): Board {
  const inColumn = (column: string) =>
    deals.filter((row) => boardColumnOf(row.stage, row.outcome) === column);
  return {
    seq,
    columns: BOARD_COLUMNS.map((column) => {
      const rows = inColumn(column);
      const sum = (of: (row: OpportunityRow) => number | null) =>
        rows.reduce((all, row) => all + (of(row) ?? 0), 0);
      return {
        column,
        count: rows.length,
        amountMinor: sum((row) => row.amountMinor),
        weightedMinor: sum((row) => weightedAmountMinor(row, DEFAULT_SHARES)),
      };
    }),
    probabilities: { shares: DEFAULT_SHARES, source: 'default', closed: 0 },
    windows: windows.map(({ column, offset, limit, first }) => {
      const rows = inColumn(column);
      const front = first.flatMap((id) => rows.find((row) => row.id === id) ?? []);
      const ordered = [...front, ...rows.filter((row) => !front.includes(row))];
      return { column, offset, rows: ordered.slice(offset, offset + limit) };
    }),
  };
}
