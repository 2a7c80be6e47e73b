import type { ReadTx } from '#electron/replica/transaction';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { searchParts, textKeys } from '#shared/pipeline/search-text';
import { Dictionary } from './dictionary';
import { NameOrder } from './name-order';

/** No value in a column of numbers. */
const NONE = Number.NaN;

interface StoredRow {
  readonly id: string;
  readonly pipeline_id: string;
  readonly name: string;
  readonly account_id: string | null;
  readonly owner_id: string | null;
  readonly product_id: string | null;
  readonly region: string | null;
  readonly stage: string;
  readonly outcome: string;
  readonly amount_minor: number | null;
  readonly discount_bp: number | null;
  readonly opened_day: string | null;
  readonly expected_close_day: string | null;
  readonly closed_day: string | null;
  readonly need_summary: string | null;
  readonly stage_entered_at: number | null;
}

const SELECT = `SELECT id, pipeline_id, name, account_id, owner_id, product_id, region, stage, outcome,
  amount_minor, discount_bp, opened_day, expected_close_day, closed_day, need_summary, stage_entered_at
  FROM opportunity`;

/** Names shared by all pipelines. */
export interface Dictionaries {
  readonly account: Dictionary;
  readonly owner: Dictionary;
  readonly product: Dictionary;
}

/** An ISO day as a number that sorts and compares like it: 20261123. */
export function dayNumber(day: string | null): number {
  return day === null
    ? NONE
    : Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}

/**
 * The columns of one pipeline that the grid sorts, filters and searches, one array each, held in the reader thread. A
 * row keeps its place; a deleted row is marked.
 */
export class PipelineColumns {
  readonly ids: string[] = [];
  readonly live: boolean[] = [];
  readonly name: string[] = [];
  readonly account: number[] = [];
  readonly owner: number[] = [];
  readonly product: number[] = [];
  readonly region: number[] = [];
  readonly stage: number[] = [];
  readonly outcome: number[] = [];
  readonly amountMinor: number[] = [];
  readonly discountBp: number[] = [];
  readonly openedDay: number[] = [];
  readonly expectedCloseDay: number[] = [];
  readonly closedDay: number[] = [];
  readonly stageEnteredAt: number[] = [];
  readonly regions = new Dictionary();
  /** Search texts; made when first asked for, from then on the needs are not kept. */
  #texts: { plain: string[]; pinyin: string[] } | null = null;
  #need: (string | null)[] = [];
  #nameOrder: NameOrder | null = null;
  readonly #places = new Map<string, number>();
  readonly #names: Dictionaries;

  constructor(names: Dictionaries) {
    this.#names = names;
  }

  get size(): number {
    return this.ids.length;
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Reads all rows of a pipeline. */
  load(tx: ReadTx, pipelineId: string): void {
    const sql = `${SELECT} WHERE pipeline_id = ? AND deleted_at IS NULL ORDER BY rowid`;
    for (const row of tx.iterate<StoredRow>(sql, [pipelineId])) this.#put(row, this.size);
  }

  /** Reads one row again after it changed: it may be new, different or gone. */
  refresh(tx: ReadTx, pipelineId: string, id: string): void {
    const sql = `${SELECT} WHERE id = ? AND pipeline_id = ? AND deleted_at IS NULL`;
    const row = tx.get<StoredRow>(sql, [id, pipelineId]);
    const place = this.#places.get(id);
    if (row) this.#put(row, place ?? this.size);
    else if (place !== undefined) this.live[place] = false;
  }

  #put(row: StoredRow, at: number): void {
    const renamed = this.name[at] !== row.name;
    this.#places.set(row.id, at);
    this.ids[at] = row.id;
    this.live[at] = true;
    this.name[at] = row.name;
    if (renamed) this.#nameOrder?.renamed(at);
    this.#setTexts(at, row);
    this.account[at] = this.#names.account.code(row.account_id);
    this.owner[at] = this.#names.owner.code(row.owner_id);
    this.product[at] = this.#names.product.code(row.product_id);
    this.region[at] = this.#regionCode(row.region);
    this.stage[at] = STAGES.findIndex((stage) => stage === row.stage);
    this.outcome[at] = OUTCOMES.findIndex((outcome) => outcome === row.outcome);
    this.amountMinor[at] = row.amount_minor ?? NONE;
    this.discountBp[at] = row.discount_bp ?? NONE;
    this.openedDay[at] = dayNumber(row.opened_day);
    this.expectedCloseDay[at] = dayNumber(row.expected_close_day);
    this.closedDay[at] = dayNumber(row.closed_day);
    this.stageEnteredAt[at] = row.stage_entered_at ?? NONE;
  }

  #regionCode(region: string | null): number {
    if (region === null || region === '') return 0;
    const before = this.regions.size;
    const code = this.regions.code(region);
    // A region is its own name; its key is made when it is first seen.
    if (code >= before) this.regions.put(region, region, textKeys(region, 'phrase').sortKey);
    return code;
  }

  #setTexts(at: number, row: StoredRow): void {
    if (!this.#texts) {
      this.#need[at] = row.need_summary;
      return;
    }
    const { plain, pinyin } = searchParts(row.name, row.need_summary);
    this.#texts.plain[at] = plain;
    this.#texts.pinyin[at] = pinyin;
  }

  /** Normalised name and need, and the pinyin of the name, by place. */
  searchTexts(): { readonly plain: readonly string[]; readonly pinyin: readonly string[] } {
    if (!this.#texts) {
      const texts: { plain: string[]; pinyin: string[] } = { plain: [], pinyin: [] };
      this.name.forEach((name, at) => {
        const { plain, pinyin } = searchParts(name, this.#need[at] ?? null);
        texts.plain.push(plain);
        texts.pinyin.push(pinyin);
      });
      this.#texts = texts;
      this.#need = [];
    }
    return this.#texts;
  }

  /** Place → position in the order of names (pinyin for Chinese); equal names share one. */
  nameRanks(): Int32Array {
    this.#nameOrder ??= new NameOrder(this.name);
    return this.#nameOrder.ranks();
  }
}
