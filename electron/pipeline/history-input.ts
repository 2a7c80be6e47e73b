import { pack, type Packed } from '#electron/replica/packed';
import type { Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { HistoryInput } from '#shared/sandbox/model';

interface OpportunityCells {
  readonly id: string;
  readonly product: string;
  readonly region: string;
  readonly owner: string;
  readonly segment: string;
  readonly stage: HistoryInput['opportunities']['stage'][number];
  readonly outcome: HistoryInput['opportunities']['outcome'][number];
  readonly amountMinor: number | null;
  readonly discountBp: number | null;
  readonly openedDay: string;
  readonly closedDay: string | null;
  readonly expectedCloseDay: string | null;
}

/**
 * A pipeline as the sandbox fits it: columns of opportunities, stage events and touchpoints up to its as-of day.
 * Opportunities with no day of opening are left out: no duration can be told of them.
 *
 * @throws SandtableError NOT_FOUND
 */
export const sandboxHistory: Query<{ pipelineId: string; asOfDay: string }, HistoryInput> = (
  tx,
  { pipelineId, asOfDay },
) => {
  const found = tx.get<Pick<HistoryInput, 'currency' | 'origin'> & { endsOn: string | null }>(
    'SELECT currency, origin, as_of_day AS endsOn FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [pipelineId],
  );
  if (!found) throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: pipelineId });
  const { endsOn, ...pipeline } = found;
  // Acts of today on data that end on a fixed day belong to that day: there is no later one in these data.
  const latest = endsOn === asOfDay ? endOfDay(asOfDay) : Infinity;
  const opportunities = opportunitiesOf(tx, pipelineId);
  const places = new Map(opportunities.id.map((id, place) => [id, place]));
  return {
    pipelineId,
    ...pipeline,
    asOfDay,
    opportunities,
    stageEvents: stageEventsOf(tx, pipelineId, places, latest),
    touchpoints: touchpointsOf(tx, pipelineId, places),
  };
};

/** A history on its way to a simulation thread: what main must know of it, and the rest packed. */
export interface SentHistory {
  readonly opportunities: number;
  /** Earliest day of opening; the as-of day when none is earlier. */
  readonly firstDay: string;
  readonly history: Packed<HistoryInput>;
}

/** {@link sandboxHistory}, made to be sent. @throws SandtableError NOT_FOUND */
export const sentHistory: Query<{ pipelineId: string; asOfDay: string }, SentHistory> = (
  tx,
  input,
) => {
  const history = sandboxHistory(tx, input);
  const { openedDay } = history.opportunities;
  return {
    opportunities: openedDay.length,
    firstDay: openedDay.reduce((a, b) => (b < a ? b : a), input.asOfDay),
    history: pack(history),
  };
};

function opportunitiesOf(tx: ReadTx, pipelineId: string): HistoryInput['opportunities'] {
  const columns: HistoryInput['opportunities'] = {
    id: [],
    product: [],
    region: [],
    owner: [],
    segment: [],
    stage: [],
    outcome: [],
    amountMinor: [],
    discountBp: [],
    openedDay: [],
    closedDay: [],
    expectedCloseDay: [],
  };
  for (const row of tx.iterate<OpportunityCells>(
    `SELECT o.id, coalesce(p.name, '') AS product, coalesce(o.region, w.region, '') AS region,
        coalesce(w.name, '') AS owner, coalesce(a.segment, '') AS segment, o.stage, o.outcome,
        o.amount_minor AS amountMinor, o.discount_bp AS discountBp, o.opened_day AS openedDay,
        o.closed_day AS closedDay, o.expected_close_day AS expectedCloseDay
      FROM opportunity o
      LEFT JOIN product p ON p.id = o.product_id
      LEFT JOIN owner w ON w.id = o.owner_id
      LEFT JOIN account a ON a.id = o.account_id
      WHERE o.pipeline_id = ? AND o.deleted_at IS NULL AND o.opened_day IS NOT NULL ORDER BY o.rowid`,
    [pipelineId],
  )) {
    columns.id.push(row.id);
    columns.product.push(row.product);
    columns.region.push(row.region);
    columns.owner.push(row.owner);
    columns.segment.push(row.segment);
    columns.stage.push(row.stage);
    columns.outcome.push(row.outcome);
    columns.amountMinor.push(row.amountMinor);
    columns.discountBp.push(row.discountBp);
    columns.openedDay.push(row.openedDay);
    columns.closedDay.push(row.closedDay);
    columns.expectedCloseDay.push(row.expectedCloseDay);
  }
  return columns;
}

/** The last instant of a day in China, epoch ms. */
function endOfDay(day: string): number {
  return Date.parse(`${day}T23:59:59.999+08:00`);
}

type Entered = HistoryInput['stageEvents']['entered'][number];

function stageEventsOf(
  tx: ReadTx,
  pipelineId: string,
  places: ReadonlyMap<string, number>,
  latest: number,
): HistoryInput['stageEvents'] {
  const events: HistoryInput['stageEvents'] = { opportunity: [], entered: [], at: [] };
  for (const row of tx.iterate<{ id: string; entered: Entered; at: number }>(
    `SELECT e.opportunity_id AS id, coalesce(e.outcome, e.stage) AS entered, e.at
      FROM stage_event e JOIN opportunity o ON o.id = e.opportunity_id
      WHERE o.pipeline_id = ? AND e.deleted_at IS NULL ORDER BY e.rowid`,
    [pipelineId],
  )) {
    const place = places.get(row.id);
    if (place === undefined) continue;
    events.opportunity.push(place);
    events.entered.push(row.entered);
    events.at.push(Math.min(row.at, latest));
  }
  return events;
}

function touchpointsOf(
  tx: ReadTx,
  pipelineId: string,
  places: ReadonlyMap<string, number>,
): HistoryInput['touchpoints'] {
  const touches: HistoryInput['touchpoints'] = { opportunity: [], at: [], direction: [] };
  for (const row of tx.iterate<{ id: string; at: number; direction: 'inbound' | 'outbound' }>(
    `SELECT t.opportunity_id AS id, t.at, t.direction
      FROM touchpoint t JOIN opportunity o ON o.id = t.opportunity_id
      WHERE o.pipeline_id = ? AND t.deleted_at IS NULL ORDER BY t.rowid`,
    [pipelineId],
  )) {
    const place = places.get(row.id);
    if (place === undefined) continue;
    touches.opportunity.push(place);
    touches.at.push(row.at);
    touches.direction.push(row.direction);
  }
  return touches;
}
