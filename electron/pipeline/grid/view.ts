import type { ReadTx } from '#electron/replica/transaction';
import type { GridField, GridQuery, GridSummary, Stage } from '#shared/pipeline/model';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { type Dictionaries, PipelineColumns } from './columns';
import { Dictionary, fillDictionary, type NamedEntity } from './dictionary';
import { codeColumn, isNumberField, testsOf } from './filter';

/** Pipelines and orders kept at a time. */
const MAX_PIPELINES = 2;
const MAX_ORDERS = 12;
/** Single changes looked at one by one; more mean that the columns are read anew. */
const MAX_CHANGES = 5000;
const NAMED: readonly NamedEntity[] = ['account', 'owner', 'product'];
const OPEN = OUTCOMES.indexOf('open');

interface Change {
  readonly seq: number;
  readonly entity: string;
  readonly entity_id: string | null;
}

/** What one reader thread remembers of the grid: columns by pipeline, and rows in order by query. */
class GridCache {
  #version = -1;
  #seq = 0;
  readonly names: Dictionaries = {
    account: new Dictionary(),
    owner: new Dictionary(),
    product: new Dictionary(),
  };
  #named = false;
  readonly #pipelines = new Map<string, PipelineColumns>();
  readonly #orders = new Map<string, Int32Array>();

  /** Whether the columns of a pipeline are in memory. */
  holds(pipelineId: string): boolean {
    return this.#pipelines.has(pipelineId);
  }

  /** Columns of a pipeline as they are in this snapshot. */
  columns(tx: ReadTx, pipelineId: string): PipelineColumns {
    this.#catchUp(tx);
    if (!this.#named) {
      for (const entity of NAMED) fillDictionary(tx, entity, this.names[entity]);
      this.#named = true;
    }
    const known = this.#pipelines.get(pipelineId);
    this.#pipelines.delete(pipelineId);
    const columns = known ?? new PipelineColumns(this.names);
    if (!known) columns.load(tx, pipelineId);
    this.#pipelines.set(pipelineId, columns);
    const oldest = this.#pipelines.keys().next().value;
    if (this.#pipelines.size > MAX_PIPELINES && oldest !== undefined)
      this.#pipelines.delete(oldest);
    return columns;
  }

  /** Places of the rows of a query, in order. */
  order(tx: ReadTx, query: GridQuery): { columns: PipelineColumns; order: Int32Array } {
    const columns = this.columns(tx, query.pipelineId);
    const key = JSON.stringify([query.pipelineId, query.sort, query.filters, query.quick]);
    const known = this.#orders.get(key);
    this.#orders.delete(key);
    const order = known ?? orderOf(columns, this.names, query);
    this.#orders.set(key, order);
    const oldest = this.#orders.keys().next().value;
    if (this.#orders.size > MAX_ORDERS && oldest !== undefined) this.#orders.delete(oldest);
    return { columns, order };
  }

  /** Applies what was committed since the last look. */
  #catchUp(tx: ReadTx): void {
    const version = tx.dataVersion;
    if (version === this.#version) return;
    const changes = tx.all<Change>(
      'SELECT seq, entity, entity_id FROM change_log WHERE seq > ? ORDER BY seq LIMIT ?',
      [this.#seq, MAX_CHANGES + 1],
    );
    this.#version = version;
    if (changes.length > MAX_CHANGES || changes.some(isBulk)) this.#forget();
    else this.#apply(tx, changes);
    const last = tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change_log');
    this.#seq = last?.seq ?? 0;
  }

  #forget(): void {
    this.#named = false;
    this.#pipelines.clear();
    this.#orders.clear();
  }

  #apply(tx: ReadTx, changes: readonly Change[]): void {
    for (const entity of NAMED) {
      if (!this.#named || !changes.some((change) => change.entity === entity)) continue;
      fillDictionary(tx, entity, this.names[entity]);
      this.#orders.clear();
    }
    const ids = new Set(
      changes.flatMap(({ entity, entity_id: id }) =>
        entity === 'opportunity' && id !== null ? [id] : [],
      ),
    );
    if (ids.size > 0) this.#orders.clear();
    for (const [pipelineId, columns] of this.#pipelines) {
      for (const id of ids) columns.refresh(tx, pipelineId, id);
    }
  }
}

function isBulk({ entity, entity_id: id }: Change): boolean {
  return id === null && (entity === 'opportunity' || NAMED.some((named) => named === entity));
}

const caches = new WeakMap<object, GridCache>();

/** The grid's memory of a connection. */
export function gridOf(tx: ReadTx): GridCache {
  let cache = caches.get(tx);
  if (!cache) {
    cache = new GridCache();
    caches.set(tx, cache);
  }
  return cache;
}

function orderOf(columns: PipelineColumns, names: Dictionaries, query: GridQuery): Int32Array {
  const tests = testsOf(columns, names, query);
  const places = new Int32Array(columns.size);
  let count = 0;
  for (let place = 0; place < columns.size; place += 1) {
    if (tests.every((test) => test(place))) places[count++] = place;
  }
  const found = places.slice(0, count);
  if (query.sort.length === 0) return found;
  const keys = query.sort.map(({ field, desc }) => sortKey(columns, names, field, desc));
  const [first = new Float64Array(), second, third] = keys;
  return found.toSorted((a, b) => {
    const ahead = (first[a] ?? 0) - (first[b] ?? 0);
    if (ahead !== 0) return ahead;
    const next = second ? (second[a] ?? 0) - (second[b] ?? 0) : 0;
    if (next !== 0) return next;
    return (third ? (third[a] ?? 0) - (third[b] ?? 0) : 0) || a - b;
  });
}

/** Numbers that sort ascending in the order asked for; blanks come last in both directions. */
function sortKey(
  columns: PipelineColumns,
  names: Dictionaries,
  field: GridField,
  desc: boolean,
): Float64Array {
  const key = new Float64Array(columns.size);
  const sign = desc ? -1 : 1;
  const coded = codeColumn(columns, names, field);
  const ranks = coded?.ranks();
  const values =
    field === 'name' ? columns.nameRanks() : isNumberField(field) ? columns[field] : null;
  for (let place = 0; place < key.length; place += 1) {
    const code = coded?.codes[place] ?? 0;
    const blank = coded ? coded.labels[code] === null : Number.isNaN(values?.[place]);
    key[place] = blank ? Number.MAX_VALUE : sign * ((coded ? ranks?.[code] : values?.[place]) ?? 0);
  }
  return key;
}

/** Counts and sums over the rows of a query. */
export function summaryOf(tx: ReadTx, query: GridQuery): GridSummary {
  const { columns, order } = gridOf(tx).order(tx, { ...query, sort: [] });
  const byStage = STAGES.map((stage: Stage) => ({ stage, open: 0, openAmountMinor: 0 }));
  let amountMinor = 0;
  for (const place of order) {
    const amount = columns.amountMinor[place] ?? Number.NaN;
    if (!Number.isNaN(amount)) amountMinor += amount;
    const stage = byStage[columns.stage[place] ?? 0];
    if (columns.outcome[place] !== OPEN || !stage) continue;
    stage.open += 1;
    if (!Number.isNaN(amount)) stage.openAmountMinor += amount;
  }
  let all = 0;
  for (const live of columns.live) if (live) all += 1;
  return { matching: order.length, all, amountMinor, byStage };
}
