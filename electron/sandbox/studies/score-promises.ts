import type { Query, ReadTx, WriteTx } from '#electron/replica/transaction';
import { minorPerUnit } from '#shared/format';
import { daysBetween } from '#shared/pipeline/days';
import type { ScenarioOutput } from '#shared/sandbox/scenario';
import { currencyOf, studySourceSchema } from '#shared/sandbox/studies/model';
import { canBeCompared, pointOf, type StudyPromise } from '#shared/sandbox/studies/promise';
import { SCENARIO_MODELS } from '../study/models';

/** Share of a promise's days that must have sales in every store before it is scored. */
const DAYS_NEEDED = 0.9;

interface PromiseRow {
  readonly study_id: string;
  readonly name: string;
  readonly model_id: string;
  readonly output: string;
  readonly source: string;
  readonly content: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly quantiles: string;
  readonly actual: number | null;
  readonly scored_at: number | null;
}

const SELECT = `
  SELECT p.study_id, s.name, s.model_id, p.output, s.source, d.content, p.first_day, p.last_day, p.quantiles, p.actual, p.scored_at
  FROM study_promise p
  JOIN study s ON s.id = p.study_id AND s.deleted_at IS NULL
  JOIN study_data d ON d.hash = s.data_hash`;

/** Every promise of adopted studies, the newest days first. */
export const promiseList: Query<Record<string, never>, StudyPromise[]> = (tx) =>
  tx.all<PromiseRow>(`${SELECT} ORDER BY p.last_day DESC, s.name, p.output`).map((row) => {
    const quantiles = JSON.parse(row.quantiles) as number[];
    return {
      studyId: row.study_id,
      studyName: row.name,
      modelId: row.model_id,
      output: row.output,
      currency: currencyOf(studySourceSchema.parse(JSON.parse(row.source))),
      firstDay: row.first_day,
      lastDay: row.last_day,
      p10: quantiles[10] ?? 0,
      p50: quantiles[50] ?? 0,
      p90: quantiles[90] ?? 0,
      actual: row.actual,
      point: row.actual === null ? null : pointOf(quantiles, row.actual),
      scoredAt: row.scored_at,
    };
  });

/**
 * Tells of every promise what happened, as far as the loaded sales tell it by now; what new sales say otherwise is corrected, and what they
 * no longer tell is open again. Generated stores never sell anything.
 */
export function scorePromises(tx: WriteTx): void {
  for (const row of tx.all<PromiseRow>(SELECT)) {
    const actual = actualOf(tx, row);
    if (actual === row.actual) continue;
    tx.runLocal(
      'UPDATE study_promise SET actual = ?, scored_at = ? WHERE study_id = ? AND output = ?',
      [actual, actual === null ? null : tx.now(), row.study_id, row.output],
    );
  }
}

interface Held {
  readonly places?: readonly { readonly id: string }[];
  readonly stores?: readonly { readonly id: string }[];
}

function actualOf(tx: ReadTx, row: PromiseRow): number | null {
  const measure = measureOf(row);
  const source = studySourceSchema.parse(JSON.parse(row.source));
  if (measure === null || !canBeCompared(source)) return null;
  const content = JSON.parse(row.content) as Held;
  const stores = (content.places ?? content.stores ?? []).map(({ id }) => id);
  const sku = source.rows?.sku ?? null;
  if (!isOver(tx, stores, row)) return null;
  const sold = tx.get<{ units: number | null; paid: number | null; unpaid: number }>(
    `SELECT sum(units) AS units, sum(revenue_minor) AS paid, sum(revenue_minor IS NULL AND units > 0) AS unpaid
     FROM stream_store_sales
     WHERE day BETWEEN ? AND ? AND store IN (SELECT value FROM json_each(?)) AND (? IS NULL OR sku = ?)`,
    [row.first_day, row.last_day, JSON.stringify(stores), sku, sku],
  );
  const units = sold?.units ?? 0;
  if (measure === 'units') return units;
  // Where some sales do not tell what was paid, nobody knows the sum.
  if (sold === undefined || sold.paid === null || sold.unpaid > 0) return null;
  const revenue = sold.paid / minorPerUnit(currencyOf(source));
  if (measure === 'revenue') return revenue;
  return units > 0 ? revenue / units : null;
}

function measureOf({ model_id: modelId, output }: PromiseRow): ScenarioOutput['actual'] | null {
  const model = SCENARIO_MODELS.find(({ id }) => id === modelId);
  return model?.outputs.find(({ id }) => id === output)?.actual ?? null;
}

/** Whether every store has sales up to the last day, on nearly all days. */
function isOver(
  tx: ReadTx,
  stores: readonly string[],
  { first_day: first, last_day: last }: PromiseRow,
): boolean {
  const told = tx.get<{ stores: number; fewest: number | null }>(
    `SELECT count(*) AS stores, min(days) AS fewest FROM (
       SELECT store, count(DISTINCT CASE WHEN day <= ?2 THEN day END) AS days, max(day) AS newest
       FROM stream_store_sales WHERE day >= ?1 AND store IN (SELECT value FROM json_each(?3)) GROUP BY store HAVING newest >= ?2)`,
    [first, last, JSON.stringify(stores)],
  );
  const days = daysBetween(first, last) + 1;
  return told?.stores === stores.length && (told.fewest ?? 0) >= DAYS_NEEDED * days;
}
