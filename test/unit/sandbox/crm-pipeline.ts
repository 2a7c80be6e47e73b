import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { HistoryInput } from '#shared/sandbox/model';

const FOLDER = new URL('../../../../shared/data/crm_pipeline/', import.meta.url);

/**
 * The public CRM pipeline as a history, or null where the folder is not there. Mapping: Prospecting → lead_qualified,
 * Engaging → opportunity_validation, Lost → lost in opportunity_validation, Won → delivery_implementation; opened =
 * engage date (Prospecting has none: the as-of day), closed = close date, amount = close value, as of 2017-09-30.
 */
export function readCrmPipeline(): HistoryInput | null {
  if (!existsSync(FOLDER)) return null;
  const read = (name: string): Record<string, string>[] =>
    parse(readFileSync(new URL(name, FOLDER)), { columns: true, bom: true });
  const teams = new Map(read('sales_teams.csv').map((row) => [row['sales_agent'], row]));
  const sectors = new Map(read('accounts.csv').map((row) => [row['account'], row['sector'] ?? '']));
  const rows = read('sales_pipeline.csv');
  const asOfDay = '2017-09-30';
  const stages = {
    Prospecting: 'lead_qualified',
    Engaging: 'opportunity_validation',
    Lost: 'opportunity_validation',
    Won: 'delivery_implementation',
  } as const;
  const stage = (row: Record<string, string>): keyof typeof stages =>
    row['deal_stage'] as keyof typeof stages;
  const outcome = { Prospecting: 'open', Engaging: 'open', Lost: 'lost', Won: 'won' } as const;
  return {
    pipelineId: 'crm',
    currency: 'USD',
    origin: 'public',
    asOfDay,
    opportunities: {
      id: rows.map((row) => row['opportunity_id'] ?? ''),
      product: rows.map((row) => row['product'] ?? ''),
      region: rows.map((row) => teams.get(row['sales_agent'] ?? '')?.['regional_office'] ?? ''),
      owner: rows.map((row) => row['sales_agent'] ?? ''),
      segment: rows.map((row) => sectors.get(row['account'] ?? '') ?? ''),
      stage: rows.map((row) => stages[stage(row)]),
      outcome: rows.map((row) => outcome[stage(row)]),
      amountMinor: rows.map((row) =>
        row['close_value'] ? Math.round(Number(row['close_value']) * 100) : null,
      ),
      discountBp: rows.map(() => null),
      openedDay: rows.map((row) => row['engage_date'] || asOfDay),
      closedDay: rows.map((row) => row['close_date'] || null),
      expectedCloseDay: rows.map(() => null),
    },
    stageEvents: { opportunity: [], entered: [], at: [] },
    touchpoints: { opportunity: [], at: [], direction: [] },
  };
}
