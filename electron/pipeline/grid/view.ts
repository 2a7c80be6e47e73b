import type { ReadTx } from '#electron/replica/transaction';
import { localDay } from '#electron/shell/local-day';
import type { GridQuery, GridSummary, Stage } from '#shared/pipeline/model';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { readStageRules, setShares, type StageRules } from '#shared/pipeline/stage-rules';
import { type StageProbabilities, stageProbabilities } from '#shared/pipeline/stage-probability';
import { newestChange } from '../since';
import { type Dictionaries, type GridContext, PipelineColumns, type Readiness } from './columns';
import { type Change, changesAfter, idsOf, NAMED } from './changes';
import { Dictionary, fillDictionary } from './dictionary';
import { freshOrder, repairedOrder } from './orders';

/** Pipelines and orders kept at a time. */
const MAX_PIPELINES = 2;
const MAX_ORDERS = 12;
/** Changed rows up to which kept orders are repaired; more, and they are made anew when asked for. */
const MAX_REPAIRED = 1000;
const OPEN = OUTCOMES.indexOf('open');

/** Rows in order, and what they were ordered from. */
export interface GridAnswer {
  readonly columns: PipelineColumns;
  readonly order: Int32Array;
  readonly context: GridContext;
  /** Newest entry of the change log that is in it. */
  readonly seq: number;
}

interface KeptOrder {
  readonly query: GridQuery;
  readonly order: Int32Array;
  /** Places that changed since; put right when the order is asked for again. */
  readonly changed: Set<number>;
}

/** What one reader thread remembers of the grid: columns by pipeline, and rows in order by query. */
class GridCache {
  /** Whose rows these are; see `Scope.key`. */
  readonly scope: string;
  #version = -1;
  #seq = 0;
  readonly names: Dictionaries = {
    account: new Dictionary(),
    owner: new Dictionary(),
    product: new Dictionary(),
  };
  #named = false;
  readonly #pipelines = new Map<string, PipelineColumns>();
  readonly #orders = new Map<string, KeptOrder>();

  constructor(scope: string) {
    this.scope = scope;
  }

  /** Whether all columns of a pipeline are in memory. */
  holds(pipelineId: string): boolean {
    return this.#pipelines.get(pipelineId)?.loaded ?? false;
  }

  /** Columns of a pipeline as they are in this snapshot. */
  columns(tx: ReadTx, pipelineId: string): PipelineColumns {
    const columns = this.#begun(tx, pipelineId);
    columns.prepare(tx, 'columns');
    return columns;
  }

  /** Works for about `ms` on what is missing of a pipeline's columns; true when nothing is. */
  prepare(tx: ReadTx, pipelineId: string, upTo: Readiness, ms: number): boolean {
    return this.#begun(tx, pipelineId).prepare(tx, upTo, ms);
  }

  /** Columns of a pipeline, read or being read, with what was committed meanwhile. */
  #begun(tx: ReadTx, pipelineId: string): PipelineColumns {
    this.#catchUp(tx);
    if (!this.#named) {
      for (const entity of NAMED) fillDictionary(tx, entity, this.names[entity]);
      this.#named = true;
    }
    const known = this.#pipelines.get(pipelineId);
    this.#pipelines.delete(pipelineId);
    const columns = known ?? new PipelineColumns(pipelineId, this.names);
    this.#pipelines.set(pipelineId, columns);
    const oldest = this.#pipelines.keys().next().value;
    if (this.#pipelines.size > MAX_PIPELINES && oldest !== undefined)
      this.#pipelines.delete(oldest);
    return columns;
  }

  /** Places of the rows of a query, in order. */
  order(tx: ReadTx, query: GridQuery): GridAnswer {
    const columns = this.columns(tx, query.pipelineId);
    const context = this.#contextOf(tx, columns, query.pipelineId);
    const key = JSON.stringify([
      query.pipelineId,
      query.sort,
      query.filters,
      query.quick,
      context.today,
      asksWeights(query) ? context.shares : null,
    ]);
    const known = this.#orders.get(key);
    this.#orders.delete(key);
    const order = upToDate(columns, context, query, known);
    this.#orders.set(key, { query, order, changed: new Set() });
    const oldest = this.#orders.keys().next().value;
    if (this.#orders.size > MAX_ORDERS && oldest !== undefined) this.#orders.delete(oldest);
    return { columns, order, context, seq: this.#seq };
  }

  /** Columns of a pipeline and the names that their rows refer to. */
  named(tx: ReadTx, pipelineId: string): { columns: PipelineColumns; names: Dictionaries } {
    return { columns: this.columns(tx, pipelineId), names: this.names };
  }

  /** How likely the stages of a pipeline are to be won, from its own closed deals. */
  probabilities(tx: ReadTx, pipelineId: string): StageProbabilities {
    const { rules } = settingOf(tx, pipelineId);
    return stageProbabilities(this.columns(tx, pipelineId).closed, setShares(rules));
  }

  /** What computed columns of a pipeline are computed from. */
  context(tx: ReadTx, pipelineId: string): GridContext {
    return this.#contextOf(tx, this.columns(tx, pipelineId), pipelineId);
  }

  #contextOf(tx: ReadTx, columns: PipelineColumns, pipelineId: string): GridContext {
    const { today, rules } = settingOf(tx, pipelineId);
    const { shares } = stageProbabilities(columns.closed, setShares(rules));
    return { names: this.names, today, shares };
  }

  /** Applies what was committed since the last look. */
  #catchUp(tx: ReadTx): void {
    const version = tx.dataVersion;
    if (version === this.#version) return;
    const changes = changesAfter(tx, this.#seq);
    this.#version = version;
    if (changes === null) this.#forget();
    else this.#apply(tx, changes);
    this.#seq = newestChange(tx);
  }

  #forget(): void {
    this.#named = false;
    this.#pipelines.clear();
    this.#orders.clear();
  }

  #apply(tx: ReadTx, changes: readonly Change[]): void {
    for (const entity of NAMED) {
      const ids = idsOf(changes, entity);
      if (!this.#named || ids.length === 0) continue;
      // A name that is new moves no row; one that changed may move and hide rows of any order.
      if (fillDictionary(tx, entity, this.names[entity], ids)) this.#orders.clear();
    }
    const ids = idsOf(changes, 'opportunity');
    if (ids.length === 0) return;
    for (const [pipelineId, columns] of this.#pipelines) {
      const changed = new Set<number>();
      for (const id of ids) {
        const place = columns.refresh(tx, id);
        if (place !== null) changed.add(place);
      }
      for (const kept of this.#orders.values()) {
        if (kept.query.pipelineId !== pipelineId) continue;
        for (const place of changed) kept.changed.add(place);
      }
    }
  }
}

function upToDate(
  columns: PipelineColumns,
  context: GridContext,
  query: GridQuery,
  kept: KeptOrder | undefined,
): Int32Array {
  if (!kept || kept.changed.size > MAX_REPAIRED) return freshOrder(columns, context, query);
  if (kept.changed.size === 0) return kept.order;
  return repairedOrder(columns, context, query, kept.order, kept.changed);
}

function asksWeights({ sort, filters }: GridQuery): boolean {
  return filters.weightedMinor !== undefined || sort.some(({ field }) => field === 'weightedMinor');
}

/** The rules of a pipeline, and the day that "today" is for its rows: of its data, of the workspace, or the present one. */
function settingOf(tx: ReadTx, pipelineId: string): { today: string; rules: StageRules } {
  const sql = 'SELECT as_of_day AS day, stage_rules AS rules FROM pipeline WHERE id = ?';
  const own = tx.get<{ day: string | null; rules: string | null }>(sql, [pipelineId]);
  const workspace = tx.get<{ day: string | null }>('SELECT as_of_day AS day FROM workspace');
  return {
    today: own?.day ?? workspace?.day ?? localDay(Date.now()),
    rules: readStageRules(own?.rules ?? null),
  };
}

const caches = new WeakMap<object, GridCache>();

/** The grid's memory of a connection. */
export function gridOf(tx: ReadTx): GridCache {
  const scope = tx.scope?.key ?? '';
  let cache = caches.get(tx);
  if (cache?.scope !== scope) {
    cache = new GridCache(scope);
    caches.set(tx, cache);
  }
  return cache;
}

/** Counts and sums over the rows of a query. */
export function summaryOf(tx: ReadTx, query: GridQuery): GridSummary {
  const { columns, order } = gridOf(tx).order(tx, { ...query, sort: [] });
  const byStage = STAGES.map((stage: Stage) => ({ stage, open: 0, known: 0, sum: 0 }));
  let known = 0;
  let sum = 0;
  for (const place of order) {
    const amount = columns.amountMinor[place] ?? Number.NaN;
    const isKnown = !Number.isNaN(amount);
    if (isKnown) {
      known += 1;
      sum += amount;
    }
    const stage = byStage[columns.stage[place] ?? 0];
    if (columns.outcome[place] !== OPEN || !stage) continue;
    stage.open += 1;
    if (!isKnown) continue;
    stage.known += 1;
    stage.sum += amount;
  }
  return {
    matching: order.length,
    all: columns.liveCount,
    amountMinor: known === 0 && order.length > 0 ? null : sum,
    byStage: byStage.map(({ stage, open, ...of }) => ({
      stage,
      open,
      openAmountMinor: of.known === 0 && open > 0 ? null : of.sum,
    })),
  };
}
