import type { GridField } from '#shared/pipeline/model';

/** How a column is filtered. `age` = days since an instant. */
export type FilterKind = 'list' | 'text' | 'amount' | 'percent' | 'day' | 'age' | 'days';

/** Kind of filter of every column of the grid. */
export const FILTER_KIND: Readonly<Record<GridField, FilterKind>> = {
  name: 'text',
  accountName: 'list',
  ownerName: 'list',
  productName: 'list',
  region: 'list',
  stage: 'list',
  outcome: 'list',
  amountMinor: 'amount',
  discountBp: 'percent',
  openedDay: 'day',
  expectedCloseDay: 'day',
  closedDay: 'day',
  stageEnteredAt: 'age',
  daysToClose: 'days',
  weightedMinor: 'amount',
};
